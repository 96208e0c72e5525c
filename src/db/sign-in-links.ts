import type { Reader, Tx } from './database.ts'

/** A link that signs in once. `userId` null: it makes the first administrator. */
export interface SignInLink {
  userId: string | null
  expiresAt: number
}

/** Writes a link in place of those of the same user that were not used. */
export async function replaceLink(tx: Tx, link: SignInLink, hash: string): Promise<void> {
  await tx.run('DELETE FROM sign_in_link WHERE user_id IS NOT DISTINCT FROM ?', [link.userId])
  await tx.run('INSERT INTO sign_in_link (hash, user_id, expires_at) VALUES (?, ?, ?)', [
    hash,
    link.userId,
    link.expiresAt,
  ])
}

/** The link with this hash, unless it was used or its time is over. */
export function findLink(db: Reader, hash: string, now: number): Promise<SignInLink | undefined> {
  const sql =
    'SELECT user_id AS "userId", expires_at AS "expiresAt" FROM sign_in_link WHERE hash = ? AND expires_at > ?'
  return db.get<SignInLink>(sql, [hash, now])
}

export async function deleteLink(tx: Tx, hash: string): Promise<void> {
  await tx.run('DELETE FROM sign_in_link WHERE hash = ?', [hash])
}
