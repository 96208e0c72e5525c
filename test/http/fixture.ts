import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { StoredRequest } from '../../src/domain/video-request.ts'
import type { Answer, Api } from '../harness/api.ts'
import { startTestServer } from '../harness/server.ts'
import type { TestServer, TestServerOptions } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { photo } from '../images/pictures.ts'

export interface ServerWithUpstream extends TestServer {
  upstream: Upstream
  /** Requests as the provider got them, oldest first. */
  requests: StoredRequest[]
}

/** A server whose videos come from an upstream over HTTP, which can also be asked to stop. */
export async function startWithUpstream(
  context: TestContext,
  { checkAfterMs, ...options }: TestServerOptions & { checkAfterMs?: number } = {},
): Promise<ServerWithUpstream> {
  const upstream = await Upstream.open(context)
  const requests: StoredRequest[] = []
  const often = checkAfterMs === undefined ? {} : { checkAfterMs }
  const provider = httpProvider({ url: upstream.url, canCancel: true, ...often })
  const start: typeof provider.start = (job, signal) => {
    requests.push(job.request)
    return provider.start(job, signal)
  }
  const server = await startTestServer(context, { ...options, providers: [{ ...provider, start }] })
  return { ...server, upstream, requests }
}

/** Waits until something is true that no answer tells; fails after a minute. */
export async function eventually(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000
  while (!(await isTrue())) {
    assert.ok(Date.now() < deadline, `still not true: ${String(isTrue)}`)
    await pause(10)
  }
}

/** Waits until the upstream has the task. */
export function untilStarted({ upstream }: ServerWithUpstream, id: string): Promise<void> {
  return eventually(() => upstream.operations.some(({ taskId }) => taskId === id))
}

/** What an answer in another language begins with when it refuses a request. */
export const BEGINNINGS = {
  zh: '请求参数无效：',
  en: 'Invalid request: ',
  ja: 'リクエストが無効です：',
  ko: '잘못된 요청입니다: ',
} as const

export interface Problem {
  status: number
  type: string
  /** null: the answer names no field. */
  param?: string | null
}

/** Asserts the documented form of an error, with nothing else in it; returns its message. */
export function assertProblem(answer: Answer, expected: Problem): string {
  assert.equal(answer.status, expected.status, JSON.stringify(answer.body))
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/)
  assert.match(answer.headers.get('x-request-id') ?? '', /^[\w.-]{8,100}$/)
  assert.equal(answer.headers.get('access-control-allow-origin'), '*')
  assert.deepEqual(Object.keys(answer.body), ['error'])
  const { code, message, type, param, ...rest } = answer.body.error
  assert.deepEqual(rest, {})
  assert.equal(code, expected.status)
  assert.equal(type, expected.type)
  if (expected.param !== undefined) assert.equal(param ?? null, expected.param, message)
  assert.equal(typeof message, 'string')
  assert.ok(message.length > 3)
  return message as string
}

/** Everything a refused request could have left behind. */
export async function traces(server: TestServer, api: Api): Promise<unknown> {
  const tasks = await server.flow.db.read.get<{ count: number }>('SELECT count(*) AS count FROM task', [])
  return {
    tasks: tasks?.count,
    balance: await api.balance(),
    inputs: await readdir(join(server.dataDir, 'inputs')),
    uploads: await readdir(join(server.dataDir, 'uploads')),
  }
}

export interface RawAnswer {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
}

export interface RawRequest {
  method?: string
  headers?: Record<string, string>
  /** Sent as they are; several chunks and no content-length make a chunked body. */
  chunks?: readonly (string | Buffer)[]
}

/** A request byte for byte, for what `fetch` would not send or would hide. */
export function raw(url: string, { method = 'GET', headers = {}, chunks = [] }: RawRequest = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method, headers }, (response) => {
      const received: Buffer[] = []
      response.on('data', (chunk: Buffer) => received.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(received) })
      })
    })
    sending.on('error', reject)
    for (const chunk of chunks) sending.write(chunk)
    sending.end()
  })
}

/** A small picture as a data: URL. */
export async function dataUrl(width = 64, height = 48): Promise<string> {
  const png = await photo(width, height).png().toBuffer()
  return `data:image/png;base64,${png.toString('base64')}`
}
