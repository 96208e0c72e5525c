import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHECK_GRANT_MS } from '../../src/queue/queue.ts'
import { LEASE_MS, openBench } from './conformance.ts'
import type { OpenQueue, TestOn } from './conformance.ts'

const MINUTE_MS = 60_000

/** What every driver must do for tasks that stay in a worker's hands while they are followed. */
export function testChecks(driver: string, open: OpenQueue): void {
  const testOn: TestOn = (title, body) =>
    void test(`${driver}: ${title}`, async (context) => body(await openBench(context, open)))
  testKeeping(testOn)
  testQuotaOfChecks(testOn)
}

function testKeeping(testOn: TestOn): void {
  testOn('a claim says what is to be done with the job, where, and since when it was due', async ({ add, claim }) => {
    const start = await add(1)
    const follow = await add(2, { phase: 'follow', provider: 'b' })
    const parked = await add(3, { phase: 'parked' })
    const claims = await claim('w', 10)
    assert.deepEqual(
      new Set(claims),
      new Set([
        { taskId: start, owner: 'w', phase: 'start', provider: 'a', dueAt: 10 },
        { taskId: follow, owner: 'w', phase: 'follow', provider: 'b', dueAt: 2 },
        { taskId: parked, owner: 'w', phase: 'parked', provider: 'a', dueAt: 3 },
      ]),
    )
  })

  testOn('a worker takes no more starts at a provider than it says, and of the others all', async ({ add, ids }) => {
    const [first] = [await add(1), await add(2)]
    const elsewhere = await add(3, { provider: 'b' })
    const followed = await add(4, { phase: 'follow' })
    const rooms = new Map([
      ['a', { capacity: 10, most: 1 }],
      ['b', { capacity: 10 }],
    ])
    assert.deepEqual(await ids('w', 10, { rooms }), [first, elsewhere, followed].sort())
  })

  testOn('a job that is kept is free at once when its lease is over, whatever its time was', async (bench) => {
    const { queue, add, claim, ids } = bench
    const id = await add(0, { phase: 'follow' })
    await claim('w', 0)
    await queue.extend('w', 1, 5 * LEASE_MS)
    assert.deepEqual(await ids('x', 5 * LEASE_MS - 1), [])
    assert.deepEqual(await ids('x', 5 * LEASE_MS), [id])
  })

  testOn('whoever has a job in hand hears once that it was hurried, and nobody else does', async (bench) => {
    const { db, queue, add, claim } = bench
    const [kept] = [await add(0, { phase: 'follow' }), await add(0, { phase: 'follow' })]
    await claim('w', 0)
    assert.deepEqual(await queue.takeHurried('w'), [])
    await db.write((tx) => queue.hurry(tx, kept, 5))
    assert.deepEqual(await queue.takeHurried('x'), [])
    assert.deepEqual(await queue.takeHurried('w'), [kept])
    assert.deepEqual(await queue.takeHurried('w'), [])
  })

  testOn('a hurry from before the claim, or before the release, is not told again', async (bench) => {
    const { db, queue, add, claim, release } = bench
    const id = await add(100, { phase: 'follow' })
    await db.write((tx) => queue.hurry(tx, id, 5))
    const [held] = await claim('w', 5)
    assert.ok(held)
    assert.deepEqual(await queue.takeHurried('w'), [])
    await db.write((tx) => queue.hurry(tx, id, 6))
    await release(held, 7)
    await claim('w', 7)
    assert.deepEqual(await queue.takeHurried('w'), [])
  })
}

function testQuotaOfChecks(testOn: TestOn): void {
  const asking = { provider: 'a', checksPerMinute: 120, least: 1, most: 1000 }

  testOn(
    'S9: checks are granted in portions of a second, and refused ones say when to ask again',
    async ({ queue }) => {
      assert.equal((await queue.takeChecks({ ...asking, now: 0 })).calls, 2)
      assert.deepEqual(await queue.takeChecks({ ...asking, now: 10 }), { calls: 0, askAt: 1000 })
      assert.equal((await queue.takeChecks({ ...asking, now: 999 })).calls, 0)
      assert.equal((await queue.takeChecks({ ...asking, now: 1000, most: 1 })).calls, 1)
      assert.equal((await queue.takeChecks({ ...asking, now: 1001 })).calls, 1)
      assert.equal((await queue.takeChecks({ ...asking, provider: 'b', now: 1001 })).calls, 2)
    },
  )

  testOn('S9: in no minute are more checks used than the quota has, however late each grant is used', async (bench) => {
    const grants: { from: number; calls: number }[] = []
    for (let now = 0; now < 4 * MINUTE_MS; now += 250) {
      const asks = [1, 2, 3, 4].map((least) => bench.queue.takeChecks({ ...asking, checksPerMinute: 50, now, least }))
      for (const { calls } of await Promise.all(asks)) if (calls > 0) grants.push({ from: now, calls })
    }
    const most = grants.map(({ from }) => {
      const used = grants.filter((one) => one.from >= from - CHECK_GRANT_MS && one.from < from + MINUTE_MS)
      return used.reduce((sum, { calls }) => sum + calls, 0)
    })
    assert.equal(Math.max(...most), 50)
  })

  testOn(
    'a check of several calls gets all of them or none, and one larger than the quota the whole of it',
    async (b) => {
      assert.equal((await b.queue.takeChecks({ ...asking, now: 0, least: 4, most: 4 })).calls, 4)
      assert.equal((await b.queue.takeChecks({ ...asking, now: 500, least: 4, most: 4 })).calls, 0)
      const small = { ...asking, provider: 'b', checksPerMinute: 3, least: 4, most: 4 }
      assert.equal((await b.queue.takeChecks({ ...small, now: 0 })).calls, 3)
      const { calls, askAt } = await b.queue.takeChecks({ ...small, now: 1000 })
      assert.deepEqual([calls, askAt], [0, MINUTE_MS + CHECK_GRANT_MS])
      assert.equal((await b.queue.takeChecks({ ...small, now: askAt })).calls, 3)
    },
  )
}
