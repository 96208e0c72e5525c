import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { findTask } from '../../src/db/tasks.ts'
import type { Provider } from '../../src/domain/provider.ts'
import { cancelTask } from '../../src/flow/cancel-task.ts'
import { Worker } from '../../src/flow/claim-task.ts'
import type { Step } from '../../src/flow/context.ts'
import { openJobTableQueue } from '../../src/queue/job-table-queue.ts'
import { openDatabaseOf } from '../harness/database.ts'
import { TestClock } from '../harness/clock.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { atRest, eventually } from '../harness/wait.ts'
import { minutes } from './by-hand.ts'
import { openManyVideos } from './many-videos.ts'

const SECOND_MS = 1_000

/** A server, and a second worker with connections of its own, as another process would have. */
async function openTwo(context: TestContext, clock: TestClock, providers: readonly Provider[], leaseSeconds = 3600) {
  const settled: { id: string; at: number }[] = []
  const reached = (step: Step, id: string) =>
    void (step === 'settle:committed' && settled.push({ id, at: clock.now() }))
  const env = { REELGATE_LEASE_SECONDS: String(leaseSeconds) }
  const server = await startTestServer(context, { clock, providers, reached, env })
  const db = await openDatabaseOf(server.dataDir)
  const other = { ...server.flow, db, queue: openJobTableQueue(db) }
  const second = new Worker(other)
  context.after(async () => {
    await second.drain(0)
    await db.close()
  })
  const wake = () => {
    server.wake()
    second.wake()
  }
  const nextCheckAt = (id: string) => server.nextCheckAt(id) ?? second.nextCheckAt(id)
  return { server, second, other, settled, wake, nextCheckAt }
}

type Two = Awaited<ReturnType<typeof openTwo>>

/** Moves the clock on in steps; each waits until all that is due has been looked at. */
async function pass(two: Two, clock: TestClock, ids: readonly string[], seconds: number) {
  const atRest = () => {
    const ended = new Set(two.settled.map(({ id }) => id))
    return ids.every((id) => ended.has(id) || (two.nextCheckAt(id) ?? 0) > clock.now())
  }
  for (let second = 0; second < seconds; second += 1) {
    two.wake()
    await eventually(atRest)
    clock.advance(SECOND_MS)
  }
}

async function assertSettledOnce({ server, settled }: Two, ids: readonly string[]) {
  assert.deepEqual(settled.map(({ id }) => id).sort(), [...ids].sort())
  for (const id of ids) assert.equal((await findTask(server.flow.db.read, id))?.state, 'completed')
  assert.deepEqual((await server.verify()).problems, [])
}

for (const count of [100, 1_000, 10_000]) {
  test(`S9: of ${count} tasks in flight each end is noticed within one interval, and each is asked about once in it`, async (context) => {
    const clock = new TestClock()
    const from = clock.now()
    const videos = await openManyVideos(context, clock, { pollMs: 30 * SECOND_MS, simulated: count > 1_000 })
    const two = await openTwo(context, clock, [videos.provider])
    two.second.start()
    const ids = await videos.put(two.other, count)
    const ending = ids.filter((_, index) => index % (count / 100) === 0)
    for (const [index, id] of ending.entries()) videos.endsAt.set(id, from + index * 100)
    // What came in one heap is spread over ten seconds; then each has its turn every half a minute.
    await pass(two, clock, ids, 10 + 30 + 1)
    const late = two.settled.map(({ id, at }) => at - (videos.endsAt.get(id) ?? 0))
    assert.ok(Math.max(...late) <= 31 * SECOND_MS, `${Math.max(...late)} ms`)
    await assertSettledOnce(two, ending)
    const asked = new Map<string, number>()
    for (const { id } of videos.checks) asked.set(id, (asked.get(id) ?? 0) + 1)
    assert.equal(asked.size, count)
    assert.equal(Math.max(...asked.values()), 2)
  })
}

