import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Queue } from '../../src/queue/queue.ts'
import { newOwner } from '../harness/database.ts'
import { LEASE_MS, openBench } from './conformance.ts'
import type { OpenQueue, Rooms, TestOn } from './conformance.ts'

const MINUTE_MS = 60_000
const quotaOf = (startsPerMinute: number): Rooms => new Map([['a', { capacity: 1000, startsPerMinute }]])

type Bench = Awaited<ReturnType<typeof openBench>>

const mark = (
  { db, queue }: Pick<Bench, 'db' | 'queue'>,
  now: number,
  rest: { quota?: number; starts?: number } = {},
) =>
  db.write((tx) =>
    queue.markStart(tx, { provider: 'a', now, startsPerMinute: rest.quota ?? 2, starts: rest.starts ?? 1 }),
  )

/** Whose task each of the next turns is, one claim at a time; each ends at once if `ends` says so. */
async function turns(bench: Bench, owners: ReadonlyMap<string, string>, count: number, ends: boolean) {
  const names: string[] = []
  for (let turn = 0; turn < count; turn += 1) {
    const [held] = await bench.claim('w', 1000, { limit: 1 })
    if (held === undefined) break
    names.push(owners.get(held.taskId) ?? '')
    await bench.db.write((tx) =>
      ends ? bench.queue.remove(tx, held.taskId) : bench.queue.setPhase(tx, held.taskId, 'follow'),
    )
    if (!ends) await bench.release(held, 9_999_999)
  }
  return names.join('')
}

/** Accounts by a letter, each with so many waiting tasks; letters that come first have older tasks. */
async function line(bench: Bench, waiting: Readonly<Record<string, number>>, from = 0) {
  const owners = new Map<string, string>()
  let at = from
  for (const [name, count] of Object.entries(waiting)) {
    const by = await newOwner(bench.db)
    for (let job = 0; job < count; job += 1) owners.set(await bench.add((at += 1), { by }), name)
  }
  return owners
}

/** What every driver must do about starts: quotas, and turns between accounts. */
export function testStarts(driver: string, open: OpenQueue): void {
  const testOn: TestOn = (title, body) =>
    void test(`${driver}: ${title}`, async (context) => body(await openBench(context, open)))
  testTurnsOfAccounts(testOn)
  testQuota(testOn)
  testQuotaAndClaims(testOn)
}

function testTurnsOfAccounts(testOn: TestOn): void {
  testOn(
    'S9: an account with 100 waiting tasks delays the single task of another by one turn at most',
    async (bench) => {
      const owners = await line(bench, { A: 100, B: 1 })
      assert.equal(await turns(bench, owners, 6, true), 'ABAAAA')
      const late = await line(bench, { C: 1 }, 500)
      assert.match(await turns(bench, new Map([...owners, ...late]), 2, true), /C/)
    },
  )

  testOn('accounts whose tasks end at once still take turns, one for each', async (bench) => {
    const owners = await line(bench, { A: 5, B: 4, C: 2 })
    assert.equal(await turns(bench, owners, 11, true), 'ABCABCABABA')
  })

  testOn('an account that holds more places waits for those with fewer', async (bench) => {
    const owners = await line(bench, { A: 6 })
    assert.equal(await turns(bench, owners, 3, false), 'AAA')
    const all = new Map([...owners, ...(await line(bench, { B: 5 }, 100))])
    assert.equal(await turns(bench, all, 8, false), 'BBBABABA')
  })

  testOn('within an account the oldest is first, and one claim of many is as fair as many of one', async (bench) => {
    const owners = await line(bench, { A: 10, B: 2 })
    const claimed = await bench.claim('w', 1000, { limit: 4 })
    assert.equal(claimed.filter(({ taskId }) => owners.get(taskId) === 'B').length, 2)
    const ofA = [...owners].flatMap(([id, name]) => (name === 'A' ? [id] : []))
    assert.deepEqual(
      claimed.flatMap(({ taskId }) => (owners.get(taskId) === 'A' ? [taskId] : [])),
      ofA.slice(0, 2),
    )
  })

  testOn('an account whose task is not due yet holds up nobody', async (bench) => {
    const early = await newOwner(bench.db)
    await bench.add(5000, { by: early })
    const due = await bench.add(10)
    assert.deepEqual(await bench.ids('w', 1000), [due])
  })

  testOn('a job that was moved waits in the line of its new provider alone', async ({ db, queue, add, ids }) => {
    const id = await add(5000)
    await db.write((tx) => queue.move(tx, id, 'b', 1))
    assert.deepEqual(await ids('w', 1, { rooms: new Map([['a', { capacity: 9 }]]) }), [])
    assert.deepEqual(await ids('w', 1, { rooms: new Map([['b', { capacity: 9 }]]) }), [id])
  })
}

