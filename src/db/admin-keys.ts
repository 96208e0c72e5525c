import type { Reader, Tx } from './database.ts'

/** A credential of the admin API as it is stored: its hash and its first characters, never itself. */
export interface AdminKey {
  id: string
  name: string
  prefix: string
  createdAt: number
  revokedAt: number | null
}

interface Row {
  id: string
  name: string
  prefix: string
  created_at: number
  revoked_at: number | null
}

const toAdminKey = (row: Row): AdminKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  createdAt: row.created_at,
  revokedAt: row.revoked_at,
})

export async function insertAdminKey(tx: Tx, key: Omit<AdminKey, 'revokedAt'>, hash: string): Promise<void> {
  const { id, name, prefix, createdAt } = key
  await tx.run('INSERT INTO admin_key (id, name, prefix, hash, created_at) VALUES (?, ?, ?, ?, ?)', [
    id,
    name,
    prefix,
    hash,
    createdAt,
  ])
}

/** The key with this hash; undefined where there is none or it was revoked. */
export async function findAdminKey(db: Reader, hash: string): Promise<AdminKey | undefined> {
  const row = await db.get<Row>('SELECT * FROM admin_key WHERE hash = ? AND revoked_at IS NULL', [hash])
  return row && toAdminKey(row)
}

export async function listAdminKeys(db: Reader): Promise<AdminKey[]> {
  return (await db.all<Row>('SELECT * FROM admin_key ORDER BY id', [])).map(toAdminKey)
}

/** False where there is no such key or it was revoked before. */
export async function revokeAdminKey(tx: Tx, id: string, at: number): Promise<boolean> {
  return (await tx.run('UPDATE admin_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', [at, id])) === 1
}
