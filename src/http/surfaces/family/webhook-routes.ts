import { CHANGE, READ } from '../../route.ts'
import type { Route } from '../../route.ts'
import * as schemas from './webhook-schemas.ts'
import * as webhooks from './webhooks.ts'

/** How callers look after the webhooks of their tasks. */
export const WEBHOOK_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/tasks/{task_id}/webhooks',
    guard: READ,
    handler: webhooks.taskWebhooks,
    summary: "Every try of telling a task's webhook, and when the next one is due",
    tag: 'webhooks',
    answers: { 200: schemas.webhookAnswer },
    errors: ['invalid_task_id'],
  },
  {
    method: 'POST',
    path: '/v1/tasks/{task_id}/webhooks/replay',
    guard: CHANGE,
    handler: webhooks.replay,
    summary: "Tell a task's webhook once more",
    tag: 'webhooks',
    answers: { 200: schemas.webhookAnswer },
    errors: ['invalid_task_id', 'task_unfinished', 'webhook_missing'],
  },
  {
    method: 'GET',
    path: '/v1/webhook-secret',
    guard: CHANGE,
    handler: webhooks.secret,
    summary: "The secret that the account's webhooks are signed with",
    tag: 'webhooks',
    answers: { 200: schemas.secretAnswer },
  },
  {
    method: 'POST',
    path: '/v1/webhook-secret/rotate',
    guard: CHANGE,
    handler: webhooks.rotateSecret,
    summary: 'Put a new secret in force; the one before signs beside it for a while',
    tag: 'webhooks',
    body: schemas.secretRotation,
    answers: { 200: schemas.secretAnswer },
    errors: ['invalid_json', 'body_too_large'],
  },
]
