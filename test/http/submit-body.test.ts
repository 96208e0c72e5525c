import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import { assertProblem, eventually, raw, startWithUpstream, traces } from './fixture.ts'
import type { RawAnswer, RawRequest } from './fixture.ts'

const REFUSED = { status: 400, type: 'invalid_request_error', param: null }
const JSON_BYTES_MAX = 2048
const env = { REELGATE_JSON_BYTES_MAX: String(JSON_BYTES_MAX) }

/** A good body of exactly so many bytes. */
function bodyOf(bytes: number): string {
  const rest = bytes - JSON.stringify({ ...SUBMIT, padding: '' }).length
  return JSON.stringify({ ...SUBMIT, padding: 'x'.repeat(rest) })
}

const parsed = ({ status, headers, bytes }: RawAnswer) => ({
  status,
  headers: new Headers(headers as Record<string, string>),
  body: JSON.parse(bytes.toString()),
})

test('a body that is no JSON object is a 400 that says so, and leaves nothing behind', async (context) => {
  const server = await startWithUpstream(context)
  const { api } = await server.newCaller(100)
  const before = await traces(server, api)
  for (const body of ['', ' ', '{', 'model=a', '{"a":1}}', "{'a':1}", '\u0000', '[', '{"a":undefined}']) {
    const message = assertProblem(await api.submit(body), REFUSED)
    assert.match(message, /not valid JSON/, body)
  }
  for (const body of ['[]', `[${JSON.stringify(SUBMIT)}]`, 'null', '5', '"text"', 'true']) {
    const message = assertProblem(await api.submit(body), REFUSED)
    assert.match(message, /must be a JSON object/, body)
  }
  assertProblem(await api.submit('{}'), { ...REFUSED, param: 'model' })
  assert.deepEqual(await traces(server, api), before)
})

test('brackets inside brackets without end are ignored, or a 400 where the body has to be compared', async (context) => {
  const server = await startWithUpstream(context)
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  const body = JSON.stringify(SUBMIT).replace('}', `,"extra":${deep}}`)
  assert.equal((await server.api.submit(body)).status, 200)
  assertProblem(await server.api.submit(body, { 'idempotency-key': 'deep' }), REFUSED)
})

test('JSON is taken under any content type, with a byte order mark, in pieces and without a declared length', async (context) => {
  const server = await startWithUpstream(context)
  const text = JSON.stringify({ ...SUBMIT, prompt: '海边的金毛犬' })
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-8', 'x']) {
    assert.equal((await server.api.submit(text, { 'content-type': type })).status, 200, type)
  }
  const authorization = `Bearer ${server.api.key}`
  const url = `${server.url}/v1/videos/generations`
  const bytes = Buffer.from(text)
  // The cut goes through the middle of a character.
  const at = bytes.indexOf(Buffer.from('海')) + 1
  const marked = Buffer.concat([Buffer.from('\uFEFF'), bytes])
  const shapes: RawRequest[] = [
    { chunks: [bytes.subarray(0, at), bytes.subarray(at)] },
    { chunks: [marked] },
    { chunks: [marked], headers: { 'content-length': String(marked.length) } },
    { chunks: [bytes], headers: { 'content-length': String(bytes.length) } },
  ]
  for (const { chunks = [], headers = {} } of shapes) {
    const before = server.requests.length
    const answer = parsed(await raw(url, { method: 'POST', headers: { authorization, ...headers }, chunks }))
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    await server.api.ended(answer.body.data[0].task_id)
    assert.equal(server.requests.slice(before).at(-1)?.prompt, '海边的金毛犬')
  }
})

