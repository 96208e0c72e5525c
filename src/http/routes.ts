import { ADMIN_ROUTES } from './admin/routes.ts'
import { serveFile } from './files.ts'
import { metrics } from './metrics.ts'
import { health, ready, root } from './ops.ts'
import { CHANGE, GENERATE, READ } from './route.ts'
import type { Route } from './route.ts'
import * as family from './surfaces/family/handlers.ts'
import { MONEY_ROUTES } from './surfaces/family/money-routes.ts'
import { taskEvents } from './surfaces/family/push.ts'
import * as schemas from './surfaces/family/schemas.ts'
import { WEBHOOK_ROUTES } from './surfaces/family/webhook-routes.ts'
import { GOOGLE_ROUTES } from './surfaces/google/routes.ts'
import { OPENAI_ROUTES } from './surfaces/openai/routes.ts'

const task = {
  handler: family.getTask,
  guard: READ,
  place: 'poll',
  method: 'GET',
  tag: 'tasks',
  query: schemas.taskQuery,
  answers: { 200: schemas.taskAnswer },
  errors: ['invalid_task_id', 'listeners_limited'],
} as const

const balance = {
  method: 'GET',
  guard: { limit: 'poll', scope: 'balance' },
  tag: 'balance',
  answers: { 200: schemas.balanceAnswer },
} as const
const keyBalance = { ...balance, handler: family.keyBalance, summary: 'Balance as this key sees it' }
const accountBalance = { ...balance, handler: family.accountBalance, summary: "Balance of the key's account" }

/** Results are MP4, uploads pictures. */
const ANY_FILE = '*/*'

/** Every address the server answers. The app and the OpenAPI document are both made from this table. */
export const ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/videos/generations',
    guard: GENERATE,
    place: 'submit',
    handler: family.submit,
    summary: 'Submit a video',
    tag: 'videos',
    body: schemas.submitBody,
    headers: ['Idempotency-Key', 'X-APIMart-Response-Version'],
    answers: { 200: schemas.submitAnswer, 202: schemas.versionedSubmitAnswer },
    errors: [
      'number_quoted',
      'unknown_model',
      'invalid_json',
      'balance_too_low',
      'idempotency_key_reused',
      'body_too_large',
      'storage_unavailable',
    ],
  },
  {
    method: 'POST',
    path: '/v1/videos/quote',
    guard: CHANGE,
    handler: family.quote,
    summary: 'What a submit would cost, without making it',
    tag: 'videos',
    body: schemas.submitBody,
    answers: { 200: schemas.quoteAnswer },
    errors: ['number_quoted', 'unknown_model', 'invalid_json', 'body_too_large'],
  },
  { ...task, path: '/v1/videos/generations/{task_id}', summary: 'Status of a task (alias)' },
  { ...task, path: '/v1/tasks/{task_id}', summary: 'Status of a task' },
  {
    method: 'GET',
    path: '/v1/tasks/{task_id}/events',
    guard: READ,
    handler: taskEvents,
    summary: 'Status of a task as server-sent events, until it has ended',
    tag: 'tasks',
    headers: ['Last-Event-ID'],
    answers: { 200: 'text/event-stream', 204: 'no body' },
    errors: ['invalid_task_id', 'listeners_limited', 'shutting_down'],
  },
  {
    method: 'GET',
    path: '/v1/tasks',
    guard: READ,
    handler: family.list,
    summary: "The account's tasks, newest first",
    tag: 'tasks',
    query: schemas.listQuery,
    answers: { 200: schemas.taskListAnswer },
    errors: ['invalid_task_id'],
  },
  {
    method: 'POST',
    path: '/v1/tasks/{task_id}/cancel',
    guard: CHANGE,
    handler: family.cancel,
    summary: 'Cancel a task',
    tag: 'tasks',
    answers: { 200: schemas.taskAnswer },
    errors: ['invalid_task_id'],
  },
  {
    method: 'POST',
    path: '/v1/uploads/images',
    guard: { limit: 'submit', scope: 'upload' },
    handler: family.upload,
    summary: 'Upload a picture',
    tag: 'images',
    body: 'multipart',
    answers: { 200: schemas.uploadAnswer },
    errors: ['upload_no_file', 'upload_too_large', 'storage_unavailable'],
  },
  { ...keyBalance, path: '/v1/balance' },
  { ...keyBalance, path: '/balance' },
  { ...accountBalance, path: '/v1/user/balance' },
  { ...accountBalance, path: '/user/balance' },
  ...MONEY_ROUTES,
  ...WEBHOOK_ROUTES,
  {
    method: 'GET',
    path: '/v1/models',
    guard: READ,
    handler: family.listModels,
    summary: 'Models',
    tag: 'models',
    answers: { 200: schemas.modelListAnswer },
  },
  {
    method: 'GET',
    path: '/v1/models/{model_id}',
    guard: READ,
    handler: family.getModel,
    summary: 'One model',
    tag: 'models',
    answers: { 200: schemas.modelAnswer },
    errors: ['model_not_found'],
  },
  {
    method: 'GET',
    path: '/files/{name}',
    place: 'download',
    handler: serveFile,
    summary: 'A result or an upload, by its unguessable link (also HEAD)',
    tag: 'files',
    headers: ['Range', 'If-Range', 'If-None-Match'],
    answers: { 200: ANY_FILE, 206: ANY_FILE, 302: 'no body', 304: 'no body' },
    errors: ['not_found', 'file_expired', 'range_not_satisfiable', 'storage_unavailable'],
  },
  {
    method: 'GET',
    path: '/',
    handler: root,
    summary: 'What this server is',
    tag: 'server',
    answers: { 200: 'application/json' },
  },
  {
    method: 'GET',
    path: '/healthz',
    handler: health,
    summary: 'The process is alive',
    tag: 'server',
    answers: { 200: 'application/json' },
  },
  {
    method: 'GET',
    path: '/readyz',
    handler: ready,
    summary: 'The server takes work',
    tag: 'server',
    answers: { 200: 'application/json' },
    errors: ['shutting_down'],
  },
  {
    method: 'GET',
    path: '/metrics',
    handler: metrics,
    summary: 'What the server counts and measures, for Prometheus',
    tag: 'server',
    answers: { 200: 'text/plain' },
    errors: ['not_found', 'key_missing', 'key_invalid'],
  },
  ...GOOGLE_ROUTES,
  ...OPENAI_ROUTES,
  ...ADMIN_ROUTES,
]

/** What stands in for Google and nothing else: its protocols, the files, and whether the process lives. */
export const EMULATED_ROUTES: readonly Route[] = ROUTES.filter(
  ({ tag, path }) => tag === 'google' || tag === 'files' || path === '/healthz' || path === '/readyz',
)

/** What a process answers that nobody calls: whether it lives, takes work, and what it counts. */
export const PROBE_ROUTES: readonly Route[] = ROUTES.filter(({ path }) =>
  ['/healthz', '/readyz', '/metrics'].includes(path),
)
