import type { WebhookSecret } from '../../db/webhook-secrets.ts'
import type { Webhook } from '../../db/webhooks.ts'
import { findWebhook } from '../../db/webhooks.ts'
import type { Database, Reader } from '../../db/database.ts'
import { ReelgateError } from '../../domain/errors.ts'
import type { Flow } from '../context.ts'
import { replayWebhook } from '../webhooks/ask.ts'
import { rotateWebhookSecret, webhookSecrets } from '../webhooks/secrets.ts'
import { accountById } from './accounts.ts'
import { record } from './act.ts'
import type { Act } from './act.ts'
import { taskById } from './tasks.ts'

async function openAccount(db: Reader, id: string): Promise<void> {
  const { erasedAt } = await accountById(db, id)
  if (erasedAt !== null) throw new ReelgateError('account_erased', { values: { id } })
}

/** What an account's webhooks are signed with. Throws account_not_found, account_erased. */
export async function secretsOf(db: Database, id: string, now: number): Promise<WebhookSecret[]> {
  await openAccount(db.read, id)
  return webhookSecrets(db, id, now)
}

/** Puts a new secret in force for an account. Throws account_not_found, account_erased. */
export function rotateSecretOf(db: Database, act: Act, id: string, overlapMs: number): Promise<WebhookSecret[]> {
  return db.write(async (tx) => {
    await openAccount(tx, id)
    const secrets = await rotateWebhookSecret(tx, id, { now: act.at, overlapMs })
    await record(tx, act, { action: 'webhook_secret.rotate', target: id, after: { overlap_ms: overlapMs } })
    return secrets
  })
}

/** As its owner's replay. Throws invalid_task_id, task_unfinished, webhook_missing. */
export async function replayWebhookOf(flow: Flow, act: Act, taskId: string): Promise<Webhook> {
  const task = await taskById(flow, taskId)
  return flow.db.write(async (tx) => {
    const before = await findWebhook(tx, taskId)
    const webhook = await replayWebhook(flow, tx, task)
    await record(tx, act, {
      action: 'webhook.replay',
      target: taskId,
      before: before?.state ?? null,
      after: webhook.state,
    })
    return webhook
  })
}
