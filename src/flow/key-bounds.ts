import { findAccount } from '../db/accounts.ts'
import { findKey } from '../db/api-keys.ts'
import type { Tx } from '../db/database.ts'
import { keySpentOnDay } from '../db/key-days.ts'
import type { ApiKey, Caller } from '../domain/account.ts'
import { ReelgateError } from '../domain/errors.ts'
import { toUsd } from '../domain/money.ts'
import type { MicroUsd } from '../domain/money.ts'
import { together } from '../lib/together.ts'

/** When to look again for a place: tasks end at any time. */
const PLACE_RETRY_SECONDS = 5

/** What a key may not be used for at all, whatever is left of its money. Throws model_forbidden. */
export function assertModelAllowed(key: ApiKey, model: string): void {
  if (key.models === null || key.models.includes(model)) return
  throw new ReelgateError('model_forbidden', { param: 'model', values: { given: model, allowed: key.models } })
}

/**
 * Whether a submit of this price keeps within what its key and its account may have: unfinished tasks, money a day,
 * money in all. Asked inside the submit's transaction, so that no two take the same place. Throws tasks_limited,
 * key_spend_limited, key_day_limited.
 */
export async function assertWithinBounds(tx: Tx, caller: Caller, price: MicroUsd, now: number): Promise<void> {
  const { key: cached, account } = caller
  const { tasksMax } = account
  const isKeyBound = cached.tasksMax !== null || cached.spendMax !== null || cached.spendDayMax !== null
  const [owner, key, today] = await together([
    tasksMax === null ? undefined : findAccount(tx, account.id),
    isKeyBound ? findKey(tx, cached.id) : undefined,
    isKeyBound ? keySpentOnDay(tx, cached.id, now) : 0,
  ])
  if (tasksMax !== null && (owner?.openTasks ?? 0) >= tasksMax) tasksLimited(tasksMax)
  if (key === undefined) return
  if (key.tasksMax !== null && key.openTasks >= key.tasksMax) tasksLimited(key.tasksMax)
  const used = key.spent + key.held
  if (key.spendMax !== null && used + price > key.spendMax) spendLimited('total', key.spendMax - used, price)
  if (key.spendDayMax !== null && today + price > key.spendDayMax) spendLimited('day', key.spendDayMax - today, price)
}

function tasksLimited(max: number): never {
  const seconds = PLACE_RETRY_SECONDS
  throw new ReelgateError('tasks_limited', { retryAfterSeconds: seconds, values: { max, seconds } })
}

function spendLimited(kind: 'day' | 'total', left: MicroUsd, price: MicroUsd): never {
  const values = { left_usd: toUsd(Math.max(0, left)), needed_usd: toUsd(price) }
  throw new ReelgateError(kind === 'day' ? 'key_day_limited' : 'key_spend_limited', { values })
}
