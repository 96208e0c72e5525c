import type { Database } from '../db/database.ts'
import type { DenyRule } from '../domain/deny-list.ts'
import type { Catalogue } from '../domain/model.ts'
import type { Provider } from '../domain/provider.ts'
import type { ImageLimits } from '../images/limits.ts'
import type { PersonFinder } from '../images/person-finder.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Queue } from '../queue/queue.ts'
import type { Pictures } from '../store/pictures.ts'
import type { Store } from '../store/store.ts'
import type { Tracing } from '../tracing/tracing.ts'
import type { CurrentPrices } from './current-prices.ts'
import type { RouteHealth } from './route-health.ts'
import type { RouteTimes } from './route-times.ts'

/**
 * The places between which a process may die, in the order in which a task passes them. A test kills the real process
 * at each and looks at what the next one makes of it.
 */
export const STEPS = [
  'accept:images-kept',
  'accept:committed',
  'claim:leased',
  'start:attempt-stored',
  'start:provider-answered',
  'start:token-stored',
  'check:done-seen',
  'keep:artifacts-named',
  'keep:bytes-stored',
  'settle:before-commit',
  'settle:committed',
  'settle:cleaned',
  'tell:answered',
  'tell:noted',
] as const

export type Step = (typeof STEPS)[number]

interface FlowSettings {
  /** Absolute path of the data folder. */
  dataDir: string
  queueTasksMax: number
  leaseMs: number
  /** How long a task may wait to be started before it is failed and refunded. */
  waitMs: number
  /** How long a task may be with its provider before it is failed and refunded. */
  taskTimeoutMs: number
  /** How long checks, or storing, may go on failing before the task is failed and refunded. */
  noiseMs: number
  /** How long a task whose start has an unknown outcome waits before it is failed and refunded. */
  unresolvedMs: number
  resultTtlMs: number
  uploadTtlMs: number
  /** How long after a task's end its prompt is kept; null: for ever. */
  promptTtlMs: number | null
  idempotencyTtlMs: number
  webhooks: {
    /** How long a receiver may take to answer. */
    timeoutMs: number
    /** Between the tries. */
    pausesMs: readonly number[]
    /** Addresses that are not public may be told too. */
    allowPrivate: boolean
    isSigned: boolean
    /** How long it is kept what came of a webhook. */
    logMs: number
  }
  /** What no prompt may have. */
  denyRules: readonly DenyRule[]
  images: ImageLimits
}

/** Everything a verb of the flow may touch. */
export interface Flow {
  db: Database
  queue: Queue
  store: Store
  pictures: Pictures
  providers: ReadonlyMap<string, Provider>
  catalogue: Catalogue
  prices: CurrentPrices
  /** Other processes may serve the same database. */
  isShared: boolean
  health: RouteHealth
  times: RouteTimes
  people: PersonFinder
  metrics: Metrics
  tracing: Tracing
  clock: Clock
  log: Log
  settings: FlowSettings
  /** Called at each step; does nothing outside of tests. */
  reached: (step: Step, taskId: string) => void
}

/** The provider a task was accepted for. One that is no longer configured is a configuration fault, not the caller's. */
export function providerOf(flow: Flow, name: string): Provider {
  const provider = flow.providers.get(name)
  if (provider === undefined) throw new Error(`provider ${name} is not configured`)
  return provider
}
