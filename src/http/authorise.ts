import { isKeyGood } from '../domain/account.ts'
import type { ApiKey, Caller, Scope } from '../domain/account.ts'
import { ReelgateError } from '../domain/errors.ts'
import { isWithin } from '../domain/ip-range.ts'
import { sha256Hex } from '../lib/ids.ts'
import { clientAddress } from './client-address.ts'
import { sendHeader } from './context.ts'
import type { HttpContext, HttpServices } from './context.ts'
import type { LimitState } from './rate-limit.ts'
import type { KeyGuard, LimitKind } from './route.ts'
import { surfaceOf } from './surfaces/surface-of.ts'

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

/** Throws address_forbidden, scope_forbidden. */
function assertMayCall(c: HttpContext, key: ApiKey, scope: Scope, trustedProxies: number): void {
  if (key.ipRanges !== null) {
    const address = clientAddress(c, trustedProxies)
    if (!isWithin(address, key.ipRanges)) throw new ReelgateError('address_forbidden', { values: { address } })
  }
  if (key.scopes !== null && !key.scopes.includes(scope))
    throw new ReelgateError('scope_forbidden', { values: { scope } })
}

/** Finds out who is asking and whether it may, before anything of the body is read, and counts the call. */
export async function authorise(c: HttpContext, services: HttpServices, { limit, scope }: KeyGuard): Promise<void> {
  const key = surfaceOf(c.req.path).keyOf(c.req)
  if (key === undefined || key === '') throw new ReelgateError('key_missing')
  const caller = await services.callers.find(sha256Hex(key))
  const now = services.flow.clock.now()
  if (caller === undefined || !isKeyGood(caller.key, now)) throw new ReelgateError('key_invalid')
  c.set('caller', caller)
  services.keysUsed.note(caller.key.id, now)
  assertMayCall(c, caller.key, scope, services.settings.trustedProxies)
  countCall(c, services, caller, limit)
}
