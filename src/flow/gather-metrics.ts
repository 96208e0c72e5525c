import { statfs } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sumHeld } from '../db/accounts.ts'
import { countUnfinished } from '../db/tasks.ts'
import { isFinal, TASK_STATES } from '../domain/task.ts'
import type { Flow } from './context.ts'

/** However often it is scraped, the database is asked at most once in this time. */
const GATHER_EVERY_MS = 5_000
/** How often the event loop's lag is taken. */
const LAG_EVERY_MS = 20
const BREAKER_STATES = ['closed', 'half-open', 'open'] as const
const PHASES = ['start', 'follow', 'parked'] as const
const UNFINISHED = TASK_STATES.filter((state) => !isFinal(state))

/** What is not counted as it happens but asked when somebody wants to know. To be closed: it watches the event loop. */
export class Gauges {
  readonly #flow: Flow
  readonly #lag = monitorEventLoopDelay({ resolution: LAG_EVERY_MS })
  #gathered: { at: number; done: Promise<void> } | undefined

  constructor(flow: Flow) {
    this.#flow = flow
    this.#lag.enable()
  }

  close(): void {
    this.#lag.disable()
  }

  /** All metrics as they are now, in Prometheus's text format. */
  async text(): Promise<string> {
    const now = this.#flow.clock.now()
    const age = Math.abs(now - (this.#gathered?.at ?? -Infinity))
    if (this.#gathered === undefined || age >= GATHER_EVERY_MS) {
      const done = this.#gather(now)
      this.#gathered = { at: now, done }
      // One that failed is not kept.
      done.catch(() => void (this.#gathered = undefined))
    }
    await this.#gathered.done
    this.#look()
    return this.#flow.metrics.text()
  }

  /** Costs as much as there are tasks that have not ended, and accounts; however many have ended does not matter. */
  async #gather(now: number): Promise<void> {
    const { db, queue, metrics, providers, settings } = this.#flow
    const began = performance.now()
    const unfinished = new Map((await countUnfinished(db.read)).map((row) => [row.state, row]))
    const depths = await queue.depths()
    const held = await sumHeld(db.read)
    const value = (performance.now() - began) / 1000
    metrics.replace('gatherSeconds', [{ labels: {}, value }])
    metrics.replace(
      'tasks',
      UNFINISHED.map((state) => ({ labels: { state }, value: unfinished.get(state)?.count ?? 0 })),
    )
    const ageOf = (oldestAt = now) => Math.max(0, now - oldestAt) / 1000
    metrics.replace(
      'taskAge',
      UNFINISHED.map((state) => ({ labels: { state }, value: ageOf(unfinished.get(state)?.oldestAt) })),
    )
    const configured = [...providers.keys()].flatMap((provider) =>
      PHASES.map((phase) => ({ labels: { provider, phase }, value: 0 })),
    )
    const filled = depths.map(({ provider, phase, count }) => ({ labels: { provider, phase }, value: count }))
    metrics.replace('queueJobs', [...configured, ...filled])
    metrics.replace('holds', [{ labels: {}, value: held }])
    const disk = await statfs(settings.dataDir)
    metrics.replace('diskFree', [{ labels: {}, value: disk.bavail * disk.bsize }])
    metrics.replace('diskSize', [{ labels: {}, value: disk.blocks * disk.bsize }])
  }

  /** What is known without asking anyone. */
  #look(): void {
    const { metrics, providers, health } = this.#flow
    metrics.replace(
      'breaker',
      [...providers.keys()].flatMap((provider) => {
        const now = health.stateOf(provider)
        return BREAKER_STATES.map((state) => ({ labels: { provider, state }, value: state === now ? 1 : 0 }))
      }),
    )
    const lagAt = (percentile: number) => Math.max(0, this.#lag.percentile(percentile) / 1e9 - LAG_EVERY_MS / 1000)
    const percentiles = this.#lag.count === 0 ? [] : [50, 99, 100]
    metrics.replace(
      'loopLag',
      percentiles.map((percentile) => ({ labels: { percentile: String(percentile) }, value: lagAt(percentile) })),
    )
    this.#lag.reset()
    const { rss, heapUsed } = process.memoryUsage()
    const { user, system } = process.cpuUsage()
    metrics.replace('memory', [{ labels: {}, value: rss }])
    metrics.replace('heap', [{ labels: {}, value: heapUsed }])
    metrics.replace('cpu', [{ labels: {}, value: (user + system) / 1e6 }])
    metrics.replace('started', [{ labels: {}, value: Math.round(performance.timeOrigin / 1000) }])
  }
}
