import { encodeTime } from 'ulid'
import type { Reader, Tx } from './database.ts'

/** Calls of one minute under one name, until `endsAt` (ms). */
interface CallWindow {
  name: string
  used: number
  endsAt: number
}

/** Writes what has changed, and forgets minutes that were over before `before` (ms). */
export async function saveCallWindows(tx: Tx, windows: readonly CallWindow[], before: number): Promise<void> {
  await tx.run('DELETE FROM call_window WHERE ends_at < ?', [before])
  for (const { name, used, endsAt } of windows) {
    await tx.run(
      `INSERT INTO call_window (name, used, ends_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET used = excluded.used, ends_at = excluded.ends_at`,
      [name, used, endsAt],
    )
  }
}

export function listCallWindows(db: Reader): Promise<CallWindow[]> {
  return db.all<CallWindow>('SELECT name, used, ends_at AS "endsAt" FROM call_window', [])
}

const ULID_TIME_CHARACTERS = 10

/** Whose key made a task, and when (ms). */
export interface Submit {
  keyId: string
  accountId: string
  createdAt: number
}

/** Submits since a moment (ms), oldest first. By the tasks' ids, which begin with their time. */
export function listSubmitsSince(db: Reader, since: number): Promise<Submit[]> {
  const sql = `SELECT key_id AS "keyId", account_id AS "accountId", created_at AS "createdAt" FROM task
    WHERE id >= ? ORDER BY id`
  return db.all(sql, [`task_${encodeTime(since, ULID_TIME_CHARACTERS)}`])
}
