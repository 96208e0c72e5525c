import { listCallWindows, listSubmitsSince, saveCallWindows } from '../db/call-windows.ts'
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
}

/**
 * Counters of calls over a restart: written every few seconds and at the stop, never for a call. A process that is killed
 * loses the polls and uploads since the last time; its submits stand in the tasks, and are counted again from there.
 */
export class KeptLimits {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Takes up what the process before had counted. Before the first call. */
  async restore(): Promise<void> {
    const { db, clock, limiter } = this.#parts
    const now = clock.now()
    const windows = new Map((await listCallWindows(db.read)).map((window) => [window.name, window]))
    countAgain(windows, await listSubmitsSince(db.read, now - WINDOW_MS))
    limiter.restore([...windows.values()].filter(({ endsAt }) => endsAt > now))
  }

  /** Writes down what is new. What can't be written now is written with the next change of it. */
  async write(): Promise<void> {
    const { db, clock, limiter, log } = this.#parts
    const windows = limiter.unkept()
    if (windows.length === 0) return
    const now = clock.now()
    try {
      await db.write((tx) => saveCallWindows(tx, windows, now - WINDOW_MS))
    } catch (error) {
      log.warn({ error: describeError(error) }, 'the counters of calls could not be written')
    }
  }
}
