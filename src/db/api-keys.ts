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
  user_id: string | null
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
  userId: row.user_id,
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

/** Those that have a secret: keys behind users of the console are on no list. */
export async function listKeys(db: Reader): Promise<ApiKey[]> {
  return (await db.all<KeyRow>('SELECT * FROM api_key WHERE user_id IS NULL ORDER BY id', [])).map(toKey)
}

export async function listKeysOf(db: Reader, accountId: string): Promise<ApiKey[]> {
  const sql = 'SELECT * FROM api_key WHERE account_id = ? AND user_id IS NULL ORDER BY id'
  return (await db.all<KeyRow>(sql, [accountId])).map(toKey)
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

/**
 * The caller that a user of the console is: its account, and the key behind what the user does there. That key is a row
 * like any other, so that limits, sums, tasks and usage of the console are counted and named as those of keys are; but it
 * has no secret (nothing hashes to what stands for its hash), is on no list, and can't be changed or revoked by its id.
 */
export async function findUserCaller(db: Reader, user: { id: string; accountId: string }): Promise<Caller | undefined> {
  const sql = 'SELECT * FROM api_key WHERE user_id = ? AND account_id = ?'
  const row = await db.get<KeyRow>(sql, [user.id, user.accountId])
  const account = row && (await findAccount(db, row.account_id))
  return row && account && { key: toKey(row), account }
}

/** Gives a user the key behind what it does for its account, where there is none, and the key the user's name. */
export async function keepUserKey(
  tx: Tx,
  user: { id: string; name: string; accountId: string },
  key: { id: string; at: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO api_key (id, account_id, name, prefix, hash, created_at, user_id) VALUES (?, ?, ?, 'console', ?, ?, ?)
     ON CONFLICT (user_id, account_id) WHERE user_id IS NOT NULL DO NOTHING`,
    [key.id, user.accountId, user.name, `console:${user.id}:${user.accountId}`, key.at, user.id],
  )
  await tx.run('UPDATE api_key SET name = ? WHERE user_id = ?', [user.name, user.id])
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
  const sql = 'UPDATE api_key SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)'
  for (const [id, at] of used) {
    await tx.run(sql, [at, id, at])
  }
}
