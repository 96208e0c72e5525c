import { findTask } from '../db/tasks.ts'
import type { Provider } from '../domain/provider.ts'
import { turns } from '../lib/turns.ts'
import type { TakeTurn } from '../lib/turns.ts'
import { CHECK_GRANT_MS } from '../queue/queue.ts'
import type { Claimed } from '../queue/queue.ts'
import type { Flow } from './context.ts'
import { DueList } from './due-list.ts'

/**
 * Checks under way at one provider. Many, since one may hang for minutes: by then most tasks must have had their turn
 * several times. It bounds sockets and memory; what the provider can bear is `checksPerMinute`.
 */
const CHECKS_AT_ONCE = 512
/** Results of one provider that are copied at a time. */
const COPIES_AT_ONCE = 16
/** Checks that are later than this are worth a word to the operator, once in a minute. */
const LATE_MS = 5_000
const TELL_EVERY_MS = 60_000

/** One task that is followed. What is known of it is read from the database when it is due: thousands of these are held. */
export interface Watch {
  readonly claim: Claimed
  /** When it is due (ms). */
  at: number
  /** A step is under way. */
  active: boolean
  /** To be looked at as soon as that step has ended. */
  isHurried: boolean
  /** Claimed once more during that step: should it release the task, the claim still holds. */
  isReclaimed: boolean
  /** Calls that a check of it takes, once that was asked. */
  calls?: number
}

/** What is followed at one provider, so that nothing that is slow there delays the others. */
export class CheckLane {
  readonly waiting = new DueList<Watch>()
  readonly takeCopyTurn: TakeTurn = turns(COPIES_AT_ONCE)
  /** Checks under way. */
  checking = 0
  readonly #name: string
  readonly #provider: Provider | undefined
  #granted = { calls: 0, until: 0, askAt: 0 }
  #toldAt = -Infinity

  constructor(name: string, provider: Provider | undefined) {
    this.#name = name
    this.#provider = provider
  }

  /** The one to check now, the oldest first; it is no longer waiting. To be begun at once: its calls are spent. */
  async takeDue(flow: Flow): Promise<Watch | undefined> {
    const now = flow.clock.now()
    for (;;) {
      const { first } = this.waiting
      if (first === undefined || first.at > now || this.checking >= CHECKS_AT_ONCE) return undefined
      this.#tell(flow, now, now - first.at)
      if (!(await this.#mayCheck(flow, first, now))) return undefined
      // Another may have come before it while the database was asked.
      if (this.waiting.first === first) return this.waiting.takeFirst()
    }
  }

  /** When there is something to do again (ms); undefined where that depends on the end of a check, or on a new task. */
  nextAt(): number | undefined {
    const { first } = this.waiting
    if (first === undefined || this.checking >= CHECKS_AT_ONCE) return undefined
    return Math.max(first.at, this.#granted.askAt)
  }

  /** Takes the calls of a check from the quota; false where there are too few now. Asks for as many as the next second needs. */
  async #mayCheck(flow: Flow, watch: Watch, now: number): Promise<boolean> {
    const checksPerMinute = this.#provider?.checksPerMinute
    if (checksPerMinute === undefined) return true
    watch.calls ??= await this.#callsOf(flow, watch)
    // A check that takes more calls than the quota counts as the whole of it: otherwise it could never be made.
    const least = Math.min(watch.calls, checksPerMinute)
    const isEnough = () => this.#granted.calls >= least && flow.clock.now() < this.#granted.until
    if (!isEnough() && now >= this.#granted.askAt) {
      const soon = this.waiting.dueBy(now + CHECK_GRANT_MS - 1, CHECKS_AT_ONCE)
      const most = soon.reduce((sum, { calls = 1 }) => sum + calls, 0)
      const ask = { provider: this.#name, now, checksPerMinute, least, most: Math.max(least, most) }
      this.#granted = { ...(await flow.queue.takeChecks(ask)), until: now + CHECK_GRANT_MS }
    }
    if (!isEnough()) return false
    this.#granted.calls -= least
    return true
  }

  /** A check of several videos takes a call for each, as their start did. */
  async #callsOf(flow: Flow, { claim }: Watch): Promise<number> {
    if (this.#provider?.startsOf === undefined) return 1
    const task = await findTask(flow.db.read, claim.taskId)
    return task === undefined ? 1 : this.#provider.startsOf(task.request)
  }

  #tell(flow: Flow, now: number, lateMs: number): void {
    if (lateMs < LATE_MS || now - this.#toldAt < TELL_EVERY_MS) return
    this.#toldAt = now
    const { checking, waiting } = this
    const quota = this.#provider?.checksPerMinute
    flow.log.warn(
      { provider: this.#name, lateMs, waiting: waiting.size, checking, ...(quota && { checksPerMinute: quota }) },
      'checks are late: tasks are looked at less often than their provider suggests',
    )
  }
}
