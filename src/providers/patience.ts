const FIRST_MS = 2_000
const MAX_MS = 5 * 60_000
const TOLD_MS_MAX = 60 * 60_000

/** Growing waits while a provider takes nothing; the first success begins anew. */
export class Patience {
  #failures = 0

  /** Milliseconds until it is worth asking again; what the provider itself says is believed, up to an hour. */
  next(toldMs = 0): number {
    const ms = Math.min(MAX_MS, FIRST_MS * 2 ** this.#failures)
    this.#failures = Math.min(this.#failures + 1, 10)
    return toldMs > 0 ? Math.min(toldMs, TOLD_MS_MAX) : ms
  }

  reset(): void {
    this.#failures = 0
  }
}
