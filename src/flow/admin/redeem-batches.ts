import type { Database, Reader } from '../../db/database.ts'
import { findBatch, insertBatch, insertCode, voidBatch as writeVoided } from '../../db/redeem-codes.ts'
import type { RedeemBatch } from '../../db/redeem-codes.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { toUsd } from '../../domain/money.ts'
import { codeCharacters, codePrefix, showCode, CODE_CHARACTERS } from '../../domain/redeem-code.ts'
import { newId, newSecret, sha256Hex } from '../../lib/ids.ts'
import { record } from './act.ts'
import type { Act } from './act.ts'

export type NewBatch = Pick<RedeemBatch, 'amount' | 'count' | 'note' | 'expiresAt'>

/** Makes codes of one worth. They are returned this once and stored as hashes. */
export function createBatch(
  db: Database,
  act: Act,
  wanted: NewBatch,
): Promise<{ batch: RedeemBatch; codes: readonly string[] }> {
  return db.write(async (tx) => {
    const { actor, at: createdAt } = act
    const batch = { ...wanted, id: newId('batch', createdAt), actor, createdAt }
    await insertBatch(tx, batch)
    const codes: string[] = []
    for (let made = 0; made < wanted.count; made += 1) {
      const code = showCode(newSecret(CODE_CHARACTERS))
      const id = newId('code', createdAt)
      await insertCode(tx, { id, batchId: batch.id, prefix: codePrefix(code) }, sha256Hex(codeCharacters(code)))
      codes.push(code)
    }
    const { amount, count, note, expiresAt } = wanted
    const after = { amount_usd: toUsd(amount), count, expires_at: expiresAt }
    await record(tx, act, { action: 'redeem_batch.create', target: batch.id, after, note })
    return { batch: { ...batch, redeemed: 0, voidedAt: null }, codes }
  })
}

/** The batch with this id. Throws redeem_batch_not_found. */
export async function batchById(db: Reader, id: string): Promise<RedeemBatch> {
  const batch = await findBatch(db, id)
  if (batch !== undefined) return batch
  const operatorText = `there is no batch of redeem codes "${id}"; redeem-codes list shows them`
  throw new ReelgateError('redeem_batch_not_found', { values: { id }, operatorText })
}

/** Has every code of the batch that is not redeemed yet refused from now on. A second time changes nothing. Throws redeem_batch_not_found. */
export function voidBatch(db: Database, act: Act, id: string): Promise<RedeemBatch> {
  return db.write(async (tx) => {
    const { count, redeemed } = await batchById(tx, id)
    if (await writeVoided(tx, id, act.at)) {
      await record(tx, act, { action: 'redeem_batch.void', target: id, after: { codes_voided: count - redeemed } })
    }
    return batchById(tx, id)
  })
}
