import type { Route } from '../route.ts'
import { usageOfAllAnswer, usageOfAllQuery } from '../usage-schemas.ts'
import * as accountData from './account-data.ts'
import * as accounts from './accounts.ts'
import * as keys from './keys.ts'
import * as operations from './operations.ts'
import * as prices from './prices.ts'
import { REDEEM_ROUTES } from './redeem-routes.ts'
import * as schemas from './schemas.ts'
import * as tasks from './tasks.ts'
import { USER_ROUTES } from './user-routes.ts'
import { WEBHOOK_ROUTES } from './webhook-routes.ts'

const admin = { admin: true, tag: 'admin' } as const
const base = '/admin/v1'

const account = {
  ...admin,
  path: `${base}/accounts/{account_id}`,
  answers: { 200: schemas.one(schemas.account) },
  errors: ['account_not_found'],
} as const
const key = {
  ...admin,
  path: `${base}/keys/{key_id}`,
  answers: { 200: schemas.one(schemas.key) },
  errors: ['api_key_not_found'],
} as const
const task = {
  ...admin,
  path: `${base}/tasks/{task_id}`,
  answers: { 200: schemas.one(schemas.task) },
  errors: ['invalid_task_id'],
} as const
const price = { ...admin, answers: { 200: schemas.one(schemas.priceVersion) } } as const
const madeKey = { 200: schemas.one(schemas.madeKey) } as const

