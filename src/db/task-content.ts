import type { Reader, Tx } from './database.ts'
import { findTask } from './tasks.ts'
import { deleteWebhook } from './webhooks.ts'

/** A task that has ended and whose words are still there; `isErased`: its account was erased, so nothing of it is to stay. */
export interface TaskWithContent {
  id: string
  isErased: boolean
}

/** Tasks that ended at or before `before` (ms; null: none), and all that have ended of accounts that were erased. */
export async function listTasksWithContent(
  db: Reader,
  before: number | null,
  limit: number,
): Promise<TaskWithContent[]> {
  const rows = await db.all<{ id: string; erased_at: number | null }>(
    `SELECT t.id, a.erased_at FROM account a JOIN task t INDEXED BY task_with_content ON t.account_id = a.id
     WHERE t.ended_at IS NOT NULL AND t.content_removed_at IS NULL
       AND t.ended_at <= CASE WHEN a.erased_at IS NULL THEN ? ELSE t.ended_at END LIMIT ?`,
    [before ?? -1, limit],
  )
  return rows.map((row) => ({ id: row.id, isErased: row.erased_at !== null }))
}

/**
 * Removes what a caller wrote and showed: prompts, names of pictures, its webhook, the trace it brought and what came of it, and what may repeat them, the provider's
 * token and its words about a failure. Everything that money and status depend on stays.
 */
export async function removeTaskContent(tx: Tx, id: string, now: number): Promise<void> {
  const task = await findTask(tx, id)
  if (task === undefined || task.endedAt === null) return
  const { negativePrompt: _negative, firstFrame: _first, lastFrame: _last, ...request } = task.request
  const { operatorText: _text, ...failure } = task.failure ?? {}
  await tx.run(
    `UPDATE task SET request = ?, failure = ?, token = NULL, webhook = NULL, trace = NULL, content_removed_at = ?
     WHERE id = ?`,
    [JSON.stringify({ ...request, prompt: '' }), task.failure && JSON.stringify(failure), now, id],
  )
  await deleteWebhook(tx, id)
}
