import type { Clock } from '../lib/clock.ts'

export const WINDOW_MS = 60_000

/** So many calls a minute, counted under a name. */
export interface Limit {
  name: string
  max: number
}

/** A minute of calls, as it is kept over a restart and shared with other nodes. */
export interface CallWindow {
  name: string
  used: number
  /** Milliseconds since the epoch. */
  endsAt: number
}

/** Calls of a minute that were counted here and that nobody else knows of yet; fewer than none where some were given back. */
export interface NewCalls {
  name: string
  calls: number
  endsAt: number
}

interface Window extends CallWindow {
  max: number
  /** Calls that were taken back out of it here. */
  givenBack: number
  /** Calls in `used` that were not handed out. */
  unshared: number
}

/** Where a call stands with the tightest of its limits. */
export interface LimitState {
  max: number
  /** Calls left in this minute. */
  remaining: number
  /** Whole seconds until the minute is over: a call that was refused is taken then. */
  resetSeconds: number
}

/** A call that was counted; `isRefused`: it found no place, and nothing was counted. */
export interface Taken extends LimitState {
  isRefused: boolean
  windows: readonly Window[]
}

/**
 * Calls a minute. A minute begins with the first call after the one before was over, so that a limit of N means: N calls,
 * then a wait of at most a minute. Counted in memory, since a poll must not cost a write; what was counted is handed out by
 * `takeNew`, and what all have counted together comes in by `takeUp`.
 */
export class RateLimiter {
  readonly #clock: Clock
  readonly #windowsMax: number
  /** Roughly in the order in which they end, since all are equally long. */
  readonly #windows = new Map<string, Window>()
  /** Those with calls that were not handed out. */
  readonly #changed = new Set<Window>()

  /** With `windowsMax` names the oldest is forgotten, which errs for its calls. */
  constructor(clock: Clock, windowsMax = Infinity) {
    this.#clock = clock
    this.#windowsMax = windowsMax
  }

  /** Where a call would stand with all of its limits, without counting it. */
  look(limits: readonly Limit[]): LimitState {
    const now = this.#clock.now()
    let tightest: LimitState = { max: 0, remaining: Infinity, resetSeconds: 0 }
    for (const { name, max } of limits) {
      const window = this.#live(name, now)
      const remaining = Math.max(0, max - (window?.used ?? 0))
      const resetSeconds = Math.ceil(((window?.endsAt ?? now + WINDOW_MS) - now) / 1000)
      const isTighter =
        remaining < tightest.remaining || (remaining === tightest.remaining && resetSeconds > tightest.resetSeconds)
      if (isTighter) tightest = { max, remaining, resetSeconds }
    }
    return tightest
  }

  /** Counts one call against all of its limits, or against none where one of them is used up. */
  take(limits: readonly Limit[]): Taken {
    const state = this.look(limits)
    if (state.remaining === 0) return { ...state, isRefused: true, windows: [] }
    const now = this.#clock.now()
    const windows = limits.map(({ name, max }) => {
      const window = this.#live(name, now) ?? this.#open(name, now + WINDOW_MS)
      window.max = max
      return window
    })
    for (const window of windows) this.#count(window, 1)
    return { ...state, remaining: state.remaining - 1, isRefused: false, windows }
  }

  /** Takes a call back out of its minute; no more calls of a minute than its limit, since refused ones cost work too. */
  giveBack({ windows }: Taken): void {
    for (const window of windows) {
      if (window.givenBack >= window.max) continue
      this.#count(window, -1)
      window.givenBack += 1
    }
  }

  /** Calls of running minutes that were not handed out before. What can't be passed on is given again to `untake`. */
  takeNew(): NewCalls[] {
    const now = this.#clock.now()
    const found: NewCalls[] = []
    for (const window of this.#changed) {
      const { name, endsAt, unshared: calls } = window
      window.unshared = 0
      if (endsAt > now && calls !== 0) found.push({ name, calls, endsAt })
    }
    this.#changed.clear()
    return found
  }

  /** These calls were not passed on after all. */
  untake(calls: readonly NewCalls[]): void {
    for (const { name, calls: count, endsAt } of calls) {
      const window = this.#windows.get(name)
      if (window?.endsAt !== endsAt) continue
      window.unshared += count
      this.#changed.add(window)
    }
  }

  /** What all have counted together; what was not handed out here comes on top. A minute that is over says nothing. */
  takeUp(windows: readonly CallWindow[]): void {
    const now = this.#clock.now()
    for (const { name, used, endsAt } of windows.toSorted((a, b) => a.endsAt - b.endsAt)) {
      if (endsAt <= now) continue
      const window = this.#live(name, now) ?? this.#open(name, endsAt)
      window.endsAt = endsAt
      window.used = Math.max(0, used + window.unshared)
    }
  }

  /** Raises minutes to what came in them for certain. */
  raise(windows: readonly CallWindow[]): void {
    const now = this.#clock.now()
    for (const { name, used, endsAt } of windows) {
      if (endsAt <= now) continue
      const window = this.#live(name, now) ?? this.#open(name, endsAt)
      if (window.used < used) this.#count(window, used - window.used)
    }
  }

  #count(window: Window, calls: number): void {
    window.used += calls
    window.unshared += calls
    this.#changed.add(window)
  }

  #live(name: string, now: number): Window | undefined {
    const window = this.#windows.get(name)
    return window !== undefined && window.endsAt > now ? window : undefined
  }

  #open(name: string, endsAt: number): Window {
    // Taken out first, so that it goes to the end of the order.
    const over = this.#windows.get(name)
    if (over !== undefined) this.#forget(over)
    this.#forgetOld()
    const window = { name, max: 0, used: 0, endsAt, givenBack: 0, unshared: 0 }
    this.#windows.set(name, window)
    return window
  }

  #forgetOld(): void {
    const now = this.#clock.now()
    for (const window of this.#windows.values()) {
      if (window.endsAt > now && this.#windows.size < this.#windowsMax) return
      this.#forget(window)
    }
  }

  #forget(window: Window): void {
    this.#windows.delete(window.name)
    this.#changed.delete(window)
  }
}
