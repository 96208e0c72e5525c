import { findCaller } from '../db/api-keys.ts'
import type { Database } from '../db/database.ts'
import type { Caller } from '../domain/account.ts'
import type { KeyLookups } from './key-lookups.ts'

/** Most keys that are remembered; with more in use at once, all are forgotten and looked up again. */
const CALLERS_MAX = 10_000

/**
 * Callers by the hash of their key, for as long as nothing in the database has changed. A key that was revoked, or a
 * balance that moved, in this process or another, is seen by the very next call.
 */
export class CallerCache {
  readonly #db: Database
  readonly #lookups: KeyLookups
  readonly #callers = new Map<string, Caller>()
  /** Looks under way at this revision: calls with the same key wait for the same one. */
  readonly #asked = new Map<string, Promise<Caller | undefined>>()
  #revision: number | undefined

  constructor(db: Database, lookups: KeyLookups) {
    this.#db = db
    this.#lookups = lookups
  }

  /** `address` is asked only for a key that is not at hand. Throws lookups_limited. */
  async find(hash: string, address: () => string): Promise<Caller | undefined> {
    const revision = await this.#db.revision()
    if (revision !== this.#revision) this.#asked.clear()
    if (revision !== this.#revision || this.#callers.size >= CALLERS_MAX) this.#callers.clear()
    this.#revision = revision
    const known = this.#callers.get(hash)
    if (known !== undefined) return known
    const caller = await this.#lookups.find(hash, address(), () => this.#ask(hash))
    // Something was changed while it was looked up: what was found may be from before.
    if (caller !== undefined && revision === this.#revision) this.#callers.set(hash, caller)
    return caller
  }

  #ask(hash: string): Promise<Caller | undefined> {
    const known = this.#asked.get(hash)
    if (known !== undefined) return known
    const asked = findCaller(this.#db.read, hash).finally(() => {
      if (this.#asked.get(hash) === asked) this.#asked.delete(hash)
    })
    this.#asked.set(hash, asked)
    return asked
  }
}
