import type { z } from 'zod'
import { pageOfAccounts } from '../../db/accounts.ts'
import type { AccountSettings } from '../../db/accounts.ts'
import { listEntriesOfAccount } from '../../db/ledger-entries.ts'
import { accountById, adjustAccount, changeAccount, createAccount, topUpAccount } from '../../flow/admin/accounts.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { readQuery } from '../read-query.ts'
import { actOf } from './authorise-admin.ts'
import { showAccount, showEntry } from './present.ts'
import { readBody } from '../read-body.ts'
import * as schemas from './schemas.ts'

const idOf = (c: HttpContext) => c.req.param('account_id') ?? ''
const answer = (c: HttpContext, account: Parameters<typeof showAccount>[0]) =>
  c.json({ code: 200, data: showAccount(account) })

type Change = z.infer<typeof schemas.accountChange>

/** What the body names, in our own names; what it leaves out is not there. */
function settingsOf(body: Change): Partial<AccountSettings> {
  const { submits_per_minute: submitsPerMinute, tasks_max: tasksMax, ...same } = body
  const all = { ...same, submitsPerMinute, tasksMax }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

export async function list(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const { limit, after = '' } = readQuery(c, schemas.accountsQuery)
  const found = await pageOfAccounts(flow.db.read, after, limit + 1)
  return c.json({ code: 200, data: found.slice(0, limit).map(showAccount), has_more: found.length > limit })
}

export async function create(c: HttpContext, services: HttpServices): Promise<Response> {
  const { balance = 0, name, unlimited, ...rest } = await readBody(c, services, schemas.newAccount)
  const wanted = { name, unlimited, balance, ...settingsOf(rest) }
  return answer(c, await createAccount(services.flow.db, actOf(c, services), wanted))
}

export async function get(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  return answer(c, await accountById(flow.db.read, idOf(c)))
}

export async function change(c: HttpContext, services: HttpServices): Promise<Response> {
  const changes = settingsOf(await readBody(c, services, schemas.accountChange))
  return answer(c, await changeAccount(services.flow.db, actOf(c, services), idOf(c), changes))
}

export async function topUp(c: HttpContext, services: HttpServices): Promise<Response> {
  const { amount, note = null, reference = null } = await readBody(c, services, schemas.topUpBody)
  const money = { amount, reason: note, reference }
  return answer(c, await topUpAccount(services.flow.db, actOf(c, services), idOf(c), money))
}

export async function adjust(c: HttpContext, services: HttpServices): Promise<Response> {
  const correction = await readBody(c, services, schemas.adjustmentBody)
  return answer(c, await adjustAccount(services.flow.db, actOf(c, services), idOf(c), correction))
}

export async function entries(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const { limit, before } = readQuery(c, schemas.newestFirstQuery)
  const { id: accountId } = await accountById(flow.db.read, idOf(c))
  const found = await listEntriesOfAccount(flow.db.read, { accountId, before, limit: limit + 1 })
  return c.json({ code: 200, data: found.slice(0, limit).map(showEntry), has_more: found.length > limit })
}
