import type { Artifact } from '../domain/artifact.ts'
import type { Reader, Tx } from './database.ts'

interface ArtifactRow {
  id: string
  task_id: string
  sample: number
  content_type: string
  bytes: number | null
  sha256: string | null
  expires_at: number | null
}

const COLUMNS = 'id, task_id, sample, content_type, bytes, sha256, expires_at'

const toArtifact = (row: ArtifactRow): Artifact => ({
  id: row.id,
  taskId: row.task_id,
  sample: row.sample,
  contentType: row.content_type,
  bytes: row.bytes,
  sha256: row.sha256,
  expiresAt: row.expires_at,
})

/** Names the file of a sample before its bytes exist. A second call for the same sample keeps the first name. */
export async function insertArtifact(
  tx: Tx,
  artifact: Pick<Artifact, 'id' | 'taskId' | 'sample' | 'contentType'>,
): Promise<void> {
  await tx.run('INSERT INTO artifact (id, task_id, sample, content_type) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', [
    artifact.id,
    artifact.taskId,
    artifact.sample,
    artifact.contentType,
  ])
}

/** Records that the bytes are stored; from now until `expiresAt` (ms) the file is served. */
export async function publishArtifact(
  tx: Tx,
  id: string,
  stored: { bytes: number; sha256: string; expiresAt: number },
): Promise<void> {
  await tx.run('UPDATE artifact SET bytes = ?, sha256 = ?, expires_at = ? WHERE id = ?', [
    stored.bytes,
    stored.sha256,
    stored.expiresAt,
    id,
  ])
}

export async function listArtifacts(db: Reader, taskId: string): Promise<Artifact[]> {
  const rows = await db.all<ArtifactRow>(`SELECT ${COLUMNS} FROM artifact WHERE task_id = ? ORDER BY sample`, [taskId])
  return rows.map(toArtifact)
}

export async function findArtifact(db: Reader, id: string): Promise<Artifact | undefined> {
  const row = await db.get<ArtifactRow>(`SELECT ${COLUMNS} FROM artifact WHERE id = ?`, [id])
  return row && toArtifact(row)
}

/** Artifacts whose file may still be on disk though it is past its time, or its task ended without delivering it. */
export async function listExpiredArtifacts(db: Reader, now: number, limit: number): Promise<Artifact[]> {
  const rows = await db.all<ArtifactRow>(
    `SELECT ${COLUMNS} FROM artifact
     WHERE deleted_at IS NULL AND (expires_at <= ? OR (expires_at IS NULL AND EXISTS (
       SELECT 1 FROM task WHERE task.id = artifact.task_id AND task.ended_at IS NOT NULL)))
     ORDER BY expires_at LIMIT ?`,
    [now, limit],
  )
  return rows.map(toArtifact)
}

/** Ends the time of a task's files now; the sweep removes what is left of them. */
export async function expireArtifacts(tx: Tx, taskId: string, now: number): Promise<void> {
  await tx.run('UPDATE artifact SET expires_at = ? WHERE task_id = ? AND expires_at > ?', [now, taskId, now])
}

/** The row stays, so that its link goes on answering 410 rather than 404. */
export async function markArtifactDeleted(tx: Tx, id: string, now: number): Promise<void> {
  await tx.run('UPDATE artifact SET deleted_at = ? WHERE id = ?', [now, id])
}
