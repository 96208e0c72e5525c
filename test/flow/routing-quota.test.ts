import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Provider } from '../../src/domain/provider.ts'
import { Worker } from '../../src/flow/claim-task.ts'
import { openJobTableQueue } from '../../src/queue/job-table-queue.ts'
import { openDatabaseOf } from '../harness/database.ts'
import { TestClock } from '../harness/clock.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'
import { minutes } from './by-hand.ts'

const times = (count: number) => Array.from({ length: count }, (_, index) => index)

/** A server before an upstream that takes so many starts a minute; `starts` are the times at which it was called. */
async function open(context: TestContext, startsPerMinute: number, start?: Provider['start']) {
  const upstream = await Upstream.open(context)
  const clock = new TestClock()
  const from = clock.now()
  const starts: number[] = []
  const inner = httpProvider({ url: upstream.url, startsPerMinute })
  const provider: Provider = {
    ...inner,
    start: (job, signal) => {
      starts.push(clock.now() - from)
      return start === undefined ? inner.start(job, signal) : start(job, signal)
    },
  }
  const server = await startTestServer(context, { clock, providers: [provider] })
  return { upstream, clock, server, provider, starts }
}

test('S9: work beyond the quota is accepted, shown as pending, and started as soon as the quota allows', async (context) => {
  const { upstream, clock, server, starts } = await open(context, 2)
  const { api } = await server.newCaller(50)
  const ids: string[] = []
  for (const _ of times(2)) ids.push(await api.submitted())
  // Of tasks of the same moment any may be the first: these two are to have the quota.
  await eventually(() => upstream.operations.length === 2)
  for (const _ of times(3)) ids.push(await api.submitted())
  const statuses = async () => {
    for (const { taskId } of upstream.operations) await api.ended(taskId)
    return (await Promise.all(ids.map(async (id) => (await api.task(id)).status as string))).sort()
  }
  assert.deepEqual(await statuses(), ['completed', 'completed', 'pending', 'pending', 'pending'])
  clock.advance(minutes(1) - 1)
  server.wake()
  clock.advance(1)
  server.wake()
  await eventually(() => upstream.operations.length === 4)
  assert.deepEqual(await statuses(), ['completed', 'completed', 'completed', 'completed', 'pending'])
  clock.advance(minutes(1))
  server.wake()
  await eventually(() => upstream.operations.length === 5)
  assert.deepEqual(
    await statuses(),
    Array.from({ length: 5 }, () => 'completed'),
  )
  assert.deepEqual(starts, [0, 0, minutes(1), minutes(1), minutes(2)])
  assert.deepEqual((await server.verify()).problems, [])
})

test('the 5 tasks of an account do not wait for the 500 that another has in line before them', async (context) => {
  const { upstream, clock, server } = await open(context, 10)
  const flood = await server.newCaller()
  const few = await server.newCaller()
  for (const _ of times(50)) await Promise.all(times(10).map(() => flood.api.submitted()))
  await eventually(() => upstream.operations.length === 10)
  const ids: string[] = []
  for (const _ of times(5)) ids.push(await few.api.submitted())
  // A clock that jumps under a step would end its lease.
  for (const { taskId } of upstream.operations) await flood.api.ended(taskId)
  clock.advance(minutes(1))
  server.wake()
  await eventually(() => upstream.operations.length === 20)
  for (const id of ids) assert.equal((await few.api.ended(id)).status, 'completed')
  const started = new Set(upstream.operations.map(({ taskId }) => taskId))
  assert.equal(started.size, 20)
  assert.ok(ids.every((id) => started.has(id)))
})

test('a task that waits for the quota is cancelled at once, and its hold goes back', async (context) => {
  const { server, starts } = await open(context, 1)
  const { api } = await server.newCaller(50)
  await api.ended(await api.submitted())
  const balance = await api.balance()
  const id = await api.submitted()
  assert.equal((await api.task(id)).status, 'pending')
  await api.call('POST', `/v1/tasks/${id}/cancel`)
  assert.equal((await api.task(id)).status, 'cancelled')
  assert.equal(await api.balance(), balance)
  assert.equal(starts.length, 1)
})

