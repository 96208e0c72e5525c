import { isKeyGood } from '../domain/account.ts'
import type { ApiKey, Caller, Scope } from '../domain/account.ts'
import { ReelgateError } from '../domain/errors.ts'
import { isWithin } from '../domain/ip-range.ts'
import { sha256Hex } from '../lib/ids.ts'
import { clientAddress } from './client-address.ts'
import { findSession } from './console/session.ts'
import { sendHeader } from './context.ts'
import type { HttpContext, HttpServices } from './context.ts'
import { pollsOf, submitsOf } from './kept-limits.ts'
import type { Limit, LimitState, Taken } from './rate-limit.ts'
import type { KeyGuard, LimitKind } from './route.ts'
import { surfaceOf } from './surfaces/surface-of.ts'

function sendLimit(c: HttpContext, state: LimitState): void {
  sendHeader(c, 'RateLimit-Limit', String(state.max))
  sendHeader(c, 'RateLimit-Remaining', String(state.remaining))
  sendHeader(c, 'RateLimit-Reset', String(state.resetSeconds))
}

/** What a call counts against: its key's limit, and for a submit that of its account, where that has one. */
function limitsOf({ key, account }: Caller, kind: LimitKind, settings: HttpServices['settings']): Limit[] {
  if (kind === 'poll') return [{ name: pollsOf(key.id), max: key.pollsPerMinute ?? settings.pollsPerMinute }]
  const own = { name: submitsOf(key.id), max: key.submitsPerMinute ?? settings.submitsPerMinute }
  const { submitsPerMinute: max } = account
  return max === null ? [own] : [own, { name: submitsOf(account.id), max }]
}

/** Why a key may not be used for this at all; undefined: it may. */
function refusalOf(c: HttpContext, key: ApiKey, scope: Scope, trustedProxies: number): ReelgateError | undefined {
  if (key.ipRanges !== null) {
    const address = clientAddress(c, trustedProxies)
    if (!isWithin(address, key.ipRanges)) return new ReelgateError('address_forbidden', { values: { address } })
  }
  if (key.scopes === null || key.scopes.includes(scope)) return undefined
  return new ReelgateError('scope_forbidden', { values: { scope } })
}

/** Throws submits_limited or polls_limited where the call found no place; nothing is counted then. */
function count(c: HttpContext, { limiter }: HttpServices, limits: readonly Limit[], kind: LimitKind): Taken {
  const taken = limiter.take(limits)
  sendLimit(c, taken)
  if (!taken.isRefused) return taken
  const { resetSeconds: seconds, max: limit } = taken
  throw new ReelgateError(kind === 'submit' ? 'submits_limited' : 'polls_limited', {
    retryAfterSeconds: seconds,
    values: { seconds, limit },
  })
}

/** A browser that is signed in to the console calls as its user: the cookie stands in where no key was sent. */
async function findSessionCaller(c: HttpContext, services: HttpServices): Promise<Caller> {
  const signedIn = await findSession(c, services)
  if (signedIn === undefined) throw new ReelgateError('key_missing')
  const { caller } = signedIn
  c.set('caller', caller)
  services.keysUsed.note(caller.key.id, services.flow.clock.now())
  return caller
}

async function findCaller(c: HttpContext, services: HttpServices): Promise<Caller> {
  const key = surfaceOf(c.req.path).keyOf(c.req)
  if (key === undefined || key === '') return findSessionCaller(c, services)
  const caller = await services.callers.find(sha256Hex(key), () => clientAddress(c, services.settings.trustedProxies))
  const now = services.flow.clock.now()
  if (caller === undefined || !isKeyGood(caller.key, now)) throw new ReelgateError('key_invalid')
  c.set('caller', caller)
  services.keysUsed.note(caller.key.id, now)
  return caller
}

/**
 * Finds out who is asking and whether it may, before anything of the body is read, counts the call, and answers it. A
 * submit that is refused is given back, but no more of them in a minute than may be made: bad ones cost work too.
 */
export async function answerGuarded(
  c: HttpContext,
  services: HttpServices,
  { limit: kind, scope }: KeyGuard,
  answer: () => Response | Promise<Response>,
): Promise<Response> {
  const { settings, limiter } = services
  const caller = await findCaller(c, services)
  const limits = limitsOf(caller, kind, settings)
  const refusal = refusalOf(c, caller.key, scope, settings.trustedProxies)
  if (refusal !== undefined) {
    sendLimit(c, limiter.look(limits))
    throw refusal
  }
  const taken = count(c, services, limits, kind)
  if (kind === 'poll') return answer()
  try {
    return await answer()
  } catch (error) {
    limiter.giveBack(taken)
    sendLimit(c, limiter.look(limits))
    throw error
  }
}
