import { isKeyGood } from '../domain/account.ts'
import type { Caller } from '../domain/account.ts'
import { ReelgateError } from '../domain/errors.ts'
import { sha256Hex } from '../lib/ids.ts'
import { sendHeader } from './context.ts'
import type { HttpContext, HttpServices } from './context.ts'
import type { LimitState } from './rate-limit.ts'
import { surfaceOf } from './surfaces/surface-of.ts'

/** Which of a key's two limits a route counts against. */
export type LimitKind = 'submit' | 'poll'

function sendLimit(c: HttpContext, state: LimitState): void {
  sendHeader(c, 'RateLimit-Limit', String(state.limit))
  sendHeader(c, 'RateLimit-Remaining', String(Math.max(0, state.remaining)))
  sendHeader(c, 'RateLimit-Reset', String(state.resetSeconds))
}

function countCall(c: HttpContext, services: HttpServices, caller: Caller, kind: LimitKind): void {
  const { key } = caller
  const { settings, limiter } = services
  const limit =
    kind === 'submit'
      ? (key.submitsPerMinute ?? settings.submitsPerMinute)
      : (key.pollsPerMinute ?? settings.pollsPerMinute)
  const state = limiter.take(`${kind}:${key.id}`, limit)
  sendLimit(c, state)
  if (state.remaining >= 0) return
  throw new ReelgateError(kind === 'submit' ? 'submits_limited' : 'polls_limited', {
    retryAfterSeconds: state.resetSeconds,
    values: { seconds: state.resetSeconds, limit },
  })
}

/** Finds out who is asking, before anything of the body is read, and counts the call. */
export async function authorise(c: HttpContext, services: HttpServices, kind: LimitKind): Promise<void> {
  const key = surfaceOf(c.req.path).keyOf(c.req)
  if (key === undefined || key === '') throw new ReelgateError('key_missing')
  const caller = await services.callers.find(sha256Hex(key))
  const now = services.flow.clock.now()
  if (caller === undefined || !isKeyGood(caller.key, now)) throw new ReelgateError('key_invalid')
  c.set('caller', caller)
  services.keysUsed.note(caller.key.id, now)
  countCall(c, services, caller, kind)
}
