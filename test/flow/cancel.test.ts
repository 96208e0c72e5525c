import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { findTask } from '../../src/db/tasks.ts'
import type { Provider } from '../../src/domain/provider.ts'
import type { Api } from '../harness/api.ts'
import { CHEAPEST_USD, SUBMIT } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { atRest, eventually, Gate } from '../harness/wait.ts'
import { minutes, openByHand } from './by-hand.ts'

const cancel = async (api: Api, id: string) => {
  const answer = await api.call('POST', `/v1/tasks/${id}/cancel`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.data
}

/** A server with a caller of 1 USD, at an upstream whose operations end when the test says so. */
async function open(
  context: TestContext,
  change: (inner: Provider, upstream: Upstream) => Partial<Provider> = () => ({}),
) {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const clock = new TestClock()
  const inner = httpProvider({ url: upstream.url, checkAfterMs: minutes(1), canCancel: true })
  const provider = { ...inner, ...change(inner, upstream) }
  const server = await startTestServer(context, { clock, providers: [provider] })
  const { api } = await server.newCaller(1)
  const stateOf = async (id: string) => (await findTask(server.flow.db.read, id))?.state
  const assertReleased = async (id: string) => {
    const task = await api.task(id)
    assert.equal(task.status, 'cancelled')
    assert.equal(task.cost, 0)
    assert.equal(task.progress, 100)
    assert.equal(await api.balance(), 1)
    assert.deepEqual((await server.verify()).problems, [])
  }
  const assertCharged = async (id: string) => {
    const task = await api.ended(id)
    assert.equal(task.status, 'completed')
    assert.equal(task.cost, CHEAPEST_USD)
    assert.equal((await api.get(task.result.videos[0].url[0])).body, upstream.video.toString())
    assert.equal(await api.balance(), 0.68)
    assert.deepEqual((await server.verify()).problems, [])
  }
  return { upstream, clock, server, api, stateOf, assertReleased, assertCharged }
}

test('cancelled while submitted: released at once and never started', async (context) => {
  const { upstream, server, api, assertReleased } = await open(context, () => ({ capacity: 1 }))
  const running = await server.api.submitted()
  await eventually(() => upstream.operations.length === 1)
  const id = await api.submitted()
  assert.equal((await api.task(id)).status, 'submitted')
  assert.equal((await cancel(api, id)).status, 'cancelled')
  await assertReleased(id)
  const next = await server.api.submitted()
  upstream.finishAtOnce = true
  upstream.finish()
  await cancel(server.api, running)
  await server.api.ended(next)
  assert.deepEqual(
    upstream.operations.map(({ taskId }) => taskId),
    [running, next],
  )
  await assertReleased(id)
})

test('cancelled while pending at a busy provider: released at once and never started', async (context) => {
  let busy = true
  const { upstream, clock, server, api, assertReleased } = await open(context, (inner) => ({
    start: async (job, signal) =>
      busy ? { kind: 'busy', retryAfterMs: minutes(1), operatorText: 'full' } : inner.start(job, signal),
  }))
  const id = await api.submitted()
  await api.until(id, ({ status }) => status === 'pending')
  assert.equal((await cancel(api, id)).status, 'cancelled')
  await assertReleased(id)
  busy = false
  upstream.finishAtOnce = true
  clock.advance(minutes(2))
  await server.api.ended(await server.api.submitted())
  assert.equal(upstream.operations.length, 1)
  assert.notEqual(upstream.operations[0]?.taskId, id)
})

test('cancelled while being started: stopped at the provider as soon as it has accepted', async (context) => {
  const gate = new Gate()
  const { upstream, api, stateOf, assertReleased } = await open(context, (inner) => ({
    start: async (job, signal) => {
      await gate.pass()
      return inner.start(job, signal)
    },
  }))
  const id = await api.submitted()
  await gate.reached
  const answer = await cancel(api, id)
  assert.equal(answer.status, 'processing')
  assert.equal(answer.cancel_requested, true)
  assert.equal(await stateOf(id), 'starting')
  gate.open()
  await api.ended(id)
  await assertReleased(id)
  assert.equal(upstream.operations[0]?.state, 'cancelled')
})

test('cancelled while being started at a provider that turns out busy: released without waiting for it', async (context) => {
  const gate = new Gate()
  const { api, upstream, assertReleased } = await open(context, () => ({
    start: async () => {
      await gate.pass()
      return { kind: 'busy', retryAfterMs: minutes(600), operatorText: 'full' }
    },
  }))
  const id = await api.submitted()
  await gate.reached
  assert.equal((await cancel(api, id)).status, 'processing')
  gate.open()
  await api.ended(id)
  await assertReleased(id)
  assert.equal(upstream.operations.length, 0)
})

test('cancelled while running at a provider that can stop: stopped and released', async (context) => {
  const { upstream, api, assertReleased } = await open(context)
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  await cancel(api, id)
  await api.ended(id)
  await assertReleased(id)
  assert.equal(upstream.operations[0]?.state, 'cancelled')
})

test('a cancel that comes during a check is acted on at once, not after the next pause', async (context) => {
  const gate = new Gate()
  const { upstream, api, assertReleased } = await open(context, (inner) => ({
    check: async (token, signal) => {
      const outcome = await inner.check(token, signal)
      await gate.pass()
      return outcome
    },
  }))
  const id = await api.submitted()
  await gate.reached
  await cancel(api, id)
  gate.open()
  // The clock stands still: a pause of a minute would never be over.
  await api.ended(id)
  await assertReleased(id)
  assert.equal(upstream.operations[0]?.state, 'cancelled')
})

test("cancelled while running at a provider that can't stop: runs to its end, charged and delivered", async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const provider = httpProvider({ url: upstream.url, checkAfterMs: 0 })
  const server = await startTestServer(context, { providers: [provider] })
  const { api } = await server.newCaller(1)
  const id = await api.submitted()
  await eventually(() => upstream.checks > 0)
  assert.equal((await cancel(api, id)).cancel_requested, true)
  const before = upstream.checks
  await eventually(() => upstream.checks > before + 1)
  assert.equal((await api.task(id)).status, 'processing')
  upstream.finish()
  const task = await api.ended(id)
  assert.equal(task.status, 'completed')
  assert.equal(task.cost, CHEAPEST_USD)
  assert.equal((await api.get(task.result.videos[0].url[0])).status, 200)
  assert.equal(await api.balance(), 0.68)
  assert.deepEqual((await server.verify()).problems, [])
})

