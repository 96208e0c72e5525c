import type { z } from 'zod'
import { listEntriesOfTask } from '../../../db/ledger-entries.ts'
import { ReelgateError } from '../../../domain/errors.ts'
import { toUsd } from '../../../domain/money.ts'
import { redeemCode } from '../../../flow/redeem-code.ts'
import { toUnixSeconds } from '../../../lib/clock.ts'
import { callerOf } from '../../context.ts'
import type { HttpContext, HttpServices } from '../../context.ts'
import { readBody } from '../../read-body.ts'
import { readQuery } from '../../read-query.ts'
import { answerUsage } from '../../usage.ts'
import { usageQuery } from '../../usage-schemas.ts'
import { ownTask } from '../one-task.ts'
import { redeemBody } from './money-schemas.ts'
import type { taskLedgerAnswer } from './money-schemas.ts'

/** Codes and payments an account may try in a minute. A code has 100 bits beyond what is shown of it: this is against noise, not against luck. */
const RECHARGES_PER_MINUTE = 60

/** Throws recharges_limited. */
export function countRecharge(c: HttpContext, { limiter }: HttpServices): void {
  const limit = RECHARGES_PER_MINUTE
  const limits = [{ name: `recharge:${callerOf(c).account.id}`, max: limit }]
  const { isRefused, resetSeconds: seconds } = limiter.take(limits)
  if (!isRefused) return
  throw new ReelgateError('recharges_limited', { retryAfterSeconds: seconds, values: { seconds, limit } })
}

export async function redeem(c: HttpContext, services: HttpServices): Promise<Response> {
  const caller = callerOf(c)
  const { code } = await readBody(c, services, redeemBody)
  countRecharge(c, services)
  const { clock, db } = services.flow
  const { amount, account } = await redeemCode(db, caller, { code, at: clock.now() })
  return c.json({ code: 200, data: { amount: toUsd(amount), balance: toUsd(account.available) } })
}

/** All money that moved for one of the caller's own tasks. */
export async function taskLedger(c: HttpContext, services: HttpServices): Promise<Response> {
  const { id, price, cost } = await ownTask(c, services, c.req.param('task_id') ?? '')
  const entries = (await listEntriesOfTask(services.flow.db.read, id)).map((entry) => ({
    kind: entry.kind,
    amount: toUsd(entry.amount),
    key_id: entry.keyId,
    at: toUnixSeconds(entry.createdAt),
  }))
  const data = { task_id: id, price: toUsd(price), cost: toUsd(cost), entries }
  return c.json({ code: 200, data } as z.infer<typeof taskLedgerAnswer>)
}

/** What the account's ended tasks came to. */
export function usage(c: HttpContext, services: HttpServices): Promise<Response> {
  return answerUsage(c, services, callerOf(c).account.id, readQuery(c, usageQuery))
}
