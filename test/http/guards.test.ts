import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { text as streamText } from 'node:stream/consumers'
import { test } from 'node:test'
import { revokeKey } from '../../src/flow/admin/keys.ts'
import type { Provider } from '../../src/domain/provider.ts'
import { MODEL, SUBMIT } from '../harness/api.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { assertProblem, raw, startWithUpstream } from './fixture.ts'

const GUARDED: readonly [method: string, path: string][] = [
  ['POST', '/v1/videos/generations'],
  ['GET', '/v1/videos/generations/task_1'],
  ['GET', '/v1/tasks'],
  ['GET', '/v1/tasks/task_1'],
  ['POST', '/v1/tasks/task_1/cancel'],
  ['POST', '/v1/uploads/images'],
  ['GET', '/v1/balance'],
  ['GET', '/balance'],
  ['GET', '/v1/user/balance'],
  ['GET', '/user/balance'],
  ['GET', '/v1/models'],
  ['GET', `/v1/models/${MODEL}`],
]

test('a key is taken after Bearer in any letter case, and bare', async (context) => {
  const server = await startWithUpstream(context)
  const { key } = server.api
  for (const authorization of [`Bearer ${key}`, `bearer ${key}`, `BEARER   ${key}`, key, ` ${key} `]) {
    assert.equal((await server.api.get('/v1/models', { authorization })).status, 200, authorization)
  }
})

test('a key that is missing, unknown or revoked is a 401 on every route that needs one', async (context) => {
  const server = await startWithUpstream(context)
  const revoked = await server.newCaller()
  await revokeKey(server.flow.db, { actor: 'test', at: server.flow.clock.now() }, revoked.keyId)
  const keys = ['', 'Bearer', 'Bearer ', 'Bearer rg_unknown', 'Basic dXNlcjpwYXNz', 'null', revoked.api.key]
  for (const [method, path] of GUARDED) {
    for (const authorization of keys) {
      const answer = await server.api.call(method, path, { headers: { authorization } })
      assertProblem(answer, { status: 401, type: 'authentication_error', param: null })
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/)
    }
  }
  const none = await raw(`${server.url}/v1/balance`)
  assert.equal(none.status, 401)
  const { error } = JSON.parse(none.bytes.toString())
  assert.match(error.message, /^身份验证失败，请检查您的API密钥/)
})

test("a caller's request id is kept where it is harmless in a log, and replaced where it is not", async (context) => {
  const server = await startWithUpstream(context)
  for (const path of ['/healthz', '/v1/balance', '/nowhere', '/files/none.mp4']) {
    for (const id of ['my-request-1', 'A.b_c-12', 'x'.repeat(100)]) {
      const answer = await server.api.get(path, { 'x-request-id': id })
      assert.equal(answer.headers.get('x-request-id'), id)
    }
    const seen = new Set<string>()
    for (const id of [
      '',
      'short',
      'x'.repeat(101),
      'with space',
      '{"a":1}',
      'naïve-request',
      '<script>alert</script>',
    ]) {
      const given = (await server.api.get(path, { 'x-request-id': id })).headers.get('x-request-id') ?? ''
      assert.match(given, /^req_[\w-]{20,}$/)
      seen.add(given)
    }
    assert.equal(seen.size, 7)
  }
})

