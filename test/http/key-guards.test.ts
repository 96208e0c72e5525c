import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SCOPES } from '../../src/domain/account.ts'
import type { Scope } from '../../src/domain/account.ts'
import type { KeySettings } from '../../src/db/api-keys.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { surfaceOf } from '../../src/http/surfaces/surface-of.ts'
import { Api } from '../harness/api.ts'
import type { Answer } from '../harness/api.ts'
import { ACT } from '../harness/database.ts'
import { assertProblem, startWithUpstream } from './fixture.ts'
import type { ServerWithUpstream } from './fixture.ts'

/** What each route asks of a key, written once more: a route that is added must be added here. */
const SCOPE_OF: Readonly<Record<string, Scope>> = {
  'POST /v1/videos/generations': 'generate',
  'POST /v1/videos/quote': 'generate',
  'GET /v1/videos/generations/{task_id}': 'read',
  'GET /v1/tasks/{task_id}': 'read',
  'GET /v1/tasks/{task_id}/events': 'read',
  'GET /v1/tasks/{task_id}/webhooks': 'read',
  'POST /v1/tasks/{task_id}/webhooks/replay': 'generate',
  'GET /v1/webhook-secret': 'generate',
  'POST /v1/webhook-secret/rotate': 'generate',
  'GET /v1/tasks': 'read',
  'POST /v1/tasks/{task_id}/cancel': 'generate',
  'POST /v1/uploads/images': 'upload',
  'GET /v1/balance': 'balance',
  'GET /balance': 'balance',
  'GET /v1/user/balance': 'balance',
  'GET /user/balance': 'balance',
  'POST /v1/redeem': 'balance',
  'GET /v1/usage': 'balance',
  'POST /v1/recharge/checkout': 'balance',
  'GET /v1/tasks/{task_id}/ledger': 'read',
  'GET /v1/models': 'read',
  'GET /v1/models/{model_id}': 'read',
  'POST /v1beta/models/{model}:predictLongRunning': 'generate',
  'GET /v1beta/models/{model}/operations/{operation}': 'read',
  'GET /v1beta/files/{file}:download': 'read',
  'GET /v1beta/files/{file}': 'read',
  'GET /v1beta/models': 'read',
  'GET /v1beta/models/{model}': 'read',
  'POST /v1/projects/{project}/locations/{location}/publishers/google/models/{model}:predictLongRunning': 'generate',
  'POST /v1/projects/{project}/locations/{location}/publishers/google/models/{model}:fetchPredictOperation': 'read',
  'POST /v1/publishers/google/models/{model}:predictLongRunning': 'generate',
  'POST /v1/publishers/google/models/{model}:fetchPredictOperation': 'read',
  'POST /v1beta1/projects/{project}/locations/{location}/publishers/google/models/{model}:predictLongRunning':
    'generate',
  'POST /v1beta1/projects/{project}/locations/{location}/publishers/google/models/{model}:fetchPredictOperation':
    'read',
  'POST /v1beta1/publishers/google/models/{model}:predictLongRunning': 'generate',
  'POST /v1beta1/publishers/google/models/{model}:fetchPredictOperation': 'read',
  'GET /v1/publishers/google/models': 'read',
  'GET /v1/publishers/google/models/{model}': 'read',
  'GET /v1beta1/publishers/google/models': 'read',
  'GET /v1beta1/publishers/google/models/{model}': 'read',
  'POST /v1/videos': 'generate',
  'GET /v1/videos': 'read',
  'GET /v1/videos/{video_id}': 'read',
  'DELETE /v1/videos/{video_id}': 'generate',
  'GET /v1/videos/{video_id}/content': 'read',
}

/** What opens without a caller's key: files by their links, the server itself, and what an admin key opens. */
const OPEN = new Set([
  'GET /files/{name}',
  'POST /v1/recharge/stripe/webhook',
  'GET /',
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
])

async function withKey(server: ServerWithUpstream, settings: Partial<KeySettings>): Promise<Api> {
  const { account } = await server.newCaller(100)
  const { secret } = await createKey(server.flow.db, ACT, account.id, settings)
  return new Api(server.url, secret)
}

