import type { Session, SignInMethod } from '../domain/user.ts'
import type { Reader, Tx } from './database.ts'

interface SessionRow {
  id: string
  user_id: string
  method: SignInMethod
  address: string
  user_agent: string
  created_at: number
  last_seen_at: number
  expires_at: number
}

const COLUMNS = 'id, user_id, method, address, user_agent, created_at, last_seen_at, expires_at'

const toSession = (row: SessionRow): Session => ({
  id: row.id,
  userId: row.user_id,
  method: row.method,
  address: row.address,
  userAgent: row.user_agent,
  createdAt: row.created_at,
  lastSeenAt: row.last_seen_at,
  expiresAt: row.expires_at,
})

/** Writes a session, and forgets those that are over. */
export async function insertSession(tx: Tx, session: Session, hash: string): Promise<void> {
  const { id, userId, method, address, userAgent, createdAt, lastSeenAt, expiresAt } = session
  await tx.run('DELETE FROM console_session WHERE expires_at <= ?', [createdAt])
  await tx.run(`INSERT INTO console_session (${COLUMNS}, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
    id,
    userId,
    method,
    address,
    userAgent,
    createdAt,
    lastSeenAt,
    expiresAt,
    hash,
  ])
}

/** The session behind a cookie's hash, unless its time is over. */
export async function findSession(db: Reader, hash: string, now: number): Promise<Session | undefined> {
  const sql = `SELECT ${COLUMNS} FROM console_session WHERE hash = ? AND expires_at > ?`
  const row = await db.get<SessionRow>(sql, [hash, now])
  return row && toSession(row)
}

/** Newest first. */
export async function listSessions(db: Reader, userId: string, now: number): Promise<Session[]> {
  const sql = `SELECT ${COLUMNS} FROM console_session WHERE user_id = ? AND expires_at > ? ORDER BY id DESC`
  return (await db.all<SessionRow>(sql, [userId, now])).map(toSession)
}

/** False where the user has no such session. */
export async function deleteSession(tx: Tx, userId: string, id: string): Promise<boolean> {
  return (await tx.run('DELETE FROM console_session WHERE user_id = ? AND id = ?', [userId, id])) === 1
}

/** All of a user's but one; how many there were. */
export function deleteSessionsOf(tx: Tx, userId: string, except = ''): Promise<number> {
  return tx.run('DELETE FROM console_session WHERE user_id = ? AND id <> ?', [userId, except])
}

export async function markSeen(tx: Tx, id: string, at: number): Promise<void> {
  await tx.run('UPDATE console_session SET last_seen_at = max(last_seen_at, ?) WHERE id = ?', [at, id])
}
