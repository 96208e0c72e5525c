import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Database } from '../../src/db/database.ts'
import { LeaseLost } from '../../src/queue/queue.ts'
import type { Claim, Phase, Queue, Room } from '../../src/queue/queue.ts'
import { addTask, newOwner } from '../harness/database.ts'
import type { Owner } from '../harness/database.ts'

/** Opens an empty database with the queue's driver on it; closed with the test. */
export type OpenQueue = (context: TestContext) => Promise<{ db: Database; queue: Queue }>

export const LEASE_MS = 1000
export type Rooms = ReadonlyMap<string, Room>
const ROOMY: Rooms = new Map([
  ['a', { capacity: 1000 }],
  ['b', { capacity: 1000 }],
])

interface Adding {
  provider?: string
  phase?: Phase
  /** Whose it is; one and the same account unless a test says otherwise. */
  by?: Owner
}

/** A queue with the few steps that most tests take. */
export async function openBench(context: TestContext, open: OpenQueue) {
  const { db, queue } = await open(context)
  const owner = await newOwner(db)
  /** Adds a job that is due at `runAt`, and returns its task's id. */
  const add = (runAt: number, { provider = 'a', phase = 'start', by = owner }: Adding = {}) =>
    db.write(async (tx) => {
      const taskId = await addTask(tx, by)
      await queue.add(tx, { taskId, accountId: by.accountId, provider, runAt })
      if (phase !== 'start') await queue.setPhase(tx, taskId, phase)
      return taskId
    })
  const claim = async (worker: string, now: number, rest: { limit?: number; rooms?: Rooms } = {}) => {
    const { limit = 100, rooms = ROOMY } = rest
    return queue.claim({ owner: worker, now, leaseUntil: now + LEASE_MS, limit, rooms })
  }
  const ids = async (...args: Parameters<typeof claim>) => (await claim(...args)).map(({ taskId }) => taskId).sort()
  const assertHeld = (held: Claim) => db.write((tx) => queue.assertLease(tx, held))
  const release = (held: Claim, runAt: number) => db.write((tx) => queue.release(tx, held, runAt))
  return { db, queue, add, claim, ids, assertHeld, release }
}

/** What every driver of the queue must do. Times are plain numbers: the queue reads no clock. */
export function testQueue(driver: string, open: OpenQueue): void {
  const testOn: TestOn = (title, body) =>
    void test(`${driver}: ${title}`, async (context) => body(await openBench(context, open)))

  testClaiming(testOn)
  testLeases(testOn)
  testCapacity(testOn)
  testTurns(testOn)
}

export type TestOn = (title: string, body: (bench: Awaited<ReturnType<typeof openBench>>) => Promise<void>) => void

function testClaiming(testOn: TestOn): void {
  testOn('a job exists exactly when the transaction that added it was kept', async ({ db, queue, add, ids }) => {
    const kept = await add(0)
    await assert.rejects(
      db.write(async (tx) => {
        await queue.remove(tx, kept)
        throw new Error('taken back')
      }),
    )
    assert.equal(await queue.size(), 1)
    assert.deepEqual(await ids('w', 0), [kept])
    await db.write((tx) => queue.remove(tx, kept))
    assert.equal(await queue.size(), 0)
    assert.deepEqual(await ids('w', 9999), [])
  })

  testOn('the queue is full from its limit on, whoever has the jobs in hand', async ({ queue, add, claim }) => {
    assert.equal(await queue.isFull(1), false)
    await add(0)
    await add(0, { phase: 'parked' })
    await claim('w', 1)
    assert.deepEqual([await queue.isFull(1), await queue.isFull(2), await queue.isFull(3)], [true, true, false])
  })

  testOn('jobs are claimed oldest turn first, whatever the order they came in', async ({ add, ids }) => {
    const [third, first, second] = [await add(30), await add(10), await add(20)]
    for (const expected of [first, second, third]) assert.deepEqual(await ids('w', 100, { limit: 1 }), [expected])
  })

  testOn('a job is not claimed before its time, and at its time it is', async ({ add, ids }) => {
    const start = await add(50)
    const follow = await add(50, { phase: 'follow' })
    const parked = await add(50, { phase: 'parked' })
    assert.deepEqual(await ids('w', 49), [])
    assert.deepEqual(await ids('w', 50), [start, follow, parked].sort())
  })

  testOn('no more are claimed than asked for, over all phases together', async ({ add, ids }) => {
    for (const phase of ['start', 'follow', 'parked'] as const) for (const at of [1, 2, 3]) await add(at, { phase })
    assert.equal((await ids('w', 10, { limit: 4 })).length, 4)
    assert.equal((await ids('w', 10, { limit: 4 })).length, 4)
    assert.equal((await ids('w', 10, { limit: 4 })).length, 1)
  })

  testOn('workers that claim at the same moment never get the same job', async ({ add, claim }) => {
    const all = await Promise.all(Array.from({ length: 30 }, (_, index) => add(index, { phase: 'follow' })))
    const claims = await Promise.all(['v', 'w', 'x', 'y'].map((worker) => claim(worker, 100, { limit: 10 })))
    for (const [index, worker] of ['v', 'w', 'x', 'y'].entries()) {
      for (const { owner } of claims[index] ?? []) assert.equal(owner, worker)
    }
    assert.deepEqual(
      claims
        .flat()
        .map(({ taskId }) => taskId)
        .sort(),
      all.sort(),
    )
  })
}