function assertForbidden(answer: Answer, path: string, named: string): void {
  assert.equal(answer.status, 403, path)
  const { error } = answer.body
  assert.ok(error.message.includes(named), error.message)
  const surface = surfaceOf(path).name
  if (surface === 'family') assertProblem(answer, { status: 403, type: 'permission_error', param: null })
  if (surface === 'google') assert.deepEqual([error.code, error.status], [403, 'PERMISSION_DENIED'])
  if (surface === 'openai') assert.deepEqual([error.type, error.code], ['permission_error', 'scope_forbidden'])
}

test('every route of every surface opens to a key with its scope and to no other, and refuses in its own form', async (context) => {
  const server = await startWithUpstream(context)
  const only = async (scope: Scope) => [scope, await withKey(server, { scopes: [scope] })] as const
  const keys = await Promise.all(SCOPES.map(only))
  const met = new Set<string>()
  for (const { method, path, admin } of ROUTES) {
    const name = `${method} ${path}`
    if (admin === true || OPEN.has(name)) continue
    met.add(name)
    const wanted = SCOPE_OF[name]
    assert.ok(wanted, `${name} has no scope in this test`)
    const asked = path.replace('{video_id}', 'task_1').replace(/\{\w+\}/g, 'some')
    for (const [scope, api] of keys) {
      const answer = await api.call(method, asked, method === 'POST' ? { body: {} } : {})
      if (scope === wanted)
        assert.ok(![401, 403, 405].includes(answer.status), `${name} with ${scope}: ${answer.status}`)
      else assertForbidden(answer, asked, wanted)
    }
  }
  assert.deepEqual(met, new Set(Object.keys(SCOPE_OF)))
})

const FROM = '203.0.113.7'

test('a key with IP ranges is refused from anywhere else, in the form of the surface', async (context) => {
  const server = await startWithUpstream(context)
  const elsewhere = await withKey(server, { ipRanges: ['10.0.0.0/8', '2001:db8::/32'] })
  assertProblem(await elsewhere.submit(), { status: 403, type: 'permission_error', param: null })
  const openai = await elsewhere.get('/v1/videos')
  assert.deepEqual([openai.status, openai.body.error.code], [403, 'address_forbidden'])
  const google = await elsewhere.get('/v1beta/models')
  assert.deepEqual([google.status, google.body.error.status], [403, 'PERMISSION_DENIED'])
  for (const range of ['127.0.0.1', '127.0.0.0/8', '::ffff:127.0.0.1', '::ffff:127.0.0.0/104']) {
    const here = await withKey(server, { ipRanges: ['10.0.0.0/8', range] })
    assert.equal((await here.get('/v1/tasks')).status, 200, range)
    // Without trusted proxies the header is the caller's own invention.
    assert.equal((await here.get('/v1/tasks', { 'x-forwarded-for': FROM })).status, 200, range)
  }
  assert.equal((await elsewhere.get('/v1/tasks', { 'x-forwarded-for': '10.0.0.1' })).status, 403)
})

test('behind proxies the address is read as many places from the right as there are proxies, whatever the caller wrote', async (context) => {
  const TABLE: [proxies: number, forwarded: string, status: number][] = [
    [1, FROM, 200],
    [1, `10.9.9.9, ${FROM}`, 200],
    [1, `${FROM}, 10.9.9.9`, 403],
    [1, `${FROM}:4711`, 200],
    [1, `::ffff:${FROM}`, 200],
    [1, '2001:db8::7', 200],
    [1, '[2001:db8::7]:443', 200],
    [1, '2001:db9::7', 403],
    [1, 'unknown', 403],
    [1, '', 403],
    [2, `${FROM}, 10.1.1.1`, 200],
    [2, `10.9.9.9, ${FROM}, 10.1.1.1`, 200],
    [2, `${FROM}, 10.9.9.9, 10.1.1.1`, 403],
  ]
  for (const proxies of [1, 2]) {
    const server = await startWithUpstream(context, { env: { REELGATE_TRUSTED_PROXIES: String(proxies) } })
    const api = await withKey(server, { ipRanges: ['203.0.113.0/24', '2001:db8::/32'] })
    for (const [, forwarded, status] of TABLE.filter(([wanted]) => wanted === proxies)) {
      const answer = await api.get('/v1/tasks', { 'x-forwarded-for': forwarded })
      assert.equal(answer.status, status, `${proxies}: ${forwarded}`)
    }
    assert.equal((await api.get('/v1/tasks')).status, 403)
  }
})
