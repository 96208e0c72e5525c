import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KeySettings } from '../../src/db/api-keys.ts'
import { changeAccount } from '../../src/flow/admin/accounts.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { ACT } from '../harness/database.ts'
import { Api, CHEAPEST_USD, SUBMIT } from '../harness/api.ts'
import type { Answer } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { assertProblem, eventually, startWithUpstream, traces } from './fixture.ts'

const limitsOf = ({ headers }: Answer) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`ratelimit-${name}`) ?? Number.NaN))

function assertLimited(answer: Answer, seconds: number): void {
  const message = assertProblem(answer, { status: 429, type: 'rate_limit_error', param: null })
  assert.equal(answer.headers.get('retry-after'), String(seconds))
  assert.ok(message.includes(`${seconds} s`), message)
}

test('each answer tells the limit, what is left and when the minute is over; past it comes 429 with Retry-After', async (context) => {
  const clock = new TestClock()
  const server = await startWithUpstream(context, { clock })
  const { api } = await server.newCaller(100, { submits: 2, polls: 3 })
  const poll = () => api.get('/v1/models')
  const kinds: [call: () => Promise<Answer>, limit: number][] = [
    [() => api.submit(), 2],
    [poll, 3],
  ]
  for (const [call, limit] of kinds) {
    for (let left = limit - 1; left >= 0; left -= 1) {
      const answer = await call()
      assert.equal(answer.status, 200)
      assert.deepEqual(limitsOf(answer), [limit, left, 60])
    }
    clock.advance(12_500)
    const refused = await call()
    assertLimited(refused, 48)
    assert.deepEqual(limitsOf(refused), [limit, 0, 48])
    clock.advance(47_499)
    assertLimited(await call(), 1)
    clock.advance(1)
    assert.deepEqual(limitsOf(await call()), [limit, limit - 1, 60])
  }
})

test('the limits of submits and of polls are independent of each other and of other keys', async (context) => {
  const server = await startWithUpstream(context, { clock: new TestClock() })
  const { api, account } = await server.newCaller(100, { submits: 1, polls: 1 })
  const limits = { submitsPerMinute: 1, pollsPerMinute: 1 }
  const { secret } = await createKey(server.flow.db, ACT, account.id, limits)
  const second = new Api(server.url, secret)
  for (const one of [api, second]) {
    assert.equal((await one.submit()).status, 200)
    assertLimited(await one.submit(), 60)
    assert.equal((await one.get('/v1/balance')).status, 200)
    assertLimited(await one.get('/v1/balance'), 60)
  }
})

test('a call past its limit changes nothing, and begins no minute anew', async (context) => {
  const clock = new TestClock()
  const server = await startWithUpstream(context, { clock })
  const { api } = await server.newCaller(100, { submits: 1 })
  await api.submitted()
  const before = await traces(server, api)
  for (let seconds = 60; seconds > 0; seconds -= 10) {
    assertLimited(await api.submit(), seconds)
    assertLimited(await api.call('POST', '/v1/uploads/images', { body: new FormData() }), seconds)
    clock.advance(10_000)
  }
  assert.deepEqual(await traces(server, api), before)
  assert.deepEqual(limitsOf(await api.submit()), [1, 0, 60])
})

test('a submit or an upload that is refused uses up nothing, but no more of them are looked at than may be made', async (context) => {
  const server = await startWithUpstream(context, { clock: new TestClock() })
  const { api } = await server.newCaller(CHEAPEST_USD, { submits: 3 })
  const refused = [
    [400, () => api.submit({})],
    [402, () => api.submit({ ...SUBMIT, duration: 8 })],
    [400, () => api.call('POST', '/v1/uploads/images', { body: 'x' })],
  ] as const
  for (const [status, call] of refused) {
    const answer = await call()
    assert.equal(answer.status, status)
    assert.deepEqual(limitsOf(answer), [3, 3, 60])
  }
  assert.deepEqual(limitsOf(await api.submit({})), [3, 2, 60])
  assert.deepEqual(limitsOf(await api.submit()), [3, 1, 60])
  assert.deepEqual(limitsOf(await api.submit({})), [3, 0, 60])
  assertLimited(await api.submit({}), 60)
})

test("an account's limit holds over all its keys together, and what it refuses is not counted against the key", async (context) => {
  const clock = new TestClock()
  const server = await startWithUpstream(context, { clock })
  const { api, account } = await server.newCaller(100, { submits: 3 })
  await changeAccount(server.flow.db, ACT, account.id, { submitsPerMinute: 2 })
  const second = new Api(server.url, (await createKey(server.flow.db, ACT, account.id)).secret)
  assert.deepEqual(limitsOf(await api.submit()), [2, 1, 60])
  clock.advance(20_000)
  assert.deepEqual(limitsOf(await second.submit()), [2, 0, 40])
  for (const one of [api, second]) assertLimited(await one.submit(), 40)
  assert.equal((await api.get('/v1/tasks')).status, 200)
  await changeAccount(server.flow.db, ACT, account.id, { submitsPerMinute: null })
  assert.deepEqual(limitsOf(await api.submit()), [3, 1, 40])
})