function testLeases(testOn: TestOn): void {
  testOn("a leased job is nobody else's until its lease has run out", async ({ add, claim, ids, assertHeld }) => {
    const id = await add(0)
    await claim('old', 0)
    assert.deepEqual(await ids('new', LEASE_MS - 1), [])
    await assertHeld({ taskId: id, owner: 'old' })
    await assert.rejects(assertHeld({ taskId: id, owner: 'new' }), LeaseLost)
    assert.deepEqual(await ids('new', LEASE_MS), [id])
  })

  for (const phase of ['start', 'follow', 'parked'] as const) {
    testOn(`a worker whose lease on a ${phase} job was taken over can neither write nor release`, async (bench) => {
      const { add, claim, ids, assertHeld, release } = bench
      const id = await add(0, { phase })
      await claim('old', 0)
      await claim('new', LEASE_MS)
      const [old, current] = [
        { taskId: id, owner: 'old' },
        { taskId: id, owner: 'new' },
      ]
      await assert.rejects(assertHeld(old), LeaseLost)
      await assert.rejects(release(old, 0), LeaseLost)
      await assertHeld(current)
      assert.deepEqual(await ids('third', LEASE_MS + 1), [])
    })
  }

  testOn('a released job is free at the time that was given, and the claim on it is over', async (bench) => {
    const { add, claim, ids, assertHeld, release } = bench
    const id = await add(0)
    const [held] = await claim('w', 0)
    assert.ok(held)
    await release(held, 500)
    await assert.rejects(assertHeld(held), LeaseLost)
    await assert.rejects(release(held, 0), LeaseLost)
    assert.deepEqual(await ids('w', 499), [])
    assert.deepEqual(await ids('v', 500), [id])
  })

  testOn('a job that was removed is lost to the worker that held it', async (bench) => {
    const { db, queue, add, claim, assertHeld, release } = bench
    const id = await add(0)
    const [held] = await claim('w', 0)
    assert.ok(held)
    await db.write((tx) => queue.remove(tx, id))
    await assert.rejects(assertHeld(held), LeaseLost)
    await assert.rejects(release(held, 0), LeaseLost)
    assert.equal(await queue.size(), 0)
  })

  testOn("extend lengthens an owner's live leases, and neither dead ones nor another's", async (bench) => {
    const { queue, add, claim, ids } = bench
    const dead = await add(0)
    await claim('w', 0)
    const live = await add(10)
    await claim('w', 500)
    const others = await add(20)
    await claim('x', 500)
    await queue.extend('w', LEASE_MS, 9000)
    assert.deepEqual(await ids('third', 500 + LEASE_MS), [dead, others].sort())
    assert.deepEqual(await ids('third', 8999), [dead, others].sort())
    assert.deepEqual(await ids('fourth', 9000), [live])
  })

  testOn("releaseAll hands back one owner's jobs, and without an owner everybody's", async (bench) => {
    const { queue, add, claim, ids } = bench
    const mine = await add(0)
    await claim('w', 0)
    const other = await add(0)
    await claim('x', 0)
    await queue.releaseAll('w')
    assert.deepEqual(await ids('y', 1), [mine])
    await queue.releaseAll()
    assert.deepEqual(await ids('z', 1), [mine, other].sort())
  })
}

