import { z } from 'zod'
import { languageOf } from '../context.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { readQuery } from '../read-query.ts'
import { askedTasks } from '../surfaces/family/list-tasks.ts'
import { presentTask } from '../surfaces/family/present-task.ts'
import { listQuery } from '../surfaces/family/schemas.ts'
import { signedInOf } from './session.ts'
import { showRequest } from './task-story.ts'

const query = listQuery.extend({ key: z.string().optional() })

/** The account's tasks as the gallery shows them: with what was asked, and by which key. */
export async function listTasks(c: HttpContext, services: HttpServices): Promise<Response> {
  const { caller } = await signedInOf(c, services)
  const { key: keyId, ...asked } = readQuery(c, query)
  const { tasks, hasMore } = await askedTasks(services, { accountId: caller.account.id, keyId }, asked)
  const language = () => languageOf(c, services)
  const data = tasks.map(async (task) => ({
    ...(await presentTask(services, task, language)),
    request: showRequest(task.request),
    key_id: task.keyId,
  }))
  return c.json({ code: 200, data: await Promise.all(data), has_more: hasMore })
}
