import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { findTask } from '../../src/db/tasks.ts'
import type { Provider } from '../../src/domain/provider.ts'
import { TestClock } from '../harness/clock.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import type { HttpProviderOptions } from '../harness/upstream.ts'
import { atRest, eventually } from '../harness/wait.ts'
import { minutes } from './by-hand.ts'

async function open(
  context: TestContext,
  options: Omit<HttpProviderOptions, 'url'>,
  change: (inner: Provider, upstream: Upstream) => Partial<Provider> = () => ({}),
) {
  const upstream = await Upstream.open(context)
  const clock = new TestClock()
  const inner = httpProvider({ url: upstream.url, ...options })
  const server = await startTestServer(context, { clock, providers: [{ ...inner, ...change(inner, upstream) }] })
  const { api } = await server.newCaller(1)
  const find = async (id: string) => {
    const task = await findTask(server.flow.db.read, id)
    assert.ok(task)
    return task
  }
  const pass = async (id: string, ms: number) => {
    await atRest(server, id)
    clock.advance(ms)
    server.wake()
  }
  return { upstream, clock, server, api, find, pass }
}

/** How a start can come to nothing that anyone could be sure of. */
const LOST = {
  'whose answer is lost': (upstream: Upstream) => void (upstream.loseStartAnswers = true),
  'that is answered with a 500': (upstream: Upstream) => void (upstream.onStart = 500),
} as const

for (const [how, lose] of Object.entries(LOST)) {
  test(`S7: a start ${how} is never repeated at a provider that charges, shown as processing, and ended and refunded by the rule`, async (context) => {
    const { upstream, server, api, find, pass } = await open(context, {})
    lose(upstream)
    const id = await api.submitted()
    await eventually(async () => (await find(id)).state === 'unresolved')
    const operations = upstream.operations.length
    assert.equal((await api.task(id)).status, 'processing')
    assert.equal(await api.balance(), 0.68)
    Object.assign(upstream, { loseStartAnswers: false, onStart: 'ok' })

    await pass(id, minutes(60) - 1)
    // The worker has been through its queue in between: it has made another video.
    assert.equal((await server.api.ended(await server.api.submitted())).status, 'completed')
    assert.equal((await api.task(id)).status, 'processing')
    await pass(id, 1)
    const task = await api.ended(id)
    assert.equal(task.status, 'failed')
    assert.equal(task.error.code, 502)
    assert.equal(task.cost, 0)
    assert.equal((await find(id)).failure?.code, 'outcome_unknown')
    assert.equal(await api.balance(), 1)
    assert.equal(upstream.operations.filter(({ taskId }) => taskId === id).length, operations)
    assert.deepEqual((await server.verify()).problems, [])
  })
}

test('S7: an unresolved task takes no place at its provider', async (context) => {
  const { upstream, server, api, find } = await open(context, { capacity: 1 })
  upstream.loseStartAnswers = true
  const id = await api.submitted()
  await eventually(async () => (await find(id)).state === 'unresolved')
  upstream.loseStartAnswers = false
  assert.equal((await server.api.ended(await server.api.submitted())).status, 'completed')
})

test('S7: where a start may be repeated it is, and the task completes and is paid for once', async (context) => {
  let starts = 0
  const { upstream, server, api } = await open(context, { startIsRepeatable: true }, (inner, up) => ({
    start: (job, signal) => {
      starts += 1
      up.loseStartAnswers = starts === 1
      return inner.start(job, signal)
    },
  }))
  const id = await api.submitted()
  assert.equal((await api.ended(id)).status, 'completed')
  assert.deepEqual(
    upstream.operations.map(({ taskId }) => taskId),
    [id, id],
  )
  assert.equal(await api.balance(), 0.68)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S7: repeated starts that are all lost end after five, refunded', async (context) => {
  const { upstream, server, api, find, pass } = await open(context, { startIsRepeatable: true })
  upstream.loseStartAnswers = true
  const id = await api.submitted()
  for (const attempts of [2, 3, 4]) {
    await eventually(async () => (await find(id)).startAttempts === attempts)
    await pass(id, minutes(1))
  }
  const task = await api.ended(id)
  assert.equal(task.status, 'failed')
  assert.equal((await find(id)).failure?.code, 'provider_unreachable')
  assert.equal(upstream.operations.length, 5)
  assert.equal(await api.balance(), 1)
  assert.deepEqual((await server.verify()).problems, [])
})

test('a start that the provider refuses fails the task with its reason, refunded, and is not repeated', async (context) => {
  let starts = 0
  const { server, api, find } = await open(context, { startIsRepeatable: true }, () => ({
    start: async () => {
      starts += 1
      return { kind: 'refused', failure: { code: 'provider_refused', operatorText: 'the raw answer' } }
    },
  }))
  const id = await api.submitted()
  const task = await api.ended(id)
  assert.equal(task.status, 'failed')
  assert.equal(task.error.code, 400)
  assert.equal(task.cost, 0)
  assert.doesNotMatch(JSON.stringify(task), /the raw answer/)
  assert.equal((await find(id)).failure?.operatorText, 'the raw answer')
  assert.equal(starts, 1)
  assert.equal(await api.balance(), 1)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S7: a start that never answers is given up after a bounded time and counts as unknown', async (context) => {
  const timers: AbortController[] = []
  context.mock.method(AbortSignal, 'timeout', () => {
    const timer = new AbortController()
    timers.push(timer)
    return timer.signal
  })
  const { upstream, api, find } = await open(context, {})
  upstream.onStart = 'hang'
  const id = await api.submitted()
  await eventually(() => timers.length === 1)
  assert.equal((await find(id)).state, 'starting')
  timers[0]?.abort(new DOMException('too late', 'TimeoutError'))
  await eventually(async () => (await find(id)).state === 'unresolved')
})
