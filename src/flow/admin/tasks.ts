import { findKey } from '../../db/api-keys.ts'
import { findTask } from '../../db/tasks.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { isFinal } from '../../domain/task.ts'
import type { Task } from '../../domain/task.ts'
import { acceptRequest } from '../accept-request.ts'
import { cancelTask } from '../cancel-task.ts'
import type { Flow } from '../context.ts'
import { settleTask } from '../settle-task.ts'
import { accountById } from './accounts.ts'
import { record } from './act.ts'
import type { Act } from './act.ts'

/** Any account's task. Throws invalid_task_id. */
export async function taskById(flow: Flow, id: string): Promise<Task> {
  const task = await findTask(flow.db.read, id)
  if (task === undefined) throw new ReelgateError('invalid_task_id', { param: 'task_id' })
  return task
}

/** After the act, in a transaction of its own: cancelling, settling and submitting have theirs. */
const note = (flow: Flow, act: Act, task: Task, entry: { action: string; after: string; note?: string }) =>
  flow.db.write((tx) => record(tx, act, { ...entry, target: task.id, before: task.state }))

/** As its owner's cancel, with the same rule for the money. */
export async function cancelAnyTask(flow: Flow, act: Act, id: string): Promise<Task> {
  const before = await taskById(flow, id)
  await cancelTask(flow, id)
  const after = await taskById(flow, id)
  await note(flow, act, before, { action: 'task.cancel', after: after.state })
  return after
}

/**
 * Ends a task of which nobody knows whether its provider took it, before its time is over: it failed, and its hold goes
 * back whole. Throws task_not_unresolved for any other.
 */
export async function resolveTask(flow: Flow, act: Act, id: string, reason: string): Promise<Task> {
  const before = await taskById(flow, id)
  const failure = { code: 'outcome_unknown' as const, operatorText: `resolved by ${act.actor}: ${reason}` }
  const isEnded = await settleTask(flow, id, ({ state }) =>
    state === 'unresolved' ? { state: 'failed', failure } : undefined,
  )
  if (!isEnded) throw new ReelgateError('task_not_unresolved', { param: 'task_id', values: { state: before.state } })
  await note(flow, act, before, { action: 'task.resolve', after: 'failed', note: reason })
  return taskById(flow, id)
}

/**
 * Submits once more what a task that has ended asked for: a new task of the same key, at today's price, with a seed of
 * the same value. Throws task_unfinished; replay_has_pictures, since a task's pictures are deleted when it ends;
 * replay_without_prompt, for one whose prompt was removed; and whatever a submit throws.
 */
export async function replayTask(flow: Flow, act: Act, id: string): Promise<Task> {
  const old = await taskById(flow, id)
  if (!isFinal(old.state)) throw new ReelgateError('task_unfinished', { param: 'task_id' })
  if (old.contentRemovedAt !== null) throw new ReelgateError('replay_without_prompt', { param: 'task_id' })
  const { firstFrame, lastFrame: _, ...request } = old.request
  if (firstFrame !== undefined) throw new ReelgateError('replay_has_pictures', { param: 'task_id' })
  const model = flow.catalogue.find(request.model)
  const key = await findKey(flow.db.read, old.keyId)
  if (model === undefined || key === undefined) {
    const allowed = flow.catalogue.models.map((one) => one.id)
    throw new ReelgateError('unknown_model', { values: { given: request.model, allowed } })
  }
  const account = await accountById(flow.db.read, old.accountId)
  const again = () => acceptRequest(flow, { key, account }, { request, model })
  const start = { name: 'replay task', attributes: { 'reelgate.task.replayed_id': id }, traceparent: undefined }
  const { taskId } = await flow.tracing.request(start, again)
  await note(flow, act, old, { action: 'task.replay', after: taskId })
  return taskById(flow, taskId)
}
