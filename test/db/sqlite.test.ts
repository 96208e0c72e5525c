import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Reader } from '../../src/db/database.ts'
import { openSqlite } from '../../src/db/sqlite.ts'
import { ownFolder } from '../harness/folder.ts'
import { Program, ROOT } from '../harness/process.ts'
import { count, insert, testDatabase } from './conformance.ts'
import { testTogether } from './conformance-together.ts'

async function open(context: TestContext) {
  const file = `${await ownFolder(context)}/reelgate.db`
  const reopen = async () => {
    const db = openSqlite(file)
    context.after(() => db.close())
    return db
  }
  return { db: await reopen(), reopen, place: { file }, file }
}

testDatabase('sqlite', open)
testTogether('sqlite', open)

test('a snapshot whose work fails leaves nothing open', async (context) => {
  const { db, file } = await open(context)
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
  const { db, reopen } = await open(context)
  await insert(db, 'kept')
  const schema = (reader: Reader) => reader.all<{ sql: string }>('SELECT sql FROM sqlite_schema ORDER BY name', [])
  const before = await schema(db.read)
  const again = await reopen()
  assert.deepEqual(await schema(again.read), before)
  assert.equal(await count(again.read), 1)
})

test('a file of a newer version is refused with its remedy, and left as it was', async (context) => {
  const { db, file, reopen } = await open(context)
  await insert(db, 'kept')
  await db.close()
  const handle = new DatabaseSync(file)
  context.after(() => handle.close())
  const known = Number(handle.prepare('PRAGMA user_version').get()?.['user_version'])
  handle.exec('PRAGMA user_version=999')
  assert.throws(() => openSqlite(file), /newer version of Reelgate \(schema 999.*start that version/)
  assert.deepEqual({ ...handle.prepare('PRAGMA user_version').get() }, { user_version: 999 })
  handle.exec(`PRAGMA user_version=${known}`)
  assert.equal(await count((await reopen()).read), 1)
})

test('processes that open a new file at the same moment agree on one schema', async (context) => {
  const fresh = `${await ownFolder(context)}/fresh.db`
  const script = `${ROOT}/test/db/writer-program.ts`
  const programs = ['first', 'second'].map(
    () => new Program(context, { script, args: [JSON.stringify({ file: fresh }), '3'] }),
  )
  for (const { finished } of programs) {
    const { code, stderr } = await finished
    assert.equal(code, 0, stderr)
  }
  const db = openSqlite(fresh)
  context.after(() => db.close())
  assert.equal(await count(db.read), 6)
})
