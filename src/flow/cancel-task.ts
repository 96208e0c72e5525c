import { changeTask, findTask } from '../db/tasks.ts'
import type { TaskState } from '../domain/task.ts'
import { isFinal } from '../domain/task.ts'
import type { Flow } from './context.ts'
import { settleTask } from './settle-task.ts'

/** Nothing is with a provider yet, or nobody can say that anything is: the hold goes back whole. */
const ENDS_AT_ONCE: ReadonlySet<TaskState> = new Set(['submitted', 'pending', 'unresolved'])

/**
 * Cancels a task. The money rule: before the provider was started everything is released. After that the provider is
 * asked to stop: if it does, everything is released too; if it can't, the work is already being paid for, so the task
 * runs to its end and is charged, and delivered, as usual. A task that has ended stays as it is.
 */
export async function cancelTask(flow: Flow, taskId: string): Promise<void> {
  const open = await flow.db.write(async (tx) => {
    const task = await findTask(tx, taskId)
    if (task === undefined || isFinal(task.state)) return false
    const now = flow.clock.now()
    if (task.cancelRequestedAt === null) await changeTask(tx, taskId, { cancelRequestedAt: now })
    await flow.queue.hurry(tx, taskId, now)
    return true
  })
  if (!open) return
  // A worker may have begun the start since. It has seen, or will see, the request that is stored above.
  await settleTask(flow, taskId, (task) => (ENDS_AT_ONCE.has(task.state) ? { state: 'cancelled' } : undefined))
}
