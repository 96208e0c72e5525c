import type { MicroUsd } from '../domain/money.ts'
import type { Reader, Tx } from './database.ts'

/**
 * top_up: into available. hold: available to held. capture: held to spent. release: held back to available.
 * A task's capture and release add up to its hold. adjust: into available, or out of it, by hand and with a reason.
 */
export type EntryKind = 'top_up' | 'hold' | 'capture' | 'release' | 'adjust'

export interface Entry {
  accountId: string
  keyId: string | null
  taskId: string | null
  kind: EntryKind
  amount: MicroUsd
  /** Who moved the money, and why, where a person did. */
  actor: string | null
  reason: string | null
  /** What it was moved for, where that must happen once only: a code, a payment. */
  reference: string | null
  createdAt: number
}

const INSERT = `
  INSERT INTO ledger_entry (account_id, key_id, task_id, kind, amount, actor, reason, reference, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

export async function insertEntry(tx: Tx, entry: Entry): Promise<void> {
  const { accountId, keyId, taskId, kind, amount, actor, reason, reference, createdAt } = entry
  await tx.run(INSERT, [accountId, keyId, taskId, kind, amount, actor, reason, reference, createdAt])
}

interface EntryRow {
  id: number
  account_id: string
  key_id: string | null
  task_id: string | null
  kind: EntryKind
  amount: number
  actor: string | null
  reason: string | null
  reference: string | null
  created_at: number
}

const toEntry = (row: EntryRow): Entry & { id: number } => ({
  id: row.id,
  accountId: row.account_id,
  keyId: row.key_id,
  taskId: row.task_id,
  kind: row.kind,
  amount: row.amount,
  actor: row.actor,
  reason: row.reason,
  reference: row.reference,
  createdAt: row.created_at,
})

/** Everything that moved for one task, in order: its money story. */
export async function listEntriesOfTask(db: Reader, taskId: string): Promise<(Entry & { id: number })[]> {
  const rows = await db.all<EntryRow>('SELECT * FROM ledger_entry WHERE task_id = ? ORDER BY id', [taskId])
  return rows.map(toEntry)
}

/** A page of an account's entries, newest first; `before` is the id of the last entry of the page before. */
export async function listEntriesOfAccount(
  db: Reader,
  query: { accountId: string; before: number | undefined; limit: number },
): Promise<(Entry & { id: number })[]> {
  const rows = await db.all<EntryRow>(
    'SELECT * FROM ledger_entry WHERE account_id = ? AND id < ? ORDER BY id DESC LIMIT ?',
    [query.accountId, query.before ?? Number.MAX_SAFE_INTEGER, query.limit],
  )
  return rows.map(toEntry)
}

/** Whether money has moved for this code or payment before. */
export async function hasReference(db: Reader, reference: string): Promise<boolean> {
  return (await db.get('SELECT 1 FROM ledger_entry WHERE reference = ?', [reference])) !== undefined
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

/*
 * What follows reads the whole ledger. NOT INDEXED has SQLite read the entries in the order of the file: by an index it
 * would fetch each from another page, which takes three times as long on a ledger of a million.
 */

/** Each account's stored sums beside the same sums derived from its entries. */
export function sumsByAccount(db: Reader): Promise<AccountSums[]> {
  return db.all<AccountSums>(
    `SELECT a.id, a.name, a.available, a.held, a.spent,
       COALESCE(e.available, 0) AS entries_available, COALESCE(e.held, 0) AS entries_held, COALESCE(e.spent, 0) AS entries_spent
     FROM account a LEFT JOIN (
       SELECT account_id,
         SUM(CASE kind WHEN 'top_up' THEN amount WHEN 'adjust' THEN amount WHEN 'release' THEN amount WHEN 'hold' THEN -amount ELSE 0 END) AS available,
         SUM(CASE kind WHEN 'hold' THEN amount WHEN 'capture' THEN -amount WHEN 'release' THEN -amount ELSE 0 END) AS held,
         SUM(CASE kind WHEN 'capture' THEN amount ELSE 0 END) AS spent
       FROM ledger_entry NOT INDEXED GROUP BY account_id) e ON e.account_id = a.id
     ORDER BY a.id`,
    [],
  )
}

export interface KeySums {
  id: string
  spent: MicroUsd
  held: MicroUsd
  entries_spent: MicroUsd
  entries_held: MicroUsd
}

/** Each key's stored sums beside the same sums derived from the entries of its tasks. */
export function sumsByKey(db: Reader): Promise<KeySums[]> {
  return db.all<KeySums>(
    `SELECT k.id, k.spent, k.held, COALESCE(e.spent, 0) AS entries_spent, COALESCE(e.held, 0) AS entries_held
     FROM api_key k LEFT JOIN (
       SELECT key_id, SUM(CASE kind WHEN 'capture' THEN amount ELSE 0 END) AS spent,
         SUM(CASE kind WHEN 'hold' THEN amount ELSE -amount END) AS held
       FROM ledger_entry NOT INDEXED WHERE key_id IS NOT NULL GROUP BY key_id) e ON e.key_id = k.id
     ORDER BY k.id`,
    [],
  )
}

/** Accounts and keys whose count of unfinished tasks is not the number of their holds that are still open. */
export function openTasksAstray(db: Reader): Promise<{ id: string; open_tasks: number; holds: number }[]> {
  const open = (column: string) => `
    SELECT h.${column} AS id, count(*) AS holds FROM ledger_entry h NOT INDEXED
    WHERE h.kind = 'hold' AND NOT EXISTS (
      SELECT 1 FROM ledger_entry e WHERE e.task_id = h.task_id AND e.kind IN ('capture', 'release')) GROUP BY 1`
  const astray = (table: string, column: string) => `
    SELECT x.id, x.open_tasks, COALESCE(o.holds, 0) AS holds FROM ${table} x LEFT JOIN (${open(column)}) o ON o.id = x.id
    WHERE x.open_tasks <> COALESCE(o.holds, 0)`
  return db.all(`${astray('account', 'account_id')} UNION ALL ${astray('api_key', 'key_id')} ORDER BY 1`, [])
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

export async function countTasks(db: Reader): Promise<number> {
  return (await db.get<{ count: number }>('SELECT count(*) AS count FROM task', []))?.count ?? 0
}

/** Tasks with the money that moved for them, without those that have ended and plainly add up: nearly all. */
export function moneyOfTasksToJudge(db: Reader): Promise<TaskMoney[]> {
  return db.all<TaskMoney>(
    `SELECT t.id, t.state, t.price, t.cost, h.amount AS hold, c.amount AS capture, r.amount AS release
     FROM task t
     LEFT JOIN ledger_entry h ON h.task_id = t.id AND h.kind = 'hold'
     LEFT JOIN ledger_entry c ON c.task_id = t.id AND c.kind = 'capture'
     LEFT JOIN ledger_entry r ON r.task_id = t.id AND r.kind = 'release'
     WHERE (t.state IN ('completed', 'failed', 'cancelled') AND h.amount = t.price
       AND (c.amount IS NOT NULL OR r.amount IS NOT NULL)
       AND COALESCE(c.amount, 0) + COALESCE(r.amount, 0) = h.amount AND COALESCE(c.amount, 0) = t.cost
       AND (t.state = 'completed' OR c.amount IS NULL)) IS NOT TRUE
     ORDER BY t.id`,
    [],
  )
}

/** Entries that should belong to a task and don't: none is named, or there is no such one, or it is another account's. */
export function entriesAstray(db: Reader): Promise<{ id: number; kind: EntryKind; amount: MicroUsd }[]> {
  return db.all(
    `SELECT e.id, e.kind, e.amount FROM ledger_entry e NOT INDEXED LEFT JOIN task t ON t.id = e.task_id
     WHERE e.kind NOT IN ('top_up', 'adjust') AND (t.id IS NULL OR t.account_id <> e.account_id) ORDER BY e.id`,
    [],
  )
}
