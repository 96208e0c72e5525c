import type { Reader } from './database.ts'

/** Tasks of one provider that have not ended. Times in ms. */
export interface Line {
  provider: string
  waiting: number
  running: number
  /** When the oldest of those that wait was accepted. */
  oldestWaiting: number | null
}

/** For the operator: how many wait at each provider, and how many it has. */
export function listLines(db: Reader): Promise<Line[]> {
  return db.all<Line>(
    `SELECT j.provider AS provider, sum(CASE WHEN j.phase = 'start' THEN 1 ELSE 0 END) AS waiting,
       sum(CASE WHEN j.phase = 'start' THEN 0 ELSE 1 END) AS running,
       min(CASE WHEN j.phase = 'start' THEN t.created_at END) AS "oldestWaiting"
     FROM job j JOIN task t ON t.id = j.task_id GROUP BY j.provider ORDER BY j.provider`,
    [],
  )
}
