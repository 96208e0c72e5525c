import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { CHEAPEST_USD } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { adminCall, newAdmin } from './admin-calls.ts'
import { assertProblem, startWithUpstream } from './fixture.ts'

const REFUSED = { type: 'invalid_request_error', param: 'code' }

async function start(context: TestContext, env: Record<string, string> = {}) {
  const clock = new TestClock()
  const server = await startWithUpstream(context, { clock, env })
  const ask = adminCall(await newAdmin(server))
  const newBatch = async (body: object) => {
    const answer = await ask('POST', '/redeem-batches', body)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.data
  }
  const caller = await server.newCaller(0)
  const redeem = (code: string, api = caller.api) => api.call('POST', '/v1/redeem', { body: { code } })
  return { server, clock, ask, newBatch, caller, redeem }
}

test('a code adds its amount once, however it is typed, and its ledger entry carries its id', async (context) => {
  const { server, ask, newBatch, caller, redeem } = await start(context)
  const { id, codes } = await newBatch({ count: 3, amount: '2.5', note: 'spring fair' })
  assert.equal(new Set(codes).size, 3)
  assert.match(codes[0], /^RGC(-[A-Z2-7]{5}){5}$/)
  assert.deepEqual((await redeem(codes[0])).body, { code: 200, data: { amount: 2.5, balance: 2.5 } })
  const spaced = (codes[1] as string).toLowerCase().replaceAll('-', ' ')
  assert.equal((await redeem(spaced)).body.data.balance, 5)
  assertProblem(await redeem(codes[0]), { status: 409, ...REFUSED })
  assertProblem(await redeem(`${codes[2] as string}A`), { status: 400, ...REFUSED })
  assert.equal(await caller.api.balance(), 5)
  const batch = (await ask('GET', `/redeem-batches/${id as string}`)).body.data
  assert.deepEqual([batch.redeemed, batch.count, batch.note], [2, 3, 'spring fair'])
  const used = batch.codes.filter((code: { account_id: string | null }) => code.account_id === caller.account.id)
  const entries = (await ask('GET', `/accounts/${caller.account.id}/entries`)).body.data
  const references = entries.map(({ reference }: { reference: string }) => reference)
  assert.deepEqual(new Set(references), new Set(used.map((code: { id: string }) => code.id)))
  assert.deepEqual((await server.verify()).problems, [])
})

test('of 50 redemptions of one code at the same time, by several accounts, one wins and 49 are told', async (context) => {
  const { server, newBatch, redeem } = await start(context)
  const { codes } = await newBatch({ count: 1, amount: '4' })
  const callers = await Promise.all([1, 2, 3, 4, 5].map(() => server.newCaller(0)))
  const all = callers.flatMap(({ api }) => Array.from({ length: 10 }, () => redeem(codes[0], api)))
  const statuses = (await Promise.all(all)).map(({ status }) => status)
  assert.deepEqual(
    statuses.toSorted((a, b) => a - b),
    [200, ...Array.from({ length: 49 }, () => 409)],
  )
  const balances = await Promise.all(callers.map(({ api }) => api.balance()))
  assert.equal(
    balances.reduce((sum, balance) => sum + balance, 0),
    4,
  )
  assert.deepEqual((await server.verify()).problems, [])
})

test('a code past its time, and one of a voided batch, is refused; what was redeemed before stays', async (context) => {
  const { clock, ask, newBatch, redeem, caller } = await start(context)
  const expiring = await newBatch({ count: 2, amount: 1, expires_at: clock.now() / 1000 + 60 })
  const voided = await newBatch({ count: 2, amount: 1 })
  assert.equal((await redeem(expiring.codes[0])).status, 200)
  assert.equal((await redeem(voided.codes[0])).status, 200)
  clock.advance(60_000)
  assertProblem(await redeem(expiring.codes[1]), { status: 400, ...REFUSED })
  for (const again of [1, 2]) {
    const answer = await ask('POST', `/redeem-batches/${voided.id as string}/void`)
    assert.deepEqual([answer.status, answer.body.data.redeemed], [200, 1], `void ${again}`)
  }
  assertProblem(await redeem(voided.codes[1]), { status: 400, ...REFUSED })
  assert.equal(await caller.api.balance(), 2)
  const { data: audit } = (await ask('GET', `/audit?target=${voided.id as string}`)).body
  assert.deepEqual(
    audit.map(({ action }: { action: string }) => action),
    ['redeem_batch.void', 'redeem_batch.create'],
  )
  assert.doesNotMatch(JSON.stringify(audit), new RegExp(voided.codes[0] as string))
})

test('whoever guesses at codes is stopped for the rest of the minute, and nobody else is', async (context) => {
  const { server, clock, newBatch, redeem, caller } = await start(context)
  const { codes } = await newBatch({ count: 2, amount: 1 })
  for (let guess = 0; guess < 60; guess += 1) assert.equal((await redeem(`RGC-${guess}`)).status, 400)
  const stopped = await redeem(codes[0])
  assertProblem(stopped, { status: 429, type: 'rate_limit_error' })
  assert.equal(stopped.headers.get('retry-after'), '60')
  assert.equal((await redeem(codes[1], (await server.newCaller(0)).api)).status, 200)
  clock.advance(60_000)
  assert.equal((await redeem(codes[0])).status, 200)
  assert.equal(await caller.api.balance(), 1)
})

test('a batch of no codes, of nothing, or of too many is refused by the name of the field', async (context) => {
  const { ask } = await start(context)
  for (const [body, param] of [
    [{ count: 0, amount: 1 }, 'count'],
    [{ count: 1001, amount: 1 }, 'count'],
    [{ count: 1, amount: '0' }, 'amount'],
    [{ count: 1, amount: '-1' }, 'amount'],
    [{ count: 1, amount: 1, expiry: 5 }, 'expiry'],
  ] as const) {
    assertProblem(await ask('POST', '/redeem-batches', body), { status: 400, type: 'invalid_request_error', param })
  }
})

test('a 402 says what is missing, and where to recharge if the operator has said so', async (context) => {
  const url = 'https://pay.example.com/recharge?from=api'
  const { caller } = await start(context, { REELGATE_RECHARGE_URL: url })
  const { status, body } = await caller.api.submit()
  assert.deepEqual([status, body.error.recharge_url], [402, url])
  assert.match(body.error.message, new RegExp(`${CHEAPEST_USD} USD missing.*${url.replace('?', '\\?')}`))
  const plain = await start(context)
  const without = await plain.caller.api.submit()
  assert.doesNotMatch(assertProblem(without, { status: 402, type: 'payment_required' }), /Recharge/)
})

test("a task's money story is its owner's alone, and adds up", async (context) => {
  const { server } = await start(context)
  const { api, keyId } = await server.newCaller(1)
  const id = await api.submitted()
  await api.ended(id)
  const { status, body } = await api.get(`/v1/tasks/${id}/ledger`)
  assert.equal(status, 200)
  const entry = { amount: CHEAPEST_USD, key_id: keyId, at: server.flow.clock.now() / 1000 }
  const entries = [
    { kind: 'hold', ...entry },
    { kind: 'capture', ...entry },
  ]
  assert.deepEqual(body.data, { task_id: id, price: CHEAPEST_USD, cost: CHEAPEST_USD, entries })
  const other = await server.api.get(`/v1/tasks/${id}/ledger`)
  assertProblem(other, { status: 400, type: 'invalid_request_error', param: 'task_id' })
})
