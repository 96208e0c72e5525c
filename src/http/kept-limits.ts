import { addCalls, CALLS_COUNTED, listCallWindows, listSubmitsSince } from '../db/call-windows.ts'
import type { Submit } from '../db/call-windows.ts'
import type { Database } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import { describeError } from '../lib/log.ts'
import type { Log } from '../lib/log.ts'
import { WINDOW_MS } from './rate-limit.ts'
import type { CallWindow, RateLimiter } from './rate-limit.ts'

/** A minute's calls are counted under these names. */
export const submitsOf = (id: string): string => `submit:${id}`
export const pollsOf = (id: string): string => `poll:${id}`

/** Raises each minute to the submits that came in it; one that nobody has written down begins with its first submit. */
function countAgain(windows: Map<string, CallWindow>, submits: readonly Submit[]): void {
  const counts = new Map<string, number>()
  const count = (name: string, at: number) => {
    const known = windows.get(name)
    const isNew = known === undefined || at >= known.endsAt
    const window = isNew ? { name, used: 0, endsAt: at + WINDOW_MS } : known
    if (at < window.endsAt - WINDOW_MS) return
    const submitted = (isNew ? 0 : (counts.get(name) ?? 0)) + 1
    counts.set(name, submitted)
    windows.set(name, { ...window, used: Math.max(window.used, submitted) })
  }
  for (const { keyId, accountId, createdAt } of submits) {
    count(submitsOf(keyId), createdAt)
    count(submitsOf(accountId), createdAt)
  }
}

interface Parts {
  db: Database
  clock: Clock
  log: Log
  limiter: RateLimiter
  /** Other nodes count calls in the same database. */
  isShared: boolean
}

/**
 * Counters of calls over a restart and over nodes: what is new is added to the rows of the database now and then, never
 * for a call, and with other nodes the sums come back. Between two rounds a node knows only of its own calls besides. A
 * process that is killed loses those since the last round; of the only one the submits stand in the tasks, and are
 * counted again from there.
 */
export class KeptLimits {
  readonly #parts: Parts
  readonly #stopListening: () => void
  /** Up to this turn the rows are known. */
  #turn = 0
  #round: Promise<void> = Promise.resolve()
  #isWaiting = false

  constructor(parts: Parts) {
    this.#parts = parts
    const heard = (word: string) => {
      if (word === CALLS_COUNTED) void this.takeUp()
    }
    this.#stopListening = parts.isShared ? parts.db.listen(heard, () => void this.takeUp()) : () => {}
  }

  /** Takes up what was counted before. Before the first call. */
  async restore(): Promise<void> {
    const { db, clock, limiter, isShared } = this.#parts
    const now = clock.now()
    const { windows, turn } = await listCallWindows(db.read, 0)
    this.#turn = turn
    limiter.takeUp(windows)
    // The submits of other nodes are on their way into the rows, and would be counted twice.
    if (isShared) return
    const counted = new Map(windows.map((window) => [window.name, window]))
    countAgain(counted, await listSubmitsSince(db.read, now - WINDOW_MS))
    limiter.raise([...counted.values()])
  }

  /** Writes down what is new. What can't be written now is written the next time. */
  write(): Promise<void> {
    return this.#next(async () => {
      const { db, clock, limiter, log } = this.#parts
      const calls = limiter.takeNew()
      if (calls.length === 0) return
      const now = clock.now()
      try {
        await db.write((tx) => addCalls(tx, calls, { now, before: now - WINDOW_MS }))
      } catch (error) {
        limiter.untake(calls)
        log.warn({ error: describeError(error) }, 'the counters of calls could not be written')
      }
    })
  }

  /** Takes up what other nodes have written. Heard of at each of their rounds; asked for where a word might have been lost. */
  async takeUp(): Promise<void> {
    // However many words come meanwhile, one more look finds what they say.
    if (this.#isWaiting) return
    this.#isWaiting = true
    await this.#next(async () => {
      this.#isWaiting = false
      const { db, limiter, log } = this.#parts
      try {
        const { windows, turn } = await listCallWindows(db.read, this.#turn)
        this.#turn = turn
        limiter.takeUp(windows)
      } catch (error) {
        log.warn({ error: describeError(error) }, 'the counters of other nodes could not be read')
      }
    })
  }

  /** Writes for the last time. */
  async close(): Promise<void> {
    this.#stopListening()
    await this.write()
  }

  /** One thing at a time: sums that come in between a write and its end would count what is being written twice. */
  #next(work: () => Promise<void>): Promise<void> {
    return (this.#round = this.#round.then(work))
  }
}
