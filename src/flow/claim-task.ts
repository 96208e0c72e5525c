import { Alarm } from '../lib/alarm.ts'
import { newSecret } from '../lib/ids.ts'
import { describeError } from '../lib/log.ts'
import { sleep } from '../lib/sleep.ts'
import { LeaseLost } from '../queue/queue.ts'
import type { Claim, Room } from '../queue/queue.ts'
import type { Flow } from './context.ts'
import { driveTask } from './drive-provider.ts'

/** Steps of different tasks that one worker takes at a time. Each is short: a call, a row, a copy of a file. */
const STEPS_AT_ONCE = 32
/** The longest sleep: after it the worker looks again even if nobody woke it. */
const IDLE_MS = 1_000
/** The shortest pause between two looks, so that work that can't be had now is not asked for in a tight loop. */
const PAUSE_MS = 5
const AFTER_ERROR_MS = 1_000
const AFTER_FAULT_MS = 15_000

/** Where work may be started at this moment, and how much. */
function roomsOf({ providers, health }: Flow): ReadonlyMap<string, Room> {
  const rooms = [...providers.values()].map(({ name, capacity, startsPerMinute }) => {
    return [name, { capacity, startsPerMinute, startsMax: health.startsMax(name) }] as const
  })
  return new Map(rooms.filter(([, { startsMax }]) => startsMax > 0))
}

/** Takes jobs from the queue under a lease and drives each one step, for as long as it is not stopped. */
export class Worker {
  readonly #flow: Flow
  readonly #owner = `worker_${newSecret(12)}`
  readonly #stopping = new AbortController()
  /** The steps under way, by task. */
  readonly #active = new Map<string, Promise<void>>()
  readonly #alarm = new Alarm()
  #loop: Promise<void> = Promise.resolve()
  #draining = false
  #heartbeat: NodeJS.Timeout | undefined

  constructor(flow: Flow) {
    this.#flow = flow
  }

  start(): void {
    const { leaseMs } = this.#flow.settings
    this.#heartbeat = setInterval(() => void this.#extendLeases(), leaseMs / 3)
    this.#loop = this.#run()
  }

  /** Something may be due now: a task was accepted, or cancelled. */
  wake(): void {
    this.#alarm.ring()
  }

  /**
   * Takes no more work, lets the steps that are under way end for at most `graceMs`, then aborts them, and hands every
   * lease back. What runs at a provider goes on there; the next process follows it from its stored token.
   */
  async drain(graceMs: number): Promise<void> {
    this.#draining = true
    this.wake()
    await this.#loop
    const done = new AbortController()
    const idle = Promise.all(this.#active.values()).then(() => done.abort())
    await Promise.race([idle, sleep(graceMs, done.signal)])
    this.#stopping.abort(new Error('the server is shutting down'))
    await Promise.all(this.#active.values())
    clearInterval(this.#heartbeat)
    await this.#flow.queue.releaseAll(this.#owner)
  }

  async #run(): Promise<void> {
    while (!this.#draining) {
      let pauseMs: number
      try {
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

  /** Claims what is due and sets it going; returns for how long there is nothing more to do. */
  async #takeDue(): Promise<number> {
    const { queue, clock, settings } = this.#flow
    const limit = STEPS_AT_ONCE - this.#active.size
    if (limit <= 0) return IDLE_MS
    const now = clock.now()
    const rooms = roomsOf(this.#flow)
    const turn = await queue.nextTurn(now, rooms)
    if (turn === undefined) return IDLE_MS
    if (turn > now) return Math.min(IDLE_MS, turn - now)
    const leaseUntil = now + settings.leaseMs
    for (const claim of await queue.claim({ owner: this.#owner, now, leaseUntil, limit, rooms })) {
      // Our own lease ran out (the machine slept, the clock was set) and nobody took it over: the step under way keeps it.
      if (this.#active.has(claim.taskId)) continue
      const step = this.#step(claim).finally(() => {
        this.#active.delete(claim.taskId)
        this.wake()
      })
      this.#active.set(claim.taskId, step)
    }
    return PAUSE_MS
  }

  async #step(claim: Claim): Promise<void> {
    this.#flow.reached('claim:leased', claim.taskId)
    try {
      await driveTask(this.#flow, claim, this.#stopping.signal)
    } catch (error) {
      if (error instanceof LeaseLost) return
      this.#flow.log.error({ task: claim.taskId, error: describeError(error) }, 'a step failed')
      await this.#letGo(claim)
    }
  }

  /** After a fault of ours: the lease would be extended for ever, so it is given back and the step taken again later. */
  async #letGo(claim: Claim): Promise<void> {
    const { queue, clock, db, log } = this.#flow
    try {
      await db.write((tx) => queue.release(tx, claim, clock.now() + AFTER_FAULT_MS))
    } catch (error) {
      if (!(error instanceof LeaseLost))
        log.error({ task: claim.taskId, error: describeError(error) }, 'could not let go')
    }
  }

  async #extendLeases(): Promise<void> {
    const now = this.#flow.clock.now()
    try {
      if (this.#active.size > 0) await this.#flow.queue.extend(this.#owner, now, now + this.#flow.settings.leaseMs)
    } catch (error) {
      this.#flow.log.error({ error: describeError(error) }, 'leases could not be extended')
    }
  }
}
