import type { Credential } from '../domain/sign-in.ts'
import type { Reader, Tx } from './database.ts'

/** A passkey of a user. Times in ms. */
export interface Passkey extends Credential {
  id: string
  userId: string
  name: string
  createdAt: number
  lastUsedAt: number | null
}

interface PasskeyRow {
  id: string
  user_id: string
  name: string
  credential_id: string
  public_key: string
  counter: number
  transports: string
  created_at: number
  last_used_at: number | null
}

const toPasskey = (row: PasskeyRow): Passkey => ({
  id: row.id,
  userId: row.user_id,
  name: row.name,
  credentialId: row.credential_id,
  publicKey: row.public_key,
  counter: row.counter,
  transports: JSON.parse(row.transports) as string[],
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
})

export async function insertPasskey(tx: Tx, passkey: Passkey): Promise<void> {
  const { id, userId, name, credentialId, publicKey, counter, transports, createdAt } = passkey
  await tx.run(
    `INSERT INTO passkey (id, user_id, name, credential_id, public_key, counter, transports, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, userId, name, credentialId, publicKey, counter, JSON.stringify(transports), createdAt],
  )
}

export async function findPasskey(db: Reader, credentialId: string): Promise<Passkey | undefined> {
  const row = await db.get<PasskeyRow>('SELECT * FROM passkey WHERE credential_id = ?', [credentialId])
  return row && toPasskey(row)
}

export async function listPasskeys(db: Reader, userId: string): Promise<Passkey[]> {
  return (await db.all<PasskeyRow>('SELECT * FROM passkey WHERE user_id = ? ORDER BY id', [userId])).map(toPasskey)
}

/** Notes a use. False where another use with the same counter came in between. */
export async function markPasskeyUsed(tx: Tx, passkey: Passkey, counter: number, at: number): Promise<boolean> {
  const sql = 'UPDATE passkey SET counter = ?, last_used_at = ? WHERE id = ? AND counter = ?'
  return (await tx.run(sql, [counter, at, passkey.id, passkey.counter])) === 1
}

/** False where the user has no such passkey. */
export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<boolean> {
  return (await tx.run('DELETE FROM passkey WHERE user_id = ? AND id = ?', [userId, id])) === 1
}
