import type { Database } from '../db/database.ts'
import { listObservedTimes } from '../db/observed-times.ts'
import type { ObservedTime } from '../db/observed-times.ts'
import type { Provider } from '../domain/provider.ts'
import type { StoredRequest } from '../domain/video-request.ts'

/** Completed tasks of each provider that are looked at: few enough to be read in no time, enough to show what is usual. */
const TASKS_MAX = 300
/** With fewer of a kind there is no telling. */
const TASKS_MIN = 5

const kindOf = ({ model, resolution, durationSeconds, sampleCount }: StoredRequest) =>
  [model, resolution, durationSeconds, sampleCount].join(' ')

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}

/** Medians of the groups that have enough values. */
function mediansOf(
  observed: readonly ObservedTime[],
  keyOf: (request: StoredRequest) => string,
  valueOf: (time: ObservedTime) => number,
): ReadonlyMap<string, number> {
  const groups = Map.groupBy(observed, ({ request }) => keyOf(request))
  const large = [...groups].filter(([, times]) => times.length >= TASKS_MIN)
  return new Map(large.map(([key, times]) => [key, median(times.map(valueOf))]))
}

interface Observed {
  /** Seconds, by model, resolution, duration and number of videos. */
  seconds: ReadonlyMap<string, number>
  /** By model: how many times as long as the provider's own guess it took. */
  ratios: ReadonlyMap<string, number>
}

/**
 * How long providers take, as their finished tasks show. Kept in memory and read anew now and then, so that neither a
 * submit nor a poll asks the database for it.
 */
export class RouteTimes {
  readonly #db: Database
  readonly #providers: ReadonlyMap<string, Provider>
  readonly #observed = new Map<string, Observed>()

  constructor(db: Database, providers: ReadonlyMap<string, Provider>) {
    this.#db = db
    this.#providers = providers
  }

  /**
   * Whole seconds that the provider is likely to take, at least 1; waiting for it is not in them. The median of the same
   * kind of task; where there are too few, the provider's own guess, set right by what its tasks of this model took.
   */
  estimate(provider: Provider, request: StoredRequest): number {
    const observed = this.#observed.get(provider.name)
    const ratio = observed?.ratios.get(request.model) ?? 1
    const seconds = observed?.seconds.get(kindOf(request)) ?? provider.estimateSeconds(request) * ratio
    return Math.max(1, Math.round(seconds))
  }

  async refresh(): Promise<void> {
    for (const provider of this.#providers.values()) {
      const observed = await listObservedTimes(this.#db.read, provider.name, TASKS_MAX)
      this.#observed.set(provider.name, {
        seconds: mediansOf(observed, kindOf, ({ ms }) => ms / 1000),
        ratios: mediansOf(
          observed,
          ({ model }) => model,
          ({ request, ms }) => ms / 1000 / Math.max(1, provider.estimateSeconds(request)),
        ),
      })
    }
  }
}
