/** closed: work is started as usual. open: nothing is. half-open: so much as shows whether the provider is back. */
export type BreakerState = 'closed' | 'open' | 'half-open'

/** What a call showed of its provider. Answers that are the caller's own doing, or say "too many", show nothing. */
export interface Sign {
  call: 'start' | 'check'
  isGood: boolean
}

/** One provider's breaker. A value: every change makes a new one. */
export interface Breaker {
  state: BreakerState
  /** The calls whose failures opened it. */
  openedBy: Sign['call']
  openUntil: number
  /** How long it is open this time (ms); doubles each time a trial fails. */
  openMs: number
  /** Failures in a row, of each kind of call. */
  failures: Readonly<Record<Sign['call'], number>>
}

/**
 * Failures in a row that open it. A failed start may leave a task whose outcome nobody knows, so few are risked. Checks
 * are many, and are repeated anyway: a little noise among them is nothing.
 */
const FAILURES_MAX: Readonly<Record<Sign['call'], number>> = { start: 3, check: 10 }
const OPEN_FIRST_MS = 10_000
const OPEN_MAX_MS = 5 * 60_000
/** Starts at one time while it is half-open. */
export const TRIALS_MAX = 1

export const CLOSED: Breaker = {
  state: 'closed',
  openedBy: 'start',
  openUntil: 0,
  openMs: OPEN_FIRST_MS,
  failures: { start: 0, check: 0 },
}

/** The breaker as it stands at this moment (ms). */
export function atTime(breaker: Breaker, now: number): Breaker {
  return breaker.state === 'open' && now >= breaker.openUntil ? { ...breaker, state: 'half-open' } : breaker
}

/**
 * The breaker after a call. Starts and checks are counted apart: a provider that still tells of its operations may have
 * stopped taking new ones. A good start closes it; a good check does where it was checks that opened it.
 */
export function afterSign(before: Breaker, { call, isGood }: Sign, now: number): Breaker {
  const breaker = atTime(before, now)
  if (isGood) {
    if (call === 'start' || (breaker.state !== 'closed' && breaker.openedBy === 'check')) return CLOSED
    return { ...breaker, failures: { ...breaker.failures, check: 0 } }
  }
  // Calls that were under way when it opened say nothing new.
  if (breaker.state === 'open') return breaker
  const count = breaker.failures[call] + 1
  const isTrial = breaker.state === 'half-open' && call === 'start'
  if (!isTrial && count < FAILURES_MAX[call]) {
    return { ...breaker, failures: { ...breaker.failures, [call]: count } }
  }
  const openMs = breaker.state === 'closed' ? OPEN_FIRST_MS : Math.min(OPEN_MAX_MS, breaker.openMs * 2)
  return { state: 'open', openedBy: call, openUntil: now + openMs, openMs, failures: CLOSED.failures }
}
