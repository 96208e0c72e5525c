import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { together } from '../../src/lib/together.ts'
import { openOwnPostgres, openPostgresAt } from '../harness/database.ts'
import { ownDatabaseUrl } from '../harness/postgres.ts'
import { Program, ROOT } from '../harness/process.ts'
import { count, INSERT, insert, numbers, testDatabase } from './conformance.ts'
import { testTogether } from './conformance-together.ts'

async function open(context: TestContext) {
  const { db, url } = await openOwnPostgres(context)
  const reopen = () => openPostgresAt(context, url)
  return { db, reopen, place: { databaseUrl: url, databaseConnectionsMax: 3 }, url }
}

testDatabase('postgres', open)
testTogether('postgres', open)

test('ten processes that open an empty database at the same moment agree on one schema', async (context) => {
  const databaseUrl = ownDatabaseUrl(context)
  const args = [JSON.stringify({ databaseUrl, databaseConnectionsMax: 3 }), '3']
  const script = `${ROOT}/test/db/writer-program.ts`
  const programs = numbers(10).map(() => new Program(context, { script, args }))
  for (const { finished } of programs) {
    const { code, stderr } = await finished
    assert.equal(code, 0, stderr)
  }
  assert.equal(await count((await openPostgresAt(context, databaseUrl)).read), 30)
})

test('a schema of a newer version is refused with its remedy, and left as it was', async (context) => {
  const { db, url } = await open(context)
  await insert(db, 'kept')
  const version = () => db.read.get<{ version: number }>('SELECT version FROM reelgate_schema', [])
  const known = (await version())?.version ?? 0
  const setVersion = (to: number) => db.write((tx) => tx.run('UPDATE reelgate_schema SET version = ?', [to]))
  await setVersion(999)
  await assert.rejects(openPostgresAt(context, url), /newer version of Reelgate \(schema 999.*start that version/)
  assert.deepEqual(await version(), { version: 999 })
  await setVersion(known)
  assert.equal(await count((await openPostgresAt(context, url)).read), 1)
})

test('a zero character in a text, which Postgres has none of, is no error and finds nothing', async (context) => {
  const { db } = await open(context)
  await insert(db, 'a\0b')
  assert.deepEqual(await db.read.all('SELECT id FROM account', []), [{ id: 'a\uFFFDb' }])
  assert.equal(await db.read.get('SELECT id FROM account WHERE id = ?', ['\0']), undefined)
})

test('a work that does not heed a statement that fails has failed of it all the same, and the next is kept', async (context) => {
  const { db } = await open(context)
  await insert(db, 'twice')
  const outcomes = await Promise.allSettled([
    db.write(async (tx) => {
      tx.run(INSERT, ['lost', 'lost']).catch(() => {})
      tx.run(INSERT, ['twice', 'twice']).catch(() => {})
      return 'kept?'
    }),
    insert(db, 'kept'),
  ])
  assert.match(String(Reflect.get(outcomes[0], 'reason')), /unique/)
  assert.deepEqual(outcomes[1], { status: 'fulfilled', value: 1 })
  assert.deepEqual(await db.read.all('SELECT id FROM account ORDER BY id', []), [{ id: 'kept' }, { id: 'twice' }])
})

test('a statement whose first run fails can be run again, and one can be called several times at once', async (context) => {
  const { db } = await open(context)
  const add = "INSERT INTO account (id, name, unlimited, created_at) VALUES (?, 'the same', 0, 0)"
  const look = 'SELECT id, available, erased_at FROM account WHERE id = ?'
  await insert(db, 'twice')
  await assert.rejects(
    db.write((tx) => tx.run(add, ['twice'])),
    /unique/,
  )
  const added = db.write((tx) =>
    together([tx.run(add, ['one']), tx.get(look, ['one']), tx.all(look, ['one']), tx.get(look, ['none'])]),
  )
  const row = { id: 'one', available: 0, erased_at: null }
  assert.deepEqual(await added, [1, row, [row], undefined])
  const again = db.write((tx) => together([tx.get(look, ['one']), tx.get(look, ['none']), tx.all(look, ['one'])]))
  assert.deepEqual(await again, [row, undefined, [row]])
})
