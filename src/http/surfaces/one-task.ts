import { ReelgateError } from '../../domain/errors.ts'
import type { Task } from '../../domain/task.ts'
import { acceptRequest, findOwnTask } from '../../flow/accept-request.ts'
import type { Submission } from '../../flow/accept-request.ts'
import { isTaskId } from '../../lib/ids.ts'
import { callerOf } from '../context.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { parseIdempotency } from './family/parse-submit.ts'

/**
 * Hands a submission to the flow, whichever surface it came by, and returns the task's id. `body` is what an
 * Idempotency-Key stands for: all that makes the request.
 */
export async function acceptSubmission(
  c: HttpContext,
  services: HttpServices,
  submission: Submission,
  body: Readonly<Record<string, unknown>>,
): Promise<string> {
  const idempotency = parseIdempotency(c.req.header('idempotency-key'), body)
  const faults = c.get('taskFaults') ?? []
  const request = faults.length === 0 ? submission.request : { ...submission.request, faults }
  const whole = { ...submission, request, ...(idempotency && { idempotency }) }
  const { taskId, replayed } = await acceptRequest(services.flow, callerOf(c), whole)
  c.set('taskId', taskId)
  if (replayed) c.header('Idempotency-Replayed', 'true')
  else services.wake()
  return taskId
}

/** The caller's own task; malformed, unknown and other people's ids are one and the same error. */
export function ownTask(c: HttpContext, services: HttpServices, id: string): Promise<Task> {
  if (!isTaskId(id)) throw new ReelgateError('invalid_task_id', { param: 'task_id' })
  c.set('taskId', id)
  return findOwnTask(services.flow, callerOf(c).account.id, id)
}
