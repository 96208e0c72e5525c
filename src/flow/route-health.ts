import { afterSign, atTime, CLOSED, TRIALS_MAX } from '../domain/breaker.ts'
import type { Breaker, BreakerState, Sign } from '../domain/breaker.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'

/** Whether providers, by name, are fit to be given work. */
export interface RouteHealth {
  stateOf(provider: string): BreakerState
  /** How many more may be started there at this moment: 0 while its breaker is open, Infinity while it is closed. */
  startsMax(provider: string): number
  /** Does the work of one start, counted as under way while it lasts. */
  during<T>(provider: string, start: () => Promise<T>): Promise<T>
  /** `text` says what happened, for the operator. */
  report(provider: string, sign: Sign & { text?: string }): void
}

/**
 * Health as this process has seen it. Lost at a restart, which a few failed starts make good, and not shared between
 * processes (docs/decisions/0016-a-breaker-for-each-provider.md).
 */
export function openRouteHealth(clock: Clock, log: Log): RouteHealth {
  const breakers = new Map<string, Breaker>()
  const underWay = new Map<string, number>()

  const change = (provider: string, next: Breaker, text?: string) => {
    const before = breakers.get(provider) ?? CLOSED
    breakers.set(provider, next)
    if (next.state === before.state) return
    const fields = { provider, before: before.state, ...(text !== undefined && { detail: text }) }
    if (next.state === 'open') {
      log.error({ ...fields, seconds: next.openMs / 1000 }, 'breaker open: nothing is started at this provider')
    } else if (next.state === 'half-open') log.warn(fields, 'breaker half-open: the provider is tried')
    else log.info(fields, 'breaker closed: the provider works again')
  }
  const look = (provider: string): Breaker => {
    const breaker = atTime(breakers.get(provider) ?? CLOSED, clock.now())
    change(provider, breaker)
    return breaker
  }
  const count = (provider: string, by: number) => underWay.set(provider, (underWay.get(provider) ?? 0) + by)

  return {
    stateOf: (provider) => look(provider).state,
    startsMax(provider) {
      const { state } = look(provider)
      if (state === 'half-open') return Math.max(0, TRIALS_MAX - (underWay.get(provider) ?? 0))
      return state === 'open' ? 0 : Infinity
    },
    async during(provider, start) {
      count(provider, 1)
      try {
        return await start()
      } finally {
        count(provider, -1)
      }
    },
    report(provider, { text, ...sign }) {
      change(provider, afterSign(look(provider), sign, clock.now()), text)
    },
  }
}