test('a body over the limit is a 413 with and without a declared length, and one of exactly the limit is taken', async (context) => {
  const server = await startWithUpstream(context, { env })
  const { api } = await server.newCaller(100)
  const before = await traces(server, api)
  const url = `${server.url}/v1/videos/generations`
  const authorization = `Bearer ${api.key}`
  const huge = Array.from({ length: 64 }, () => 'x'.repeat(16_384))
  for (const chunks of [[bodyOf(JSON_BYTES_MAX + 1)], huge]) {
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
    for (const declared of [{ 'content-length': String(length) }, {}]) {
      const headers = { authorization, 'accept-language': 'en', ...declared }
      const answer = parsed(await raw(url, { method: 'POST', headers, chunks }))
      const message = assertProblem(answer, { status: 413, type: 'invalid_request_error', param: null })
      assert.match(message, /too large/)
    }
  }
  assert.deepEqual(await traces(server, api), before)
  for (const declared of [{ 'content-length': String(JSON_BYTES_MAX) }, {}]) {
    const chunks = [bodyOf(JSON_BYTES_MAX)]
    assert.equal((await raw(url, { method: 'POST', headers: { authorization, ...declared }, chunks })).status, 200)
  }
})

test('a wrong key is named before anything of the body is read', async (context) => {
  const server = await startWithUpstream(context, { env })
  const headers = { authorization: 'Bearer rg_wrong' }
  assertProblem(await server.api.submit('{', headers), { status: 401, type: 'authentication_error' })
  assertProblem(await server.api.submit(bodyOf(JSON_BYTES_MAX + 1), headers), {
    status: 401,
    type: 'authentication_error',
  })
})

test('an Idempotency-Key of anything but 1 to 191 visible ASCII characters is a 400 that names the header', async (context) => {
  const server = await startWithUpstream(context)
  for (const key of ['', 'a b', 'x'.repeat(192), 'é']) {
    assertProblem(await server.api.submit(SUBMIT, { 'idempotency-key': key }), { ...REFUSED, param: 'Idempotency-Key' })
  }
  assert.equal((await server.api.submit(SUBMIT, { 'idempotency-key': `!~${'x'.repeat(189)}` })).status, 200)
})

test('S2: the same key and body answer the same task, however the body is written; another body is a 409', async (context) => {
  const server = await startWithUpstream(context)
  const { api } = await server.newCaller(100)
  const headers = { 'idempotency-key': 'order-1' }
  const first = await api.submit({ ...SUBMIT, a: { x: 1, y: 2 } }, headers)
  assert.equal(first.headers.get('idempotency-replayed'), null)
  const reversed = Object.fromEntries(Object.entries({ ...SUBMIT, a: { y: 2, x: 1 } }).toReversed())
  const again = await api.submit(JSON.stringify(reversed, null, 2), headers)
  assert.deepEqual(again.body, first.body)
  assert.equal(again.headers.get('idempotency-replayed'), 'true')
  const conflict = await api.submit({ ...SUBMIT, prompt: 'another' }, headers)
  assertProblem(conflict, { status: 409, type: 'idempotency_error', param: 'Idempotency-Key' })
  const { api: stranger } = await server.newCaller(100)
  assert.notEqual(await stranger.submitted(SUBMIT, headers), first.body.data[0].task_id)
})

test('a caller who goes away in the middle of a body is no failure of ours, and the server goes on', async (context) => {
  const server = await startWithUpstream(context)
  const { log } = server.flow
  const statuses: unknown[] = []
  context.mock.method(log, 'info', (fields: object) => statuses.push(Reflect.get(fields, 'status')))
  const failures = context.mock.method(log, 'error', () => undefined)
  const url = new URL(`${server.url}/v1/videos/generations`)
  for (const declared of [{ 'content-length': '1000' }, {}]) {
    const headers = { authorization: server.api.key, ...declared }
    const sending = request(url, { method: 'POST', headers })
    sending.on('error', () => undefined)
    sending.write('{"model":', () => sending.destroy())
  }
  await eventually(() => statuses.length === 2)
  assert.deepEqual(statuses, [400, 400])
  assert.equal(failures.mock.callCount(), 0)
  assert.equal((await server.api.submit(SUBMIT)).status, 200)
})
