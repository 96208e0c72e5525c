import { Alarm } from '../lib/alarm.ts'
import { describeError } from '../lib/log.ts'
import { sleep } from '../lib/sleep.ts'
import type { Claimed } from '../queue/queue.ts'
import { CheckLane } from './check-lane.ts'
import type { Watch } from './check-lane.ts'
import type { Flow } from './context.ts'
import { driveTask } from './drive-provider.ts'
import { orLetGo } from './drive.ts'

/** The longest sleep: after it the lists are looked at again whatever was planned. */
const IDLE_MS = 1_000
/** The shortest pause between two looks. */
const PAUSE_MS = 5
const AFTER_ERROR_MS = 1_000
/** A task that has been due for longer was left by a process that ended; others come one by one, as they are started. */
const LEFT_MS = 3_000
/** So many tasks that were left and come into this worker's hands at once are looked at at once. */
const AT_ONCE = 32
/** The rest of them is spread over this time, and stays spread: it does not come in waves afterwards. */
const SPREAD_MS = 10_000

interface WatcherParts {
  flow: Flow
  /** Aborts the steps under way. */
  signal: AbortSignal
  /** A task is no longer in this worker's hands: there may be a place for another. */
  onReleased: () => void
}

/**
 * Looks at the tasks that are with a provider, each when it is due. They stay in this worker's hands until they end, with
 * their times in memory: a check that learns nothing costs the call, two reads, and no write.
 */
export class Watcher {
  readonly #parts: WatcherParts
  readonly #watches = new Map<string, Watch>()
  /** By provider. */
  readonly #lanes = new Map<string, CheckLane>()
  readonly #active = new Set<Promise<void>>()
  readonly #alarm = new Alarm()
  #stopped = false

  constructor(parts: WatcherParts) {
    this.#parts = parts
  }

  /** Looks until `stop`. */
  async run(): Promise<void> {
    while (!this.#stopped) {
      let pauseMs: number
      try {
        pauseMs = await this.#look()
      } catch (error) {
        this.#parts.flow.log.error({ error: describeError(error) }, 'checks could not be made')
        pauseMs = AFTER_ERROR_MS
      }
      await sleep(PAUSE_MS)
      await this.#alarm.wait(Math.max(0, pauseMs - PAUSE_MS))
    }
  }

  wake(): void {
    this.#alarm.ring()
  }

  /** Makes no more checks; those under way go on. */
  stop(): void {
    this.#stopped = true
    this.wake()
  }

  /** Checks and copies under way. */
  get active(): Iterable<Promise<void>> {
    return this.#active
  }

  get size(): number {
    return this.#watches.size
  }

  /** Takes tasks into its hands. One that it has already, since its lease ran out in these hands, keeps its time. */
  add(claims: readonly Claimed[]): void {
    const now = this.#parts.flow.clock.now()
    let left = 0
    for (const claim of claims) {
      const known = this.#watches.get(claim.taskId)
      if (known !== undefined) {
        // Its step may have released it a moment ago, by its last act.
        known.isReclaimed = known.active
        continue
      }
      const isLeft = now - claim.dueAt > LEFT_MS
      if (isLeft) left += 1
      const at = isLeft && left > AT_ONCE ? now + Math.floor(Math.random() * SPREAD_MS) : now
      const watch = { claim, at, active: false, isHurried: false, isReclaimed: false }
      this.#watches.set(claim.taskId, watch)
      this.#laneOf(watch).waiting.add(watch)
    }
    this.wake()
  }

  /** Has tasks looked at now; one whose step is under way, as soon as that has ended. */
  hurry(taskIds: readonly string[]): void {
    const now = this.#parts.flow.clock.now()
    for (const taskId of taskIds) {
      const watch = this.#watches.get(taskId)
      if (watch?.active === true) watch.isHurried = true
      else if (watch !== undefined) this.#laneOf(watch).waiting.hurry(watch, now)
    }
    this.wake()
  }

  /** When a task is due (ms); undefined where it is not in these hands, or a step is under way. */
  nextCheckAt(taskId: string): number | undefined {
    const watch = this.#watches.get(taskId)
    return watch?.active === false ? watch.at : undefined
  }

  #laneOf({ claim }: Watch): CheckLane {
    const { provider: name } = claim
    let lane = this.#lanes.get(name)
    if (lane === undefined) {
      lane = new CheckLane(name, this.#parts.flow.providers.get(name))
      this.#lanes.set(name, lane)
    }
    return lane
  }

  /** Sets going what is due; returns for how long there is nothing more to do. */
  async #look(): Promise<number> {
    const { flow } = this.#parts
    let nextAt = Infinity
    for (const lane of this.#lanes.values()) {
      let watch: Watch | undefined
      while ((watch = await lane.takeDue(flow)) !== undefined) this.#begin(lane, watch)
      nextAt = Math.min(nextAt, lane.nextAt() ?? Infinity)
    }
    return Math.max(PAUSE_MS, Math.min(IDLE_MS, nextAt - flow.clock.now()))
  }

  #begin(lane: CheckLane, watch: Watch): void {
    watch.active = true
    const step = this.#takeStep(lane, watch).finally(() => this.#active.delete(step))
    this.#active.add(step)
  }

  async #takeStep(lane: CheckLane, watch: Watch): Promise<void> {
    const { flow, signal, onReleased } = this.#parts
    const { claim } = watch
    lane.checking += 1
    let next = await orLetGo(flow, claim, () => driveTask(flow, claim, signal))
    lane.checking -= 1
    this.wake()
    // Its place among the checks is free by now: a long copy delays no other task's check.
    while (next.kind === 'copy') {
      const { copy } = next
      next = await lane.takeCopyTurn(() => orLetGo(flow, claim, copy))
    }
    const { isHurried, isReclaimed } = watch
    if (next.kind === 'released' && !isReclaimed) {
      this.#watches.delete(claim.taskId)
      return onReleased()
    }
    const at = next.kind === 'check' && !isHurried ? next.at : flow.clock.now()
    Object.assign(watch, { at, active: false, isHurried: false, isReclaimed: false })
    lane.waiting.add(watch)
    this.wake()
  }
}
