import { findTask } from '../../db/tasks.ts'
import { findWebhook, listFailedWebhooks } from '../../db/webhooks.ts'
import { taskById } from '../../flow/admin/tasks.ts'
import { replayWebhookOf, rotateSecretOf, secretsOf } from '../../flow/admin/webhooks.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { readBody } from '../read-body.ts'
import { readQuery } from '../read-query.ts'
import { showSecrets, showWebhook } from '../surfaces/family/webhooks.ts'
import { actOf } from './authorise-admin.ts'
import * as schemas from './schemas.ts'
import { failedQuery } from './webhook-schemas.ts'

const taskIdOf = (c: HttpContext) => c.req.param('task_id') ?? ''
const accountIdOf = (c: HttpContext) => c.req.param('account_id') ?? ''

export async function ofTask(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const task = await taskById(flow, taskIdOf(c))
  return c.json({ code: 200, data: showWebhook(task, await findWebhook(flow.db.read, task.id)) })
}

export async function replay(c: HttpContext, services: HttpServices): Promise<Response> {
  const { flow } = services
  const webhook = await replayWebhookOf(flow, actOf(c, services), taskIdOf(c))
  return c.json({ code: 200, data: showWebhook(await taskById(flow, webhook.taskId), webhook) })
}

/** Those that failed and are still to be looked at, the newest task first. */
export async function failed(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const { limit, after, account_id: accountId } = readQuery(c, failedQuery)
  const found = await listFailedWebhooks(flow.db.read, { accountId, after, limit: limit + 1 })
  const shown = await Promise.all(
    found.slice(0, limit).map(async (webhook) => {
      const task = await findTask(flow.db.read, webhook.taskId)
      return task === undefined ? [] : [{ account_id: task.accountId, ...showWebhook(task, webhook) }]
    }),
  )
  return c.json({ code: 200, data: shown.flat(), has_more: found.length > limit })
}

export async function secret(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  return c.json({ code: 200, data: showSecrets(await secretsOf(flow.db, accountIdOf(c), flow.clock.now())) })
}

export async function rotateSecret(c: HttpContext, services: HttpServices): Promise<Response> {
  const { overlap_seconds: seconds } = await readBody(c, services, schemas.rotation)
  const secrets = await rotateSecretOf(services.flow.db, actOf(c, services), accountIdOf(c), seconds * 1000)
  return c.json({ code: 200, data: showSecrets(secrets) })
}
