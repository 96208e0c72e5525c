import { countStarting } from '../db/route-health.ts'
import { Alarm } from '../lib/alarm.ts'
import { newSecret } from '../lib/ids.ts'
import { describeError } from '../lib/log.ts'
import { sleep } from '../lib/sleep.ts'
import { JOB_DUE } from '../queue/queue.ts'
import type { Claimed, Room } from '../queue/queue.ts'
import type { Flow } from './context.ts'
import { driveTask } from './drive-provider.ts'
import { orLetGo } from './drive.ts'
import { Watcher } from './watch-tasks.ts'

/** Starts that one worker has under way at each provider: one that hangs delays no other provider's. */
const STARTS_AT_ONCE = 32
/** Jobs taken by one claim. */
const CLAIM_MAX = 500
/** The longest sleep: after it the worker looks again even if nobody woke it. */
const IDLE_MS = 1_000
/** The shortest pause between two looks, so that work that can't be had now is not asked for in a tight loop. */
const PAUSE_MS = 5
const AFTER_ERROR_MS = 1_000
/** How long steps that were aborted may take to notice. */
const ABORT_MS_MAX = 1_000

interface Step {
  provider: string
  done: Promise<void>
  /** Claimed again before the step had quite ended, or after our own lease ran out: taken up at its end. */
  again?: Claimed
}

/** Takes jobs from the queue under a lease: starts what waits, and follows what is with a provider, until it is stopped. */
export class Worker {
  readonly #flow: Flow
  readonly #owner = `worker_${newSecret(12)}`
  readonly #stopping = new AbortController()
  /** Steps under way that are no checks, by task. */
  readonly #active = new Map<string, Step>()
  readonly #alarm = new Alarm()
  readonly #watcher: Watcher
  #loops: Promise<unknown> = Promise.resolve()
  #draining = false
  #heartbeat: NodeJS.Timeout | undefined
  #stopListening = () => {}

  constructor(flow: Flow) {
    this.#flow = flow
    this.#watcher = new Watcher({ flow, signal: this.#stopping.signal, onReleased: () => this.#alarm.ring() })
  }

