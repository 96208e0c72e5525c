import { Agent, request, type Dispatcher } from 'undici'
import { ProviderFault } from '../../domain/provider.ts'
import type { Body } from './body.ts'

/** Of a request that failed with this nothing reached the other side: it is certain that nothing was accepted. */
export class NotSent extends ProviderFault {
  constructor(message: string, cause?: unknown) {
    super(message, cause)
    this.name = 'NotSent'
  }
}

export interface Call {
  method: 'GET' | 'POST' | 'DELETE'
  url: URL
  headers?: Readonly<Record<string, string>>
  body?: Body
  signal: AbortSignal
}

/** The head of an answer; its body must be read or destroyed. */
export interface Answer {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Dispatcher.ResponseData['body']
}

/** A small answer, read whole. */
export interface TextAnswer extends Omit<Answer, 'body'> {
  text: string
}

/** Answers in JSON are read up to here; those that carry a video are read by `divertBase64`. */
const TEXT_BYTES_MAX = 2 * 1024 * 1024
const CONNECT_MS_MAX = 15_000
/** Calls at once. More than the flow has checks and copies under way: those that hang must not keep the others waiting. */
const CONNECTIONS_MAX = 1_024

/** Errors of connecting and of the TLS handshake: all come before the first byte of a request. */
const BEFORE_SENDING =
  /^(UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_UNSUPPORTED_PROTOCOL|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/
/** Of anything else the system call says it: a network that becomes unreachable can also cut a request in the middle. */
const CALLS_BEFORE_SENDING: ReadonlySet<string | undefined> = new Set(['connect', 'getaddrinfo'])

function cameBeforeSending(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(cameBeforeSending)
  const { code, syscall } = error as NodeJS.ErrnoException
  return BEFORE_SENDING.test(code ?? '') || CALLS_BEFORE_SENDING.has(syscall)
}

/** Scheme, host and path: a query may hold a key. */
export const placeOf = ({ origin, pathname }: URL) => `${origin}${pathname}`

/** The promise's result, or the rejection that the end of the time brings; a connection under way can't be interrupted. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason as Error)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/** The body as it arrives. One that is cut off is the provider's failure. */
export async function* piecesOf({ body }: Answer, { url, signal }: Call): AsyncGenerator<Buffer> {
  try {
    for await (const piece of body) yield piece as Buffer
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw new ProviderFault(`the answer of ${placeOf(url)} was cut off`, error)
  }
}

/**
 * Requests to addresses from our own configuration: bounds on time and size, no redirect followed, no proxy variable
 * read, and nothing of a header, a query or a body in an error's text. Throws NotSent where it is certain that the
 * other side saw nothing; after any other error it may have seen all of it.
 */
export class Caller {
  readonly #options: Agent.Options
  readonly #agent: Agent

  constructor({ requestSeconds }: { requestSeconds: number }) {
    const ms = requestSeconds * 1000
    const connect = { timeout: Math.min(CONNECT_MS_MAX, ms) }
    this.#options = { connect, headersTimeout: ms, bodyTimeout: ms }
    this.#agent = new Agent({ ...this.#options, connections: CONNECTIONS_MAX })
  }

  /** The head of the answer, and its body as a stream. `dispatcher`: a connection that was checked by others. */
  async open(call: Call, dispatcher: Dispatcher = this.#agent): Promise<Answer> {
    const { method, url, signal, body } = call
    signal.throwIfAborted()
    const size = body === undefined ? {} : { 'content-type': body.type, 'content-length': String(body.bytes) }
    const headers = { 'user-agent': 'reelgate', 'accept-encoding': 'identity', ...size, ...call.headers }
    try {
      const asking = request(url, { method, headers, body: body?.open() ?? null, signal, dispatcher })
      // Whoever stopped waiting must not be surprised by its end.
      asking.catch(() => undefined)
      const answer = await untilAborted(asking, signal)
      // A body that nobody reads still reports the end of its connection.
      answer.body.on('error', () => undefined)
      return { status: answer.statusCode, headers: answer.headers, body: answer.body }
    } catch (error) {
      const place = `${method} ${placeOf(url)}`
      if (signal.aborted) throw signal.reason
      if (cameBeforeSending(error)) throw new NotSent(`${place} could not be reached`, error)
      throw new ProviderFault(`${place} failed`, error)
    }
  }

  /** The whole answer, whatever its status. */
  async ask(call: Call, dispatcher?: Dispatcher): Promise<TextAnswer> {
    const answer = await this.open(call, dispatcher)
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of piecesOf(answer, call)) {
      bytes += chunk.length
      if (bytes > TEXT_BYTES_MAX) {
        throw new ProviderFault(`${placeOf(call.url)} answered with more than ${TEXT_BYTES_MAX} bytes`)
      }
      chunks.push(chunk)
    }
    return { status: answer.status, headers: answer.headers, text: Buffer.concat(chunks).toString() }
  }

  /**
   * The same over a connection of its own. A connection that was kept may be closed by the other side at the very
   * moment it is used again: a start would then have an unknown outcome for no reason.
   */
  async askOnce(call: Call): Promise<TextAnswer> {
    const agent = new Agent({ ...this.#options, pipelining: 0 })
    try {
      return await this.ask(call, agent)
    } finally {
      // Not awaited: a socket that is still connecting would hold it up.
      agent.destroy().catch(() => undefined)
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }
}
