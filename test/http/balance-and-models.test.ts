import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { toCredits, toUsd } from '../../src/domain/money.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { ACT } from '../harness/database.ts'
import { Api, CHEAPEST_USD, MODEL, SUBMIT } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { assertProblem, startWithUpstream, untilStarted } from './fixture.ts'

const KEY_PATHS = ['/v1/balance', '/balance']
const ACCOUNT_PATHS = ['/v1/user/balance', '/user/balance']

test('all four paths show what is left and what is used, and what a running task holds is not left', async (context) => {
  const server = await startWithUpstream(context)
  const { api } = await server.newCaller(5.12)
  server.upstream.finishAtOnce = false
  const fresh = {
    success: true,
    remain_balance: 5.12,
    remain_credits: 51.2,
    used_balance: 0,
    used_credits: 0,
    unlimited_quota: false,
  }
  const assertAll = async (expected: object) => {
    for (const path of [...KEY_PATHS, ...ACCOUNT_PATHS]) {
      const answer = await api.get(path)
      assert.equal(answer.status, 200)
      assert.deepEqual(answer.body, expected, path)
    }
  }
  await assertAll(fresh)
  const id = await api.submitted(SUBMIT)
  const held = { ...fresh, remain_balance: 4.8, remain_credits: 48 }
  await assertAll(held)
  await untilStarted(server, id)
  server.upstream.finish()
  await api.ended(id)
  await assertAll({ ...held, used_balance: CHEAPEST_USD, used_credits: 3.2 })
})

test('a key shows what itself has used, and its account what all its keys have', async (context) => {
  const server = await startWithUpstream(context)
  const { api, account } = await server.newCaller(10)
  const { secret } = await createKey(server.flow.db, ACT, account.id)
  const second = new Api(server.url, secret)
  await api.ended(await api.submitted(SUBMIT))
  await second.ended(await second.submitted({ ...SUBMIT, duration: 8 }))
  const used = async (of: Api, path: string) => (await of.get(path)).body.used_balance
  assert.deepEqual([await used(api, '/v1/balance'), await used(second, '/v1/balance')], [0.32, 0.64])
  for (const path of ACCOUNT_PATHS) assert.equal(await used(second, path), 0.96)
  assert.equal((await second.get('/v1/balance')).body.remain_balance, 9.04)
})

test('an unlimited account shows -1 and true, and still what it has used', async (context) => {
  const server = await startWithUpstream(context)
  await server.api.ended(await server.api.submitted(SUBMIT))
  for (const path of [...KEY_PATHS, ...ACCOUNT_PATHS]) {
    const { body } = await server.api.get(path)
    assert.deepEqual(body, {
      success: true,
      remain_balance: -1,
      remain_credits: -1,
      used_balance: 0.32,
      used_credits: 3.2,
      unlimited_quota: true,
    })
  }
})

test('an amount is written with its six decimals at most, never with the noise of binary fractions', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000_000 }), (micros) => {
      for (const [amount, each] of [
        [toUsd(micros), 1_000_000],
        [toCredits(micros), 100_000],
      ] as const) {
        assert.match(JSON.stringify(amount), /^\d+(\.\d{1,6})?$/)
        assert.equal(Math.round(amount * each), micros)
      }
    }),
  )
})

test('a balance that is too low is a 402 that says what is needed and what is there', async (context) => {
  const server = await startWithUpstream(context)
  const { api } = await server.newCaller(0.31)
  const message = assertProblem(await api.submit(SUBMIT), { status: 402, type: 'payment_required', param: null })
  assert.match(message, /0\.32 USD needed, 0\.31 USD available/)
  const chinese = await api.submit(SUBMIT, { 'accept-language': '*' })
  assert.match(chinese.body.error.message, /^账户余额不足，请充值后再试/)
  assert.equal(await api.balance(), 0.31)
  assert.equal(server.upstream.operations.length, 0)
})

test('the models are listed as OpenAI does, each is found by its id, and an unknown one is a 404', async (context) => {
  const server = await startWithUpstream(context)
  const list = await server.api.get('/v1/models')
  assert.equal(list.status, 200)
  assert.deepEqual(Object.keys(list.body), ['object', 'data'])
  assert.equal(list.body.object, 'list')
  assert.deepEqual(
    list.body.data.map(({ id }: { id: string }) => id),
    [MODEL, 'veo3.1-quality-official'],
  )
  for (const model of list.body.data) {
    assert.deepEqual(model, { id: model.id, object: 'model', created: 1_760_486_400, owned_by: 'google' })
    const one = await server.api.get(`/v1/models/${model.id}`)
    assert.equal(one.status, 200)
    assert.deepEqual(one.body, model)
  }
  for (const id of ['veo9', 'constructor', '%E0%A4%A', '__proto__']) {
    const answer = await server.api.get(`/v1/models/${id}`)
    assertProblem(answer, { status: 404, type: 'invalid_request_error', param: 'model' })
  }
})

test('a model of the operator is listed, found by its id and its aliases, and stored and shown by its id', async (context) => {
  const price = { withAudio: { '720p': 1, '1080p': 1, '4K': 1 }, silent: { '720p': 0.5, '1080p': 1, '4K': 1 } }
  const models = [{ id: 'house:film-1', aliases: ['film'], ownedBy: 'us', price }]
  const file = join(await ownFolder(context), 'reelgate.json')
  await writeFile(file, JSON.stringify({ models }))
  const server = await startWithUpstream(context, { env: { REELGATE_CONFIG: file, REELGATE_PRICE_RATIO: '1.5' } })
  const { api } = await server.newCaller(10)
  const ids = (await api.get('/v1/models')).body.data.map(({ id }: { id: string }) => id)
  assert.deepEqual(ids, [MODEL, 'veo3.1-quality-official', 'house:film-1'])
  for (const name of ['film', 'house:film-1']) {
    const { status, body } = await api.get(`/v1/models/${name}`)
    assert.deepEqual([status, body.id, body.owned_by], [200, 'house:film-1', 'us'])
  }
  for (const model of ['film', 'house:film-1']) {
    const task = await api.ended(await api.submitted({ ...SUBMIT, model }))
    assert.deepEqual([task.model, task.cost], ['house:film-1', 3])
  }
  assert.deepEqual(new Set(server.requests.map(({ model }) => model)), new Set(['house:film-1']))
  assert.equal(await api.balance(), 4)
})
