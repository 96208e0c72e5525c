import type { Route } from '../route.ts'
import { secretData, webhookData } from '../surfaces/family/webhook-schemas.ts'
import { one, page, rotation } from './schemas.ts'
import { failedQuery, failedWebhook } from './webhook-schemas.ts'
import * as webhooks from './webhooks.ts'

const admin = { admin: true, tag: 'admin' } as const
const task = {
  ...admin,
  path: '/admin/v1/tasks/{task_id}/webhooks',
  answers: { 200: one(webhookData) },
  errors: ['invalid_task_id'],
} as const
const secret = {
  ...admin,
  path: '/admin/v1/accounts/{account_id}/webhook-secret',
  answers: { 200: one(secretData) },
  errors: ['account_not_found', 'account_erased'],
} as const

export const WEBHOOK_ROUTES: readonly Route[] = [
  { ...task, method: 'GET', handler: webhooks.ofTask, summary: "Every try of telling a task's webhook" },
  {
    ...task,
    method: 'POST',
    path: `${task.path}/replay`,
    handler: webhooks.replay,
    summary: "Tell a task's webhook once more",
    errors: ['invalid_task_id', 'task_unfinished', 'webhook_missing'],
  },
  {
    ...admin,
    method: 'GET',
    path: '/admin/v1/webhooks/failed',
    handler: webhooks.failed,
    summary: 'Webhooks that failed, the newest task first',
    query: failedQuery,
    answers: { 200: page(failedWebhook) },
  },
  {
    ...secret,
    method: 'GET',
    handler: webhooks.secret,
    summary: "The secret that an account's webhooks are signed with",
  },
  {
    ...secret,
    method: 'POST',
    path: `${secret.path}/rotate`,
    handler: webhooks.rotateSecret,
    summary: 'Put a new secret in force; the one before signs beside it for a while',
    body: rotation,
  },
]
