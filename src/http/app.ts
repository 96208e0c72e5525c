import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { ReelgateError } from '../domain/errors.ts'
import { authoriseAdmin } from './admin/authorise-admin.ts'
import { answerGuarded } from './authorise.ts'
import { CallTally } from './call-tally.ts'
import type { Counted } from './call-tally.ts'
import { sendHeader } from './context.ts'
import type { HttpContext, HttpEnv, HttpServices } from './context.ts'
import { makeFaultGate, refuseFaults } from './faults/with-faults.ts'
import { openApiDocument } from './openapi/document.ts'
import type { OpenApiLanguage } from './openapi/describe.ts'
import { PAGES } from './pages.ts'
import { answerProblem } from './problem.ts'
import type { Route } from './route.ts'
import { pathPattern, routerPath } from './route-path.ts'
import { ROUTES } from './routes.ts'
import { surfaceOf } from './surfaces/surface-of.ts'

const ALLOWED_HEADERS = [
  'authorization',
  'content-type',
  'accept-language',
  'idempotency-key',
  'x-apimart-response-version',
  'x-request-id',
  'range',
  'last-event-id',
  'x-goog-api-key',
  'x-goog-api-client',
  'x-reelgate-fault',
  'traceparent',
  'tracestate',
].join(', ')
const EXPOSED_HEADERS = [
  'X-Request-Id',
  'Retry-After',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Idempotency-Replayed',
  'Content-Range',
  'Accept-Ranges',
  'ETag',
].join(', ')
const ALLOWED_METHODS = 'GET, HEAD, POST, DELETE, OPTIONS'
const PREFLIGHT_SECONDS = '86400'

/** A caller's own request id is kept where it can do no harm in a log. */
const REQUEST_ID = /^[\w.-]{8,100}$/

type Answer = (c: HttpContext) => Response | Promise<Response>

/**
 * What every answer has, refusals and failures too: request id, CORS, one form of error, a line in the log. Wrapped
 * around each route rather than put before all as a middleware: the framework's chain would cost a poll more than its row.
 */
function framed(services: HttpServices, counted: Counted, answer: Answer): Answer {
  const tally = new CallTally(services.flow.metrics, counted)
  const frame = async (c: HttpContext): Promise<Response> => {
    const started = performance.now()
    const given = c.req.header('x-request-id')
    const requestId = given !== undefined && REQUEST_ID.test(given) ? given : `req_${randomUUID()}`
    c.set('requestId', requestId)
    sendHeader(c, 'X-Request-Id', requestId)
    // Keys travel in a header, never in cookies, so any origin may call.
    sendHeader(c, 'Access-Control-Allow-Origin', '*')
    sendHeader(c, 'Access-Control-Expose-Headers', EXPOSED_HEADERS)
    let response: Response
    try {
      response = await answer(c)
    } catch (error) {
      tally.refused(error)
      response = answerProblem(c, services, error)
    }
    const { status } = response
    const ms = performance.now() - started
    tally.answered(status, ms / 1000)
    logCall(c, services, { status, ms: Math.round(ms) })
    return response
  }
  return counted.isSubmit ? (c) => traced(c, services, counted, frame) : frame
}

/** A submit is the top of its task's trace. Other calls are not traced: polls would be most of all that is told. */
function traced(c: HttpContext, services: HttpServices, { method, path }: Counted, answer: Answer): Promise<Response> {
  const attributes = { 'http.request.method': method, 'http.route': path }
  const start = { name: `${method} ${path}`, attributes, traceparent: c.req.header('traceparent') }
  return services.flow.tracing.request(start, async (span) => {
    const response = await answer(c)
    span.set({ 'http.response.status_code': response.status, 'reelgate.request.id': c.get('requestId') })
    if (response.status >= 500) span.fail(String(response.status))
    return response
  })
}

function logCall(c: HttpContext, { flow: { log } }: HttpServices, outcome: { status: number; ms: number }): void {
  const { method, path } = c.req
  const fields = {
    request: c.get('requestId'),
    method,
    path: loggedPath(path),
    ...outcome,
    ...(c.get('caller') && { key: c.get('caller')?.key.id }),
    ...(c.get('admin') !== undefined && { admin: c.get('admin') }),
    ...(c.get('taskId') !== undefined && { task: c.get('taskId') }),
  }
  // Good polls are most of all calls, and the least of all news.
  if (method === 'GET' && outcome.status < 400) log.debug(fields, 'request')
  else log.info(fields, 'request')
}

