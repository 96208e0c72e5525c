import { addKeySpent, moveSums, reserve } from '../db/accounts.ts'
import type { Tx } from '../db/database.ts'
import { findOpenHold, insertEntry } from '../db/ledger-entries.ts'
import type { MicroUsd } from '../domain/money.ts'

/** Whose money, for which task, and when (milliseconds). */
export interface MoneyMove {
  accountId: string
  keyId: string
  taskId: string
  at: number
}

/** Adds prepaid money to an account. */
export async function topUp(tx: Tx, accountId: string, amount: MicroUsd, at: number): Promise<void> {
  await insertEntry(tx, { accountId, keyId: null, taskId: null, kind: 'top_up', amount, createdAt: at })
  await moveSums(tx, accountId, { available: amount })
}

/**
 * Sets `amount` aside for a task. False, and nothing changed, where the account has less than that available.
 * Only flow/accept-request calls it, in the transaction that creates the task.
 */
export async function hold(tx: Tx, move: MoneyMove, amount: MicroUsd): Promise<boolean> {
  if (!(await reserve(tx, move.accountId, amount))) return false
  await insertEntry(tx, { ...move, kind: 'hold', amount, createdAt: move.at })
  return true
}

/**
 * Ends a task's hold: `cost` is captured, the rest goes back. Only flow/settle-task calls it, in the transaction that
 * writes the task's final state. A task without an open hold is a bug (it would be settled twice) and throws.
 */
export async function settle(tx: Tx, move: MoneyMove, cost: MicroUsd): Promise<void> {
  const held = await findOpenHold(tx, move.taskId)
  if (held === undefined) throw new Error(`task ${move.taskId} has no open hold to settle`)
  if (cost < 0 || cost > held) throw new Error(`task ${move.taskId}: cost ${cost} is outside its hold of ${held}`)
  const released = held - cost
  if (cost > 0) await insertEntry(tx, { ...move, kind: 'capture', amount: cost, createdAt: move.at })
  // A hold of nothing is closed by a release of nothing, so that "open" can always be told from the entries.
  if (released > 0 || cost === 0)
    await insertEntry(tx, { ...move, kind: 'release', amount: released, createdAt: move.at })
  await moveSums(tx, move.accountId, { held: -held, spent: cost, available: released })
  if (cost > 0) await addKeySpent(tx, move.keyId, cost)
}
