import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { findTask } from '../../src/db/tasks.ts'
import { CHEAPEST_USD } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { startTestServer } from '../harness/server.ts'
import { BUSY_MS, httpProvider, Upstream } from '../harness/upstream.ts'
import type { Behaviour } from '../harness/upstream.ts'
import { atRest, eventually } from '../harness/wait.ts'
import { minutes } from './by-hand.ts'
import { openTwoRoutes } from './two-routes.ts'

/** How long a breaker is open the first time. */
const OPEN_MS = 10_000

async function open(context: TestContext, options: { startIsRepeatable?: boolean } = {}) {
  const upstream = await Upstream.open(context)
  const clock = new TestClock()
  const provider = httpProvider({ url: upstream.url, checkAfterMs: minutes(1), ...options })
  const server = await startTestServer(context, { clock, providers: [provider] })
  const { api } = await server.newCaller(50)
  const state = () => server.flow.health.stateOf('builtin')
  const find = (id: string) => findTask(server.flow.db.read, id)
  /** Submits one task and waits until its start has met the upstream. */
  const submitMeeting = async (behaviour: Behaviour) => {
    upstream.onStart = behaviour
    const before = upstream.starts
    const id = await api.submitted()
    await eventually(() => upstream.starts > before)
    return id
  }
  return { upstream, clock, server, api, state, find, submitMeeting }
}

const readyz = async (api: Awaited<ReturnType<typeof open>>['api']) => {
  const { status, body } = await api.get('/readyz')
  return { status, breaker: body.breakers.builtin, waiting: body.waiting_models.length > 0 }
}

for (const behaviour of [500, 503, 'cut', 401] as const) {
  test(`a provider whose starts are answered with ${behaviour} gets no more of them, and work is accepted and waits`, async (context) => {
    const { upstream, server, api, state, submitMeeting } = await open(context)
    for (let turn = 0; turn < 3; turn += 1) {
      assert.equal(state(), 'closed')
      await submitMeeting(behaviour)
      await eventually(() => turn < 2 || state() === 'open')
    }
    const later = await api.submit()
    assert.equal(later.status, 200)
    const id = later.body.data[0].task_id
    assert.equal((await api.task(id)).status, 'pending')
    assert.deepEqual(await readyz(api), { status: 200, breaker: 'open', waiting: true })
    server.wake()
    assert.equal(upstream.starts, 3)
    assert.deepEqual((await server.verify()).problems, [])
  })
}

test('one start at a time shows whether the provider is back; when it is, all that waited is started', async (context) => {
  const { upstream, clock, server, api, state, submitMeeting, find } = await open(context)
  for (let turn = 0; turn < 3; turn += 1) await submitMeeting(500)
  await eventually(() => state() === 'open')
  const ids: string[] = []
  for (let turn = 0; turn < 5; turn += 1) ids.push(await api.submitted())
  upstream.onStart = 'hang'
  clock.advance(OPEN_MS)
  server.wake()
  await eventually(() => upstream.starts === 4)
  assert.deepEqual(await readyz(api), { status: 200, breaker: 'half-open', waiting: false })
  // While the trial has no answer nothing else is started, however often the worker looks.
  assert.equal(server.flow.health.startsMax('builtin'), 0)
  upstream.answerHanging(500)
  await eventually(() => state() === 'open')
  assert.equal(upstream.starts, 4)
  upstream.onStart = 'ok'
  clock.advance(2 * OPEN_MS)
  server.wake()
  await eventually(() => state() === 'closed')
  const lost = (await Promise.all(ids.map((id) => find(id)))).flatMap((task) =>
    task?.state === 'unresolved' ? [task.id] : [],
  )
  assert.equal(lost.length, 1)
  for (const id of ids) if (!lost.includes(id)) assert.equal((await api.ended(id)).status, 'completed')
  assert.equal(upstream.operations.length, 4)
  assert.deepEqual(await readyz(api), { status: 200, breaker: 'closed', waiting: false })
  assert.deepEqual((await server.verify()).problems, [])
})

for (const behaviour of [400, 422, 429] as const) {
  test(`S3: answers of ${behaviour} are no failure of the provider, however many there are`, async (context) => {
    const { upstream, api, state, submitMeeting } = await open(context)
    const ids: string[] = []
    for (let turn = 0; turn < 12; turn += 1) ids.push(await submitMeeting(behaviour))
    if (behaviour !== 429) for (const id of ids) assert.equal((await api.ended(id)).status, 'failed')
    assert.equal(state(), 'closed')
    upstream.onStart = 'ok'
    assert.equal((await api.ended(await api.submitted())).status, 'completed')
  })
}

