import type { Clock } from '../../src/lib/clock.ts'

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  #now: number

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  /** Moves on by this many milliseconds. */
  advance(ms: number): void {
    this.#now += ms
  }
}
