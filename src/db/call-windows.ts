import { encodeTime } from 'ulid'
import type { Reader, Tx } from './database.ts'

/** The word of calls that other nodes should know of. */
export const CALLS_COUNTED = 'calls'

/** Calls of one minute under one name, until `endsAt` (ms), counted by all nodes. */
interface CallWindow {
  name: string
  used: number
  endsAt: number
}

/** What one node has counted and the row does not have yet. */
interface NewCalls {
  name: string
  calls: number
  endsAt: number
}

/** Rows of one statement. */
const ROWS = 40

/** A minute that runs goes on as it is; one that is over (the parameters behind the rows: now, ms) begins anew. */
const addRows = (rows: number) => `
  INSERT INTO call_window (name, used, ends_at, turn) VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?)').join(', ')}
  ON CONFLICT (name) DO UPDATE SET
    used = CASE WHEN call_window.ends_at > ? THEN call_window.used + excluded.used ELSE excluded.used END,
    ends_at = CASE WHEN call_window.ends_at > ? THEN call_window.ends_at ELSE excluded.ends_at END,
    turn = excluded.turn`
const ADD_MANY = addRows(ROWS)
const ADD_ONE = addRows(1)

/** Adds calls, each name once, at `now` (ms); forgets minutes that were over before `before`. Other nodes hear of it. */
export async function addCalls(
  tx: Tx,
  calls: readonly NewCalls[],
  { now, before }: { now: number; before: number },
): Promise<void> {
  await tx.run('DELETE FROM call_window WHERE ends_at < ?', [before])
  const last = await tx.get<{ turn: number | null }>('SELECT max(turn) AS turn FROM call_window', [])
  // Not below the clock: where all rows are forgotten, nobody must take the next turn for one that it knows.
  const turn = Math.max(now, (last?.turn ?? 0) + 1)
  for (let from = 0; from < calls.length;) {
    const [sql, count] = calls.length - from >= ROWS ? [ADD_MANY, ROWS] : [ADD_ONE, 1]
    const rows = calls.slice(from, from + count)
    await tx.run(sql, [...rows.flatMap((row) => [row.name, row.calls, row.endsAt, turn]), now, now])
    from += count
  }
  tx.notify(CALLS_COUNTED)
}

/** Minutes that were written after a turn, and the last turn there is. */
export async function listCallWindows(db: Reader, after: number): Promise<{ windows: CallWindow[]; turn: number }> {
  const sql = 'SELECT name, used, ends_at AS "endsAt", turn FROM call_window WHERE turn > ?'
  const windows = await db.all<CallWindow & { turn: number }>(sql, [after])
  return { windows, turn: windows.reduce((last, { turn }) => Math.max(last, turn), after) }
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