/** A file's link is its secret: the log keeps only its beginning. */
function loggedPath(path: string): string {
  return path.startsWith('/files/') ? `${path.slice(0, 13)}...` : path
}

function preflight(c: HttpContext): Response {
  c.header('Access-Control-Allow-Methods', ALLOWED_METHODS)
  c.header('Access-Control-Allow-Headers', ALLOWED_HEADERS)
  c.header('Access-Control-Max-Age', PREFLIGHT_SECONDS)
  return c.body(null, 204)
}

/** How what is no call of the API is counted. */
const PAGE = { method: 'GET', isSubmit: false } as const
/** Where a page shares its address with a call of the API: a browser that goes there sends no key, and wants HTML. */
const isForPerson = (c: HttpContext) =>
  c.req.header('authorization') === undefined && c.req.header('accept')?.includes('text/html') === true

const OPENAPI_PATH = '/openapi.json'

/** No route took the request: the call is its protocol's and not ours, or the path is unknown, or it knows other methods. */
function noRoute(c: HttpContext, served: readonly { method: string; pattern: RegExp }[]): ReelgateError {
  const { path, method } = c.req
  if (surfaceOf(path).notOffered?.test(path) === true) {
    return new ReelgateError('not_offered', { values: { method, path } })
  }
  const known = served.filter(({ pattern }) => pattern.test(path)).map((route) => route.method)
  if (known.length === 0) return new ReelgateError('not_found', { values: { method, path } })
  const allowed = known.flatMap((one) => (one === 'GET' ? ['GET', 'HEAD'] : [one]))
  c.header('Allow', [...allowed, 'OPTIONS'].join(', '))
  return new ReelgateError('method_not_allowed', { values: { method, allowed } })
}

/** The HTTP side of the program: every route of the table, or of a part of it, each behind its guard, and the pages. */
export function makeApp(services: HttpServices, routes: readonly Route[] = ROUTES, pages = PAGES): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  const { faults } = services.settings
  const faultGate = faults === undefined ? refuseFaults : makeFaultGate(faults)
  app.options('*', framed(services, { ...PAGE, method: 'OPTIONS', path: '*' }, preflight))
  for (const { method, path, guard, admin, place, handler } of routes) {
    const page = method === 'GET' ? pages.find((one) => one.path === path) : undefined
    const answer: Answer = async (c) => {
      if (page !== undefined && isForPerson(c)) return page.handler(c, services)
      if (admin) await authoriseAdmin(c, services)
      const handle = () =>
        place === undefined ? handler(c, services) : faultGate(c, place, async () => handler(c, services))
      return guard === undefined ? handle() : answerGuarded(c, services, guard, handle)
    }
    app.on(method, routerPath(path), framed(services, { method, path, isSubmit: place === 'submit' }, answer))
  }
  const documented = routes.filter(({ tag }) => tag !== 'console')
  /** By language; their address is not known before the server listens. */
  const openApi = new Map<OpenApiLanguage, { text: string; url: string }>()
  const describe: Answer = (c) => {
    const url = services.publicUrl()
    const language = c.req.query('language') === 'zh' ? 'zh' : 'en'
    let known = openApi.get(language)
    if (known?.url !== url) {
      known = { url, text: JSON.stringify(openApiDocument(url, documented, language)) }
      openApi.set(language, known)
    }
    return c.body(known.text, 200, { 'Content-Type': 'application/json' })
  }
  app.get(OPENAPI_PATH, framed(services, { ...PAGE, path: OPENAPI_PATH }, describe))
  const isPageAlone = (path: string) => !routes.some((route) => route.method === 'GET' && route.path === path)
  for (const { path, handler } of pages.filter((page) => isPageAlone(page.path)))
    app.get(
      path,
      framed(services, { ...PAGE, path }, async (c) => handler(c, services)),
    )
  const served = [...routes, { method: 'GET', path: OPENAPI_PATH }]
  const patterns = served.map(({ method, path }) => ({ method, pattern: pathPattern(path) }))
  const refuse: Answer = (c) => {
    throw noRoute(c, patterns)
  }
  app.notFound(framed(services, { ...PAGE, method: 'other', path: 'unmatched' }, refuse))
  return app
}
