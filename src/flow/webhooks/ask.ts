import type { Tx } from '../../db/database.ts'
import { askForWebhook, findWebhook } from '../../db/webhooks.ts'
import type { Webhook } from '../../db/webhooks.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { isFinal } from '../../domain/task.ts'
import type { Task } from '../../domain/task.ts'
import { triesMs, webhookOrigin } from '../../domain/webhook.ts'
import type { Flow } from '../context.ts'

/** Has the receiver of a task told of its end, in the transaction of that end; nothing where none was named. */
export async function outbox(flow: Flow, tx: Tx, { id: taskId, accountId, webhook }: Task): Promise<void> {
  if (webhook === null) return
  const now = flow.clock.now()
  const destination = { accountId, origin: webhookOrigin(webhook) }
  await askForWebhook(tx, destination, { taskId, now, giveUpAt: now + triesMs(flow.settings.webhooks.pausesMs) })
}

/**
 * Has a receiver told once more of a task that has ended, whatever came of it before. Throws task_unfinished, and
 * webhook_missing where the task names no receiver, or not any more.
 */
export async function replayWebhook(flow: Flow, tx: Tx, task: Task): Promise<Webhook> {
  if (!isFinal(task.state)) throw new ReelgateError('task_unfinished', { param: 'task_id' })
  const missing = new ReelgateError('webhook_missing', { param: 'task_id' })
  if (task.webhook === null) throw missing
  await outbox(flow, tx, task)
  const webhook = await findWebhook(tx, task.id)
  if (webhook === undefined) throw missing
  return webhook
}
