import { ReelgateError } from '../domain/errors.ts'
import { networkOf } from '../domain/ip-range.ts'
import type { Clock } from '../lib/clock.ts'
import { RateLimiter } from './rate-limit.ts'

/** Most addresses that are counted, and most keys that are remembered as good, at a time. */
const ADDRESSES_MAX = 10_000
const GOOD_MAX = 10_000

/**
 * Keeps whoever tries keys from trying many. Only keys that nobody knows are counted, by the address they come from. An
 * address that is over its limit is looked up nothing more for, until its minute is over, except keys that were good
 * before: users behind the same address go on undisturbed.
 */
export class KeyLookups {
  readonly #limiter: RateLimiter
  readonly #max: number
  /** Hashes, oldest first. */
  readonly #good = new Set<string>()

  /** `max`: unknown keys a minute from one address. */
  constructor(clock: Clock, max: number) {
    this.#limiter = new RateLimiter(clock, ADDRESSES_MAX)
    this.#max = max
  }

  /** Does a look-up where it may be done. Throws lookups_limited. */
  async find<T>(hash: string, address: string, look: () => Promise<T | undefined>): Promise<T | undefined> {
    if (this.#good.has(hash)) return look()
    const limits = [{ name: networkOf(address), max: this.#max }]
    const { remaining, resetSeconds: seconds } = this.#limiter.look(limits)
    if (remaining === 0) {
      throw new ReelgateError('lookups_limited', { retryAfterSeconds: seconds, values: { seconds, limit: this.#max } })
    }
    const found = await look()
    if (found === undefined) this.#limiter.take(limits)
    else this.#remember(hash)
    return found
  }

  #remember(hash: string): void {
    const [oldest] = this.#good
    if (this.#good.size >= GOOD_MAX && oldest !== undefined) this.#good.delete(oldest)
    this.#good.add(hash)
  }
}
