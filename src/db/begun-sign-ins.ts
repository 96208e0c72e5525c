import type { Tx } from './database.ts'

/** With more at once the oldest is forgotten: whoever began it begins again. */
const BEGUN_MAX = 10_000

/** What was begun under a secret, of which only the hash is kept. */
interface BegunSignIn {
  hash: string
  /** JSON. */
  value: string
  /** Milliseconds since the epoch. */
  expiresAt: number
}

/** Writes down what was begun, and forgets what was not ended in its time: anybody may begin. */
export async function insertBegunSignIn(tx: Tx, { hash, value, expiresAt }: BegunSignIn, now: number): Promise<void> {
  await tx.run('DELETE FROM begun_sign_in WHERE expires_at <= ?', [now])
  await tx.run(
    `DELETE FROM begun_sign_in WHERE expires_at <=
       (SELECT expires_at FROM begun_sign_in ORDER BY expires_at DESC LIMIT 1 OFFSET ?)`,
    [BEGUN_MAX - 1],
  )
  await tx.run('INSERT INTO begun_sign_in (hash, value, expires_at) VALUES (?, ?, ?)', [hash, value, expiresAt])
}

/** What was begun, unless its time is over; it is there no more. */
export async function takeBegunSignIn(tx: Tx, hash: string, now: number): Promise<string | undefined> {
  const sql = 'SELECT value FROM begun_sign_in WHERE hash = ? AND expires_at > ?'
  const found = await tx.get<{ value: string }>(sql, [hash, now])
  if (found !== undefined) await tx.run('DELETE FROM begun_sign_in WHERE hash = ?', [hash])
  return found?.value
}
