import type { ApiKey, Caller, KeyBounds, Scope } from '../domain/account.ts'
import type { MicroUsd } from '../domain/money.ts'
import { findAccount } from './accounts.ts'
import type { Reader, Tx } from './database.ts'

interface KeyRow {
  id: string
  account_id: string
  name: string
  prefix: string
  spent: number
  held: number
  open_tasks: number
  scopes: string | null
  models: string | null
  ip_ranges: string | null
  expires_at: number | null
  spend_max: number | null
  spend_day_max: number | null
  tasks_max: number | null
  submits_per_minute: number | null
  polls_per_minute: number | null
  created_at: number
  last_used_at: number | null
  revoked_at: number | null
  replaces: string | null
}

const toList = (json: string | null) => (json === null ? null : (JSON.parse(json) as string[]))
const fromList = (list: readonly string[] | null) => (list === null ? null : JSON.stringify(list))

const toKey = (row: KeyRow): ApiKey => ({
  id: row.id,
  accountId: row.account_id,
  name: row.name,
  prefix: row.prefix,
  spent: row.spent,
  held: row.held,
  openTasks: row.open_tasks,
  scopes: toList(row.scopes) as Scope[] | null,
  models: toList(row.models),
  ipRanges: toList(row.ip_ranges),
  expiresAt: row.expires_at,
  spendMax: row.spend_max,
  spendDayMax: row.spend_day_max,
  tasksMax: row.tasks_max,
  submitsPerMinute: row.submits_per_minute,
  pollsPerMinute: row.polls_per_minute,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
  replaces: row.replaces,
})

const INSERT = `
  INSERT INTO api_key (id, account_id, name, prefix, hash, scopes, models, ip_ranges, expires_at, spend_max,
    spend_day_max, tasks_max, submits_per_minute, polls_per_minute, created_at, replaces)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const BOUNDS = `
  UPDATE api_key SET name = ?, scopes = ?, models = ?, ip_ranges = ?, expires_at = ?, spend_max = ?, spend_day_max = ?,
    tasks_max = ?, submits_per_minute = ?, polls_per_minute = ? WHERE id = ?`

/** What an operator decides of a key. */
export type KeySettings = KeyBounds & Pick<ApiKey, 'name'>

const boundsOf = (key: KeyBounds) => [
  fromList(key.scopes),
  fromList(key.models),
  fromList(key.ipRanges),
  key.expiresAt,
  key.spendMax,
  key.spendDayMax,
  key.tasksMax,
  key.submitsPerMinute,
  key.pollsPerMinute,
]

export type NewApiKey = KeySettings & Pick<ApiKey, 'id' | 'accountId' | 'prefix' | 'createdAt' | 'replaces'>

export async function insertKey(tx: Tx, key: NewApiKey, hash: string): Promise<void> {
  const { id, accountId, name, prefix, createdAt, replaces } = key
  await tx.run(INSERT, [id, accountId, name, prefix, hash, ...boundsOf(key), createdAt, replaces])
}

export async function updateKey(tx: Tx, id: string, settings: KeySettings): Promise<void> {
  await tx.run(BOUNDS, [settings.name, ...boundsOf(settings), id])
}

export async function findKey(db: Reader, id: string): Promise<ApiKey | undefined> {
  const row = await db.get<KeyRow>('SELECT * FROM api_key WHERE id = ?', [id])
  return row && toKey(row)
}

export async function listKeys(db: Reader): Promise<ApiKey[]> {
  return (await db.all<KeyRow>('SELECT * FROM api_key ORDER BY id', [])).map(toKey)
}

export async function listKeysOf(db: Reader, accountId: string): Promise<ApiKey[]> {
  return (await db.all<KeyRow>('SELECT * FROM api_key WHERE account_id = ? ORDER BY id', [accountId])).map(toKey)
}

/** Has the key refused from `at` (ms) on, unless that was to happen sooner already. False where nothing changed. */
export async function revokeKey(tx: Tx, id: string, at: number): Promise<boolean> {
  const sql = 'UPDATE api_key SET revoked_at = ? WHERE id = ? AND (revoked_at IS NULL OR revoked_at > ?)'
  return (await tx.run(sql, [at, id, at])) === 1
}

/** The caller behind a key's hash, whether the key is still good or not; undefined for one that never was. */
export async function findCaller(db: Reader, hash: string): Promise<Caller | undefined> {
  const row = await db.get<KeyRow>('SELECT * FROM api_key WHERE hash = ?', [hash])
  const account = row && (await findAccount(db, row.account_id))
  return row && account && { key: toKey(row), account }
}

/** Moves a key's sums. Only the ledger calls this, beside the entry that explains it. */
export async function addKeySums(
  tx: Tx,
  keyId: string,
  by: { held: MicroUsd; spent: MicroUsd; openTasks: number },
): Promise<void> {
  await tx.run('UPDATE api_key SET held = held + ?, spent = spent + ?, open_tasks = open_tasks + ? WHERE id = ?', [
    by.held,
    by.spent,
    by.openTasks,
    keyId,
  ])
}

/** Notes when keys were last used (ms), where that is news. */
export async function markKeysUsed(tx: Tx, used: ReadonlyMap<string, number>): Promise<void> {
  for (const [id, at] of used) {
    await tx.run('UPDATE api_key SET last_used_at = max(COALESCE(last_used_at, 0), ?) WHERE id = ?', [at, id])
  }
}
