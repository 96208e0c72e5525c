import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ReelgateError } from '../domain/errors.ts'
import type { ErrorCode } from '../domain/errors.ts'
import { describeError } from '../lib/log.ts'
import { languageOf } from './context.ts'
import type { HttpContext, HttpServices } from './context.ts'
import { errorText } from './messages/catalogue.ts'
import { surfaceOf } from './surfaces/surface-of.ts'

/** Only a caller without money is sent to recharge; an administrator who adjusts a balance is not. */
function rechargeOf(c: HttpContext, { settings }: HttpServices, code: ErrorCode): { rechargeUrl: string } | undefined {
  const { rechargeUrl } = settings
  const isMeant = code === 'balance_too_low' && c.get('admin') === undefined
  return isMeant && rechargeUrl !== undefined ? { rechargeUrl } : undefined
}

/** The one place that turns a fault into an answer. What is not a ReelgateError is a 500 whose cause only the log sees. */
export function answerProblem(c: HttpContext, services: HttpServices, thrown: unknown): Response {
  const error = thrown instanceof ReelgateError ? thrown : new ReelgateError('server_error', { cause: thrown })
  const surface = surfaceOf(c.req.path)
  const { code } = error
  const status = surface.statusOf(code)
  const { param, values, retryAfterSeconds } = error.details
  // A stop is none of ours to mend, and a probe hears of it again and again.
  if (status >= 500 && code !== 'shutting_down') {
    services.flow.log.error({ request: c.get('requestId'), error: describeError(error) }, 'request failed')
  }
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds))
  if (status === 401) c.header('WWW-Authenticate', 'Bearer')
  const language = languageOf(c, services)
  const recharge = rechargeOf(c, services, code)
  const told = { ...values, ...(recharge && { recharge_url: recharge.rechargeUrl }) }
  const message = errorText(code, language, { ...(param !== undefined && { param }), values: told })
  c.header('Content-Language', language)
  const fault = { code, status, message, ...(param !== undefined && { param }) }
  const retry = retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
  return c.json(surface.envelope({ ...fault, ...retry, ...recharge }), status as ContentfulStatusCode)
}
