import type { Account, ApiKey, Caller } from '../domain/account.ts'
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
  created_at: number
}

interface KeyRow {
  id: string
  account_id: string
  name: string
  prefix: string
  spent: number
  submits_per_minute: number | null
  polls_per_minute: number | null
  created_at: number
  revoked_at: number | null
}

const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  name: row.name,
  group: row.account_group,
  unlimited: row.unlimited === 1,
  available: row.available,
  held: row.held,
  spent: row.spent,
  createdAt: row.created_at,
})

const toKey = (row: KeyRow): ApiKey => ({
  id: row.id,
  accountId: row.account_id,
  name: row.name,
  prefix: row.prefix,
  spent: row.spent,
  submitsPerMinute: row.submits_per_minute,
  pollsPerMinute: row.polls_per_minute,
  createdAt: row.created_at,
  revokedAt: row.revoked_at,
})

const KEY_COLUMNS = 'id, account_id, name, prefix, spent, submits_per_minute, polls_per_minute, created_at, revoked_at'

const INSERT_ACCOUNT = 'INSERT INTO account (id, name, account_group, unlimited, created_at) VALUES (?, ?, ?, ?, ?)'
const INSERT_KEY = `INSERT INTO api_key (${KEY_COLUMNS}, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const CALLER_BY_HASH = `
  SELECT k.id, k.account_id, k.name, k.prefix, k.spent, k.submits_per_minute, k.polls_per_minute, k.created_at,
    k.revoked_at, a.name AS a_name, a.account_group AS a_account_group, a.unlimited AS a_unlimited, a.available AS a_available, a.held AS a_held,
    a.spent AS a_spent, a.created_at AS a_created_at
  FROM api_key k JOIN account a ON a.id = k.account_id
  WHERE k.hash = ? AND k.revoked_at IS NULL`

export async function insertAccount(
  tx: Tx,
  account: Pick<Account, 'id' | 'name' | 'group' | 'unlimited' | 'createdAt'>,
): Promise<void> {
  await tx.run(INSERT_ACCOUNT, [account.id, account.name, account.group, account.unlimited ? 1 : 0, account.createdAt])
}

export async function insertKey(tx: Tx, key: ApiKey, hash: string): Promise<void> {
  await tx.run(INSERT_KEY, [
    key.id,
    key.accountId,
    key.name,
    key.prefix,
    key.spent,
    key.submitsPerMinute,
    key.pollsPerMinute,
    key.createdAt,
    key.revokedAt,
    hash,
  ])
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

export async function listKeys(db: Reader): Promise<ApiKey[]> {
  return (await db.all<KeyRow>(`SELECT ${KEY_COLUMNS} FROM api_key ORDER BY id`, [])).map(toKey)
}

/** Returns false where there is no such key or it was revoked before. */
export async function revokeKey(tx: Tx, id: string, now: number): Promise<boolean> {
  return (await tx.run('UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', [now, id])) === 1
}

/** The caller behind a key's hash; undefined for a key that is unknown or revoked. */
export async function findCaller(db: Reader, hash: string): Promise<Caller | undefined> {
  type Row = KeyRow & { [name in keyof Omit<AccountRow, 'id'> as `a_${name}`]: AccountRow[name] }
  const row = await db.get<Row>(CALLER_BY_HASH, [hash])
  if (row === undefined) return undefined
  return {
    key: toKey(row),
    account: {
      id: row.account_id,
      name: row.a_name,
      group: row.a_account_group,
      unlimited: row.a_unlimited === 1,
      available: row.a_available,
      held: row.a_held,
      spent: row.a_spent,
      createdAt: row.a_created_at,
    },
  }
}

/** Moves an account's three sums by the given amounts. Only the ledger calls this, beside the entry that explains it. */
export async function moveSums(
  tx: Tx,
  accountId: string,
  by: { available?: MicroUsd; held?: MicroUsd; spent?: MicroUsd },
): Promise<void> {
  await tx.run('UPDATE account SET available = available + ?, held = held + ?, spent = spent + ? WHERE id = ?', [
    by.available ?? 0,
    by.held ?? 0,
    by.spent ?? 0,
    accountId,
  ])
}

/** Takes `amount` from what is available into what is held; false, and nothing changed, where there is too little. */
export async function reserve(tx: Tx, accountId: string, amount: MicroUsd): Promise<boolean> {
  const changed = await tx.run(
    'UPDATE account SET available = available - ?, held = held + ? WHERE id = ? AND (unlimited = 1 OR available >= ?)',
    [amount, amount, accountId, amount],
  )
  return changed === 1
}

export async function addKeySpent(tx: Tx, keyId: string, amount: MicroUsd): Promise<void> {
  await tx.run('UPDATE api_key SET spent = spent + ? WHERE id = ?', [amount, keyId])
}
