import type { MicroUsd } from '../domain/money.ts'
import type { Reader } from './database.ts'

export const USAGE_GROUPS = ['day', 'account', 'model', 'key', 'status'] as const
export type UsageGroup = (typeof USAGE_GROUPS)[number]

/** What ended tasks have in common, and what they came to. What is not grouped by is null. */
export interface UsageRow {
  day: string | null
  account_id: string | null
  model: string | null
  key_id: string | null
  status: string | null
  /** All that ended, however. */
  tasks: number
  completed: number
  cost: MicroUsd
}

/** A day by its date, and its first moments and that of the next (ms). */
export type UsageDay = readonly [date: string, start: number, stop: number]

/** Ended tasks of these accounts by the day they ended on, in groups; at most `limit` rows. Reads nothing but one index. */
export function usageRows(
  db: Reader,
  query: { accountIds: readonly string[]; days: readonly UsageDay[]; groups: ReadonlySet<UsageGroup>; limit: number },
): Promise<UsageRow[]> {
  const by = USAGE_GROUPS.map((group) => (query.groups.has(group) ? 1 : 0))
  return db.all<UsageRow>(
    `WITH day AS (
       SELECT value ->> 0 AS date, CAST(value ->> 1 AS BIGINT) AS start, CAST(value ->> 2 AS BIGINT) AS stop
       FROM json_each(?) AS days)
     SELECT CASE WHEN ? THEN d.date END AS day, CASE WHEN ? THEN t.account_id END AS account_id,
       CASE WHEN ? THEN t.model END AS model,
       CASE WHEN ? THEN t.key_id END AS key_id, CASE WHEN ? THEN t.state END AS status,
       count(*) AS tasks, sum(CASE WHEN t.state = 'completed' THEN 1 ELSE 0 END) AS completed, sum(t.cost) AS cost
     FROM json_each(?) AS accounts CROSS JOIN day d CROSS JOIN task t INDEXED BY task_ended
     WHERE t.account_id = accounts.value ->> 0 AND t.ended_at >= d.start AND t.ended_at < d.stop
     GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5 LIMIT ?`,
    [JSON.stringify(query.days), ...by, JSON.stringify(query.accountIds.map((id) => [id])), query.limit],
  )
}
