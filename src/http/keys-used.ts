import { markKeysUsed } from '../db/api-keys.ts'
import type { Database } from '../db/database.ts'
import { describeError } from '../lib/log.ts'
import type { Log } from '../lib/log.ts'

/** When keys were last used, gathered in memory: a commit for each poll would cost more than the poll. */
export class KeysUsed {
  readonly #db: Database
  readonly #log: Log
  #seen = new Map<string, number>()

  constructor(db: Database, log: Log) {
    this.#db = db
    this.#log = log
  }

  note(keyId: string, at: number): void {
    this.#seen.set(keyId, at)
  }

  /** Writes down what is new. What can't be written now is lost: it is for people to look at, and nothing depends on it. */
  async write(): Promise<void> {
    if (this.#seen.size === 0) return
    const seen = this.#seen
    this.#seen = new Map()
    try {
      await this.#db.write((tx) => markKeysUsed(tx, seen))
    } catch (error) {
      this.#log.warn({ error: describeError(error) }, 'when keys were used could not be written')
    }
  }
}
