import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { Database, Reader } from '../../src/db/database.ts'
import { openSqlite } from '../../src/db/sqlite.ts'
import { openOwnDatabase } from '../harness/database.ts'
import { Program, ROOT } from '../harness/process.ts'

const INSERT = 'INSERT INTO account (id, name, unlimited, created_at) VALUES (?, ?, 0, 0)'
const insert = (db: Database, id: string) => db.write((tx) => tx.run(INSERT, [id, id]))

async function count(reader: Reader): Promise<number> {
  return (await reader.get<{ count: number }>('SELECT count(*) AS count FROM account', []))?.count ?? 0
}

const numbers = (length: number) => Array.from({ length }, (_, index) => index)

test('writes that are asked for together share commits, and none is seen before its own', async (context) => {
  const { db } = await openOwnDatabase(context)
  const committedBefore = await Promise.all(
    numbers(200).map((index) =>
      db.write(async (tx) => {
        await tx.run(INSERT, [`a${index}`, `a${index}`])
        const [inside, outside] = [await count(tx), await count(db.read)]
        assert.equal(inside, index + 1)
        return outside
      }),
    ),
  )
  // What a reader saw while each write was under way: only whole groups, and few of them.
  const groups = new Set(committedBefore)
  assert.ok(groups.size <= 2, `${groups.size} commits for 200 writes`)
  assert.equal(await count(db.read), 200)
})

test('a write is on disk, for other connections too, when its promise resolves', async (context) => {
  const { db, file } = await openOwnDatabase(context)
  const other = new DatabaseSync(file, { readOnly: true })
  context.after(() => other.close())
  const found = other.prepare('SELECT id FROM account WHERE id = ?')
  await Promise.all(
    numbers(40).map(async (index) => {
      await insert(db, `a${index}`)
      assert.deepEqual({ ...found.get(`a${index}`) }, { id: `a${index}` })
    }),
  )
})

test('a work that fails leaves nothing of itself and does not touch the others of its group', async (context) => {
  const { db } = await openOwnDatabase(context)
  const outcomes = await Promise.allSettled(
    numbers(30).map((index) =>
      db.write(async (tx) => {
        await tx.run(INSERT, [`a${index}`, `a${index}`])
        if (index % 3 === 1) throw new Error(`no ${index}`)
        // The same id a second time: an error of the database rather than of ours.
        if (index % 3 === 2) await tx.run(INSERT, [`a${index}`, 'other'])
        return index
      }),
    ),
  )
  for (const [index, outcome] of outcomes.entries()) {
    if (index % 3 === 0) assert.deepEqual(outcome, { status: 'fulfilled', value: index })
    else assert.match(String(Reflect.get(outcome, 'reason')), index % 3 === 1 ? /no \d+/ : /UNIQUE/)
  }
  const kept = await db.read.all<{ id: string }>('SELECT id FROM account', [])
  assert.deepEqual(
    kept.map(({ id }) => Number(id.slice(1))).sort((a, b) => a - b),
    numbers(10).map((n) => n * 3),
  )
})

test('what the database refuses for its references is refused in the transaction', async (context) => {
  const { db } = await openOwnDatabase(context)
  const orphan = 'INSERT INTO idempotency (account_id, key, body_hash, task_id, created_at) VALUES (?, ?, ?, ?, 0)'
  await assert.rejects(
    db.write((tx) => tx.run(orphan, ['nobody', 'k', 'h', 'nothing'])),
    /FOREIGN KEY/,
  )
})

test('close waits for the writes that were asked for, and refuses later ones', async (context) => {
  const { db, file } = await openOwnDatabase(context)
  const asked = numbers(5).map((index) => insert(db, `a${index}`))
  await db.close()
  assert.deepEqual(await Promise.all(asked), [1, 1, 1, 1, 1])
  await assert.rejects(insert(db, 'late'), /the database is closed/)
  await db.close()
  const again = openSqlite(file)
  context.after(() => again.close())
  assert.equal(await count(again.read), 5)
})

