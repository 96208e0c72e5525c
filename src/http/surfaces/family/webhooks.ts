import type { z } from 'zod'
import type { WebhookSecret } from '../../../db/webhook-secrets.ts'
import { findWebhook } from '../../../db/webhooks.ts'
import type { Webhook } from '../../../db/webhooks.ts'
import { ReelgateError } from '../../../domain/errors.ts'
import { isFinal } from '../../../domain/task.ts'
import type { Task } from '../../../domain/task.ts'
import { callbackUrl } from '../../../domain/webhook.ts'
import { replayWebhook } from '../../../flow/webhooks/ask.ts'
import { rotateWebhookSecret, webhookSecrets } from '../../../flow/webhooks/secrets.ts'
import { toUnixSeconds } from '../../../lib/clock.ts'
import { callerOf } from '../../context.ts'
import type { HttpContext, HttpServices } from '../../context.ts'
import { pickLanguage } from '../../messages/catalogue.ts'
import { readBody } from '../../read-body.ts'
import { ownTask } from '../one-task.ts'
import { presentTask } from './present-task.ts'
import { secretRotation } from './webhook-schemas.ts'
import type { secretData, webhookData } from './webhook-schemas.ts'

type Status = z.infer<typeof webhookData>['status']

/** One that was ended long ago has no row any more: then nothing is known of its tries. */
function statusOf(task: Task, webhook: Webhook | undefined): Status {
  if (webhook !== undefined) return webhook.state
  return task.webhook !== null && !isFinal(task.state) ? 'pending' : 'none'
}

export function showWebhook(task: Task, webhook: Webhook | undefined): z.infer<typeof webhookData> {
  const nextAt = webhook?.nextAt ?? null
  return {
    task_id: task.id,
    url: task.webhook === null ? null : callbackUrl(task.webhook).href,
    status: statusOf(task, webhook),
    next_try: nextAt === null ? null : toUnixSeconds(nextAt),
    tries: (webhook?.tries ?? []).map(({ at, durationMs, status, error }) => ({
      at: toUnixSeconds(at),
      duration_ms: durationMs,
      status,
      error,
    })),
  }
}

export function showSecrets([current, ...before]: readonly WebhookSecret[]): z.infer<typeof secretData> {
  if (current === undefined) throw new ReelgateError('server_error', { operatorText: 'an account without a secret' })
  return {
    secret: current.secret,
    created_at: toUnixSeconds(current.createdAt),
    previous: before.flatMap(({ createdAt, endsAt }) =>
      endsAt === null ? [] : [{ created_at: toUnixSeconds(createdAt), ends_at: toUnixSeconds(endsAt) }],
    ),
  }
}

/** What receivers are told: the status as the status call has it, in the language that was asked for at the submit. */
export const webhookBody = (services: HttpServices) => async (task: Task) => {
  const language = pickLanguage(task.language ?? undefined, undefined, services.settings.language)
  return JSON.stringify(await presentTask(services, task, () => language))
}

const taskOf = (c: HttpContext, services: HttpServices) => ownTask(c, services, c.req.param('task_id') ?? '')

export async function taskWebhooks(c: HttpContext, services: HttpServices): Promise<Response> {
  const task = await taskOf(c, services)
  return c.json({ code: 200, data: showWebhook(task, await findWebhook(services.flow.db.read, task.id)) })
}

export async function replay(c: HttpContext, services: HttpServices): Promise<Response> {
  const { flow } = services
  const task = await taskOf(c, services)
  const webhook = await flow.db.write((tx) => replayWebhook(flow, tx, task))
  return c.json({ code: 200, data: showWebhook(task, webhook) })
}

export async function secret(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const secrets = await webhookSecrets(flow.db, callerOf(c).account.id, flow.clock.now())
  return c.json({ code: 200, data: showSecrets(secrets) })
}

export async function rotateSecret(c: HttpContext, services: HttpServices): Promise<Response> {
  const { db, clock } = services.flow
  const { overlap_seconds: seconds } = await readBody(c, services, secretRotation)
  const { id } = callerOf(c).account
  const overlap = { now: clock.now(), overlapMs: seconds * 1000 }
  const secrets = await db.write((tx) => rotateWebhookSecret(tx, id, overlap))
  return c.json({ code: 200, data: showSecrets(secrets) })
}