test('S9: in no minute do two workers ask more often than the quota of checks allows, and nothing is forgotten', async (context) => {
  const clock = new TestClock()
  const checksPerMinute = 600
  const videos = await openManyVideos(context, clock, { pollMs: 10 * SECOND_MS, checksPerMinute })
  const two = await openTwo(context, clock, [videos.provider])
  const warned = context.mock.method(two.server.flow.log, 'warn').mock
  two.second.start()
  // They would need twice the quota.
  const ids = await videos.put(two.other, 200)
  for (const [index, id] of ids.entries()) videos.endsAt.set(id, clock.now() + minutes(1) + index * 300)
  // A step under way when the clock moves would reach the provider later than it was granted.
  const isQuiet = () => ids.every((id) => two.settled.some((end) => end.id === id) || two.nextCheckAt(id) !== undefined)
  await eventually(async () => {
    await eventually(isQuiet)
    clock.advance(SECOND_MS / 4)
    two.wake()
    return two.settled.length === ids.length
  })
  await assertSettledOnce(two, ids)
  const inMinuteOf = (at: number) => videos.checks.filter((one) => one.at >= at && one.at < at + minutes(1)).length
  const most = Math.max(...videos.checks.map(({ at }) => inMinuteOf(at)))
  assert.ok(most <= checksPerMinute, `${most} checks in a minute`)
  assert.ok(warned.calls.some(({ arguments: [, text] }) => text?.startsWith('checks are late')))
})

test('tasks that were started together are looked at together; what a restart leaves is spread', async (context) => {
  const clock = new TestClock()
  const videos = await openManyVideos(context, clock, { pollMs: 30 * SECOND_MS })
  const server = await startTestServer(context, { clock, providers: [videos.provider] })
  const asked = (ids: readonly string[]) => ids.filter((id) => videos.checks.some((check) => check.id === id)).length
  const started = await videos.put(server.flow, 200, 0)
  await eventually(() => asked(started) === 200)
  const left = await videos.put(server.flow, 200, 60 * SECOND_MS)
  await eventually(() => left.every((id) => server.nextCheckAt(id) !== undefined))
  assert.ok(asked(left) < 100, `${asked(left)} at once`)
})

test('a quota that is too small stretches every interval alike: the one that has waited longest is next', async (context) => {
  const clock = new TestClock()
  const videos = await openManyVideos(context, clock, { pollMs: SECOND_MS, checksPerMinute: 60 })
  const server = await startTestServer(context, { clock, providers: [videos.provider] })
  await videos.put(server.flow, 20)
  await eventually(() => {
    clock.advance(SECOND_MS)
    server.wake()
    return videos.checks.length >= 100
  })
  const asked = new Map<string, number>()
  for (const { id } of videos.checks.slice(0, 100)) asked.set(id, (asked.get(id) ?? 0) + 1)
  assert.deepEqual([...new Set(asked.values())], [5])
})

test('checks that hang, however many, delay no check of another task and no other provider', async (context) => {
  const clock = new TestClock()
  const videos = await openManyVideos(context, clock, { pollMs: 10 * SECOND_MS })
  const server = await startTestServer(context, { clock, providers: [videos.provider] })
  const ids = await videos.put(server.flow, 330)
  for (const id of ids.slice(0, 300)) videos.hanging.add(`check/${id}`)
  const others = ids.slice(300)
  await eventually(() => {
    clock.advance(SECOND_MS)
    server.wake()
    return new Set(videos.checks.map(({ id }) => id)).size === ids.length
  })
  for (const id of others) await atRest(server, id)
  for (const id of others) videos.endsAt.set(id, clock.now())
  clock.advance(10 * SECOND_MS)
  server.wake()
  for (const id of others)
    await eventually(async () => (await findTask(server.flow.db.read, id))?.state === 'completed')
  assert.equal(videos.checks.filter(({ id }) => videos.hanging.has(`check/${id}`)).length, 300)
})

