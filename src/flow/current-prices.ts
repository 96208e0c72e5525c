import type { Database } from '../db/database.ts'
import { findPriceVersion, insertPriceBook, newestPriceBookOf, newestPriceVersion } from '../db/price-books.ts'
import type { PriceBook, PriceVersion } from '../domain/price-book.ts'
import { canonicalJson } from '../lib/json.ts'

/** Who put a book in force that came from the settings. */
const SETTINGS_ACTOR = 'settings'

/** The newest price book. Kept for as long as nothing in the database has changed, in this process or another. */
export class CurrentPrices {
  readonly #db: Database
  #known: PriceVersion | undefined
  /** The look for it at a revision: all who ask meanwhile wait for the same one. */
  #asked: { revision: number; book: Promise<PriceVersion> } | undefined

  constructor(db: Database) {
    this.#db = db
  }

  async get(): Promise<PriceVersion> {
    const revision = await this.#db.revision()
    if (this.#asked?.revision !== revision) {
      const asked = { revision, book: this.#look() }
      this.#asked = asked
      asked.book.catch(() => {
        if (this.#asked === asked) this.#asked = undefined
      })
    }
    return this.#asked.book
  }

  async #look(): Promise<PriceVersion> {
    const version = await newestPriceVersion(this.#db.read)
    if (this.#known?.version !== version) this.#known = await findPriceVersion(this.#db.read, version)
    if (this.#known === undefined) throw new Error('there is no price book: the server has not published its settings')
    return this.#known
  }
}

/**
 * Puts the settings' prices in force where they are not the ones of the start before. Whoever changed prices last wins:
 * a book from the admin API stays in force over restarts until the settings change.
 */
export function publishSettings(db: Database, book: PriceBook, now: number): Promise<number | undefined> {
  return db.write(async (tx) => {
    const before = await newestPriceBookOf(tx, SETTINGS_ACTOR)
    if (before !== undefined && canonicalJson(before.book) === canonicalJson(book)) return undefined
    return insertPriceBook(tx, { book, actor: SETTINGS_ACTOR, note: 'from the settings at a start', createdAt: now })
  })
}