test('a restart forgets no start: what was used of the quota stays used', async (context) => {
  const { upstream, clock, server, provider, starts } = await open(context, 2)
  for (const _ of times(2)) await server.api.ended(await server.api.submitted())
  const { api, flow, dataDir } = server
  const waiting = await api.submitted()
  await server.stop()
  const again = await startTestServer(context, { clock, providers: [provider], dataDir })
  const turn = () => again.flow.queue.nextTurn(clock.now(), new Map([['builtin', { capacity: 9, startsPerMinute: 2 }]]))
  assert.equal(await turn(), flow.clock.now() + minutes(1))
  clock.advance(minutes(1))
  again.wake()
  await eventually(() => upstream.operations.some(({ taskId }) => taskId === waiting))
  assert.deepEqual(starts, [0, 0, minutes(1)])
})

test('S9: two workers on one database keep to the quota together, and make each task once', async (context) => {
  const { upstream, clock, server, starts } = await open(context, 3)
  const db = await openDatabaseOf(server.dataDir)
  const second = new Worker({ ...server.flow, db, queue: openJobTableQueue(db) })
  context.after(async () => {
    await second.drain(0)
    await db.close()
  })
  second.start()
  const ids = await Promise.all(times(11).map(() => server.api.submitted()))
  for (const round of times(4)) {
    await eventually(() => upstream.operations.length === Math.min(11, 3 * (round + 1)))
    // A clock that jumps under a step would end its lease.
    for (const { taskId } of upstream.operations) await server.api.ended(taskId)
    clock.advance(minutes(1))
    server.wake()
    second.wake()
  }
  for (const id of ids) assert.equal((await server.api.ended(id)).status, 'completed')
  const perMinute = times(4).map((minute) => starts.filter((at) => at === minutes(minute)).length)
  assert.deepEqual(perMinute, [3, 3, 3, 2])
  assert.deepEqual(upstream.operations.map(({ taskId }) => taskId).sort(), ids.sort())
})

test('S9: a provider that works in the process has places of its own on each node', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const provider: Provider = { ...httpProvider({ url: upstream.url }), capacity: 2, worksHere: true }
  const server = await startTestServer(context, { providers: [provider] })
  const db = await openDatabaseOf(server.dataDir)
  const second = new Worker({ ...server.flow, db, queue: openJobTableQueue(db) })
  context.after(async () => {
    await second.drain(0)
    await db.close()
  })
  const ids = await Promise.all(times(5).map(() => server.api.submitted()))
  await eventually(() => upstream.operations.length === 2)
  second.start()
  await eventually(() => upstream.operations.length === 4)
  upstream.finishAtOnce = true
  upstream.finish()
  for (const id of ids) assert.equal((await server.api.ended(id)).status, 'completed')
  assert.equal(upstream.operations.length, 5)
})

test('a task takes up its place from its start to its end, also for a worker that looked at the clock before it was stored', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const clock = new TestClock()
  const inner = httpProvider({ url: upstream.url })
  const start: Provider['start'] = async (job, signal) => {
    const outcome = await inner.start(job, signal)
    clock.advance(1)
    return outcome
  }
  const reached = (point: string) => {
    if (point === 'start:token-stored') clock.advance(-1)
  }
  const provider: Provider = { ...inner, start, capacity: 1, worksHere: true }
  const server = await startTestServer(context, { clock, providers: [provider], reached })
  const { api } = server
  const ids = await Promise.all(times(3).map(() => api.submitted()))
  for (const round of times(3)) {
    await eventually(() => upstream.operations.length > round)
    const taskId = upstream.operations[round]?.taskId ?? ''
    await eventually(() => (server.nextCheckAt(taskId) ?? 0) > clock.now())
    assert.equal(upstream.operations.filter(({ state }) => state === 'running').length, 1)
    upstream.finish()
    clock.advance(1000)
    await api.ended(taskId)
  }
  for (const id of ids) assert.equal((await api.ended(id)).status, 'completed')
})

test('a start that the provider answered "busy" has used its part of the quota', async (context) => {
  const busy: Provider['start'] = async () => ({ kind: 'busy', retryAfterMs: 1000, operatorText: '429' })
  const { clock, server, starts } = await open(context, 2, busy)
  await server.api.submitted()
  await eventually(() => starts.length === 1)
  const room = new Map([['builtin', { capacity: 9, startsPerMinute: 2 }]])
  const turn = () => server.flow.queue.nextTurn(clock.now(), room)
  const from = clock.now()
  await eventually(async () => (await turn()) === from + 1000)
  clock.advance(1000)
  server.wake()
  await eventually(() => starts.length === 2)
  await eventually(async () => (await turn()) === from + minutes(1))
  assert.deepEqual(starts, [0, 1000])
})
