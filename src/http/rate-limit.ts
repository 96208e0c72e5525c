import type { Clock } from '../lib/clock.ts'

export const WINDOW_MS = 60_000

/** So many calls a minute, counted under a name. */
export interface Limit {
  name: string
  max: number
}

/** A minute of calls, as it is kept over a restart. */
export interface CallWindow {
  name: string
  used: number
  /** Milliseconds since the epoch. */
  endsAt: number
}

interface Window extends CallWindow {
  max: number
  /** Calls that were taken back out of it. */
  givenBack: number
  /** False while it differs from what was last kept. */
  isKept: boolean
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
 * then a wait of at most a minute. Counted in memory, since a poll must not cost a write; what is to outlive the process
 * is handed out by `unkept` and comes back by `restore`.
 */
export class RateLimiter {
  readonly #clock: Clock
  readonly #windowsMax: number
  /** In the order in which they end, since all are equally long. */
  readonly #windows = new Map<string, Window>()

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
    for (const window of windows) {
      window.used += 1
      window.isKept = false
    }
    return { ...state, remaining: state.remaining - 1, isRefused: false, windows }
  }

  /** Takes a call back out of its minute; no more calls of a minute than its limit, since refused ones cost work too. */
  giveBack({ windows }: Taken): void {
    for (const window of windows) {
      if (window.givenBack >= window.max) continue
      window.used -= 1
      window.givenBack += 1
      window.isKept = false
    }
  }

  /** Minutes that have changed since they were last handed out. */
  unkept(): CallWindow[] {
    const now = this.#clock.now()
    const changed = [...this.#windows.values()].filter(({ isKept, endsAt }) => !isKept && endsAt > now)
    for (const window of changed) window.isKept = true
    return changed.map(({ name, used, endsAt }) => ({ name, used, endsAt }))
  }

  /** What a process before this one had counted. Before the first call only. */
  restore(windows: readonly CallWindow[]): void {
    for (const { name, used, endsAt } of windows.toSorted((a, b) => a.endsAt - b.endsAt)) {
      this.#open(name, endsAt).used = used
    }
  }

  #live(name: string, now: number): Window | undefined {
    const window = this.#windows.get(name)
    return window !== undefined && window.endsAt > now ? window : undefined
  }

  #open(name: string, endsAt: number): Window {
    // Taken out first, so that it goes to the end of the order.
    this.#windows.delete(name)
    this.#forgetOld()
    const window = { name, max: 0, used: 0, endsAt, givenBack: 0, isKept: false }
    this.#windows.set(name, window)
    return window
  }

  #forgetOld(): void {
    const now = this.#clock.now()
    for (const [name, { endsAt }] of this.#windows) {
      if (endsAt > now && this.#windows.size < this.#windowsMax) return
      this.#windows.delete(name)
    }
  }
}
