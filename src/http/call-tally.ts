import { ReelgateError } from '../domain/errors.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Distribution } from '../metrics/metrics.ts'

/** How the calls of one route are counted: names as the router knows them, never as a caller wrote them. */
export interface Counted {
  method: string
  /** The pattern of the route. */
  path: string
  isSubmit: boolean
}

/** Counts the calls of one route. A poll pays for a clock and two additions. */
export class CallTally {
  readonly #metrics: Metrics
  readonly #counted: Counted
  /** By the first digit of the status. */
  readonly #series: (Distribution | undefined)[] = []

  constructor(metrics: Metrics, counted: Counted) {
    this.#metrics = metrics
    this.#counted = counted
  }

  answered(status: number, seconds: number): void {
    const digit = Math.floor(status / 100)
    this.#series[digit] ??= this.#metrics.distribution('http', {
      method: this.#counted.method,
      route: this.#counted.path,
      status: `${digit}xx`,
    })
    this.#series[digit].observe(seconds)
  }

  /** The call was refused, or failed. */
  refused(thrown: unknown): void {
    if (!this.#counted.isSubmit) return
    const error = thrown instanceof ReelgateError ? thrown.code : 'server_error'
    this.#metrics.add('submits', { result: 'refused', error })
  }
}
