import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Pending } from '../../../src/http/console/pending.ts'
import { TestClock } from '../../harness/clock.ts'
import { openDatabaseOf, openOwnDatabase } from '../../harness/database.ts'

test('what was begun on one node is ended on another, once, within its time, and as what it was begun', async (context) => {
  const { db, dataDir } = await openOwnDatabase(context)
  const other = await openDatabaseOf(dataDir)
  context.after(() => other.close())
  const clock = new TestClock()
  const one = new Pending<{ challenge: string }>({ db, clock }, 'passkey')
  const two = new Pending<{ challenge: string }>({ db: other, clock }, 'passkey')
  const id = await one.begin({ challenge: 'abc' })
  assert.equal(await new Pending({ db, clock }, 'oidc').take(id), undefined)
  const taken = await Promise.all([one.take(id), two.take(id), one.take(id)])
  assert.deepEqual(
    taken.filter((value) => value !== undefined),
    [{ challenge: 'abc' }],
  )
  const late = await one.begin({ challenge: 'def' })
  clock.advance(5 * 60_000)
  assert.equal(await two.take(late), undefined)
})

test('of more beginnings than anybody needs the oldest are forgotten, and none is kept for good', async (context) => {
  const { db } = await openOwnDatabase(context)
  const clock = new TestClock()
  const pending = new Pending<number>({ db, clock }, 'passkey')
  const first = await pending.begin(0)
  clock.advance(1)
  const others = await Promise.all(Array.from({ length: 10_000 }, (_, index) => pending.begin(index)))
  assert.equal(await pending.take(first), undefined)
  assert.equal(await pending.take(others.at(-1) ?? ''), 9_999)
  clock.advance(5 * 60_000)
  await pending.begin(1)
  const sql = 'SELECT count(*) AS count FROM begun_sign_in'
  assert.deepEqual(await db.read.all(sql, []), [{ count: 1 }])
})
