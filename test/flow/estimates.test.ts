import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { atRest, eventually } from '../harness/wait.ts'
import { openTwoRoutes } from './two-routes.ts'

const LONG = { ...SUBMIT, duration: 8 }

async function open(context: TestContext) {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const clock = new TestClock()
  const provider = httpProvider({ url: upstream.url, checkAfterMs: 1 })
  const options = { clock, providers: [provider] }
  const server = await startTestServer(context, options)
  const { api } = await server.newCaller(50)
  /** One task after the other, each of which takes so long at its provider. */
  const take = async (body: object, seconds: readonly number[]) => {
    for (const second of seconds) {
      const id = await api.submitted(body)
      await eventually(() => upstream.operations.at(-1)?.taskId === id)
      await atRest(server, id)
      upstream.finish()
      clock.advance(second * 1000)
      server.wake()
      assert.equal((await api.ended(id)).status, 'completed')
    }
    await server.flow.times.refresh()
  }
  const estimate = async (body: object) => (await api.task(await api.submitted(body))).estimated_time
  return { server, take, estimate, options }
}

test('a task’s estimated time is the median of what its kind took at the provider, once there are enough', async (context) => {
  const { take, estimate } = await open(context)
  await take(SUBMIT, [10, 400, 20, 12])
  assert.equal(await estimate(SUBMIT), 60)
  await take(SUBMIT, [14])
  assert.equal(await estimate(SUBMIT), 14)
})

test('another kind of the same model has the provider’s guess, set right by what the model took', async (context) => {
  const { take, estimate } = await open(context)
  await take(SUBMIT, [30, 30, 30, 30, 30])
  assert.equal(await estimate(LONG), 30)
  await take(LONG, [90, 90, 90, 90, 90])
  assert.deepEqual([await estimate(LONG), await estimate(SUBMIT)], [90, 30])
  assert.equal(await estimate({ ...LONG, model: 'veo3.1-quality-official' }), 60)
})

test('what was observed outlives a restart', async (context) => {
  const { server, take, options } = await open(context)
  await take(SUBMIT, [20, 20, 20, 20, 20])
  await server.stop()
  const again = await startTestServer(context, { ...options, dataDir: server.dataDir })
  assert.equal((await again.api.task(await again.api.submitted(SUBMIT))).estimated_time, 20)
})

test('a task that goes another way has the estimate of its new provider', async (context) => {
  const { one, api } = await openTwoRoutes(context, { two: { estimateSeconds: () => 7 } })
  one.onStart = 429
  const id = await api.submitted()
  await api.ended(id)
  assert.equal((await api.task(id)).estimated_time, 7)
})
