import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { findTask } from '../../src/db/tasks.ts'
import type { Provider } from '../../src/domain/provider.ts'
import { sweep } from '../../src/flow/sweep.ts'
import { TestClock } from '../harness/clock.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { atRest, eventually } from '../harness/wait.ts'
import { minutes } from './by-hand.ts'

const times = (count: number) => Array.from({ length: count }, (_, index) => index)

interface Options {
  provider?: Partial<Provider>
  env?: Record<string, string>
}

async function open(context: TestContext, change: (inner: Provider) => Options = () => ({})) {
  const upstream = await Upstream.open(context)
  const clock = new TestClock()
  const inner = httpProvider({ url: upstream.url, checkAfterMs: minutes(1) })
  const { provider, env = {} } = change(inner)
  const server = await startTestServer(context, { clock, providers: [{ ...inner, ...provider }], env })
  const { api } = await server.newCaller(50)
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

test('a task that finds its provider busy is pending, is started when asked again, and then runs as any other', async (context) => {
  let busy = true
  const { upstream, server, api, find, pass } = await open(context, (inner) => ({
    provider: {
      start: async (job, signal) =>
        busy ? { kind: 'busy', retryAfterMs: 20_000, operatorText: '429' } : inner.start(job, signal),
    },
  }))
  const id = await api.submitted()
  await api.until(id, ({ status }) => status === 'pending')
  assert.equal(upstream.operations.length, 0)
  assert.equal((await find(id)).startedAt, null)
  busy = false
  await pass(id, 19_999)
  assert.equal((await server.api.ended(await server.api.submitted())).status, 'completed')
  assert.equal((await api.task(id)).status, 'pending')
  await pass(id, 1)
  assert.equal((await api.ended(id)).status, 'completed')
  assert.equal(upstream.operations.filter(({ taskId }) => taskId === id).length, 1)
  assert.deepEqual((await server.verify()).problems, [])
})

test("waiting for a busy provider uses up neither the task's time nor its attempts", async (context) => {
  let answers = 0
  const { upstream, server, api, find, pass } = await open(context, (inner) => ({
    provider: {
      // Repeatable, with a bounded number of attempts: busy ten times is still no attempt.
      startIsRepeatable: true,
      start: async (job, signal) => {
        answers += 1
        return answers <= 10
          ? { kind: 'busy', retryAfterMs: minutes(10), operatorText: '429' }
          : inner.start(job, signal)
      },
    },
  }))
  upstream.finishAtOnce = false
  const id = await api.submitted()
  for (const round of times(10)) {
    await eventually(() => answers === round + 1)
    await pass(id, minutes(10))
  }
  await eventually(() => upstream.checks === 1)
  // 100 minutes have gone by since the submit; the 30 of the task's time-out begin with its start.
  await pass(id, minutes(28))
  await eventually(() => upstream.checks === 2)
  await atRest(server, id)
  assert.equal((await api.task(id)).status, 'processing')
  assert.equal((await find(id)).startAttempts, 1)
  upstream.finish()
  await pass(id, minutes(1))
  assert.equal((await api.ended(id)).status, 'completed')
})

test('a full queue is a 429 with Retry-After, holds nothing, and takes work again when there is room', async (context) => {
  const { upstream, server, api } = await open(context, () => ({ env: { REELGATE_QUEUE_TASKS_MAX: '3' } }))
  upstream.finishAtOnce = false
  const ids = await Promise.all(times(3).map(() => server.api.submitted()))
  await eventually(() => upstream.operations.length === 3)
  const refused = await api.submit()
  assert.equal(refused.status, 429)
  assert.equal(refused.body.error.type, 'rate_limit_error')
  assert.match(refused.headers.get('retry-after') ?? '', /^[1-9]\d*$/)
  assert.equal(await api.balance(), 50)
  upstream.finish()
  for (const id of ids) {
    await server.api.call('POST', `/v1/tasks/${id}/cancel`)
    await server.api.ended(id)
  }
  assert.equal((await api.submit()).status, 200)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S9: a provider never has more of our tasks than its places, and each of 40 is made once', async (context) => {
  let [inside, most] = [0, 0]
  const upstream = await Upstream.open(context)
  const inner = httpProvider({ url: upstream.url, checkAfterMs: 0 })
  const provider: Provider = {
    ...inner,
    capacity: 3,
    start: async (job, signal) => {
      inside += 1
      most = Math.max(most, inside)
      return inner.start(job, signal)
    },
    check: async (token, signal) => {
      const outcome = await inner.check(token, signal)
      if (outcome.kind === 'done') inside -= 1
      return outcome
    },
  }
  const server = await startTestServer(context, { providers: [provider] })
  const ids = await Promise.all(times(40).map(() => server.api.submitted()))
  for (const id of ids) assert.equal((await server.api.ended(id)).status, 'completed')
  assert.ok(most >= 1 && most <= 3, `${most} at one time`)
  assert.deepEqual(upstream.operations.map(({ taskId }) => taskId).sort(), ids.sort())
  assert.deepEqual((await server.verify()).problems, [])
})

test('a task that is never given a place ends after its waiting time, refunded, and is never started', async (context) => {
  const { upstream, clock, server, api } = await open(context, () => ({ provider: { capacity: 0 } }))
  const id = await api.submitted()
  clock.advance(24 * 60 * minutes(1) - 1)
  await sweep(server.flow)
  assert.equal((await api.task(id)).status, 'submitted')
  clock.advance(1)
  await sweep(server.flow)
  const failed = await api.task(id)
  assert.equal(failed.status, 'failed')
  assert.equal(failed.error.code, 504)
  assert.equal(failed.cost, 0)
  assert.equal(await api.balance(), 50)
  assert.equal(upstream.operations.length, 0)
  assert.deepEqual((await server.verify()).problems, [])
})
