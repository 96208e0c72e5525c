import { userNameKey } from '../domain/user.ts'
import type { Role, User } from '../domain/user.ts'
import type { Reader, Tx } from './database.ts'

interface UserRow {
  id: string
  name: string
  email: string | null
  role: Role
  account_id: string
  created_at: number
  last_signed_in_at: number | null
  disabled_at: number | null
}

const COLUMNS = 'id, name, email, role, account_id, created_at, last_signed_in_at, disabled_at'

const toUser = (row: UserRow): User => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  accountId: row.account_id,
  createdAt: row.created_at,
  lastSignedInAt: row.last_signed_in_at,
  disabledAt: row.disabled_at,
})

export async function insertUser(tx: Tx, user: User): Promise<void> {
  const { id, name, email, role, accountId, createdAt } = user
  await tx.run(
    'INSERT INTO console_user (id, name, name_key, email, role, account_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [id, name, userNameKey(name), email, role, accountId, createdAt],
  )
}

export async function findUser(db: Reader, id: string): Promise<User | undefined> {
  const row = await db.get<UserRow>(`SELECT ${COLUMNS} FROM console_user WHERE id = ?`, [id])
  return row && toUser(row)
}

export async function findUserByName(db: Reader, name: string): Promise<User | undefined> {
  const row = await db.get<UserRow>(`SELECT ${COLUMNS} FROM console_user WHERE name_key = ?`, [userNameKey(name)])
  return row && toUser(row)
}

export async function listUsers(db: Reader): Promise<User[]> {
  return (await db.all<UserRow>(`SELECT ${COLUMNS} FROM console_user ORDER BY id`, [])).map(toUser)
}

export async function areThereUsers(db: Reader): Promise<boolean> {
  return (await db.get('SELECT 1 FROM console_user LIMIT 1', [])) !== undefined
}

export async function markSignedIn(tx: Tx, id: string, at: number): Promise<void> {
  await tx.run('UPDATE console_user SET last_signed_in_at = ? WHERE id = ?', [at, id])
}

/** null: the user has no password. */
export async function findPasswordHash(db: Reader, id: string): Promise<string | null> {
  const sql = 'SELECT password_hash AS hash FROM console_user WHERE id = ?'
  return (await db.get<{ hash: string | null }>(sql, [id]))?.hash ?? null
}

export async function savePasswordHash(tx: Tx, id: string, hash: string | null): Promise<void> {
  await tx.run('UPDATE console_user SET password_hash = ? WHERE id = ?', [hash, id])
}
