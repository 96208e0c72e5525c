import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { Api, CHEAPEST_USD, MODEL, SUBMIT } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { adminCall, newAdmin } from './admin-calls.ts'
import { startWithUpstream } from './fixture.ts'

async function start(context: TestContext, clock?: TestClock) {
  const server = await startWithUpstream(context, clock === undefined ? {} : { clock })
  const admin = await newAdmin(server)
  const ask = adminCall(admin)
  const good = async (method: string, path: string, body?: unknown) => {
    const answer = await ask(method, path, body)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.data
  }
  /** An account with this many USD, and a client with a key of these bounds. */
  const newCaller = async (name: string, bounds: object = {}, balance = '10') => {
    const account = await good('POST', '/accounts', { name, balance })
    const key = await good('POST', `/accounts/${account.id}/keys`, bounds)
    return { account, key, api: new Api(server.url, key.key) }
  }
  return { server, admin, ask, good, newCaller }
}

test("nothing of the admin API opens to a missing, a wrong, a caller's or a revoked key", async (context) => {
  const { server, admin, good } = await start(context)
  await good('GET', '/accounts')
  for (const key of ['', 'rga_wrong', server.api.key]) {
    const answer = await new Api(server.url, key).get('/admin/v1/accounts')
    assert.equal(answer.status, 401, key)
    assert.equal(answer.body.error.type, 'authentication_error')
  }
  assert.equal((await admin.submit()).status, 401, 'nor does an admin key make videos')
})

test('a top-up is booked once for its reference, and every act is in the audit log with its actor', async (context) => {
  const { admin, ask, good, newCaller, server } = await start(context)
  const { account } = await newCaller('team')
  const money = { amount: '2.5', reference: 'invoice 7', note: 'by bank' }
  assert.equal((await good('POST', `/accounts/${account.id}/top-ups`, money)).balance, 12.5)
  assert.equal((await ask('POST', `/accounts/${account.id}/top-ups`, money)).status, 409)
  assert.equal(
    (await good('POST', `/accounts/${account.id}/adjustments`, { amount: '-2.5', reason: 'undo' })).balance,
    10,
  )
  const audit = await good('GET', `/audit?target=${account.id}`)
  assert.deepEqual(
    audit.map(({ action, actor, note }: { action: string; actor: string; note: string }) => [action, actor, note]),
    [
      ['account.adjust', `ops (${admin.keyId})`, 'undo'],
      ['account.top_up', `ops (${admin.keyId})`, 'by bank'],
      ['account.top_up', `ops (${admin.keyId})`, ''],
      ['account.create', `ops (${admin.keyId})`, ''],
    ],
  )
  assert.deepEqual(audit[0].before, { available_usd: 12.5 })
  assert.deepEqual(audit[0].after, { available_usd: 10 })
  const entries = await good('GET', `/accounts/${account.id}/entries`)
  assert.deepEqual(
    entries.map(({ kind, amount }: { kind: string; amount: number }) => [kind, amount]),
    [
      ['adjust', -2.5],
      ['top_up', 2.5],
      ['top_up', 10],
    ],
  )
  assert.deepEqual((await server.verify()).problems, [])
})

test('an adjustment without a reason, or below zero, changes nothing and says why', async (context) => {
  const { ask, good, newCaller, server } = await start(context)
  const { account } = await newCaller('team', {}, '1')
  const adjust = (body: unknown) => ask('POST', `/accounts/${account.id}/adjustments`, body)
  const low = await adjust({ amount: '-1.000001', reason: 'too much' })
  assert.equal(low.status, 402)
  for (const body of [
    { amount: '-1' },
    { amount: '-1', reason: ' ' },
    { amount: 0, reason: 'none' },
    { amount: 'x', reason: 'none' },
  ]) {
    assert.equal((await adjust(body)).status, 400, JSON.stringify(body))
  }
  assert.equal((await good('GET', `/accounts/${account.id}`)).balance, 1)
  assert.equal(
    (await good('POST', `/accounts/${account.id}/adjustments`, { amount: '-1', reason: 'all of it' })).balance,
    0,
  )
  assert.deepEqual((await server.verify()).problems, [])
})

