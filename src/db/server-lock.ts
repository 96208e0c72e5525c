import { DatabaseSync } from 'node:sqlite'

/** https://sqlite.org/rescode.html#busy */
export const SQLITE_BUSY = 5

/**
 * Holds a folder for one server process. The lock is SQLite's own file lock on a small file beside the database: the
 * system drops it when the process dies in whatever way, so there is never a stale one to clear by hand.
 * Returns a function that lets go, or undefined when another process has the folder. Throws where it can't be written.
 */
export function lockFolder(file: string): (() => void) | undefined {
  const handle = new DatabaseSync(file, { timeout: 0 })
  try {
    handle.exec('PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE')
  } catch (error) {
    handle.close()
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined
    throw error
  }
  return () => handle.close()
}