test('S3: callers without money, and with bad requests, mark no provider as unhealthy', async (context) => {
  const { server, state } = await open(context)
  const { api } = await server.newCaller(CHEAPEST_USD)
  const answers = await Promise.all(Array.from({ length: 50 }, () => api.submit()))
  assert.equal(answers.filter(({ status }) => status === 402).length, 49)
  for (let turn = 0; turn < 20; turn += 1) {
    assert.equal((await api.submit({ model: 'veo3.1-fast-official', prompt: '', duration: 5 })).status, 400)
  }
  assert.equal(state(), 'closed')
})

test('S4: a filter that takes every video does not open the breaker', async (context) => {
  const { upstream, api, state } = await open(context)
  upstream.endsAs = 'failed'
  for (let turn = 0; turn < 12; turn += 1) assert.equal((await api.ended(await api.submitted())).status, 'failed')
  assert.equal(state(), 'closed')
})

test('S8: checks that fail in a row open it, the running task goes on, and a good check closes it', async (context) => {
  const { upstream, clock, server, api, state, submitMeeting } = await open(context)
  upstream.finishAtOnce = false
  const id = await submitMeeting('ok')
  await eventually(() => upstream.checks === 1)
  upstream.onCheck = 401
  for (let check = 2; check <= 11; check += 1) {
    await atRest(server, id)
    assert.equal(state(), 'closed')
    clock.advance(check === 2 ? minutes(1) : 30_000)
    server.wake()
    await eventually(() => upstream.checks === check)
  }
  await eventually(() => state() === 'open')
  await atRest(server, id)
  const waiting = await api.submitted()
  assert.equal((await api.task(waiting)).status, 'pending')
  upstream.onCheck = 'ok'
  upstream.finish()
  clock.advance(30_000)
  server.wake()
  assert.equal((await api.ended(id)).status, 'completed')
  assert.equal(state(), 'closed')
  await eventually(() => upstream.operations.length === 2)
})

test('checks that ask for a lost operation, or too often, say nothing against the provider', async (context) => {
  for (const behaviour of [404, 429] as const) {
    const { upstream, clock, server, state, submitMeeting } = await open(context)
    upstream.finishAtOnce = false
    const id = await submitMeeting('ok')
    await eventually(() => upstream.checks === 1)
    upstream.onCheck = behaviour
    for (let check = 2; check <= 14; check += 1) {
      await atRest(server, id)
      clock.advance(check === 2 ? minutes(1) : 30_000)
      server.wake()
      await eventually(() => upstream.checks === check)
    }
    await atRest(server, id)
    assert.equal(state(), 'closed')
  }
})

test('starts that get no answer in their time open it', async (context) => {
  const timers: AbortController[] = []
  context.mock.method(AbortSignal, 'timeout', () => {
    const timer = new AbortController()
    timers.push(timer)
    return timer.signal
  })
  const { state, submitMeeting } = await open(context)
  for (let turn = 0; turn < 3; turn += 1) await submitMeeting('hang')
  assert.equal(state(), 'closed')
  for (const timer of timers) timer.abort(new DOMException('too late', 'TimeoutError'))
  await eventually(() => state() === 'open')
})

test('starts that our own stop cuts short do not', async (context) => {
  const { server, state, submitMeeting } = await open(context)
  for (let turn = 0; turn < 3; turn += 1) await submitMeeting('hang')
  await server.stop()
  assert.equal(state(), 'closed')
})

test('work goes by the other route while the first is out of order, and a single task finds out that it is back', async (context) => {
  const { one, two, clock, server, api } = await openTwoRoutes(context)
  one.onStart = 401
  for (let turn = 0; turn < 3; turn += 1) {
    assert.equal((await api.ended(await api.submitted())).status, 'completed')
    // As if the provider had been asked anew each time.
    clock.advance(BUSY_MS)
  }
  assert.deepEqual([one.operations.length, two.operations.length], [0, 3])
  assert.equal(server.flow.health.stateOf('one'), 'half-open')
  one.onStart = 'ok'
  assert.equal((await api.ended(await api.submitted())).status, 'completed')
  assert.equal(server.flow.health.stateOf('one'), 'closed')
  assert.deepEqual([one.operations.length, two.operations.length], [1, 3])
})