test('cancelled when the provider is done already: too late, charged and delivered', async (context) => {
  const { upstream, api, assertCharged } = await open(context)
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  upstream.finish()
  await cancel(api, id)
  await assertCharged(id)
})

test('cancelled while the provider can not be asked to stop: followed to its end, charged and delivered', async (context) => {
  const { upstream, clock, server, api, assertCharged } = await open(context, () => ({
    cancel: async () => {
      throw new Error('no such operation')
    },
  }))
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  await cancel(api, id)
  await eventually(() => upstream.checks === 2)
  await atRest(server, id)
  assert.equal((await api.task(id)).status, 'processing')
  upstream.finish()
  clock.advance(minutes(1))
  server.wake()
  await assertCharged(id)
})

test('cancelled while its result is being stored: charged and delivered', async (context) => {
  const { upstream, server, api, stateOf, assertCharged } = await open(context)
  upstream.finishAtOnce = true
  const gate = new Gate()
  const { store } = server.flow
  const put = store.put.bind(store)
  context.mock.method(store, 'put', async (...args: Parameters<typeof put>) => {
    await gate.pass()
    return put(...args)
  })
  const id = await api.submitted()
  await gate.reached
  assert.equal(await stateOf(id), 'storing')
  assert.equal((await cancel(api, id)).status, 'processing')
  gate.open()
  await assertCharged(id)
})

test('cancelled while unresolved: released at once and never started again', async (context) => {
  const { upstream, clock, server, api, stateOf, assertReleased } = await open(context)
  upstream.loseStartAnswers = true
  const id = await api.submitted()
  await eventually(async () => (await stateOf(id)) === 'unresolved')
  assert.equal((await cancel(api, id)).status, 'cancelled')
  await assertReleased(id)
  upstream.loseStartAnswers = false
  upstream.finishAtOnce = true
  clock.advance(minutes(120))
  await server.api.ended(await server.api.submitted())
  assert.equal(upstream.operations.filter(({ taskId }) => taskId === id).length, 1)
  await assertReleased(id)
})

test('a cancel of an unresolved task that a worker comes upon half-way is a cancel, not a failure', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.loseStartAnswers = true
  const hand = await openByHand(context, httpProvider({ url: upstream.url }))
  await hand.step('w')
  assert.equal((await hand.task()).state, 'unresolved')
  // The first half of a cancel: the wish, and the job brought forward.
  await hand.flow.db.write(async (tx) => {
    await tx.run('UPDATE task SET cancel_requested_at = 1 WHERE id = ?', [hand.taskId])
    await hand.flow.queue.hurry(tx, hand.taskId, hand.clock.now())
  })
  await hand.step('w')
  assert.equal((await hand.task()).state, 'cancelled')
  assert.deepEqual(await hand.problems(), [])
})

test('cancelled after its end: the task stays exactly as it ended', async (context) => {
  const { upstream, clock, server, api } = await open(context)
  upstream.finishAtOnce = true
  const completed = await api.submitted()
  await api.ended(completed)
  upstream.finishAtOnce = false
  const cancelled = await api.submitted()
  await cancel(api, cancelled)
  await api.ended(cancelled)
  const failed = await api.submitted({ ...SUBMIT, seed: 3 })
  await eventually(() => upstream.operations.some(({ taskId }) => taskId === failed))
  await atRest(server, failed)
  upstream.finish({ state: 'failed' })
  clock.advance(minutes(1))
  server.wake()
  assert.equal((await api.ended(failed)).status, 'failed')
  const balance = await api.balance()
  for (const id of [completed, cancelled, failed]) {
    const before = await api.task(id)
    assert.deepEqual(await cancel(api, id), before)
    assert.deepEqual(await cancel(api, id), before)
  }
  assert.equal(await api.balance(), balance)
  assert.deepEqual((await server.verify()).problems, [])
})

test("another account can't cancel a task, and learns nothing of it", async (context) => {
  const { server, api } = await open(context)
  const id = await api.submitted()
  const other = await server.newCaller(1)
  const theirs = await other.api.call('POST', `/v1/tasks/${id}/cancel`)
  const madeUp = await other.api.call('POST', `/v1/tasks/task_01ARZ3NDEKTSV4RRFFQ69G5FAV/cancel`)
  assert.equal(theirs.status, 400)
  assert.deepEqual(theirs.body, madeUp.body)
  assert.equal((await api.task(id)).cancel_requested, undefined)
})
