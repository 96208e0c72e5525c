import { expireArtifacts, listArtifacts } from '../db/artifacts.ts'
import { changeTask, findTask } from '../db/tasks.ts'
import { ReelgateError } from '../domain/errors.ts'
import { isFinal } from '../domain/task.ts'
import { describeError } from '../lib/log.ts'
import type { Flow } from './context.ts'
import { fileName } from './keep-artifact.ts'

/**
 * Deletes a finished task's videos. The task itself stays on the books, and what it cost is not given back. Throws
 * task_unfinished: the work is being paid for, and only a cancel may say what becomes of that.
 */
export async function deleteVideos(flow: Flow, taskId: string): Promise<void> {
  const now = flow.clock.now()
  await flow.db.write(async (tx) => {
    const task = await findTask(tx, taskId)
    if (task === undefined || task.deletedAt !== null) return
    if (!isFinal(task.state)) throw new ReelgateError('task_unfinished')
    await changeTask(tx, taskId, { deletedAt: now })
    await expireArtifacts(tx, taskId, now)
  })
  for (const { id, contentType } of await listArtifacts(flow.db.read, taskId)) {
    try {
      await flow.store.delete(fileName(id, contentType))
    } catch (error) {
      // Nobody gets at it any more, and the sweep comes back to it.
      flow.log.error({ task: taskId, error: describeError(error) }, 'a deleted video could not be removed')
    }
  }
}
