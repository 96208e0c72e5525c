import type { Clock } from '../lib/clock.ts'

const WINDOW_MS = 60_000

export interface LimitState {
  limit: number
  /** Calls left in this minute; below zero for a call that must be refused. */
  remaining: number
  /** Whole seconds until the minute is over. */
  resetSeconds: number
}

/**
 * Calls a minute for each key. A minute begins with the first call after the one before was over, so that a limit of N
 * means: N calls, then a wait of at most a minute. Kept in memory: a restart begins anew, which errs for the caller.
 */
export class RateLimiter {
  readonly #clock: Clock
  readonly #windows = new Map<string, { endsAt: number; used: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Counts one call. */
  take(key: string, limit: number): LimitState {
    const now = this.#clock.now()
    let window = this.#windows.get(key)
    if (window === undefined || window.endsAt <= now) {
      window = { endsAt: now + WINDOW_MS, used: 0 }
      this.#windows.set(key, window)
    }
    window.used += 1
    return { limit, remaining: limit - window.used, resetSeconds: Math.ceil((window.endsAt - now) / 1000) }
  }

  /** Forgets the minutes that are over. */
  sweep(): void {
    const now = this.#clock.now()
    for (const [key, window] of this.#windows) if (window.endsAt <= now) this.#windows.delete(key)
  }
}
