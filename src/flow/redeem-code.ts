import { findAccount } from '../db/accounts.ts'
import type { Database } from '../db/database.ts'
import { findCode, markRedeemed } from '../db/redeem-codes.ts'
import type { Account, Caller } from '../domain/account.ts'
import { ReelgateError } from '../domain/errors.ts'
import type { MicroUsd } from '../domain/money.ts'
import { codeCharacters } from '../domain/redeem-code.ts'
import { topUp } from '../ledger/ledger.ts'
import { sha256Hex } from '../lib/ids.ts'

/**
 * Credits a code to the caller's account, once and for all: of any number of redemptions at the same time one wins.
 * Throws redeem_code_unknown, redeem_code_used, and redeem_code_ended where its batch is voided or past its time.
 */
export function redeemCode(
  db: Database,
  { account: { id: accountId }, key }: Caller,
  { code, at }: { code: string; at: number },
): Promise<{ amount: MicroUsd; account: Account }> {
  return db.write(async (tx) => {
    const found = await findCode(tx, sha256Hex(codeCharacters(code)))
    if (found === undefined) throw new ReelgateError('redeem_code_unknown', { param: 'code' })
    const { batch, prefix } = found
    if (found.redeemedAt !== null) throw new ReelgateError('redeem_code_used', { param: 'code' })
    if (batch.voidedAt !== null || (batch.expiresAt ?? Infinity) <= at) {
      throw new ReelgateError('redeem_code_ended', { param: 'code' })
    }
    const credit = { accountId, amount: batch.amount, at, actor: `key ${key.id}`, reason: `redeem code ${prefix}` }
    const isFirst = await markRedeemed(tx, found, { accountId, keyId: key.id, at })
    if (!isFirst || !(await topUp(tx, { ...credit, reference: found.id }))) {
      throw new ReelgateError('redeem_code_used', { param: 'code' })
    }
    const account = await findAccount(tx, accountId)
    if (account === undefined) throw new Error(`account ${accountId} is gone`)
    return { amount: batch.amount, account }
  })
}
