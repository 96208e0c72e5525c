import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { KeySettings } from '../../src/db/api-keys.ts'
import { changeAccount, createAccount } from '../../src/flow/admin/accounts.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { Api, CHEAPEST_USD, SUBMIT } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { startWithUpstream } from '../http/fixture.ts'

const PRICE = CHEAPEST_USD * 1_000_000
const DAY_MS = 86_400_000

async function start(context: TestContext, settings: Partial<KeySettings>) {
  const clock = new TestClock()
  const server = await startWithUpstream(context, { clock })
  const act = { actor: 'test', at: clock.now() }
  const { db } = server.flow
  const account = await createAccount(db, act, { name: 'team', unlimited: false, balance: 100_000_000 })
  const { secret } = await createKey(db, act, account.id, settings)
  const { secret: other } = await createKey(db, act, account.id)
  return { server, clock, act, account, api: new Api(server.url, secret), other: new Api(server.url, other) }
}

/** How many of these answers have each status. */
const count = (answers: { status: number }[]) =>
  Object.fromEntries(
    [...new Set(answers.map(({ status }) => status))]
      .sort((a, b) => a - b)
      .map((one) => [one, answers.filter(({ status }) => status === one).length]),
  )

test('a key never holds or spends more than its limit, however many ask at once, and a refund gives it back', async (context) => {
  const { server, api, other } = await start(context, { spendMax: 2 * PRICE })
  server.upstream.finishAtOnce = false
  const answers = await Promise.all(Array.from({ length: 20 }, () => api.submit()))
  assert.deepEqual(count(answers), { 200: 2, 403: 18 })
  const refused = answers.find(({ status }) => status === 403)
  assert.match(refused?.body.error.message, /spending limit: 0.32 USD needed, 0 USD left/)
  assert.equal((await other.submit()).status, 200, 'another key of the account is not concerned')
  const taken = answers.find(({ status }) => status === 200)?.body.data[0].task_id as string
  await api.call('POST', `/v1/tasks/${taken}/cancel`)
  await api.ended(taken)
  assert.equal((await api.submit()).status, 200)
  assert.deepEqual((await server.verify()).problems, [])
})

test("a key's limit for a day counts the tasks submitted that day (UTC), and the next day begins anew", async (context) => {
  const { server, clock, api } = await start(context, { spendDayMax: PRICE })
  await api.ended(await api.submitted())
  assert.equal((await api.submit()).status, 403)
  clock.advance(DAY_MS - (clock.now() % DAY_MS))
  assert.equal((await api.submit()).status, 200)
  assert.equal((await api.submit()).status, 403)
  assert.deepEqual((await server.verify()).problems, [])
})

test('a key, and an account, never have more unfinished tasks than they may, however many ask at once', async (context) => {
  const { server, act, account, api, other } = await start(context, { tasksMax: 2 })
  server.upstream.finishAtOnce = false
  const answers = await Promise.all(Array.from({ length: 20 }, () => api.submit()))
  assert.deepEqual(count(answers), { 200: 2, 429: 18 })
  assert.equal(answers.find(({ status }) => status === 429)?.headers.get('retry-after'), '5')
  await changeAccount(server.flow.db, act, account.id, { tasksMax: 3 })
  assert.deepEqual(count(await Promise.all(Array.from({ length: 5 }, () => other.submit()))), { 200: 1, 429: 4 })
})

test('a model that a key may not use is refused before anything is held', async (context) => {
  const { api } = await start(context, { models: ['veo3.1-quality-official'] })
  const answer = await api.submit(SUBMIT)
  assert.equal(answer.status, 403)
  assert.match(answer.body.error.message, /veo3.1-fast-official; it may use veo3.1-quality-official/)
  assert.equal(await api.balance(), 100)
})

test('a key is refused from its expiry on', async (context) => {
  const { clock, api } = await start(context, { expiresAt: new TestClock().now() + 1000 })
  assert.equal((await api.get('/v1/tasks')).status, 200)
  clock.advance(1000)
  assert.equal((await api.get('/v1/tasks')).status, 401)
})