test('another process that writes at the same time loses nothing and breaks nothing', async (context) => {
  const { db, file } = await openOwnDatabase(context)
  const each = 150
  const other = new Program(context, { script: `${ROOT}/test/db/writer-program.ts`, args: [file, String(each)] })
  await other.says(/writing/)
  for (const index of numbers(each)) await insert(db, `here-${index}`)
  const { code, stderr } = await other.finished
  assert.equal(code, 0, stderr)
  assert.equal(await count(db.read), 2 * each)
})

test('a snapshot sees one moment throughout, while writes go on', async (context) => {
  const { db } = await openOwnDatabase(context)
  await insert(db, 'before')
  const seen = await db.snapshot(async (reader) => {
    const first = await count(reader)
    await insert(db, 'during')
    return [first, await count(reader), await count(db.read)]
  })
  assert.deepEqual(seen, [1, 1, 2])
  assert.equal(await db.snapshot(count), 2)
})

test('a snapshot whose work fails leaves nothing open', async (context) => {
  const { db, file } = await openOwnDatabase(context)
  await assert.rejects(
    db.snapshot(async (reader) => {
      await count(reader)
      throw new Error('enough')
    }),
    /enough/,
  )
  await insert(db, 'a')
  await db.close()
  // The last connection to close takes the write-ahead log with it: none is left.
  const handle = new DatabaseSync(file)
  context.after(() => handle.close())
  assert.deepEqual({ ...handle.prepare('PRAGMA journal_mode=DELETE').get() }, { journal_mode: 'delete' })
})

test('a file is migrated once: opened again it keeps its rows and its schema', async (context) => {
  const { db, file } = await openOwnDatabase(context)
  await insert(db, 'kept')
  const schema = (reader: Reader) => reader.all<{ sql: string }>('SELECT sql FROM sqlite_schema ORDER BY name', [])
  const before = await schema(db.read)
  const again = openSqlite(file)
  context.after(() => again.close())
  assert.deepEqual(await schema(again.read), before)
  assert.equal(await count(again.read), 1)
})

test('a file of a newer version is refused with its remedy, and left as it was', async (context) => {
  const { db, file } = await openOwnDatabase(context)
  await insert(db, 'kept')
  await db.close()
  const handle = new DatabaseSync(file)
  context.after(() => handle.close())
  const known = Number(handle.prepare('PRAGMA user_version').get()?.['user_version'])
  handle.exec('PRAGMA user_version=999')
  assert.throws(() => openSqlite(file), /newer version of Reelgate \(schema 999.*start that version/)
  assert.deepEqual({ ...handle.prepare('PRAGMA user_version').get() }, { user_version: 999 })
  handle.exec(`PRAGMA user_version=${known}`)
  const again = openSqlite(file)
  context.after(() => again.close())
  assert.equal(await count(again.read), 1)
})

test('processes that open a new file at the same moment agree on one schema', async (context) => {
  const { file } = await openOwnDatabase(context)
  const fresh = `${file}.fresh`
  const script = `${ROOT}/test/db/writer-program.ts`
  const programs = ['first', 'second'].map(() => new Program(context, { script, args: [fresh, '3'] }))
  for (const { finished } of programs) {
    const { code, stderr } = await finished
    assert.equal(code, 0, stderr)
  }
  const db = openSqlite(fresh)
  context.after(() => db.close())
  assert.equal(await count(db.read), 6)
})

test('whoever listens hears of each committed transaction once, sees its change, and hears of none that was rolled back', async (context) => {
  const { db } = await openOwnDatabase(context)
  const heard: string[] = []
  const seen: Promise<unknown>[] = []
  const stop = db.listen((word) => {
    heard.push(word)
    seen.push(db.read.get('SELECT 1 AS there FROM price_book WHERE version = 1', []))
  })
  const insert = "INSERT INTO price_book (version, book, actor, note, created_at) VALUES (1, '', '', '', 1)"
  await Promise.allSettled([
    db.write(async (tx) => {
      tx.notify('lost')
      throw new Error('no')
    }),
    db.write(async (tx) => {
      tx.notify('kept')
      tx.notify('kept')
      await tx.run(insert, [])
    }),
    db.write((tx) => tx.run('SELECT 1', [])),
  ])
  assert.deepEqual(heard, ['kept'])
  assert.deepEqual(await Promise.all(seen), [{ there: 1 }])
  stop()
  await db.write(async (tx) => tx.notify('late'))
  assert.deepEqual(heard, ['kept'])
})
