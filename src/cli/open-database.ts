import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { openDatabase } from '../db/open.ts'
import type { Database } from '../db/database.ts'
import { openLog } from '../lib/log.ts'
import { CannotStart } from '../cannot-start.ts'
import { databaseFile } from '../data-folder.ts'

/** An empty database would make a mistyped folder look fine. */
export function assertDatabase(dataDir: string): void {
  if (existsSync(join(dataDir, 'reelgate.db'))) return
  throw new CannotStart(
    `there is no Reelgate database in ${dataDir}. Start the server once, or set REELGATE_DATA_DIR to the folder that it uses.`,
  )
}

/**
 * Opens the configured database beside a server that may be running, and closes it again whatever happens. Unless the
 * command may be the first on this folder, a database must be there.
 */
export async function withDatabase<T>(work: (db: Database) => Promise<T>, mayCreate = false): Promise<T> {
  const config = readConfig()
  if (!mayCreate && config.databaseUrl === undefined) assertDatabase(config.dataDir)
  // On Postgres it needs no data folder, and makes none.
  const file = config.databaseUrl === undefined ? databaseFile(config.dataDir) : ''
  const place = { ...config, file }
  const db = await openDatabase(place, openLog('error'), mayCreate)
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

/** One JSON value on one line for a script, or `text` for a person. */
export function print(json: boolean | undefined, value: unknown, text: string): void {
  console.log(json === true ? JSON.stringify(value) : text)
}

/** Rows as columns that line up. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
