import type { Reader, Tx } from './database.ts'

export interface IdempotencyRecord {
  taskId: string
  bodyHash: string
}

/** What an account's key was used for; keys of different accounts never meet. */
export async function findIdempotency(
  db: Reader,
  accountId: string,
  key: string,
): Promise<IdempotencyRecord | undefined> {
  const row = await db.get<{ task_id: string; body_hash: string }>(
    'SELECT task_id, body_hash FROM idempotency WHERE account_id = ? AND key = ?',
    [accountId, key],
  )
  return row && { taskId: row.task_id, bodyHash: row.body_hash }
}

export async function insertIdempotency(
  tx: Tx,
  record: IdempotencyRecord & { accountId: string; key: string; createdAt: number },
): Promise<void> {
  await tx.run('INSERT INTO idempotency (account_id, key, body_hash, task_id, created_at) VALUES (?, ?, ?, ?, ?)', [
    record.accountId,
    record.key,
    record.bodyHash,
    record.taskId,
    record.createdAt,
  ])
}

/** Forgets all keys of an account: it chose them, and they may say something. */
export async function deleteIdempotencyOf(tx: Tx, accountId: string): Promise<void> {
  await tx.run('DELETE FROM idempotency WHERE account_id = ?', [accountId])
}

/** Forgets keys older than `before` (ms); returns how many. */
export function deleteIdempotencyBefore(tx: Tx, before: number): Promise<number> {
  return tx.run('DELETE FROM idempotency WHERE created_at < ?', [before])
}