function testCapacity(testOn: TestOn): void {
  const two = new Map([
    ['a', { capacity: 2 }],
    ['b', { capacity: 1 }],
  ])

  testOn('no more tasks are started at a provider than it has places', async ({ db, queue, add, ids, release }) => {
    const [first, second, third] = [await add(1), await add(2), await add(3)]
    const elsewhere = await add(4, { provider: 'b' })
    assert.deepEqual(await ids('w', 10, { rooms: two }), [first, second, elsewhere].sort())
    assert.deepEqual(await ids('w', 10, { rooms: two }), [])
    // Started: it still takes a place when nobody works on it.
    await db.write((tx) => queue.setPhase(tx, first, 'follow'))
    await release({ taskId: first, owner: 'w' }, 100)
    assert.deepEqual(await ids('w', 10, { rooms: two }), [])
    // Back in the queue without having been started: its place is free.
    await release({ taskId: second, owner: 'w' }, 100)
    assert.deepEqual(await ids('w', 10, { rooms: two }), [third])
  })

  testOn('places that are a worker’s own are taken by what it has in hand alone', async (bench) => {
    const { db, queue, add, ids } = bench
    const rooms = (heldBy: string) => new Map([['a', { capacity: 1, heldBy }]])
    const [first, second, third] = [await add(1), await add(2), await add(3)]
    assert.deepEqual(await ids('v', 10, { rooms: rooms('v') }), [first])
    assert.deepEqual(await ids('v', 10, { rooms: rooms('v') }), [])
    await db.write((tx) => queue.setPhase(tx, first, 'follow'))
    assert.equal(await queue.nextTurn(10, rooms('v')), 10 + LEASE_MS)
    assert.deepEqual(await ids('v', 10, { rooms: rooms('v') }), [])
    assert.equal(await queue.nextTurn(10, rooms('w')), 2)
    assert.deepEqual(await ids('w', 10, { rooms: rooms('w') }), [second])
    await db.write((tx) => queue.remove(tx, first))
    assert.deepEqual(await ids('v', 10, { rooms: rooms('v') }), [third])
  })

  testOn('a task that ended, or is parked, leaves its place to the next', async ({ db, queue, add, ids }) => {
    const rooms = new Map([['a', { capacity: 1 }]])
    const [first, second, third] = [await add(1), await add(2), await add(3)]
    assert.deepEqual(await ids('w', 10, { rooms }), [first])
    await db.write((tx) => queue.setPhase(tx, first, 'follow'))
    assert.deepEqual(await ids('w', 10, { rooms }), [])
    await db.write((tx) => queue.setPhase(tx, first, 'parked'))
    assert.deepEqual(await ids('w', 10, { rooms }), [second])
    await db.write((tx) => queue.remove(tx, second))
    assert.deepEqual(await ids('w', 10, { rooms }), [third])
  })

  testOn('a start whose worker died holds no place once its lease is over', async ({ add, ids }) => {
    const rooms = new Map([['a', { capacity: 1 }]])
    const id = await add(0)
    assert.deepEqual(await ids('dead', 0, { rooms }), [id])
    assert.deepEqual(await ids('w', LEASE_MS - 1, { rooms }), [])
    assert.deepEqual(await ids('w', LEASE_MS, { rooms }), [id])
  })

  testOn('what is with a provider is followed however full it is', async ({ add, ids }) => {
    const followed = [await add(1, { phase: 'follow' }), await add(2, { phase: 'follow' })]
    await add(3)
    assert.deepEqual(await ids('w', 10, { rooms: new Map([['a', { capacity: 1 }]]) }), followed.sort())
  })

  testOn(
    'nothing is started at a provider that is not configured, and what it has is still followed',
    async (bench) => {
      const { add, ids } = bench
      await add(1, { provider: 'gone' })
      const followed = await add(1, { provider: 'gone', phase: 'follow' })
      assert.deepEqual(await ids('w', 10), [followed])
    },
  )
}

function testTurns(testOn: TestOn): void {
  testOn('hurry brings a turn forward and never puts it off', async ({ db, queue, add, ids }) => {
    const id = await add(500, { phase: 'follow' })
    await db.write((tx) => queue.hurry(tx, id, 900))
    assert.equal(await queue.nextTurn(0, ROOMY), 500)
    await db.write((tx) => queue.hurry(tx, id, 100))
    assert.equal(await queue.nextTurn(0, ROOMY), 100)
    assert.deepEqual(await ids('w', 100), [id])
  })

  testOn('the next turn is the earliest of all phases, and none where there is no job', async ({ queue, add }) => {
    assert.equal(await queue.nextTurn(0, ROOMY), undefined)
    await add(300)
    assert.equal(await queue.nextTurn(0, ROOMY), 300)
    await add(200, { phase: 'follow' })
    assert.equal(await queue.nextTurn(0, ROOMY), 200)
    await add(100, { phase: 'parked' })
    assert.equal(await queue.nextTurn(0, ROOMY), 100)
    await add(50, { provider: 'b' })
    assert.equal(await queue.nextTurn(0, ROOMY), 50)
  })

  testOn('a start that there is no place for is no turn', async ({ db, queue, add }) => {
    const one = new Map([['a', { capacity: 1 }]])
    const busy = await add(900, { phase: 'follow' })
    await add(100)
    assert.equal(await queue.nextTurn(500, one), 900)
    await db.write((tx) => queue.remove(tx, busy))
    assert.equal(await queue.nextTurn(500, one), 100)
  })

  testOn('of a leased job the end of its lease is the turn', async ({ queue, add, claim, release }) => {
    await add(0)
    const [held] = await claim('w', 10)
    assert.ok(held)
    assert.equal(await queue.nextTurn(20, ROOMY), 10 + LEASE_MS)
    await release(held, 700)
    assert.equal(await queue.nextTurn(20, ROOMY), 700)
  })

  testOn('a turn that is due can be claimed: a worker never spins on one it is not given', async (bench) => {
    const { db, queue, add, claim, ids } = bench
    const rooms = new Map([['a', { capacity: 1 }]])
    const first = await add(0)
    await add(1)
    await claim('w', 1, { rooms })
    assert.equal(await queue.nextTurn(5, rooms), 1 + LEASE_MS)
    assert.deepEqual(await ids('x', 5, { rooms }), [])
    await db.write((tx) => queue.setPhase(tx, first, 'follow'))
    assert.equal(await queue.nextTurn(5, rooms), 1 + LEASE_MS)
    assert.deepEqual(await ids('x', 1 + LEASE_MS, { rooms }), [first])
  })
}
