import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseRefused } from './database.ts'

/** Beside the database that was copied; a file, so that who wants to go back can take it away. */
const NAME = 'moved-to-postgres'

/** Leaves word beside a database of SQLite that it goes on in Postgres from now on. */
export function leaveMoved(file: string, at: Date): void {
  writeFileSync(join(dirname(file), NAME), `${at.toISOString()}\n`)
}

/** Throws DatabaseRefused where a database of SQLite goes on in Postgres: what was written to it would be seen by nobody. */
export function assertNotMoved(file: string): void {
  const note = join(dirname(file), NAME)
  if (!existsSync(note)) return
  const at = readFileSync(note, 'utf8').trim()
  throw new DatabaseRefused(
    `${file} was copied to Postgres at ${at}, and goes on there: set DATABASE_URL. To go back to what it was then, stop all servers and remove ${note}.`,
  )
}
