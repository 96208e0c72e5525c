import type { MicroUsd } from '../domain/money.ts'
import type { Reader, Tx } from './database.ts'

/** Codes that were made together: worth the same, good as long as each other. */
export interface RedeemBatch {
  id: string
  /** What each code is worth. */
  amount: MicroUsd
  count: number
  /** How many were redeemed. */
  redeemed: number
  note: string
  expiresAt: number | null
  /** From when on none of its codes can be redeemed; null: never voided. */
  voidedAt: number | null
  actor: string
  createdAt: number
}

/** A code as it is stored: its hash and its first characters, never itself. */
export interface RedeemCode {
  id: string
  batchId: string
  prefix: string
  redeemedAt: number | null
  accountId: string | null
}

interface BatchRow {
  id: string
  amount: number
  count: number
  redeemed: number
  note: string
  expires_at: number | null
  voided_at: number | null
  actor: string
  created_at: number
}

const toBatch = (row: BatchRow): RedeemBatch => ({
  id: row.id,
  amount: row.amount,
  count: row.count,
  redeemed: row.redeemed,
  note: row.note,
  expiresAt: row.expires_at,
  voidedAt: row.voided_at,
  actor: row.actor,
  createdAt: row.created_at,
})

export async function insertBatch(tx: Tx, batch: Omit<RedeemBatch, 'redeemed' | 'voidedAt'>): Promise<void> {
  const { id, amount, count, note, expiresAt, actor, createdAt } = batch
  await tx.run(
    'INSERT INTO redeem_batch (id, amount, count, note, expires_at, actor, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [id, amount, count, note, expiresAt, actor, createdAt],
  )
}

export async function insertCode(
  tx: Tx,
  { id, batchId, prefix }: Pick<RedeemCode, 'id' | 'batchId' | 'prefix'>,
  hash: string,
): Promise<void> {
  const sql = 'INSERT INTO redeem_code (id, batch_id, prefix, hash) VALUES (?, ?, ?, ?)'
  await tx.run(sql, [id, batchId, prefix, hash])
}

export async function findBatch(db: Reader, id: string): Promise<RedeemBatch | undefined> {
  const row = await db.get<BatchRow>('SELECT * FROM redeem_batch WHERE id = ?', [id])
  return row && toBatch(row)
}

/** A page, newest first; `after` is the id of the last batch of the page before. */
export async function listBatches(db: Reader, after: string | undefined, limit: number): Promise<RedeemBatch[]> {
  const sql = 'SELECT * FROM redeem_batch WHERE id < ? ORDER BY id DESC LIMIT ?'
  return (await db.all<BatchRow>(sql, [after ?? '~', limit])).map(toBatch)
}

/** The codes of a batch, in the order they were made. */
export async function listCodes(db: Reader, batchId: string): Promise<RedeemCode[]> {
  const rows = await db.all<{
    id: string
    batch_id: string
    prefix: string
    redeemed_at: number | null
    account_id: string | null
  }>('SELECT id, batch_id, prefix, redeemed_at, account_id FROM redeem_code WHERE batch_id = ? ORDER BY id', [batchId])
  return rows.map((row) => ({
    id: row.id,
    batchId: row.batch_id,
    prefix: row.prefix,
    redeemedAt: row.redeemed_at,
    accountId: row.account_id,
  }))
}

/** False where there is no such batch, or it was voided before. */
export async function voidBatch(tx: Tx, id: string, at: number): Promise<boolean> {
  return (await tx.run('UPDATE redeem_batch SET voided_at = ? WHERE id = ? AND voided_at IS NULL', [at, id])) === 1
}

/** What is needed to know whether a code can be redeemed, by its hash. */
export async function findCode(
  db: Reader,
  hash: string,
): Promise<(Pick<RedeemCode, 'id' | 'batchId' | 'prefix' | 'redeemedAt'> & { batch: RedeemBatch }) | undefined> {
  const code = await db.get<{ id: string; batch_id: string; prefix: string; redeemed_at: number | null }>(
    'SELECT id, batch_id, prefix, redeemed_at FROM redeem_code WHERE hash = ?',
    [hash],
  )
  const batch = code && (await findBatch(db, code.batch_id))
  return batch && { id: code.id, batchId: batch.id, prefix: code.prefix, redeemedAt: code.redeemed_at, batch }
}

/** False where the code was redeemed before. */
export async function markRedeemed(
  tx: Tx,
  code: Pick<RedeemCode, 'id' | 'batchId'>,
  by: { accountId: string; keyId: string; at: number },
): Promise<boolean> {
  const changed = await tx.run(
    'UPDATE redeem_code SET redeemed_at = ?, account_id = ?, key_id = ? WHERE id = ? AND redeemed_at IS NULL',
    [by.at, by.accountId, by.keyId, code.id],
  )
  if (changed !== 1) return false
  await tx.run('UPDATE redeem_batch SET redeemed = redeemed + 1 WHERE id = ?', [code.batchId])
  return true
}
