import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Database, Reader } from '../../src/db/database.ts'
import { Program, ROOT } from '../harness/process.ts'

/** An empty database, and how to open the same one again, here or in a process of its own; all closed with the test. */
export interface Opened {
  db: Database
  reopen: () => Promise<Database>
  /** What `openDatabase` is told of the place, for writer-program.ts. */
  place: object
}

export type OpenDatabase = (context: TestContext) => Promise<Opened>

type TestOn = (title: string, body: (opened: Opened, context: TestContext) => Promise<void>) => void

export const INSERT = 'INSERT INTO account (id, name, unlimited, created_at) VALUES (?, ?, 0, 0)'

export const insert = (db: Database, id: string) => db.write((tx) => tx.run(INSERT, [id, id]))

export async function count(reader: Reader): Promise<number> {
  return (await reader.get<{ count: number }>('SELECT count(*) AS count FROM account', []))?.count ?? 0
}

export const numbers = (length: number) => Array.from({ length }, (_, index) => index)

const DEAF = () => {}

export const testsOf =
  (driver: string, open: OpenDatabase): TestOn =>
  (title, body) =>
    void test(`${driver}: ${title}`, async (context) => body(await open(context), context))

/** What every driver of the database must do. */
export function testDatabase(driver: string, open: OpenDatabase): void {
  const testOn = testsOf(driver, open)
  testWrites(testOn)
  testReads(testOn)
  testWords(testOn)
  testProcesses(testOn)
}

function testWrites(testOn: TestOn): void {
  testOn('writes that are asked for together share commits, and none is seen before its own', async ({ db }) => {
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
    assert.ok(groups.size <= 4, `${groups.size} commits for 200 writes`)
    assert.equal(await count(db.read), 200)
  })

  testOn('a write is there for other connections too when its promise resolves', async ({ db, reopen }) => {
    const other = await reopen()
    await Promise.all(
      numbers(40).map(async (index) => {
        await insert(db, `a${index}`)
        assert.deepEqual(await other.read.all('SELECT id FROM account WHERE id = ?', [`a${index}`]), [
          { id: `a${index}` },
        ])
      }),
    )
  })

  testOn('a work that fails leaves nothing of itself and does not touch the others of its group', async ({ db }) => {
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
      else assert.match(String(Reflect.get(outcome, 'reason')), index % 3 === 1 ? /no \d+/ : /unique/i)
    }
    const kept = await db.read.all<{ id: string }>('SELECT id FROM account', [])
    assert.deepEqual(
      kept.map(({ id }) => Number(id.slice(1))).sort((a, b) => a - b),
      numbers(10).map((n) => n * 3),
    )
  })

  testOn('writes of two nodes run alone: what one has read is true until it has written', async ({ db, reopen }) => {
    const nodes = [db, await reopen()]
    await insert(db, 'counter')
    const addOne = (node: Database) =>
      node.write(async (tx) => {
        const row = await tx.get<{ held: number }>("SELECT held FROM account WHERE id = 'counter'", [])
        await tx.run("UPDATE account SET held = ? WHERE id = 'counter'", [(row?.held ?? 0) + 1])
      })
    await Promise.all(numbers(30).flatMap(() => nodes.map(addOne)))
    assert.deepEqual(await db.read.get("SELECT held FROM account WHERE id = 'counter'", []), { held: 60 })
  })

  testOn('what the database refuses for its references is refused in the transaction', async ({ db }) => {
    const orphan = 'INSERT INTO idempotency (account_id, key, body_hash, task_id, created_at) VALUES (?, ?, ?, ?, 0)'
    await assert.rejects(
      db.write((tx) => tx.run(orphan, ['nobody', 'k', 'h', 'nothing'])),
      /foreign key/i,
    )
  })

  testOn('close waits for the writes that were asked for, and refuses later ones', async ({ db, reopen }) => {
    const asked = numbers(5).map((index) => insert(db, `a${index}`))
    await db.close()
    assert.deepEqual(await Promise.all(asked), [1, 1, 1, 1, 1])
    await assert.rejects(insert(db, 'late'), /the database is closed/)
    await db.close()
    assert.equal(await count((await reopen()).read), 5)
  })
}

