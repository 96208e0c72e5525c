import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findAccount } from '../../src/db/accounts.ts'
import { CHEAPEST_USD, SUBMIT } from '../harness/api.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

const times = (count: number) => Array.from({ length: count }, (_, index) => index)

test('S3: of 50 submits in parallel with money for one, one is accepted and 49 are told 402', async (context) => {
  const upstream = await Upstream.open(context)
  const server = await startTestServer(context, { providers: [httpProvider({ url: upstream.url })] })
  const { api, account } = await server.newCaller(CHEAPEST_USD)
  const answers = await Promise.all(times(50).map(() => api.submit()))
  const accepted = answers.filter(({ status }) => status === 200)
  const refused = answers.filter(({ status }) => status === 402)
  assert.equal(accepted.length, 1)
  assert.equal(refused.length, 49)
  for (const { body } of refused) assert.equal(body.error.type, 'payment_required')
  assert.equal(await api.balance(), 0)
  const task = await api.ended(accepted[0]?.body.data[0].task_id as string)
  assert.equal(task.status, 'completed')
  assert.equal(await api.balance(), 0)
  // Nothing of it is held against the provider: the next caller's video is made as ever.
  assert.equal((await server.api.ended(await server.api.submitted())).status, 'completed')
  assert.equal(upstream.operations.length, 2)
  const report = await server.verify()
  assert.deepEqual(report.problems, [])
  const after = await findAccount(server.flow.db.read, account.id)
  assert.deepEqual([after?.available, after?.held, after?.spent], [0, 0, 320_000])
})

test('S3: money for three of 30 different submits buys three, and what was not spent stays', async (context) => {
  const upstream = await Upstream.open(context)
  const server = await startTestServer(context, { providers: [httpProvider({ url: upstream.url })] })
  const { api } = await server.newCaller(1)
  const answers = await Promise.all(times(30).map((seed) => api.submit({ ...SUBMIT, seed })))
  const accepted = answers.filter(({ status }) => status === 200)
  assert.equal(accepted.length, 3)
  for (const { body } of accepted) await api.ended(body.data[0].task_id as string)
  assert.equal(await api.balance(), 0.04)
  assert.equal(upstream.operations.length, 3)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S6: 1,000 polls of a running and of an ended task change no balance and call no provider', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const provider = httpProvider({ url: upstream.url, checkAfterMs: 3_600_000 })
  const server = await startTestServer(context, { providers: [provider] })
  const { api } = await server.newCaller(1)
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  const poll = async (status: string) => {
    const before = [upstream.checks, upstream.operations.length, await api.balance()]
    for (const round of times(25)) {
      const answers = await Promise.all(times(20).map(() => api.get(`/v1/tasks/${id}?language=en&round=${round}`)))
      for (const { body } of answers) assert.equal(body.data.status, status)
    }
    assert.deepEqual([upstream.checks, upstream.operations.length, await api.balance()], before)
  }
  await poll('processing')
  upstream.finish()
  // The only thing that has the provider asked is the worker, whose turn a cancel brings forward.
  await api.call('POST', `/v1/tasks/${id}/cancel`)
  assert.equal((await api.ended(id)).status, 'completed')
  await poll('completed')
  assert.equal(await api.balance(), 0.68)
  assert.deepEqual((await server.verify()).problems, [])
})

test('an account without money can have what is free', async (context) => {
  const upstream = await Upstream.open(context)
  const server = await startTestServer(context, {
    providers: [httpProvider({ url: upstream.url })],
    env: { REELGATE_PRICE_RATIO: '0' },
  })
  const { api } = await server.newCaller(0)
  const task = await api.ended(await api.submitted())
  assert.equal(task.status, 'completed')
  assert.equal(task.cost, 0)
  assert.equal(await api.balance(), 0)
  assert.deepEqual((await server.verify()).problems, [])
})

test("the operator's ratio is in the price that is held and in the cost that is charged", async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const server = await startTestServer(context, {
    providers: [httpProvider({ url: upstream.url })],
    env: { REELGATE_PRICE_RATIO: '2.5' },
  })
  const { api } = await server.newCaller(1)
  const id = await api.submitted()
  assert.equal(await api.balance(), 0.2)
  await eventually(() => upstream.operations.length === 1)
  upstream.finish()
  assert.equal((await api.ended(id)).cost, 0.8)
})

test('S4: one of two videos filtered costs half, delivers the other and says why', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const server = await startTestServer(context, { providers: [httpProvider({ url: upstream.url })] })
  const { api } = await server.newCaller(1)
  const id = await api.submitted({ ...SUBMIT, sample_count: 2 })
  assert.equal(await api.balance(), 0.36)
  await eventually(() => upstream.operations.length === 1)
  upstream.finish({ delivered: 1 })
  const task = await api.ended(id)
  assert.equal(task.status, 'completed')
  assert.equal(task.cost, 0.32)
  assert.equal(task.credits_cost, 3.2)
  assert.equal(task.error, undefined)
  assert.equal(task.warning.type, 'partial_result')
  assert.match(task.warning.message, /2 requested, 1 delivered/)
  assert.equal(task.result.videos[0].url.length, 1)
  assert.equal((await api.get(task.result.videos[0].url[0])).body, upstream.video.toString())
  assert.equal(await api.balance(), 0.68)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S4: both of two videos filtered is a failure with its reason and a whole refund', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const server = await startTestServer(context, { providers: [httpProvider({ url: upstream.url })] })
  const { api } = await server.newCaller(1)
  const id = await api.submitted({ ...SUBMIT, sample_count: 2 })
  await eventually(() => upstream.operations.length === 1)
  upstream.finish({ delivered: 0 })
  const task = await api.ended(id)
  assert.equal(task.status, 'failed')
  assert.equal(task.cost, 0)
  assert.equal(task.error.type, 'task_failed')
  assert.equal(task.error.code, 400)
  assert.equal(task.result, undefined)
  assert.equal(await api.balance(), 1)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S4: a provider that returns more than was asked for is paid for what was asked', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const server = await startTestServer(context, { providers: [httpProvider({ url: upstream.url })] })
  const { api } = await server.newCaller(1)
  const id = await api.submitted()
  await eventually(() => upstream.operations.length === 1)
  upstream.finish({ delivered: 3 })
  const task = await api.ended(id)
  assert.equal(task.cost, CHEAPEST_USD)
  assert.equal(task.result.videos[0].url.length, 1)
  assert.equal(task.warning, undefined)
  assert.deepEqual((await server.verify()).problems, [])
})

test('an operation that fails at the provider is refunded whole', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const server = await startTestServer(context, { providers: [httpProvider({ url: upstream.url })] })
  const { api } = await server.newCaller(1)
  const id = await api.submitted()
  await eventually(() => upstream.operations.length === 1)
  upstream.finish({ state: 'failed' })
  const task = await api.ended(id)
  assert.equal(task.status, 'failed')
  assert.equal(task.cost, 0)
  assert.equal(await api.balance(), 1)
  assert.deepEqual((await server.verify()).problems, [])
})
