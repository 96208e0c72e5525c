import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { findTask } from '../../src/db/tasks.ts'
import type { CheckOutcome, Provider } from '../../src/domain/provider.ts'
import { CHEAPEST_USD } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { atRest, eventually } from '../harness/wait.ts'
import { minutes } from './by-hand.ts'

async function open(context: TestContext, change: (inner: Provider) => Partial<Provider> = () => ({})) {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const clock = new TestClock()
  const inner = httpProvider({ url: upstream.url, checkAfterMs: minutes(1) })
  const server = await startTestServer(context, { clock, providers: [{ ...inner, ...change(inner) }] })
  const { api } = await server.newCaller(1)
  const failureOf = async (id: string) => (await findTask(server.flow.db.read, id))?.failure?.code
  /** Lets this much time pass, and waits until the provider was asked again. */
  const pass = async (id: string, ms: number) => {
    await atRest(server, id)
    const before = upstream.checks
    clock.advance(ms)
    server.wake()
    await eventually(() => upstream.checks > before)
  }
  return { upstream, clock, server, api, failureOf, pass }
}

test('S8: after ten minutes of noise of every kind the task completes, and nothing was submitted again', async (context) => {
  const { upstream, server, api, pass } = await open(context)
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  const noise = [500, 429, 503, 401, 404, 204, 403, 502]
  for (let second = 0; second < 600; second += 30) {
    upstream.onCheck = noise[(second / 30) % noise.length] ?? 500
    await pass(id, second === 0 ? minutes(1) : 30_000)
    assert.equal((await api.task(id)).status, 'processing')
  }
  upstream.onCheck = 'ok'
  upstream.finish()
  await pass(id, 30_000)
  const task = await api.ended(id)
  assert.equal(task.status, 'completed')
  assert.equal(task.cost, CHEAPEST_USD)
  assert.equal(upstream.operations.length, 1)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S8: noise without end fails the task within the configured time, refunded', async (context) => {
  const { upstream, server, api, failureOf, pass } = await open(context)
  upstream.onCheck = 500
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  await pass(id, minutes(15) - 1)
  assert.equal((await api.task(id)).status, 'processing')
  // 30 s is the longest pause between two checks.
  await pass(id, 30_000)
  const task = await api.ended(id)
  assert.equal(task.status, 'failed')
  assert.equal(task.error.code, 502)
  assert.equal(await failureOf(id), 'provider_unreachable')
  assert.equal(task.cost, 0)
  assert.equal(await api.balance(), 1)
  assert.equal(upstream.operations.length, 1)
  assert.doesNotMatch(JSON.stringify(task), /oops|the upstream answered/)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S8: only noise without a good answer in between adds up', async (context) => {
  const { upstream, api, pass } = await open(context)
  upstream.onCheck = 500
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  await pass(id, minutes(14))
  upstream.onCheck = 'ok'
  await pass(id, 30_000)
  upstream.onCheck = 500
  await pass(id, minutes(1))
  await pass(id, minutes(14))
  assert.equal((await api.task(id)).status, 'processing')
  upstream.onCheck = 'ok'
  upstream.finish()
  await pass(id, 30_000)
  assert.equal((await api.ended(id)).status, 'completed')
})

test('S8: noise does not put off the time-out of the task', async (context) => {
  const { upstream, server, api, failureOf, pass } = await open(context)
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  await pass(id, minutes(20))
  upstream.onCheck = 500
  await pass(id, minutes(9))
  await pass(id, minutes(1))
  const task = await api.ended(id)
  assert.equal(task.error.code, 504)
  assert.equal(await failureOf(id), 'timed_out')
  assert.equal(await api.balance(), 1)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S8: a check that never answers is given up after a bounded time, and is noise like any other', async (context) => {
  const expiries: (() => void)[] = []
  const setTimer = globalThis.setTimeout
  context.mock.method(globalThis, 'setTimeout', (expire: () => void, ms: number) => {
    if (ms >= minutes(5)) expiries.push(expire)
    return setTimer(expire, ms)
  })
  const { upstream, server, api, pass } = await open(context)
  upstream.onCheck = 'hang'
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  assert.equal(expiries.length, 1)
  expiries[0]?.()
  await atRest(server, id)
  assert.equal((await api.task(id)).status, 'processing')
  upstream.onCheck = 'ok'
  upstream.finish()
  await pass(id, 30_000)
  assert.equal((await api.ended(id)).status, 'completed')
  assert.equal(upstream.operations.length, 1)
})

test('progress never goes back, and whatever a provider reports it is a whole number from 0 to 99 until the end', async (context) => {
  let reported: number | undefined
  const { clock, upstream, server, api, pass } = await open(context, (inner) => ({
    check: async (token, signal): Promise<CheckOutcome> => {
      const outcome = await inner.check(token, signal)
      return outcome.kind === 'running' && reported !== undefined ? { ...outcome, progress: reported } : outcome
    },
  }))
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  const steps = [
    [50, 50],
    [10, 50],
    [Number.NaN, 50],
    [-5, 50],
    [60.9, 60],
    [0, 60],
    [100, 98],
    [1e9, 98],
    [Number.NEGATIVE_INFINITY, 98],
  ] as const
  for (const [given, seen] of steps) {
    reported = given
    await pass(id, minutes(1))
    await atRest(server, id)
    assert.equal((await api.task(id)).progress, seen)
    // An odd number is an answer all the same, and no noise.
    assert.equal((await findTask(server.flow.db.read, id))?.noiseSince, null)
  }
  upstream.finish()
  clock.advance(minutes(1))
  server.wake()
  const task = await api.ended(id)
  assert.equal(task.status, 'completed')
  assert.equal(task.progress, 100)
})
