import { randomUUID } from 'node:crypto'
import { createServer, STATUS_CODES } from 'node:http'
import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Hono } from 'hono'
import type { ErrorCode } from '../domain/errors.ts'
import { describeError } from '../lib/log.ts'
import type { HttpEnv, HttpServices } from './context.ts'
import { errorText, pickLanguage } from './messages/catalogue.ts'
import { surfaceOf } from './surfaces/surface-of.ts'

/** How long a caller may take for its headers, and for all of its request; looked at every 5 s. */
const PATIENCE: ServerOptions = {
  headersTimeout: 60_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 5_000,
}

/** Node's word for what is wrong with a request that never became one; anything else is malformed. */
const NODE_CODES: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

/** Of such a request nothing may be known, not even its path; then it is answered as on the contract's own surface. */
interface Unread {
  path: string
  acceptLanguage?: string | undefined
}

type Services = Pick<HttpServices, 'settings'> & { flow: Pick<HttpServices['flow'], 'log'> }

/** A refusal, in the form of its surface, for a request that can't be given to a route. */
function refusal(services: Services, code: ErrorCode, { path, acceptLanguage }: Unread) {
  const surface = surfaceOf(path)
  const language = pickLanguage(undefined, acceptLanguage, surface.language ?? services.settings.language)
  const status = surface.statusOf(code)
  const body = JSON.stringify(surface.envelope({ code, status, message: errorText(code, language) }))
  const request = `req_${randomUUID()}`
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    'Content-Language': language,
    'X-Request-Id': request,
    'Access-Control-Allow-Origin': '*',
    Connection: 'close',
  }
  services.flow.log.info({ request, status, code }, 'a request that can not be read')
  return { status, headers, body }
}

const pathIn = (target: string) => target.replace(/[?#].*$/s, '')

/** The path in the first line of what came over the socket, where that much is there. */
function pathOf(packet: unknown): string {
  const line = Buffer.isBuffer(packet) ? packet.toString('latin1', 0, 2000) : ''
  return pathIn(/^[A-Z]+ (\/\S*)/.exec(line)?.[1] ?? '/')
}

/**
 * The server that gives each request to the app. What Node or the adapter would refuse with an empty body, since it is
 * not HTTP or names no address that can be, is refused in the words of its surface like everything else.
 */
export function makeHttpServer(app: Hono<HttpEnv>, services: Services, patience: ServerOptions = PATIENCE): Server {
  // The host name stands in where a request brings none: HTTP/1.0 health checks.
  const listener = getRequestListener(app.fetch, {
    hostname: 'localhost',
    errorHandler: (error) => {
      throw error
    },
  })
  const refuse = (incoming: IncomingMessage, outgoing: ServerResponse, code: ErrorCode) => {
    if (outgoing.headersSent || outgoing.destroyed) return
    const unread = { path: pathIn(incoming.url ?? '/'), acceptLanguage: incoming.headers['accept-language'] }
    const { status, headers, body } = refusal(services, code, unread)
    outgoing.writeHead(status, headers).end(incoming.method === 'HEAD' ? undefined : body)
  }
  /** The answer that was last begun on a connection. */
  const answers = new WeakMap<Duplex, ServerResponse>()
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    answers.set(incoming.socket, outgoing)
    // RFC 9112, 3.2: without a host HTTP/1.1 is refused.
    const isHostMissing = incoming.headers.host === undefined && incoming.httpVersion === '1.1'
    if (isHostMissing) return refuse(incoming, outgoing, 'request_malformed')
    listener(incoming, outgoing).catch((error: unknown) => {
      const isMalformed = error instanceof RequestError
      if (!isMalformed) services.flow.log.error({ error: describeError(error) }, 'request failed')
      refuse(incoming, outgoing, isMalformed ? 'request_malformed' : 'server_error')
    })
  }
  const server = createServer({ ...patience, requireHostHeader: false }, answer)
  // An expectation that nobody knows may be ignored: RFC 9110, 10.1.1.
  server.on('checkExpectation', answer)
  server.on('clientError', (error: NodeJS.ErrnoException & { rawPacket?: unknown }, socket: Duplex) => {
    const last = answers.get(socket)
    // Behind half an answer a second one would be taken for its rest.
    const isAnswering = last?.headersSent === true && !last.writableFinished
    // Whoever left in the middle of a request is told nothing; the route that has it notices, and says so in the log.
    const isGone = error.code === 'ECONNRESET' || error.code === 'HPE_INVALID_EOF_STATE'
    if (!socket.writable || isAnswering || isGone) return void socket.destroy()
    const { status, headers, body } = refusal(services, NODE_CODES[error.code ?? ''] ?? 'request_malformed', {
      path: pathOf(error.rawPacket),
    })
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head.join('')}\r\n${body}`)
  })
  return server
}