function testQuota(testOn: TestOn): void {
  testOn('a quota counts the starts of any 60 seconds, and says when the next one is free', async (bench) => {
    assert.equal(await mark(bench, 1000), undefined)
    assert.equal(await mark(bench, 31_000), undefined)
    assert.equal(await mark(bench, 31_000), 1000 + MINUTE_MS)
    assert.equal(await mark(bench, 999 + MINUTE_MS), 1000 + MINUTE_MS)
    assert.equal(await mark(bench, 1000 + MINUTE_MS), undefined)
    assert.equal(await mark(bench, 1000 + MINUTE_MS), 31_000 + MINUTE_MS)
  })

  testOn('a task that takes several calls counts as several, and is refused whole', async (bench) => {
    assert.equal(await mark(bench, 0, { quota: 5, starts: 4 }), undefined)
    assert.equal(await mark(bench, 10, { quota: 5, starts: 2 }), MINUTE_MS)
    assert.equal(await mark(bench, 20, { quota: 5 }), undefined)
    assert.equal(await mark(bench, MINUTE_MS + 20, { quota: 5, starts: 9 }), undefined)
  })

  testOn('starts that are marked at the same moment never exceed the quota together', async (bench) => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => mark(bench, 5, { quota: 7 })))
    assert.equal(answers.filter((answer) => answer === undefined).length, 7)
  })

  testOn('a start whose transaction was taken back is not counted', async ({ db, queue }) => {
    const one = { provider: 'a', now: 0, startsPerMinute: 1, starts: 1 }
    const undone = db.write(async (tx) => {
      await queue.markStart(tx, one)
      throw new Error('taken back')
    })
    await assert.rejects(undone, /taken back/)
    assert.equal(await db.write((tx) => queue.markStart(tx, one)), undefined)
  })
}