test('every answer to a key tells its limit, refusals too, and a key that may not be used counts nothing', async (context) => {
  const server = await startWithUpstream(context, { clock: new TestClock() })
  const { account } = await server.newCaller(100)
  const bounds = { submitsPerMinute: 5, pollsPerMinute: 5 }
  const keyWith = async (settings: Partial<KeySettings>) =>
    new Api(server.url, (await createKey(server.flow.db, ACT, account.id, { ...bounds, ...settings })).secret)
  for (const api of [await keyWith({ scopes: ['upload'] }), await keyWith({ ipRanges: ['192.0.2.1'] })]) {
    for (const path of ['/v1/tasks', '/v1beta/models', '/v1/videos']) {
      const answer = await api.get(path)
      assert.equal(answer.status, 403)
      assert.deepEqual(limitsOf(answer), [5, 5, 60])
    }
    assert.deepEqual(limitsOf(await api.submit()), [5, 5, 60])
  }
  const good = await keyWith({})
  assert.deepEqual(limitsOf(await good.get('/v1/tasks/none')), [5, 4, 60])
  assert.deepEqual(limitsOf(await good.get('/v1beta/models/none')), [5, 3, 60])
  assert.deepEqual(limitsOf(await good.get('/v1/videos/task_none')), [5, 2, 60])
})

test('S10: polls call no provider, use no submit quota, and past their limit come back with 429 and Retry-After', async (context) => {
  const server = await startWithUpstream(context, { clock: new TestClock() })
  const { api } = await server.newCaller(100, { submits: 2, polls: 201 })
  server.upstream.finishAtOnce = false
  const id = await api.submitted()
  // The clock stands still, so the next check at the provider never comes due by itself.
  await eventually(() => server.upstream.checks > 0)
  const { checks, operations } = server.upstream
  for (let count = 0; count < 200; count += 1) {
    assert.equal((await api.get(`/v1/tasks/${id}`)).status, 200)
  }
  assert.equal(await api.balance(), 99.68)
  assertLimited(await api.get(`/v1/tasks/${id}`), 60)
  assert.deepEqual([server.upstream.checks, operations.length], [checks, 1])
  const answer = await api.submit(SUBMIT)
  assert.equal(answer.status, 200)
  assert.deepEqual(limitsOf(answer), [2, 0, 60])
})

test('S10: over a whole minute of 200 polls a second the limit is exact, and nobody else is refused anything', async (context) => {
  const clock = new TestClock()
  // Of no task a check comes due within the minute.
  const server = await startWithUpstream(context, { clock, checkAfterMs: 3_600_000 })
  server.upstream.finishAtOnce = false
  const flooding = await server.newCaller(100, { submits: 2, polls: 6_000 })
  const others = [await server.newCaller(100, { polls: 60, submits: 60 }), await server.newCaller(100)]
  const id = await flooding.api.submitted()
  await eventually(() => server.upstream.checks === 1)
  const seen = { served: 0, refused: 0 }
  const answers: Answer[] = []
  for (let second = 0; second < 60; second += 1) {
    // On a few connections, each in use all the time: one that rests for seconds is closed by the server.
    const polls = Array.from({ length: 10 }, async () => {
      for (let count = 0; count < 20; count += 1) answers.push(await flooding.api.get(`/v1/tasks/${id}`))
    })
    const theirs = others.flatMap(({ api }) => [api.submit({ ...SUBMIT, seed: second }), api.get('/v1/tasks')])
    for (const { status } of await Promise.all(theirs)) assert.equal(status, 200)
    await Promise.all(polls)
    for (const answer of answers.splice(0)) {
      if (answer.status === 200) seen.served += 1
      else {
        assertLimited(answer, 60 - second)
        seen.refused += 1
      }
    }
    assert.equal(seen.served, Math.min(6_000, 200 * (second + 1)))
    clock.advance(1_000)
  }
  assert.deepEqual(seen, { served: 6_000, refused: 6_000 })
  assert.deepEqual(limitsOf(await flooding.api.get(`/v1/tasks/${id}`)), [6_000, 5_999, 60])
  assert.equal((await flooding.api.submit()).status, 200, 'polls use up no submits')
  const made = 1 + 60 * others.length + 1
  await eventually(() => server.upstream.checks === made)
  assert.equal(server.upstream.operations.length, made)
})

test('too many unfinished tasks are a 429 with Retry-After, and nothing is held', async (context) => {
  const server = await startWithUpstream(context, { env: { REELGATE_QUEUE_TASKS_MAX: '2' } })
  server.upstream.finishAtOnce = false
  const { api } = await server.newCaller(100)
  await api.submitted()
  await api.submitted()
  const before = await traces(server, api)
  assertLimited(await api.submit(), 10)
  assert.deepEqual(await traces(server, api), before)
})
