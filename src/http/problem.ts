import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ERROR_CODES, ReelgateError } from '../domain/errors.ts'
import { describeError } from '../lib/log.ts'
import { languageOf } from './context.ts'
import type { HttpContext, HttpServices } from './context.ts'
import { errorText } from './messages/catalogue.ts'

/** The one place that turns a fault into an answer. What is not a ReelgateError is a 500 whose cause only the log sees. */
export function answerProblem(c: HttpContext, services: HttpServices, thrown: unknown): Response {
  const error = thrown instanceof ReelgateError ? thrown : new ReelgateError('server_error', { cause: thrown })
  const { status, type } = ERROR_CODES[error.code]
  const { param, values, retryAfterSeconds } = error.details
  if (status >= 500) {
    services.flow.log.error({ request: c.get('requestId'), error: describeError(error) }, 'request failed')
  }
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds))
  if (status === 401) c.header('WWW-Authenticate', 'Bearer')
  const language = languageOf(c, services)
  const message = errorText(error.code, language, { ...(param !== undefined && { param }), ...(values && { values }) })
  c.header('Content-Language', language)
  return c.json(
    { error: { code: status, message, type, ...(param !== undefined && { param }) } },
    status as ContentfulStatusCode,
  )
}