test('copies that hang delay no check, and no copy from another provider', async (context) => {
  const clock = new TestClock()
  const slow = await openManyVideos(context, clock, { pollMs: 10 * SECOND_MS, name: 'slow' })
  const quick = await openManyVideos(context, clock, { pollMs: 10 * SECOND_MS })
  const server = await startTestServer(context, { clock, providers: [slow.provider, quick.provider] })
  const ids = await slow.put(server.flow, 21)
  for (const id of ids.slice(0, 20)) {
    slow.hanging.add(`download/${id}`)
    slow.endsAt.set(id, clock.now())
  }
  const [elsewhere = ''] = await quick.put(server.flow, 1)
  quick.endsAt.set(elsewhere, clock.now())
  const running = ids[20] ?? ''
  for (const round of [1, 2, 3]) {
    clock.advance(10 * SECOND_MS)
    server.wake()
    await eventually(() => slow.checks.filter(({ id }) => id === running).length >= round)
    await eventually(() => (server.nextCheckAt(running) ?? 0) > clock.now())
  }
  await eventually(async () => (await findTask(server.flow.db.read, elsewhere))?.state === 'completed')
  assert.equal(new Set(slow.checks.map(({ id }) => id)).size, 21)
})

test('a cancel reaches a task that a worker of another process follows, without its next check', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const clock = new TestClock()
  const provider = httpProvider({ url: upstream.url, canCancel: true, checkAfterMs: minutes(1) })
  const two = await openTwo(context, clock, [provider])
  const id = await two.server.api.submitted()
  await eventually(() => (two.server.nextCheckAt(id) ?? 0) > clock.now())
  // Nobody is woken, and the clock stands still.
  await cancelTask(two.other, id)
  assert.equal((await two.server.api.ended(id)).status, 'cancelled')
  assert.equal(upstream.operations[0]?.state, 'cancelled')
})

test('a worker whose lease ran out puts the task down at its next look; the one that took it over goes on', async (context) => {
  const clock = new TestClock()
  const videos = await openManyVideos(context, clock, { pollMs: 20 * SECOND_MS })
  const two = await openTwo(context, clock, [videos.provider], 30)
  const [id = ''] = await videos.put(two.server.flow, 1)
  const { server, second } = two
  await eventually(() => (server.nextCheckAt(id) ?? 0) > clock.now())
  // The first one sleeps over the end of its lease: it does not hear of the clock.
  const hearing = context.mock.method(server.flow.queue, 'nextTurn', () => Promise.resolve(undefined))
  clock.advance(30 * SECOND_MS)
  second.start()
  await eventually(() => (second.nextCheckAt(id) ?? 0) > clock.now())
  // It may have looked once more before the other took the task: by now the next look is due whichever it was.
  clock.advance(20 * SECOND_MS)
  server.wake()
  await eventually(() => server.nextCheckAt(id) === undefined)
  // A check that is under way would see the video unfinished, and plan the next one by the moved clock.
  await eventually(() => (second.nextCheckAt(id) ?? 0) > clock.now())
  hearing.mock.restore()
  videos.endsAt.set(id, clock.now())
  clock.advance(20 * SECOND_MS)
  two.wake()
  await eventually(() => two.settled.length === 1)
  await assertSettledOnce(two, [id])
})

test('a provider that does not heed its signal holds up no drain, and what it says afterwards changes nothing', async (context) => {
  const clock = new TestClock()
  const videos = await openManyVideos(context, clock, { pollMs: SECOND_MS })
  const { promise: said, resolve: say } = Promise.withResolvers<void>()
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
  const check: Provider['check'] = async () => {
    ask()
    await said
    return { kind: 'running', progress: 50, checkAfterMs: SECOND_MS }
  }
  const two = await openTwo(context, clock, [{ ...videos.provider, capacity: 0, check }])
  await two.server.stop()
  two.second.start()
  const [id = ''] = await videos.put(two.other, 1)
  two.second.wake()
  await asked
  await two.second.drain(0)
  const job = await two.other.db.read.get<{ lease_owner: string | null }>('SELECT lease_owner FROM job', [])
  assert.equal(job?.lease_owner, null)
  say()
  await eventually(() => two.second.nextCheckAt(id) === undefined)
  assert.equal((await findTask(two.other.db.read, id))?.progress, 0)
})
