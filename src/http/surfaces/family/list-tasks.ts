import type { z } from 'zod'
import { listTasks } from '../../../db/tasks.ts'
import { ReelgateError } from '../../../domain/errors.ts'
import { TASK_STATES, statesOf } from '../../../domain/task.ts'
import type { Task } from '../../../domain/task.ts'
import { isTaskId } from '../../../lib/ids.ts'
import type { HttpServices } from '../../context.ts'
import type { listQuery } from './schemas.ts'

/** Whose tasks; one key's alone where `keyId` is there. */
interface Owner {
  accountId: string
  keyId?: string | undefined
}

/** A page of tasks, newest first, and whether there is another. Throws invalid_task_id. */
export async function askedTasks(
  { flow: { db, catalogue } }: HttpServices,
  { accountId, keyId }: Owner,
  { status, limit, after, model, from, to }: z.infer<typeof listQuery>,
): Promise<{ tasks: Task[]; hasMore: boolean }> {
  if (after !== undefined && !isTaskId(after)) throw new ReelgateError('invalid_task_id', { param: 'after' })
  // One more than asked for tells whether there is another page.
  const found = await listTasks(db.read, {
    accountId,
    states: status === undefined ? TASK_STATES : statesOf(status),
    limit: limit + 1,
    after,
    ...(keyId !== undefined && { keyId }),
    // A model that is no longer offered still names its tasks.
    ...(model !== undefined && { model: catalogue.find(model)?.id ?? model }),
    ...(from !== undefined && { from: from * 1000 }),
    ...(to !== undefined && { to: to * 1000 }),
  })
  return { tasks: found.slice(0, limit), hasMore: found.length > limit }
}