function testReads(testOn: TestOn): void {
  testOn('a snapshot sees one moment throughout, while writes go on', async ({ db }) => {
    await insert(db, 'before')
    const seen = await db.snapshot(async (reader) => {
      const first = await count(reader)
      await insert(db, 'during')
      return [first, await count(reader), await count(db.read)]
    })
    assert.deepEqual(seen, [1, 1, 2])
    assert.equal(await db.snapshot(count), 2)
  })

  testOn('a snapshot whose work fails throws what the work threw', async ({ db }) => {
    const failing = db.snapshot(async (reader) => {
      await count(reader)
      throw new Error('enough')
    })
    await assert.rejects(failing, /enough/)
    await insert(db, 'a')
  })

  testOn('text is in the order of its bytes, and nothing of it is lost', async ({ db }) => {
    const names = ['a', 'B', 'Z', '_', 'task_~', 'é', '中文', '🎬', '"\\u0000"', "it's"]
    for (const name of names) await insert(db, name)
    const found = await db.read.all<{ id: string }>('SELECT id FROM account ORDER BY id', [])
    const byBytes = names.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    assert.deepEqual(
      found.map(({ id }) => id),
      byBytes,
    )
  })

  testOn('numbers come back as they were, up to the largest that is one', async ({ db }) => {
    const sql = 'UPDATE account SET available = ?, held = ? WHERE id = ?'
    await insert(db, 'a')
    await db.write((tx) => tx.run(sql, [Number.MAX_SAFE_INTEGER, -1, 'a']))
    assert.deepEqual(await db.read.get('SELECT available, held, erased_at FROM account', []), {
      available: Number.MAX_SAFE_INTEGER,
      held: -1,
      erased_at: null,
    })
    assert.deepEqual(await db.read.get('SELECT sum(held) AS sum, count(*) AS count FROM account', []), {
      sum: -1,
      count: 1,
    })
  })

  testOn(
    'the revision changes with every commit that changes anything, wherever it was made',
    async ({ db, reopen }) => {
      const other = await reopen()
      const before = await db.revision()
      assert.equal(await db.revision(), before)
      await insert(db, 'here')
      const after = await db.revision()
      assert.notEqual(after, before)
      await insert(other, 'there')
      while ((await db.revision()) === after) await new Promise(setImmediate)
      await db.write((tx) => tx.get('SELECT 1 AS one', []))
      const last = await db.revision()
      assert.equal(await db.revision(), last)
    },
  )
}

function testWords(testOn: TestOn): void {
  testOn(
    'whoever listens hears of each kept transaction once, sees its change, and hears of no other',
    async ({ db }) => {
      const heard: string[] = []
      const seen: Promise<unknown>[] = []
      const hear = (word: string) => {
        heard.push(word)
        seen.push(db.read.get("SELECT 1 AS there FROM account WHERE id = 'told'", []))
      }
      const stop = db.listen(hear, DEAF)
      await Promise.allSettled([
        db.write(async (tx) => {
          tx.notify('lost')
          throw new Error('no')
        }),
        db.write(async (tx) => {
          tx.notify('kept')
          tx.notify('kept')
          await tx.run(INSERT, ['told', 'told'])
        }),
        db.write((tx) => tx.get('SELECT 1 AS one', [])),
      ])
      assert.deepEqual(heard, ['kept'])
      assert.deepEqual(await Promise.all(seen), [{ there: 1 }])
      stop()
      await db.write(async (tx) => tx.notify('late'))
      assert.deepEqual(heard, ['kept'])
    },
  )
}

function testProcesses(testOn: TestOn): void {
  const script = `${ROOT}/test/db/writer-program.ts`

  testOn(
    'another process that writes at the same time loses nothing and breaks nothing',
    async ({ db, place }, context) => {
      const each = 150
      const other = new Program(context, { script, args: [JSON.stringify(place), String(each)] })
      await other.says(/writing/)
      for (const index of numbers(each)) await insert(db, `here-${index}`)
      const { code, stderr } = await other.finished
      assert.equal(code, 0, stderr)
      assert.equal(await count(db.read), 2 * each)
    },
  )

  testOn(
    'a process killed in the middle of its writes has kept those that it was told of',
    async ({ db, place }, context) => {
      const other = new Program(context, { script, args: [JSON.stringify(place), '1000000'] })
      await other.says(/wrote 20\b/)
      other.child.kill('SIGKILL')
      const { stdout } = await other.finished
      const told = Number(/wrote (\d+)\n(?!.*wrote)/s.exec(stdout)?.[1])
      // Whatever it had begun is over for others at once.
      await insert(db, 'after')
      assert.ok((await count(db.read)) >= told + 1)
    },
  )
}
