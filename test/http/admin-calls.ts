import { createAdminKey } from '../../src/flow/admin/admin-keys.ts'
import { Api } from '../harness/api.ts'
import type { Answer } from '../harness/api.ts'
import type { TestServer } from '../harness/server.ts'
import { eventually } from '../harness/wait.ts'

const BASE = '/admin/v1'

/** A client with an admin key of its own. */
export async function newAdmin(server: TestServer): Promise<Api & { keyId: string }> {
  const act = { actor: 'test', at: server.flow.clock.now() }
  const { key, secret } = await createAdminKey(server.flow.db, act, 'ops')
  return Object.assign(new Api(server.url, secret), { keyId: key.id })
}

/** Calls below /admin/v1, told short. */
export const adminCall =
  (admin: Api) =>
  (method: string, path: string, body?: unknown): Promise<Answer> =>
    admin.call(method, `${BASE}${path}`, body === undefined ? {} : { body })

type Ask = (
  route: string,
  path?: string,
  init?: { body?: unknown; headers?: Record<string, string> },
) => Promise<Answer>

/** Codes are made, redeemed by a caller, looked at and voided. */
async function askRedeem(ask: (route: string, path: string, body?: unknown) => Promise<Answer>, asCaller: Ask) {
  const batches = '/redeem-batches'
  const { id, codes } = (await ask(`POST ${batches}`, batches, { count: 2, amount: '1' })).body.data
  await ask(`POST ${batches}`, batches, { count: 0, amount: '1' })
  for (const code of [codes[0], codes[0], 'RGC-NONE'])
    await asCaller('POST /v1/redeem', '/v1/redeem', { body: { code } })
  await ask(`GET ${batches}`, batches)
  await ask(`GET ${batches}/{batch_id}`, `${batches}/${id}`)
  await ask(`GET ${batches}/{batch_id}`, `${batches}/none`)
  await ask(`POST ${batches}/{batch_id}/void`, `${batches}/${id}/void`)
}

/** Each good answer of the admin API once, and its most common refusals. */
export async function askAdmin(
  asAnyone: Ask,
  admin: Api,
  { ended, unresolved }: { ended: string; unresolved: string },
): Promise<void> {
  const headers = { authorization: `Bearer ${admin.key}` }
  const ask = (route: string, path: string, body?: unknown) =>
    asAnyone(route.replace(' ', ` ${BASE}`), `${BASE}${path}`, { headers, ...(body !== undefined && { body }) })
  await asAnyone(`GET ${BASE}/accounts`)
  await ask('GET /accounts', '/accounts')
  await ask('GET /accounts', '/accounts?limit=0')
  const { id } = (await ask('POST /accounts', '/accounts', { name: 'one', balance: '5' })).body.data
  await ask('POST /accounts', '/accounts', { name: 'one' })
  const account = '/accounts/{account_id}'
  await ask(`GET ${account}`, `/accounts/${id}`)
  await ask(`GET ${account}`, '/accounts/none')
  await ask(`PATCH ${account}`, `/accounts/${id}`, { group: 'staff' })
  await ask(`POST ${account}/top-ups`, `/accounts/${id}/top-ups`, { amount: 1, reference: 'p1' })
  await ask(`POST ${account}/top-ups`, `/accounts/${id}/top-ups`, { amount: 1, reference: 'p1' })
  await ask(`POST ${account}/adjustments`, `/accounts/${id}/adjustments`, { amount: '-1', reason: 'a test' })
  await ask(`POST ${account}/adjustments`, `/accounts/${id}/adjustments`, { amount: '-100', reason: 'a test' })
  const secret = `/accounts/${id as string}/webhook-secret`
  await ask(`GET ${account}/webhook-secret`, secret)
  await ask(`POST ${account}/webhook-secret/rotate`, `${secret}/rotate`)
  await ask(`GET ${account}/entries`, `/accounts/${id}/entries`)
  const made = await ask(`POST ${account}/keys`, `/accounts/${id}/keys`, { name: 'ci', scopes: ['read'] })
  await ask(`GET ${account}/keys`, `/accounts/${id}/keys`)
  const key = `/keys/${made.body.data.id as string}`
  await ask('GET /keys/{key_id}', key)
  await ask('PATCH /keys/{key_id}', key, { spend_max: '2', ip_ranges: ['127.0.0.0/8'] })
  await ask('POST /keys/{key_id}/rotate', `${key}/rotate`)
  await ask('POST /keys/{key_id}/revoke', `${key}/revoke`)
  await ask('POST /keys/{key_id}/revoke', '/keys/none/revoke')
  await ask(`POST ${account}/export`, `/accounts/${id}/export`)
  await ask(`POST ${account}/export`, '/accounts/none/export')
  await ask(`POST ${account}/erase`, `/accounts/${id}/erase`, { confirm: 'two' })
  await ask(`POST ${account}/erase`, `/accounts/${id}/erase`, { confirm: 'one' })
  const prices = (await ask('GET /prices', '/prices')).body.data
  await ask('GET /prices/{version}', '/prices/1')
  await ask('GET /prices/{version}', '/prices/99')
  await ask('PUT /prices', '/prices', { book: prices.book, note: 'as before', if_version: 1 })
  await ask('PUT /prices', '/prices', { book: prices.book, if_version: 1 })
  await ask('GET /tasks', '/tasks')
  await ask('GET /tasks/{task_id}', `/tasks/${ended}`)
  await ask('GET /tasks/{task_id}', '/tasks/x')
  await ask('POST /tasks/{task_id}/cancel', `/tasks/${ended}/cancel`)
  await ask('POST /tasks/{task_id}/resolve', `/tasks/${ended}/resolve`, { reason: 'a test' })
  const ending = () => ask('POST /tasks/{task_id}/resolve', `/tasks/${unresolved}/resolve`, { reason: 'a test' })
  await eventually(async () => (await ending()).status === 200)
  await ask('POST /tasks/{task_id}/replay', `/tasks/${ended}/replay`)
  await ask('GET /tasks/{task_id}/webhooks', `/tasks/${ended}/webhooks`)
  await ask('POST /tasks/{task_id}/webhooks/replay', `/tasks/${ended}/webhooks/replay`)
  // Nobody is told on this machine, so that one has failed.
  await eventually(async () => (await ask('GET /webhooks/failed', '/webhooks/failed')).body.data.length > 0)
  await askRedeem(ask, asAnyone)
  const { id: shop } = (await ask('POST /accounts', '/accounts', { name: 'shop' })).body.data
  const { id: userId } = (await ask('POST /users', '/users', { name: 'ada', account_id: shop })).body.data
  await ask('POST /users', '/users', { name: 'ADA', account_id: shop })
  await ask('GET /users', '/users')
  await ask('PATCH /users/{user_id}', `/users/${userId}`, { role: 'admin' })
  await ask('PATCH /users/{user_id}', `/users/${userId}`, { disabled: true })
  await ask('POST /users/{user_id}/link', `/users/${userId}/link`)
  await ask('POST /users/{user_id}/link', '/users/none/link')
  await ask('GET /routes', '/routes')
  await ask('GET /queue', '/queue')
  await ask('GET /settings', '/settings')
  for (const query of [
    '',
    '?group_by=day,account,model,key,status',
    '?format=csv',
    `?account_id=${id}`,
    '?account_id=none',
  ]) {
    await ask('GET /usage', `/usage${query}`)
  }
  await ask('GET /audit', '/audit')
}
