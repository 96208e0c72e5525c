import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { TestContext } from 'node:test'
import { listen } from '../../harness/listen.ts'

/** How the next calls of a kind are answered: as the protocol has it, not at all, with nonsense, cut off, or by a status. */
export type Mood = 'ok' | 'hang' | 'garbage' | 'empty' | 'cut' | number

export interface Received {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
}

/** One video that was ordered, as the provider's bill would show it. */
export interface Ordered {
  id: string
  request: Received
  /** Videos asked for by this call. */
  samples: number
  state: 'running' | 'done' | 'failed' | 'cancelled'
  /** Those that come back; the others were filtered. */
  delivered: number
}

/** What every fake of a protocol has: orders, moods, and a record of all that was asked. */
export abstract class Fake {
  url = ''
  readonly requests: Received[] = []
  readonly orders: Ordered[] = []
  onStart: Mood = 'ok'
  onCheck: Mood = 'ok'
  onDownload: Mood = 'ok'
  /** Accepts, then drops the connection. */
  loseAnswers = false
  /** Of the order with this number, from 1, the answer is lost. */
  losesAnswerOf: number | undefined
  /** After so many accepted orders the provider has no room. */
  roomFor = Number.POSITIVE_INFINITY
  reasons = ['The video violates usage guidelines. Support codes: 61493863, 58061214']
  retryAfter: string | undefined
  /** The credentials it takes; any where it is undefined. */
  key: string | undefined
  video: Buffer = Buffer.from('\0\0\0\x18ftypmp42 not a real film')
  readonly #server: Server

  constructor() {
    this.#server = createServer((request, response) => {
      // A caller that went away is nobody's fault here.
      this.#receive(request, response).catch(() => response.destroy())
    })
  }

  async listen(context: TestContext): Promise<this> {
    this.url = await listen(this.#server)
    context.after(() => this.close())
    return this
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  finish(change: Partial<Ordered> = {}): void {
    for (const order of this.orders) {
      if (order.state === 'running') Object.assign(order, { state: 'done' }, change)
    }
  }

  starts(): Received[] {
    return this.requests.filter((request) => this.kindOf(request) === 'start')
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const received: Received = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: Buffer.concat(chunks),
    }
    this.requests.push(received)
    const kind = this.kindOf(received)
    const mood = kind === 'start' ? this.onStart : kind === 'download' ? this.onDownload : this.onCheck
    if (mood === 'hang') return
    if (mood === 'garbage') return void response.writeHead(200).end('<html>busy</html>')
    if (mood === 'empty') return this.json(response, {})
    if (mood === 'cut') {
      response.writeHead(200, { 'content-length': '1000000' })
      response.write('{"name":"operations/')
      return void setImmediate(() => response.destroy())
    }
    if (typeof mood === 'number') return this.problem(response, mood)
    if (kind === 'start' && this.orders.length >= this.roomFor) return this.problem(response, 429)
    this.answer(received, response)
  }

  order(request: Received, samples: number): Ordered {
    const ordered: Ordered = {
      id: `op${this.orders.length + 1}`,
      request,
      samples,
      state: 'running',
      delivered: samples,
    }
    this.orders.push(ordered)
    return ordered
  }

  /** The answer to a start, or its loss. */
  accept(response: ServerResponse, body: unknown, status = 200): void {
    if (this.loseAnswers || this.orders.length === this.losesAnswerOf) return void response.destroy()
    this.json(response, body, status)
  }

  json(response: ServerResponse, body: unknown, status = 200): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  /** An error in the protocol's own envelope. */
  problem(response: ServerResponse, status: number): void {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(this.retryAfter !== undefined && { 'retry-after': this.retryAfter }),
    })
    response.end(JSON.stringify(this.problemBody(status)))
  }

  bytes(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'video/mp4' })
    Readable.from([this.video]).pipe(response)
  }

  abstract kindOf(request: Received): 'start' | 'check' | 'download' | 'other'
  abstract problemBody(status: number): unknown
  abstract answer(request: Received, response: ServerResponse): void
}

const RPC: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
}

/** Google's error envelope. */
export const googleProblem = (status: number) => ({
  error: { code: status, message: 'as the fake was told', status: RPC[status] ?? 'UNKNOWN' },
})
