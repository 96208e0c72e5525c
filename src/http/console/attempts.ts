import { ReelgateError } from '../../domain/errors.ts'
import { networkOf } from '../../domain/ip-range.ts'
import { userNameKey } from '../../domain/user.ts'
import { sha256Hex } from '../../lib/ids.ts'
import { clientAddress } from '../client-address.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import type { LimitState } from '../rate-limit.ts'
import { consoleOf } from './session.ts'

const limited = ({ resetSeconds: seconds, max: limit }: LimitState) =>
  new ReelgateError('sign_in_limited', { retryAfterSeconds: seconds, values: { seconds, limit } })

/**
 * Lets somebody try to sign in, by name or without one. What fails is counted for the address and for the name, whether
 * there is such a user or not; what succeeds is given back. Counted before the attempt, so that many at once are no way
 * around it. Throws sign_in_limited.
 */
export async function attempt<T>(
  c: HttpContext,
  services: HttpServices,
  work: () => Promise<T>,
  name?: string,
): Promise<T> {
  const { attemptsPerMinute: max } = consoleOf(services)
  const address = networkOf(clientAddress(c, services.settings.trustedProxies))
  const limits = [{ name: `sign-in-from:${address}`, max }]
  // The hash bounds what a long name costs.
  if (name !== undefined) limits.push({ name: `sign-in-as:${sha256Hex(userNameKey(name))}`, max })
  const taken = services.limiter.take(limits)
  if (taken.isRefused) throw limited(taken)
  const done = await work()
  services.limiter.giveBack(taken)
  return done
}

/** Ceremonies that one address may begin in a minute: each takes a place in memory for a while. */
const BEGINNINGS_MAX = 120

/** Counts what anybody may begin without being known. Throws sign_in_limited. */
export function countBeginning(c: HttpContext, services: HttpServices): void {
  const address = networkOf(clientAddress(c, services.settings.trustedProxies))
  const taken = services.limiter.take([{ name: `sign-in-begun:${address}`, max: BEGINNINGS_MAX }])
  if (taken.isRefused) throw limited(taken)
}