  start(): void {
    const { leaseMs } = this.#flow.settings
    this.#heartbeat = setInterval(() => void this.#extendLeases(), leaseMs / 3)
    this.#stopListening = this.#flow.db.listen(
      (word) => {
        if (word === JOB_DUE) this.#alarm.ring()
      },
      () => this.wake(),
    )
    this.#loops = Promise.all([this.#run(), this.#watcher.run()])
  }

  /** Something may be due now: a task was accepted, or cancelled. */
  wake(): void {
    this.#alarm.ring()
    this.#watcher.wake()
  }

  /** When a task that this worker follows is checked next (ms); undefined where it has none such, or a step is under way. */
  nextCheckAt(taskId: string): number | undefined {
    return this.#watcher.nextCheckAt(taskId)
  }

  /**
   * Takes no more work, lets the steps that are under way end for at most `graceMs`, then aborts them, and hands every
   * lease back. What runs at a provider goes on there; the next process follows it from its stored token. A step that
   * doesn't heed the abort is left behind: without its lease it can change nothing.
   */
  async drain(graceMs: number): Promise<void> {
    this.#draining = true
    this.#stopListening()
    this.#watcher.stop()
    this.wake()
    await this.#loops
    const steps = [...[...this.#active.values()].map(({ done }) => done), ...this.#watcher.active]
    const done = new AbortController()
    const idle = Promise.all(steps).then(() => done.abort())
    await Promise.race([idle, sleep(graceMs, done.signal)])
    this.#stopping.abort(new Error('the server is shutting down'))
    await Promise.race([idle, sleep(ABORT_MS_MAX, done.signal)])
    clearInterval(this.#heartbeat)
    await this.#handBack()
  }

  /** Where the database is away the leases run out by themselves. */
  async #handBack(): Promise<void> {
    const { queue, log } = this.#flow
    try {
      await queue.releaseAll(this.#owner)
    } catch (error) {
      log.warn({ error: describeError(error) }, 'leases could not be handed back, and run out instead')
    }
  }

  async #run(): Promise<void> {
    while (!this.#draining) {
      let pauseMs: number
      try {
        this.#watcher.hurry(await this.#flow.queue.takeHurried(this.#owner))
        pauseMs = await this.#takeDue()
      } catch (error) {
        this.#flow.log.error({ error: describeError(error) }, 'the queue could not be read')
        pauseMs = AFTER_ERROR_MS
      }
      // However often it rings, the queue is asked at most once in PAUSE_MS.
      await sleep(PAUSE_MS)
      await this.#alarm.wait(Math.max(0, pauseMs - PAUSE_MS))
    }
  }

  /** Where work may be started at this moment, and how much, with the starts that are under way here taken off. */
  async #rooms(): Promise<ReadonlyMap<string, Room>> {
    const { db, providers, health } = this.#flow
    const rooms = new Map<string, Room>()
    for (const { name, capacity, worksHere, startsPerMinute } of providers.values()) {
      const starting = [...this.#active.values()].filter(({ provider }) => provider === name).length
      const [startsHere, most] = [health.startsMax(name), STARTS_AT_ONCE - starting]
      // A provider that is only tried is not tried by another node at the same time.
      const isTried = startsHere > 0 && startsHere < Infinity
      const startsMax = isTried ? startsHere - (await countStarting(db.read, name)) : startsHere
      const heldBy = worksHere && this.#owner
      if (startsMax > 0 && most > 0) rooms.set(name, { capacity, heldBy, startsPerMinute, startsMax, most })
    }
    return rooms
  }

  /** Claims what is due and sets it going; returns for how long there is nothing more to do. */
  async #takeDue(): Promise<number> {
    const { queue, clock, settings } = this.#flow
    const now = clock.now()
    const rooms = await this.#rooms()
    const turn = await queue.nextTurn(now, rooms)
    if (turn === undefined) return IDLE_MS
    if (turn > now) return Math.min(IDLE_MS, turn - now)
    const leaseUntil = now + settings.leaseMs
    const claimed = await queue.claim({ owner: this.#owner, now, leaseUntil, limit: CLAIM_MAX, rooms })
    for (const { taskId } of claimed) this.#flow.reached('claim:leased', taskId)
    this.#takeUp(claimed)
    return PAUSE_MS
  }

  #takeUp(claimed: readonly Claimed[]): void {
    const followed: Claimed[] = []
    for (const claim of claimed) {
      const step = this.#active.get(claim.taskId)
      if (step !== undefined) step.again = claim
      else if (claim.phase === 'follow') followed.push(claim)
      else this.#begin(claim)
    }
    this.#watcher.add(followed)
  }

  #begin(claim: Claimed): void {
    const step: Step = { provider: claim.provider, done: Promise.resolve() }
    this.#active.set(claim.taskId, step)
    step.done = this.#takeStep(claim, step)
  }

  async #takeStep(claim: Claimed, step: Step): Promise<void> {
    const next = await orLetGo(this.#flow, claim, () => driveTask(this.#flow, claim, this.#stopping.signal))
    this.#active.delete(claim.taskId)
    if (next.kind === 'check') this.#watcher.add([{ ...claim, phase: 'follow', dueAt: next.at }])
    if (step.again !== undefined && !this.#draining) this.#takeUp([step.again])
    this.#alarm.ring()
  }

  async #extendLeases(): Promise<void> {
    const { queue, clock, settings, log } = this.#flow
    const now = clock.now()
    try {
      if (this.#active.size + this.#watcher.size > 0) await queue.extend(this.#owner, now, now + settings.leaseMs)
    } catch (error) {
      log.error({ error: describeError(error) }, 'leases could not be extended')
    }
  }
}
