import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text as streamText } from 'node:stream/consumers'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { Hono } from 'hono'
import type { HttpEnv } from '../../src/http/context.ts'
import { makeHttpServer } from '../../src/http/server.ts'
import { openLog } from '../../src/lib/log.ts'
import { listenFor } from '../harness/listen.ts'
import { startWithUpstream } from './fixture.ts'

/** All that comes back for these bytes until the server closes the connection. */
async function said(url: string, sent: string | Buffer) {
  const { port, hostname } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(sent)
  const answer = await streamText(socket)
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body, answer }
}

const request = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n')

const UNREADABLE: readonly [what: string, sent: string | Buffer, surface: 'family' | 'google' | 'openai'][] = [
  ['a backslash in the path', request('GET /v1/a\\b', 'Host: x'), 'family'],
  ['a backslash in a path of Google’s', request('GET /v1beta/models\\b', 'Host: x'), 'google'],
  ['a backslash in a path of OpenAI’s', request('GET /v1/videos/\\b', 'Host: x'), 'openai'],
  ['a host that is none', request('GET /v1/tasks', 'Host: a b/c'), 'family'],
  ['a host with a path', request('GET /v1/projects/p', 'Host: x/../y'), 'google'],
  ['no host', request('GET /v1/tasks'), 'family'],
  ['a target that is no path', request('OPTIONS *', 'Host: x'), 'family'],
  ['no HTTP', 'hello world\r\n\r\n', 'family'],
  ['a method that is none', request('FOO /v1/videos', 'Host: x'), 'openai'],
  ['a length that is none', request('POST /v1/videos', 'Host: x', 'Content-Length: abc'), 'openai'],
  ['a chunk that is none', `${request('POST /v1/videos', 'Host: x', 'Transfer-Encoding: chunked')}zz\r\n`, 'openai'],
  ['TLS', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), 'family'],
]

test('what is no request, or names no address, is a 400 in the form of its surface', async (context) => {
  const { url } = await startWithUpstream(context)
  for (const [what, sent, surface] of UNREADABLE) {
    const { status, head, body } = await said(url, sent)
    const { error } = JSON.parse(body) as { error: Record<string, unknown> }
    assert.equal(status, 400, what)
    for (const header of [/content-type: application\/json/, /x-request-id: req_/, /access-control-allow-origin: \*/])
      assert.match(head, header, what)
    const form = {
      family: { code: 400, type: 'invalid_request_error' },
      google: { code: 400, status: 'INVALID_ARGUMENT' },
      openai: { code: 'request_malformed', type: 'invalid_request_error' },
    }[surface]
    for (const [name, value] of Object.entries(form)) assert.equal(error[name], value, `${what}: ${name}`)
    assert.match(String(error['message']), surface === 'family' ? /^请求参数无效：/ : /^Invalid request: /, what)
  }
})

test('headers that are too large together are a 431 in the form of their surface', async (context) => {
  const { url } = await startWithUpstream(context)
  const large = `X-Large: ${'x'.repeat(30_000)}`
  const family = await said(url, request('GET /v1/tasks', 'Host: x', large))
  assert.deepEqual([family.status, JSON.parse(family.body).error.code], [431, 431])
  const google = await said(url, request('GET /v1beta/models', 'Host: x', large))
  assert.deepEqual([google.status, JSON.parse(google.body).error.details[0].reason], [431, 'HEADERS_TOO_LARGE'])
})

test('an expectation that nobody knows does not keep a request from its answer', async (context) => {
  const { url } = await startWithUpstream(context)
  const { status, body } = await said(url, request('GET /healthz', 'Host: x', 'Expect: banana'))
  assert.deepEqual([status, JSON.parse(body).status], [200, 'ok'])
})

/** The same server in front of an app of the test's own, with little patience. */
async function impatient(context: TestContext) {
  const app = new Hono<HttpEnv>()
  const started = Promise.withResolvers<void>()
  app.get('/endless', () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('the first half, '))
        started.resolve()
      },
    })
    return new Response(body, { headers: { 'content-length': '1000' } })
  })
  const settings = {
    language: 'en',
    jsonBytesMax: 1,
    submitsPerMinute: 1,
    pollsPerMinute: 1,
    trustedProxies: 0,
    metrics: 'off',
    faults: undefined,
  } as const
  const patience = { headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 }
  const server = makeHttpServer(app, { settings, flow: { log: openLog('silent') } }, patience)
  return { url: await listenFor(context, server), started: started.promise }
}

test('headers that don’t come to an end are a 408, and the connection is closed', async (context) => {
  const { url } = await impatient(context)
  const { status, body } = await said(url, 'GET /v1beta/models HTTP/1.1\r\nHost: x\r\n')
  assert.deepEqual([status, JSON.parse(body).error.type], [408, 'invalid_request_error'])
})

test('a refusal is never written into the middle of another answer', async (context) => {
  const { url, started } = await impatient(context)
  const { port, hostname } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write('GET /endless HTTP/1.1\r\nHost: x\r\n\r\n')
  await started
  await once(socket, 'readable')
  socket.write('not HTTP\r\n\r\n')
  const answer = await streamText(socket)
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n[\s\S]*the first half, $/)
})
