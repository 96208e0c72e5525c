import type { Log } from '../lib/log.ts'
import type { Database } from './database.ts'
import { assertNotMoved } from './moved-to-postgres.ts'
import { openSqlite } from './sqlite.ts'

/** Where the database is: the Postgres at `databaseUrl` where there is one, otherwise SQLite's `file`. */
export interface DatabasePlace {
  databaseUrl?: string | undefined
  databaseConnectionsMax: number
  file: string
}

/**
 * Opens the database, and brings its schema to the newest. An empty one of Postgres is refused unless it `mayCreate` the
 * schema there; a missing file of SQLite is always created. Throws DatabaseRefused.
 */
export async function openDatabase(place: DatabasePlace, log: Log, mayCreate = true): Promise<Database> {
  const { databaseUrl: url, databaseConnectionsMax: connectionsMax, file } = place
  if (url === undefined) {
    assertNotMoved(file)
    return openSqlite(file)
  }
  // Loaded where it is used: a server on SQLite starts without it.
  const { openPostgres } = await import('./postgres/database.ts')
  return openPostgres({ url, connectionsMax, log }, mayCreate)
}
