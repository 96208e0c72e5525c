import type { Reader, Tx } from './database.ts'

/** A picture a caller has uploaded. `file` is its name below the data folder; times are milliseconds. */
export interface Upload {
  id: string
  accountId: string
  file: string
  filename: string
  contentType: string
  bytes: number
  createdAt: number
  expiresAt: number
}

interface UploadRow {
  id: string
  account_id: string
  file: string
  filename: string
  content_type: string
  bytes: number
  created_at: number
  expires_at: number
}

const COLUMNS = 'id, account_id, file, filename, content_type, bytes, created_at, expires_at'

const toUpload = (row: UploadRow): Upload => ({
  id: row.id,
  accountId: row.account_id,
  file: row.file,
  filename: row.filename,
  contentType: row.content_type,
  bytes: row.bytes,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
})

export async function insertUpload(tx: Tx, upload: Upload): Promise<void> {
  await tx.run(`INSERT INTO upload (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, [
    upload.id,
    upload.accountId,
    upload.file,
    upload.filename,
    upload.contentType,
    upload.bytes,
    upload.createdAt,
    upload.expiresAt,
  ])
}

export async function findUpload(db: Reader, id: string): Promise<Upload | undefined> {
  const row = await db.get<UploadRow>(`SELECT ${COLUMNS} FROM upload WHERE id = ?`, [id])
  return row && toUpload(row)
}

/** Names below the data folder of the files that uploads still have. */
export async function uploadFilesInUse(db: Reader): Promise<Set<string>> {
  const rows = await db.all<{ file: string }>('SELECT file FROM upload WHERE deleted_at IS NULL', [])
  return new Set(rows.map(({ file }) => file))
}

export async function listExpiredUploads(db: Reader, now: number, limit: number): Promise<Upload[]> {
  const rows = await db.all<UploadRow>(
    `SELECT ${COLUMNS} FROM upload WHERE deleted_at IS NULL AND expires_at <= ? ORDER BY expires_at LIMIT ?`,
    [now, limit],
  )
  return rows.map(toUpload)
}

/** Ends the time of all of an account's uploads now, and forgets what it called them; the sweep removes the files. */
export async function eraseUploads(tx: Tx, accountId: string, now: number): Promise<void> {
  const sql = "UPDATE upload SET expires_at = min(expires_at, ?), filename = '' WHERE account_id = ?"
  await tx.run(sql, [now, accountId])
}

export async function markUploadDeleted(tx: Tx, id: string, now: number): Promise<void> {
  await tx.run('UPDATE upload SET deleted_at = ? WHERE id = ?', [now, id])
}
