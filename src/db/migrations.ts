import type { DatabaseSync } from 'node:sqlite'
import { SCHEMA_STEPS } from './schema-steps.ts'

/** Brings the file to the newest schema, in one transaction. Refuses a file that a newer Reelgate has written. */
export function migrate(handle: DatabaseSync): void {
  const version = () => Number(handle.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (version() === SCHEMA_STEPS.length) return
  handle.exec('BEGIN IMMEDIATE')
  try {
    // Asked again under the lock: another process may have migrated while this one waited.
    const from = version()
    if (from > SCHEMA_STEPS.length) {
      throw new Error(
        `the database was written by a newer version of Reelgate (schema ${from}, this one knows ${SCHEMA_STEPS.length}); start that version, or restore a backup`,
      )
    }
    for (const sql of SCHEMA_STEPS.slice(from)) handle.exec(sql)
    handle.exec(`PRAGMA user_version=${SCHEMA_STEPS.length}`)
    handle.exec('COMMIT')
  } catch (error) {
    handle.exec('ROLLBACK')
    throw error
  }
}
