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

export async function updateUser(tx: Tx, user: User): Promise<void> {
  const { id, name, email, role, accountId, disabledAt } = user
  await tx.run(
    'UPDATE console_user SET name = ?, name_key = ?, email = ?, role = ?, account_id = ?, disabled_at = ? WHERE id = ?',
    [name, userNameKey(name), email, role, accountId, disabledAt, id],
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

/** How many can administer now. */
export async function countAdmins(db: Reader): Promise<number> {
  const sql = "SELECT count(*) AS count FROM console_user WHERE role = 'admin' AND disabled_at IS NULL"
  return (await db.get<{ count: number }>(sql, []))?.count ?? 0
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

/** The user whom an issuer of OpenID Connect means by a subject. */
export async function findUserOfIdentity(db: Reader, issuer: string, subject: string): Promise<User | undefined> {
  const sql = 'SELECT user_id AS id FROM oidc_identity WHERE issuer = ? AND subject = ?'
  const found = await db.get<{ id: string }>(sql, [issuer, subject])
  return found && findUser(db, found.id)
}

export async function insertIdentity(tx: Tx, issuer: string, subject: string, userId: string): Promise<void> {
  await tx.run('INSERT INTO oidc_identity (issuer, subject, user_id) VALUES (?, ?, ?)', [issuer, subject, userId])
}

/** Takes everything from a user that it could sign in with. */
export async function removeCredentials(tx: Tx, userId: string): Promise<void> {
  await savePasswordHash(tx, userId, null)
  await tx.run('DELETE FROM passkey WHERE user_id = ?', [userId])
  await tx.run('DELETE FROM oidc_identity WHERE user_id = ?', [userId])
  await tx.run('DELETE FROM sign_in_link WHERE user_id = ?', [userId])
}

/** A page in order of creation; `after` is the id of the last user of the page before. */
export async function pageOfUsers(db: Reader, after: string, limit: number): Promise<User[]> {
  const sql = `SELECT ${COLUMNS} FROM console_user WHERE id > ? ORDER BY id LIMIT ?`
  return (await db.all<UserRow>(sql, [after, limit])).map(toUser)
}

export async function listUsersOf(db: Reader, accountId: string): Promise<User[]> {
  const sql = `SELECT ${COLUMNS} FROM console_user WHERE account_id = ? ORDER BY id`
  return (await db.all<UserRow>(sql, [accountId])).map(toUser)
}

/** What a user can sign in with. */
export interface MeansOfSignIn {
  hasPassword: boolean
  passkeys: number
}

export async function findMeansOfSignIn(db: Reader, id: string): Promise<MeansOfSignIn> {
  const sql = 'SELECT count(*) AS count FROM passkey WHERE user_id = ?'
  const passkeys = (await db.get<{ count: number }>(sql, [id]))?.count ?? 0
  return { hasPassword: (await findPasswordHash(db, id)) !== null, passkeys }
}
