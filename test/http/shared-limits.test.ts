import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Database } from '../../src/db/database.ts'
import { KeptLimits } from '../../src/http/kept-limits.ts'
import { RateLimiter } from '../../src/http/rate-limit.ts'
import { openLog } from '../../src/lib/log.ts'
import { TestClock } from '../harness/clock.ts'
import { deafened, openOwnDatabase } from '../harness/database.ts'
import { eventually } from '../harness/wait.ts'

const LIMIT = { name: 'poll:key', max: 6 }

/** A node's counters on a database that others count in too. */
function nodeOn(db: Database, clock = new TestClock(), log = openLog('silent')) {
  const limiter = new RateLimiter(clock)
  const limits = new KeptLimits({ db, clock, log, limiter, isShared: true })
  const left = (limit = LIMIT) => limiter.look([limit]).remaining
  /** Calls that found a place. */
  const take = (calls: number, limit = LIMIT) =>
    Array.from({ length: calls }, () => limiter.take([limit])).filter(({ isRefused }) => !isRefused).length
  return { limiter, limits, left, take, clock }
}

/** The methods of a database, to put others in the place of some. */
function portOf(db: Database): Database {
  return {
    read: db.read,
    revision: () => db.revision(),
    snapshot: (work) => db.snapshot(work),
    write: (work) => db.write(work),
    listen: (...heard) => db.listen(...heard),
    emptyLog: () => db.emptyLog(),
    close: () => db.close(),
  }
}

async function twoNodes(context: TestContext) {
  const { db } = await openOwnDatabase(context)
  const clock = new TestClock()
  return { db, clock, one: nodeOn(db, clock), two: nodeOn(db, clock) }
}

test('what one node counts the others know after its round, whether they have met the caller or not', async (context) => {
  const { one, two, clock } = await twoNodes(context)
  assert.equal(one.take(4), 4)
  await one.limits.write()
  await eventually(() => two.left() === 2)
  clock.advance(30_000)
  assert.equal(two.take(9), 2)
  await two.limits.write()
  await eventually(() => one.left() === 0)
  assert.equal(one.limiter.look([LIMIT]).resetSeconds, 30)
  clock.advance(30_000)
  assert.deepEqual([one.take(9), two.left()], [6, 6])
})

test('calls that come while a round is written are told by the next one, and none is counted twice', async (context) => {
  const { one, two } = await twoNodes(context)
  one.take(1)
  const writing = one.limits.write()
  one.take(1)
  await writing
  await one.limits.takeUp()
  assert.equal(one.left(), 4)
  two.take(1)
  await Promise.all([one.limits.write(), two.limits.write()])
  await Promise.all([one.limits.takeUp(), two.limits.takeUp()])
  assert.deepEqual([one.left(), two.left()], [3, 3])
})

test('a call that is given back is given back everywhere', async (context) => {
  const { one, two } = await twoNodes(context)
  const taken = one.limiter.take([LIMIT])
  await one.limits.write()
  await eventually(() => two.left() === 5)
  one.limiter.giveBack(taken)
  await one.limits.write()
  await eventually(() => two.left() === 6)
})

test('a node that has missed every word finds what they said by looking', async (context) => {
  const { db } = await openOwnDatabase(context)
  const clock = new TestClock()
  const [one, two] = [nodeOn(db, clock), nodeOn(deafened(db), clock)]
  one.take(4)
  await one.limits.write()
  assert.equal(two.left(), 6)
  await two.limits.takeUp()
  assert.equal(two.left(), 2)
  const late = nodeOn(deafened(db), clock)
  await late.limits.restore()
  assert.equal(late.left(), 2)
})

test('S10: a round is one write however many calls it has, and none where there were none', async (context) => {
  const { db } = await openOwnDatabase(context)
  let writes = 0
  const write: Database['write'] = (work) => {
    writes += 1
    return db.write(work)
  }
  const counted = { ...portOf(db), write }
  const clock = new TestClock()
  const [one, two] = [nodeOn(counted, clock), nodeOn(db, clock)]
  const names = Array.from({ length: 103 }, (_, index) => ({ name: `poll:${index}`, max: 100 }))
  for (const name of names) one.take(7, name)
  await one.limits.write()
  await one.limits.write()
  assert.equal(writes, 1)
  await two.limits.takeUp()
  assert.deepEqual(new Set(names.map((name) => two.left(name))), new Set([93]))
})

test('counts that could not be written are written with the next', async (context) => {
  const { db } = await openOwnDatabase(context)
  const clock = new TestClock()
  const [one, two] = [
    nodeOn({ ...portOf(db), write: () => Promise.reject(new Error('away')) }, clock),
    nodeOn(db, clock),
  ]
  one.take(2)
  await one.limits.write()
  assert.equal(one.left(), 4)
  const again = new KeptLimits({ db, clock, log: openLog('silent'), limiter: one.limiter, isShared: true })
  await again.write()
  await eventually(() => two.left() === 4)
})

for (const offMs of [1_000, -1_000]) {
  test(`a node whose clock is ${offMs} ms off keeps the same minute, and begins the next one within that second`, async (context) => {
    const { db } = await openOwnDatabase(context)
    const [right, off] = [nodeOn(db), nodeOn(db)]
    off.clock.advance(offMs)
    const rounds = async () => {
      for (const { limits } of [right, off]) await limits.write()
      for (const { limits } of [right, off]) await limits.takeUp()
    }
    let taken = 0
    /** As if callers never stopped, on both nodes in turn, for three minutes. */
    const takenIn: number[] = []
    for (let second = 0; second < 180; second += 1) {
      for (const node of [right, off]) {
        taken += node.take(1)
        await rounds()
      }
      if (second % 60 === 59) takenIn.push(taken)
      for (const node of [right, off]) node.clock.advance(1_000)
    }
    assert.ok(taken >= 3 * LIMIT.max, `${taken} calls were taken in three minutes`)
    for (const [minute, count] of takenIn.entries()) {
      assert.ok(count <= (minute + 2) * LIMIT.max, `${count} calls were taken in ${minute + 1} minutes`)
    }
  })
}
