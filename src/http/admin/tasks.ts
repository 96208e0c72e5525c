import { findKey } from '../../db/api-keys.ts'
import { listEntriesOfTask } from '../../db/ledger-entries.ts'
import { listAnyTasks } from '../../db/tasks.ts'
import type { Task } from '../../domain/task.ts'
import { cancelAnyTask, replayTask, resolveTask, taskById } from '../../flow/admin/tasks.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { readQuery } from '../read-query.ts'
import { actOf } from './authorise-admin.ts'
import { showEntry, showTask } from './present.ts'
import { readBody } from '../read-body.ts'
import * as schemas from './schemas.ts'

const idOf = (c: HttpContext) => c.req.param('task_id') ?? ''
const answer = (c: HttpContext, task: Task) => c.json({ code: 200, data: showTask(task) })

export async function list(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const { limit, after, account_id: accountId, state } = readQuery(c, schemas.tasksQuery)
  const found = await listAnyTasks(flow.db.read, { accountId, state, after, limit: limit + 1 })
  return c.json({ code: 200, data: found.slice(0, limit).map(showTask), has_more: found.length > limit })
}

/** Everything about a task in one answer: what was asked for, where it stands, and all money that moved for it. */
export async function get(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const task = await taskById(flow, idOf(c))
  const entries = (await listEntriesOfTask(flow.db.read, task.id)).map(showEntry)
  const { request, token } = task
  const userId = (await findKey(flow.db.read, task.keyId))?.userId ?? null
  return c.json({ code: 200, data: { ...showTask(task), user_id: userId, request, provider_token: token, entries } })
}

export async function cancel(c: HttpContext, services: HttpServices): Promise<Response> {
  const task = await cancelAnyTask(services.flow, actOf(c, services), idOf(c))
  services.wake()
  return answer(c, task)
}

export async function resolve(c: HttpContext, services: HttpServices): Promise<Response> {
  const { reason } = await readBody(c, services, schemas.reasonBody)
  return answer(c, await resolveTask(services.flow, actOf(c, services), idOf(c), reason))
}

export async function replay(c: HttpContext, services: HttpServices): Promise<Response> {
  const task = await replayTask(services.flow, actOf(c, services), idOf(c))
  services.wake()
  return answer(c, task)
}
