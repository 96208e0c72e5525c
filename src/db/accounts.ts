import type { Account } from '../domain/account.ts'
import type { MicroUsd } from '../domain/money.ts'
import type { Reader, Tx } from './database.ts'

interface AccountRow {
  id: string
  name: string
  account_group: string
  unlimited: number
  available: number
  held: number
  spent: number
  submits_per_minute: number | null
  tasks_max: number | null
  open_tasks: number
  created_at: number
  erased_at: number | null
}

const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  name: row.name,
  group: row.account_group,
  unlimited: row.unlimited === 1,
  available: row.available,
  held: row.held,
  spent: row.spent,
  submitsPerMinute: row.submits_per_minute,
  tasksMax: row.tasks_max,
  openTasks: row.open_tasks,
  createdAt: row.created_at,
  erasedAt: row.erased_at,
})

/** What an operator decides of an account. */
export type AccountSettings = Pick<Account, 'name' | 'group' | 'unlimited' | 'submitsPerMinute' | 'tasksMax'>

export async function insertAccount(
  tx: Tx,
  account: AccountSettings & Pick<Account, 'id' | 'createdAt'>,
): Promise<void> {
  const { id, name, group, unlimited, submitsPerMinute, tasksMax, createdAt } = account
  await tx.run(
    `INSERT INTO account (id, name, account_group, unlimited, submits_per_minute, tasks_max, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [id, name, group, unlimited ? 1 : 0, submitsPerMinute, tasksMax, createdAt],
  )
}

/** Money held for tasks that have not ended, of all accounts (micro-USD). */
export async function sumHeld(db: Reader): Promise<MicroUsd> {
  return (await db.get<{ held: number }>('SELECT COALESCE(sum(held), 0) AS held FROM account', []))?.held ?? 0
}

export async function updateAccount(tx: Tx, id: string, settings: AccountSettings): Promise<void> {
  const { name, group, unlimited, submitsPerMinute, tasksMax } = settings
  await tx.run(
    'UPDATE account SET name = ?, account_group = ?, unlimited = ?, submits_per_minute = ?, tasks_max = ? WHERE id = ?',
    [name, group, unlimited ? 1 : 0, submitsPerMinute, tasksMax, id],
  )
}

export async function findAccount(db: Reader, id: string): Promise<Account | undefined> {
  const row = await db.get<AccountRow>('SELECT * FROM account WHERE id = ?', [id])
  return row && toAccount(row)
}

export async function findAccountByName(db: Reader, name: string): Promise<Account | undefined> {
  const row = await db.get<AccountRow>('SELECT * FROM account WHERE name = ?', [name])
  return row && toAccount(row)
}

export async function listAccounts(db: Reader): Promise<Account[]> {
  return (await db.all<AccountRow>('SELECT * FROM account ORDER BY id', [])).map(toAccount)
}

/** A page in order of creation; `after` is the id of the last account of the page before. */
export async function pageOfAccounts(db: Reader, after: string, limit: number): Promise<Account[]> {
  return (await db.all<AccountRow>('SELECT * FROM account WHERE id > ? ORDER BY id LIMIT ?', [after, limit])).map(
    toAccount,
  )
}

/** Says from now on that the account was erased. */
export async function markErased(tx: Tx, id: string, at: number): Promise<void> {
  await tx.run('UPDATE account SET erased_at = ? WHERE id = ?', [at, id])
}

/** Moves an account's sums by the given amounts. Only the ledger calls this, beside the entry that explains it. */
export async function moveSums(
  tx: Tx,
  accountId: string,
  by: { available?: MicroUsd; held?: MicroUsd; spent?: MicroUsd; openTasks?: number },
): Promise<void> {
  await tx.run(
    `UPDATE account SET available = available + ?, held = held + ?, spent = spent + ?, open_tasks = open_tasks + ?
     WHERE id = ?`,
    [by.available ?? 0, by.held ?? 0, by.spent ?? 0, by.openTasks ?? 0, accountId],
  )
}

/** Takes `amount` for one more task from what is available into what is held; false, and nothing changed, where there is too little. */
export async function reserve(tx: Tx, accountId: string, amount: MicroUsd): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE account SET available = available - ?, held = held + ?, open_tasks = open_tasks + 1
     WHERE id = ? AND (unlimited = 1 OR available >= ?)`,
    [amount, amount, accountId, amount],
  )
  return changed === 1
}