/** The administrator's side. Other keys, other words: nothing here is part of the callers' contract. */
export const ADMIN_ROUTES: readonly Route[] = [
  {
    ...admin,
    method: 'GET',
    path: `${base}/accounts`,
    handler: accounts.list,
    summary: 'Accounts, oldest first',
    query: schemas.accountsQuery,
    answers: { 200: schemas.page(schemas.account) },
  },
  {
    ...account,
    method: 'POST',
    path: `${base}/accounts`,
    handler: accounts.create,
    summary: 'Create an account',
    body: schemas.newAccount,
    errors: ['account_name_taken'],
  },
  { ...account, method: 'GET', handler: accounts.get, summary: 'One account' },
  {
    ...account,
    method: 'PATCH',
    handler: accounts.change,
    summary: 'Change what is named of an account',
    body: schemas.accountChange,
    errors: ['account_not_found', 'account_name_taken'],
  },
  {
    ...account,
    method: 'POST',
    path: `${account.path}/top-ups`,
    handler: accounts.topUp,
    summary: 'Add prepaid money',
    body: schemas.topUpBody,
    errors: ['account_not_found', 'reference_used'],
  },
  {
    ...account,
    method: 'POST',
    path: `${account.path}/adjustments`,
    handler: accounts.adjust,
    summary: 'Correct a balance, up or down, with a reason',
    body: schemas.adjustmentBody,
    errors: ['account_not_found', 'balance_too_low'],
  },
  {
    ...account,
    method: 'GET',
    path: `${account.path}/entries`,
    handler: accounts.entries,
    summary: "An account's ledger, newest first",
    query: schemas.newestFirstQuery,
    answers: { 200: schemas.page(schemas.entry) },
  },
  {
    ...account,
    method: 'GET',
    path: `${account.path}/keys`,
    handler: keys.list,
    summary: "An account's keys",
    answers: { 200: schemas.page(schemas.key) },
  },
  {
    ...account,
    method: 'POST',
    path: `${account.path}/keys`,
    handler: keys.create,
    summary: 'Create a key; its secret is in this answer only',
    body: schemas.keyBody,
    answers: madeKey,
  },
  {
    ...account,
    method: 'POST',
    path: `${account.path}/export`,
    handler: accountData.exportData,
    summary: 'All that is kept of an account, one JSON value a line',
    answers: { 200: 'application/x-ndjson' },
  },
  {
    ...account,
    method: 'POST',
    path: `${account.path}/erase`,
    handler: accountData.eraseData,
    summary: 'Revoke its keys and remove all but its name and its money, for good',
    body: schemas.erasure,
    answers: { 200: schemas.one(schemas.erased) },
  },
  { ...key, method: 'GET', handler: keys.get, summary: 'One key' },
  { ...key, method: 'PATCH', handler: keys.change, summary: 'Change what is named of a key', body: schemas.keyBody },
  {
    ...key,
    method: 'POST',
    path: `${key.path}/rotate`,
    handler: keys.rotate,
    summary: 'Make a key that takes the place of this one, which stays good for a while',
    body: schemas.rotation,
    answers: madeKey,
  },
  {
    ...key,
    method: 'POST',
    path: `${key.path}/revoke`,
    handler: keys.revoke,
    summary: 'Refuse a key from now on',
  },
  { ...price, method: 'GET', path: `${base}/prices`, handler: prices.current, summary: 'The prices in force' },
  {
    ...price,
    method: 'GET',
    path: `${base}/prices/{version}`,
    handler: prices.version,
    summary: 'Prices of some version',
    errors: ['not_found'],
  },
  {
    ...price,
    method: 'PUT',
    path: `${base}/prices`,
    handler: prices.change,
    summary: 'Put other prices in force, from the next submit on',
    body: schemas.pricesBody,
    errors: ['price_book_changed'],
  },
  {
    ...admin,
    method: 'GET',
    path: `${base}/tasks`,
    handler: tasks.list,
    summary: 'Tasks of all accounts, newest first',
    query: schemas.tasksQuery,
    answers: { 200: schemas.page(schemas.task) },
  },
  {
    ...task,
    method: 'GET',
    handler: tasks.get,
    summary: 'Everything about a task, with all money that moved for it',
    answers: { 200: schemas.one(schemas.taskStory) },
  },
  { ...task, method: 'POST', path: `${task.path}/cancel`, handler: tasks.cancel, summary: 'Cancel a task' },
  {
    ...task,
    method: 'POST',
    path: `${task.path}/resolve`,
    handler: tasks.resolve,
    summary: 'End an unresolved task as failed, with a refund',
    body: schemas.reasonBody,
    errors: ['invalid_task_id', 'task_not_unresolved'],
  },
  {
    ...task,
    method: 'POST',
    path: `${task.path}/replay`,
    handler: tasks.replay,
    summary: 'Submit the same once more, as a new task of the same key',
    errors: ['invalid_task_id', 'task_unfinished', 'replay_has_pictures', 'replay_without_prompt', 'balance_too_low'],
  },
  ...WEBHOOK_ROUTES,
  ...REDEEM_ROUTES,
  ...USER_ROUTES,
  {
    ...admin,
    method: 'GET',
    path: `${base}/routes`,
    handler: operations.routes,
    summary: 'Providers, their health and the models that go by them',
    answers: { 200: schemas.page(schemas.route) },
  },
  {
    ...admin,
    method: 'GET',
    path: `${base}/queue`,
    handler: operations.queue,
    summary: 'Tasks that have not ended, by state and by provider',
    answers: { 200: schemas.one(schemas.queue) },
  },
  {
    ...admin,
    method: 'GET',
    path: `${base}/settings`,
    handler: operations.settings,
    summary: 'Every setting with its value and where that came from',
    answers: { 200: schemas.page(schemas.setting) },
  },
  {
    ...admin,
    method: 'GET',
    path: `${base}/usage`,
    handler: operations.usage,
    summary: 'What ended tasks of all accounts came to, by day, account, model, key and status',
    query: usageOfAllQuery,
    answers: { 200: usageOfAllAnswer },
    alsoAs: 'text/csv',
    errors: ['account_not_found'],
  },
  {
    ...admin,
    method: 'GET',
    path: `${base}/audit`,
    handler: operations.audit,
    summary: 'What administrators did, newest first',
    query: schemas.auditQuery,
    answers: { 200: schemas.page(schemas.auditEntry) },
  },
]