function testQuotaAndClaims(testOn: TestOn): void {
  const ask = (queue: Queue, now: number, rooms: Rooms) => queue.nextTurn(now, rooms)

  testOn('no more starts are claimed than the quota has left, those under way included', async (bench) => {
    for (const at of [1, 2, 3, 4, 5]) await bench.add(at)
    await mark(bench, 5)
    assert.equal((await bench.claim('w', 10, { rooms: quotaOf(3) })).length, 2)
    assert.equal((await bench.claim('x', 10, { rooms: quotaOf(3) })).length, 0)
    assert.equal((await bench.claim('x', 10 + LEASE_MS, { rooms: quotaOf(3) })).length, 2)
  })

  testOn(
    'with a quota used up the next turn is when a start leaves its minute: neither spun on nor overslept',
    async (bench) => {
      const { queue, add, ids } = bench
      const id = await add(1)
      await mark(bench, 1000)
      await mark(bench, 2000)
      assert.equal(await ask(queue, 3000, quotaOf(2)), 1000 + MINUTE_MS)
      assert.deepEqual(await ids('w', 999 + MINUTE_MS, { rooms: quotaOf(2) }), [])
      assert.equal(await ask(queue, 1000 + MINUTE_MS, quotaOf(2)), 1)
      assert.deepEqual(await ids('w', 1000 + MINUTE_MS, { rooms: quotaOf(2) }), [id])
    },
  )

  testOn('a quota that starts under way use up is no turn but the end of their leases', async (bench) => {
    await bench.add(1)
    await bench.add(2)
    await bench.claim('w', 10, { rooms: quotaOf(1) })
    assert.equal(await ask(bench.queue, 20, quotaOf(1)), 10 + LEASE_MS)
  })

  testOn('a provider that is only tried has one start under way, and its next turn waits for it', async (bench) => {
    const trial: Rooms = new Map([['a', { capacity: 10, startsMax: 1 }]])
    await bench.add(1)
    await bench.add(2)
    assert.equal((await bench.claim('w', 10, { rooms: trial })).length, 1)
    assert.equal((await bench.claim('x', 10, { rooms: trial })).length, 0)
    assert.equal(await ask(bench.queue, 10, trial), 10 + LEASE_MS)
  })

  testOn('a new job has to wait where starts and waiting jobs use the quota up', async (bench) => {
    const { db, queue, add } = bench
    const asked = { provider: 'a', now: 10, startsPerMinute: 2, starts: 1 }
    const isUsed = () => queue.isQuotaUsed(db.read, asked)
    assert.equal(await isUsed(), false)
    await mark(bench, 5)
    assert.equal(await isUsed(), false)
    await add(6)
    assert.equal(await isUsed(), true)
    assert.equal(await queue.isQuotaUsed(db.read, { ...asked, startsPerMinute: undefined }), false)
  })

  testOn('a quota is spent by what was started, not by what waits', async (bench) => {
    const { db, queue, add } = bench
    const asked = { provider: 'a', now: 10, startsPerMinute: 2, starts: 1 }
    for (const at of [1, 2, 3]) await add(at)
    assert.equal(await queue.isQuotaSpent(db.read, asked), false)
    for (const at of [5, 6]) await mark(bench, at)
    assert.equal(await queue.isQuotaSpent(db.read, asked), true)
    assert.equal(await queue.isQuotaSpent(db.read, { ...asked, now: 5 + MINUTE_MS }), false)
    assert.deepEqual(
      await Promise.all([10, 5 + MINUTE_MS, 6 + MINUTE_MS].map((now) => queue.startsUsed(db.read, { ...asked, now }))),
      [2, 1, 0],
    )
    assert.equal(await queue.isQuotaSpent(db.read, { ...asked, startsPerMinute: undefined }), false)
  })

  testOn('jobs of a phase are counted, leased or not, up to a number', async ({ db, queue, add, claim }) => {
    for (const at of [1, 2, 3]) await add(at)
    const [held] = await claim('w', 10, { limit: 1 })
    const count = (phase: 'start' | 'follow', max: number) => queue.countAt(db.read, { provider: 'a', phase, max })
    assert.deepEqual([await count('start', 9), await count('start', 2), await count('follow', 9)], [3, 2, 0])
    await db.write((tx) => queue.setPhase(tx, held?.taskId ?? '', 'follow'))
    assert.deepEqual([await count('start', 9), await count('follow', 9), await count('follow', 0)], [2, 1, 0])
  })

  testOn('who is next in line can be asked, in the order of the turns, and uses no turn up', async (bench) => {
    const owners = await line(bench, { A: 3, B: 1 })
    const next = async () => {
      const ids = await bench.queue.nextInLine(bench.db.read, { provider: 'a', now: 1000, most: 3 })
      return ids.map((id) => owners.get(id)).join('')
    }
    assert.equal(await next(), 'ABA')
    assert.equal(await next(), 'ABA')
    assert.equal(await turns(bench, owners, 4, false), 'ABAA')
    assert.equal(await next(), '')
  })
}
