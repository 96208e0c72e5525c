import type { PriceBook, PriceVersion } from '../domain/price-book.ts'
import type { Reader, Tx } from './database.ts'

interface Row {
  version: number
  book: string
  actor: string
  note: string
  created_at: number
}

const toVersion = (row: Row): PriceVersion => ({
  version: row.version,
  book: JSON.parse(row.book) as PriceBook,
  actor: row.actor,
  note: row.note,
  createdAt: row.created_at,
})

/** The number of the newest book; 0 where there is none yet. */
export async function newestPriceVersion(db: Reader): Promise<number> {
  const row = await db.get<{ version: number | null }>('SELECT max(version) AS version FROM price_book', [])
  return row?.version ?? 0
}

export async function findPriceVersion(db: Reader, version: number): Promise<PriceVersion | undefined> {
  const row = await db.get<Row>('SELECT * FROM price_book WHERE version = ?', [version])
  return row && toVersion(row)
}

/** The newest book that this actor has put in force. */
export async function newestPriceBookOf(db: Reader, actor: string): Promise<PriceVersion | undefined> {
  const row = await db.get<Row>('SELECT * FROM price_book WHERE actor = ? ORDER BY version DESC LIMIT 1', [actor])
  return row && toVersion(row)
}

/** Returns the version it got. */
export async function insertPriceBook(tx: Tx, price: Omit<PriceVersion, 'version'>): Promise<number> {
  const version = (await newestPriceVersion(tx)) + 1
  await tx.run('INSERT INTO price_book (version, book, actor, note, created_at) VALUES (?, ?, ?, ?, ?)', [
    version,
    JSON.stringify(price.book),
    price.actor,
    price.note,
    price.createdAt,
  ])
  return version
}
