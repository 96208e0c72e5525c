import { moveSums, reserve } from '../db/accounts.ts'
import { addKeySums } from '../db/api-keys.ts'
import type { Tx } from '../db/database.ts'
import { addKeyDay } from '../db/key-days.ts'
import { findOpenHold, hasReference, insertEntry } from '../db/ledger-entries.ts'
import type { MicroUsd } from '../domain/money.ts'
import { together } from '../lib/together.ts'

/** Whose money, for which task. */
export interface MoneyMove {
  accountId: string
  keyId: string
  taskId: string
  /** When the task was accepted (ms): its day is the one that a key's daily cap counts it on. */
  acceptedAt: number
  at: number
}

/** Money that a person, a code or a payment brings in or takes out, and when (ms). */
export interface Credit {
  accountId: string
  amount: MicroUsd
  at: number
  actor: string
  reason: string | null
  /** Given where this must be booked once only. */
  reference: string | null
}

const NO_HAND = { actor: null, reason: null, reference: null } as const
const NO_TASK = { keyId: null, taskId: null } as const

/** Adds prepaid money to an account. False, and nothing changed, where its reference was booked before. */
export async function topUp(tx: Tx, { at, ...credit }: Credit): Promise<boolean> {
  if (credit.reference !== null && (await hasReference(tx, credit.reference))) return false
  await insertEntry(tx, { ...credit, ...NO_TASK, kind: 'top_up', createdAt: at })
  await moveSums(tx, credit.accountId, { available: credit.amount })
  return true
}

/**
 * Corrects a balance by hand, up or down. False, and nothing changed, where a prepaid account would go below zero.
 * Throws without a reason: an entry that nobody can explain is not written.
 */
export async function adjust(tx: Tx, { at, ...credit }: Credit & { unlimited: boolean; available: MicroUsd }) {
  const { unlimited, available, ...entry } = credit
  if (entry.reason === null || entry.reason.trim() === '') throw new Error('an adjustment needs a reason')
  if (!unlimited && available + entry.amount < 0) return false
  await insertEntry(tx, { ...entry, ...NO_TASK, kind: 'adjust', createdAt: at })
  await moveSums(tx, entry.accountId, { available: entry.amount })
  return true
}

/** The account has less available than is to be held. */
export class TooLittle extends Error {
  constructor(accountId: string) {
    super(`account ${accountId} has too little available`)
    this.name = 'TooLittle'
  }
}

/**
 * Sets `amount` aside for a task. Throws TooLittle where the account has less than that available: the transaction must
 * not be kept then. Only flow/accept-request calls it, in the transaction that creates the task.
 */
export async function hold(tx: Tx, move: MoneyMove, amount: MicroUsd): Promise<void> {
  const [isReserved] = await together([
    reserve(tx, move.accountId, amount),
    writeEntry(tx, move, 'hold', amount),
    addKeySums(tx, move.keyId, { held: amount, spent: 0, openTasks: 1 }),
    addKeyDay(tx, move.keyId, move.acceptedAt, amount),
  ])
  if (!isReserved) throw new TooLittle(move.accountId)
}

/**
 * Ends a task's hold: `cost` is captured, the rest goes back. Only flow/settle-task calls it, in the transaction that
 * writes the task's final state. A task without an open hold is a bug (it would be settled twice) and throws. `open` is
 * the task's hold where this transaction has asked for it before.
 */
export async function settle(
  tx: Tx,
  move: MoneyMove,
  cost: MicroUsd,
  open: Promise<MicroUsd | undefined> = findOpenHold(tx, move.taskId),
): Promise<void> {
  const held = await open
  if (held === undefined) throw new Error(`task ${move.taskId} has no open hold to settle`)
  if (cost < 0 || cost > held) throw new Error(`task ${move.taskId}: cost ${cost} is outside its hold of ${held}`)
  const released = held - cost
  await together([
    cost > 0 && writeEntry(tx, move, 'capture', cost),
    // A hold of nothing is closed by a release of nothing, so that "open" can always be told from the entries.
    (released > 0 || cost === 0) && writeEntry(tx, move, 'release', released),
    moveSums(tx, move.accountId, { held: -held, spent: cost, available: released, openTasks: -1 }),
    addKeySums(tx, move.keyId, { held: -held, spent: cost, openTasks: -1 }),
    released > 0 && addKeyDay(tx, move.keyId, move.acceptedAt, -released),
  ])
}

function writeEntry(tx: Tx, move: MoneyMove, kind: 'hold' | 'capture' | 'release', amount: MicroUsd): Promise<void> {
  const { accountId, keyId, taskId, at: createdAt } = move
  return insertEntry(tx, { accountId, keyId, taskId, kind, amount, createdAt, ...NO_HAND })
}