test('prices changed while running hold from the next submit on, for everybody, and a lost race is told', async (context) => {
  const { ask, good, newCaller } = await start(context)
  const { api } = await newCaller('team')
  const before = await api.submitted()
  const { book, version } = await good('GET', '/prices')
  const half = { ...book, ratio: '0.5' }
  const changed = await good('PUT', '/prices', { book: half, note: 'autumn', if_version: version })
  assert.deepEqual([changed.version, changed.book.ratio, changed.note], [2, '0.5', 'autumn'])
  const after = await api.submitted()
  assert.equal((await api.ended(before)).cost, CHEAPEST_USD)
  assert.equal((await api.ended(after)).cost, CHEAPEST_USD / 2)
  assert.equal((await ask('PUT', '/prices', { book, if_version: 1 })).status, 409)
  const { [MODEL]: _, ...less } = book.models
  const missing = await ask('PUT', '/prices', { book: { ...book, models: less } })
  assert.equal(missing.body.error.param, `models.${MODEL}`)
  const wrong = { ...book, models: { ...book.models, [MODEL]: { ...book.models[MODEL], silent: { '720p': '1' } } } }
  assert.equal((await ask('PUT', '/prices', { book: wrong })).status, 400)
})

test('a field that is misspelt is refused by its name, never taken for a bound that was set', async (context) => {
  const { ask, newCaller } = await start(context)
  const { account, key } = await newCaller('team')
  const answer = await ask('PATCH', `/keys/${key.id}`, { spend_maximum: '1' })
  assert.deepEqual([answer.status, answer.body.error.param], [400, 'spend_maximum'])
  for (const [body, param] of [
    [{ ip_ranges: ['10.0.0.0/99'] }, 'ip_ranges'],
    [{ models: ['veo9'] }, 'models'],
    [{ scopes: ['all'] }, 'scopes[0]'],
    [{ spend_max: '-1' }, 'spend_max'],
    [{ expires_at: 'soon' }, 'expires_at'],
  ] as const) {
    const refused = await ask('POST', `/accounts/${account.id}/keys`, body)
    assert.deepEqual([refused.status, refused.body.error.param], [400, param])
  }
})

test('a key that is rotated is good beside its successor until the overlap is over', async (context) => {
  const clock = new TestClock()
  const { server, good, newCaller } = await start(context, clock)
  const { key, api } = await newCaller('team', { name: 'web', scopes: ['read'] })
  const next = await good('POST', `/keys/${key.id}/rotate`, { overlap_seconds: 60 })
  assert.deepEqual([next.replaces, next.name, next.scopes], [key.id, 'web', ['read']])
  const successor = new Api(server.url, next.key)
  const statuses = async () => Promise.all([api, successor].map(async (one) => (await one.get('/v1/tasks')).status))
  assert.deepEqual(await statuses(), [200, 200])
  clock.advance(60_000)
  assert.deepEqual(await statuses(), [401, 200])
})

test("a task's whole money story is one answer, and a replay is a new task at today's price", async (context) => {
  const { server, good, newCaller, ask } = await start(context)
  const { api, account } = await newCaller('team')
  const id = await api.submitted({ ...SUBMIT, seed: 0 })
  await api.ended(id)
  const story = await good('GET', `/tasks/${id}`)
  assert.deepEqual(
    story.entries.map(({ kind, amount }: { kind: string; amount: number }) => [kind, amount]),
    [
      ['hold', CHEAPEST_USD],
      ['capture', CHEAPEST_USD],
    ],
  )
  assert.deepEqual([story.account_id, story.state, story.request.seed], [account.id, 'completed', 0])
  const again = await good('POST', `/tasks/${id}/replay`)
  assert.notEqual(again.id, id)
  assert.equal((await api.ended(again.id)).seed, 0)
  assert.equal(await api.balance(), 10 - 2 * CHEAPEST_USD)
  const resolved = await ask('POST', `/tasks/${id}/resolve`, { reason: 'not needed' })
  assert.equal(resolved.status, 409)
  assert.deepEqual((await server.verify()).problems, [])
})
