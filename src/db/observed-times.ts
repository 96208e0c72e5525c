import type { StoredRequest } from '../domain/video-request.ts'
import type { Reader } from './database.ts'

/** How long a provider took for a task that was completed: from its start to its end (ms). */
export interface ObservedTime {
  request: StoredRequest
  ms: number
}

/** The latest completed tasks of a provider. Reads no more than `limit` rows, through an index of its own. */
export async function listObservedTimes(db: Reader, provider: string, limit: number): Promise<ObservedTime[]> {
  const rows = await db.all<{ request: string; ms: number | null }>(
    `SELECT request, ended_at - started_at AS ms FROM task INDEXED BY task_completed
     WHERE state = 'completed' AND provider = ? ORDER BY ended_at DESC LIMIT ?`,
    [provider, limit],
  )
  return rows.flatMap(({ request, ms }) =>
    ms === null ? [] : [{ request: JSON.parse(request) as StoredRequest, ms: Math.max(0, ms) }],
  )
}
