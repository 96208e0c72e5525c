import { Readable } from 'node:stream'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { rowsOfAccount } from '../../db/account-export.ts'
import type { Database, Reader } from '../../db/database.ts'
import { accountById } from './accounts.ts'
import { record } from './act.ts'
import type { Act } from './act.ts'

/** The moment of the database that an export reads is kept for so long at most, however slowly it is taken. */
const EXPORT_MS_MAX = 600_000

async function* linesOf(db: Reader, accountId: string, count: { rows: number }): AsyncGenerator<string> {
  for await (const row of rowsOfAccount(db, accountId)) {
    count.rows += 1
    yield `${JSON.stringify(row)}\n`
  }
}

/**
 * Writes all that is kept of an account into `target`, one JSON value a line, of one moment of the database, and ends it; answers
 * with the number of lines. The act is on record before the first one. Throws account_not_found; where the target is
 * closed early, or ten minutes are over, an Error of the stream.
 */
export async function writeAccountExport(db: Database, act: Act, accountId: string, target: Writable): Promise<number> {
  await db.write(async (tx) => {
    await accountById(tx, accountId)
    await record(tx, act, { action: 'account.export', target: accountId })
  })
  const count = { rows: 0 }
  await db.snapshot((reader) =>
    pipeline(Readable.from(linesOf(reader, accountId, count)), target, { signal: AbortSignal.timeout(EXPORT_MS_MAX) }),
  )
  return count.rows
}
