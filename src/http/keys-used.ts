import { markKeysUsed } from '../db/api-keys.ts'
import type { Database } from '../db/database.ts'

/** When keys were last used, gathered in memory: a commit for each poll would cost more than the poll. */
export class KeysUsed {
  readonly #db: Database
  #seen = new Map<string, number>()

  constructor(db: Database) {
    this.#db = db
  }

  note(keyId: string, at: number): void {
    this.#seen.set(keyId, at)
  }

  /** Writes down what is new. What can't be written now is lost: it is for people to look at, and nothing depends on it. */
  async write(): Promise<void> {
    if (this.#seen.size === 0) return
    const seen = this.#seen
    this.#seen = new Map()
    await this.#db.write((tx) => markKeysUsed(tx, seen))
  }
}