test('an unknown path is a 404 and a wrong method a 405 with Allow, in the documented form and four languages', async (context) => {
  const server = await startWithUpstream(context)
  for (const path of [
    '/v1',
    '/v1/',
    '/v2/tasks',
    '/v1/tasks/',
    '/v1/video',
    '/files',
    '/a/b/c',
    '/%2e%2e/etc',
    '/%00',
  ]) {
    const answer = await server.api.get(path)
    assertProblem(answer, { status: 404, type: 'invalid_request_error', param: null })
  }
  const TABLE: [method: string, path: string, allow: string][] = [
    ['GET', '/v1/videos/generations', 'POST, OPTIONS'],
    ['DELETE', '/v1/tasks/task_1', 'GET, HEAD, OPTIONS'],
    ['PUT', '/v1/videos/generations/x', 'GET, HEAD, OPTIONS'],
    ['GET', '/v1/tasks/x/cancel', 'POST, OPTIONS'],
    ['POST', '/v1/balance', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/files/a.mp4', 'GET, HEAD, OPTIONS'],
    ['POST', '/', 'GET, HEAD, OPTIONS'],
    ['POST', '/openapi.json', 'GET, HEAD, OPTIONS'],
  ]
  for (const [method, path, allow] of TABLE) {
    const sentences = new Set<string>()
    for (const language of ['zh', 'en', 'ja', 'ko']) {
      const answer = await server.api.call(method, `${path}?language=${language}`)
      sentences.add(assertProblem(answer, { status: 405, type: 'invalid_request_error', param: null }))
      assert.equal(answer.headers.get('allow'), allow)
    }
    assert.equal(sentences.size, 4)
  }
})

test('a preflight from any origin is told the headers and methods there are, on every path and without a key', async (context) => {
  const server = await startWithUpstream(context)
  for (const path of ['/v1/videos/generations', '/v1/uploads/images', '/files/a.mp4', '/v1/tasks', '/nowhere']) {
    const headers = {
      origin: 'https://app.example.com',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key',
    }
    const answer = await raw(`${server.url}${path}`, { method: 'OPTIONS', headers })
    assert.equal(answer.status, 204)
    assert.equal(answer.bytes.length, 0)
    assert.equal(answer.headers['access-control-allow-origin'], '*')
    const allowed = String(answer.headers['access-control-allow-headers']).toLowerCase().split(/,\s*/)
    for (const name of ['authorization', 'content-type', 'idempotency-key', 'x-apimart-response-version', 'range']) {
      assert.ok(allowed.includes(name), name)
    }
    assert.match(String(answer.headers['access-control-allow-methods']), /GET.*POST/)
    assert.ok(Number(answer.headers['access-control-max-age']) > 0)
  }
})

/** A provider that breaks in the middle of a submit's transaction. */
function broken(url: string, thrown: unknown): Provider {
  return {
    ...httpProvider({ url }),
    estimateSeconds: () => {
      throw thrown
    },
  }
}

test('every answer may be read by a browser of another origin, refusals and failures too', async (context) => {
  const upstream = await Upstream.open(context)
  const good = await startWithUpstream(context, { env: { REELGATE_JSON_BYTES_MAX: '2048' } })
  const bad = await startTestServer(context, { providers: [broken(upstream.url, new Error('oops'))] })
  const { api: limited } = await good.newCaller(10, { polls: 1 })
  const { api } = good
  const { result } = await api.ended(await api.submitted())
  await limited.balance()
  const answers = [
    [200, await api.get('/v1/balance')],
    [200, await api.get(result.videos[0].url[0])],
    [206, await api.get(result.videos[0].url[0], { range: 'bytes=0-1' })],
    [400, await api.submit({})],
    [401, await api.get('/v1/balance', { authorization: '' })],
    [404, await api.get('/nowhere')],
    [404, await api.get('/files/none.mp4')],
    [405, await api.get('/v1/videos/generations')],
    [413, await api.submit({ ...SUBMIT, padding: 'x'.repeat(3000) })],
    [416, await api.get(result.videos[0].url[0], { range: 'bytes=9999-' })],
    [429, await limited.get('/v1/balance')],
    [500, await bad.api.submit()],
  ] as const
  const NAMES = ['x-request-id', 'retry-after', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset']
  for (const [status, { headers, ...answer }] of answers) {
    assert.equal(answer.status, status)
    assert.equal(headers.get('access-control-allow-origin'), '*', String(status))
    const exposed = (headers.get('access-control-expose-headers') ?? '').toLowerCase().split(/,\s*/)
    for (const name of [...NAMES, 'idempotency-replayed', 'content-range', 'etag'])
      assert.ok(exposed.includes(name), name)
  }
})

test('what breaks inside is a 500 that tells nothing of it, leaves nothing behind and does not end the server', async (context) => {
  const upstream = await Upstream.open(context)
  for (const thrown of [new Error('SECRET in estimate'), 'SECRET as text', undefined, { SECRET: 1 }]) {
    const server = await startTestServer(context, { providers: [broken(upstream.url, thrown)] })
    const { api } = await server.newCaller(1)
    const answer = await api.submit(SUBMIT, { 'accept-language': '*' })
    const message = assertProblem(answer, { status: 500, type: 'server_error', param: null })
    assert.equal(message, '服务器内部错误，请稍后重试')
    assert.doesNotMatch(JSON.stringify([answer.body, ...answer.headers]), /SECRET|estimate|\.ts|node_modules/)
    assert.equal(await api.balance(), 1)
    assert.deepEqual((await api.get('/v1/tasks')).body.data, [])
  }
})

test('the log line of a request has the status its caller saw, also where the handler threw, and no secret', async (context) => {
  const upstream = await Upstream.open(context)
  const server = await startTestServer(context, { providers: [broken(upstream.url, new Error('the real reason'))] })
  const lines: Record<string, unknown>[] = []
  const { log } = server.flow
  for (const level of ['debug', 'info', 'error'] as const) {
    context.mock.method(log, level, (fields: object, text: string) => lines.push({ level, text, ...fields }))
  }
  await server.api.submit(SUBMIT, { 'x-request-id': 'request-500' })
  await server.api.submit({}, { 'x-request-id': 'request-400' })
  await server.api.get('/nowhere', { 'x-request-id': 'request-404' })
  await server.api.get('/v1/balance', { 'x-request-id': 'request-200' })
  await server.api.get('/v1/balance', { 'x-request-id': 'request-401', authorization: 'rg_wrong' })
  await server.api.get(`/files/${'a'.repeat(32)}.mp4`, { 'x-request-id': 'request-file' })
  const statusOf = (id: string) => lines.find(({ request, text }) => request === id && text === 'request')?.['status']
  for (const status of [500, 400, 404, 200, 401]) assert.equal(statusOf(`request-${status}`), status)
  assert.equal(statusOf('request-file'), 404)
  const failure = lines.find(({ level }) => level === 'error')
  assert.equal(failure?.['request'], 'request-500')
  assert.match(String(failure?.['error']), /the real reason/)
  const all = JSON.stringify(lines)
  for (const secret of [server.api.key, 'rg_wrong', 'a'.repeat(32), SUBMIT.prompt]) assert.ok(!all.includes(secret))
})

test('a health check in HTTP/1.0, which names no host, is answered', async (context) => {
  const server = await startWithUpstream(context)
  const { port, hostname } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.write('GET /healthz HTTP/1.0\r\n\r\n')
  const answer = await streamText(socket)
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/)
  assert.match(answer, /"status":"ok"/)
})
