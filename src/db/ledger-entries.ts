import type { MicroUsd } from '../domain/money.ts'
import type { Reader, Tx } from './database.ts'

/**
 * top_up: into available. hold: available to held. capture: held to spent. release: held back to available.
 * A task's capture and release add up to its hold.
 */
export type EntryKind = 'top_up' | 'hold' | 'capture' | 'release'

export interface Entry {
  accountId: string
  keyId: string | null
  taskId: string | null
  kind: EntryKind
  amount: MicroUsd
  createdAt: number
}

const INSERT =
  'INSERT INTO ledger_entry (account_id, key_id, task_id, kind, amount, created_at) VALUES (?, ?, ?, ?, ?, ?)'

export async function insertEntry(tx: Tx, entry: Entry): Promise<void> {
  await tx.run(INSERT, [entry.accountId, entry.keyId, entry.taskId, entry.kind, entry.amount, entry.createdAt])
}

/** The amount held for a task that has not been settled, or undefined where there is no open hold. */
export async function findOpenHold(db: Reader, taskId: string): Promise<MicroUsd | undefined> {
  const row = await db.get<{ amount: number }>(
    `SELECT h.amount FROM ledger_entry h WHERE h.task_id = ? AND h.kind = 'hold' AND NOT EXISTS (
       SELECT 1 FROM ledger_entry e WHERE e.task_id = h.task_id AND e.kind IN ('capture', 'release'))`,
    [taskId],
  )
  return row?.amount
}

export interface AccountSums {
  id: string
  name: string
  available: MicroUsd
  held: MicroUsd
  spent: MicroUsd
  entries_available: MicroUsd
  entries_held: MicroUsd
  entries_spent: MicroUsd
}

/** Each account's stored sums beside the same sums derived from its entries. */
export function sumsByAccount(db: Reader): Promise<AccountSums[]> {
  return db.all<AccountSums>(
    `SELECT a.id, a.name, a.available, a.held, a.spent,
       COALESCE(SUM(CASE e.kind WHEN 'top_up' THEN e.amount WHEN 'release' THEN e.amount WHEN 'hold' THEN -e.amount ELSE 0 END), 0) AS entries_available,
       COALESCE(SUM(CASE e.kind WHEN 'hold' THEN e.amount WHEN 'capture' THEN -e.amount WHEN 'release' THEN -e.amount ELSE 0 END), 0) AS entries_held,
       COALESCE(SUM(CASE e.kind WHEN 'capture' THEN e.amount ELSE 0 END), 0) AS entries_spent
     FROM account a LEFT JOIN ledger_entry e ON e.account_id = a.id
     GROUP BY a.id ORDER BY a.id`,
    [],
  )
}

export interface KeySums {
  id: string
  spent: MicroUsd
  entries_spent: MicroUsd
}

export function sumsByKey(db: Reader): Promise<KeySums[]> {
  return db.all<KeySums>(
    `SELECT k.id, k.spent, COALESCE(SUM(e.amount), 0) AS entries_spent
     FROM api_key k LEFT JOIN ledger_entry e ON e.key_id = k.id AND e.kind = 'capture'
     GROUP BY k.id ORDER BY k.id`,
    [],
  )
}

export interface TaskMoney {
  id: string
  state: string
  price: MicroUsd
  cost: MicroUsd
  hold: MicroUsd | null
  capture: MicroUsd | null
  release: MicroUsd | null
}

/** Each task with the money that moved for it. */
export function moneyByTask(db: Reader): Promise<TaskMoney[]> {
  return db.all<TaskMoney>(
    `SELECT t.id, t.state, t.price, t.cost, h.amount AS hold, c.amount AS capture, r.amount AS release
     FROM task t
     LEFT JOIN ledger_entry h ON h.task_id = t.id AND h.kind = 'hold'
     LEFT JOIN ledger_entry c ON c.task_id = t.id AND c.kind = 'capture'
     LEFT JOIN ledger_entry r ON r.task_id = t.id AND r.kind = 'release'
     ORDER BY t.id`,
    [],
  )
}

/** Entries that should belong to a task and don't: none is named, or there is no such one, or it is another account's. */
export function entriesAstray(db: Reader): Promise<{ id: number; kind: EntryKind; amount: MicroUsd }[]> {
  return db.all(
    `SELECT e.id, e.kind, e.amount FROM ledger_entry e LEFT JOIN task t ON t.id = e.task_id
     WHERE e.kind <> 'top_up' AND (t.id IS NULL OR t.account_id <> e.account_id) ORDER BY e.id`,
    [],
  )
}
