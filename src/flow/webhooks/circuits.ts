import { afterSign, atTime, CLOSED } from '../../domain/breaker.ts'
import type { Breaker } from '../../domain/breaker.ts'
import type { Destination } from '../../domain/webhook.ts'

/** Receivers in trouble that are remembered; with more, the one that has been for the longest is tried as if it were not. */
const CIRCUITS_MAX = 10_000

export const nameOf = ({ accountId, origin }: Destination): string => `${accountId} ${origin}`

/**
 * Which receivers are in trouble: after three failures in a row one is left alone for a while, then tried with one webhook.
 * Known to this process alone; after a restart three failures say it again.
 */
export class Circuits {
  readonly #breakers = new Map<string, Breaker>()

  stateOf(destination: Destination, now: number): Pick<Breaker, 'state' | 'openUntil'> {
    return atTime(this.#breakers.get(nameOf(destination)) ?? CLOSED, now)
  }

  /** A receiver that answered, whatever it said, is in no trouble. */
  report(destination: Destination, isGood: boolean, now: number): void {
    const name = nameOf(destination)
    const before = this.#breakers.get(name)
    if (isGood) {
      this.#breakers.delete(name)
      return
    }
    const [oldest] = this.#breakers.keys()
    if (before === undefined && this.#breakers.size >= CIRCUITS_MAX && oldest !== undefined) {
      this.#breakers.delete(oldest)
    }
    this.#breakers.set(name, afterSign(before ?? CLOSED, { call: 'start', isGood }, now))
  }
}
