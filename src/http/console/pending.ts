import type { Clock } from '../../lib/clock.ts'
import { newSecret } from '../../lib/ids.ts'

const PATIENCE_MS = 5 * 60_000
/** With more at once the oldest is forgotten: whoever began it begins again. */
const PENDING_MAX = 10_000
const ID_CHARACTERS = 32

/**
 * What was begun in a browser and is to be ended there within five minutes: each can be taken up once. In memory, since a
 * restart costs no more than beginning again.
 */
export class Pending<T> {
  readonly #clock: Clock
  /** Oldest first. */
  readonly #begun = new Map<string, { value: T; until: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Returns the name under which it can be taken up. */
  begin(value: T): string {
    const now = this.#clock.now()
    for (const [id, { until }] of this.#begun) {
      if (until > now && this.#begun.size < PENDING_MAX) break
      this.#begun.delete(id)
    }
    const id = newSecret(ID_CHARACTERS)
    this.#begun.set(id, { value, until: now + PATIENCE_MS })
    return id
  }

  /** undefined: it was never begun, was taken up before, or its time is over. */
  take(id: string): T | undefined {
    const found = this.#begun.get(id)
    this.#begun.delete(id)
    return found !== undefined && found.until > this.#clock.now() ? found.value : undefined
  }
}
