import { listEntriesOfAccount } from '../../db/ledger-entries.ts'
import { toUsd } from '../../domain/money.ts'
import { showEntry } from '../admin/present.ts'
import { newestFirstQuery } from '../admin/schemas.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { readQuery } from '../read-query.ts'
import { signedInOf } from './session.ts'

/** What one's account has, and the ways to more of it. */
export async function getBalance(c: HttpContext, services: HttpServices): Promise<Response> {
  const { account } = (await signedInOf(c, services)).caller
  const { recharge, settings } = services
  const data = {
    unlimited: account.unlimited,
    available: toUsd(account.available),
    held: toUsd(account.held),
    spent: toUsd(account.spent),
    unfinished_tasks: account.openTasks,
    card: recharge === undefined ? null : { min: toUsd(recharge.min), max: toUsd(recharge.max) },
    recharge_url: settings.rechargeUrl ?? null,
  }
  return c.json({ code: 200, data })
}

/** All money that moved in one's account, newest first. Which administrator moved it is not told. */
export async function listEntries(c: HttpContext, services: HttpServices): Promise<Response> {
  const { account } = (await signedInOf(c, services)).caller
  const { limit, before } = readQuery(c, newestFirstQuery)
  const query = { accountId: account.id, before, limit: limit + 1 }
  const found = await listEntriesOfAccount(services.flow.db.read, query)
  const data = found.slice(0, limit).map((entry) => ({ ...showEntry(entry), actor: null }))
  return c.json({ code: 200, data, has_more: found.length > limit })
}
