import { findAccount } from '../db/accounts.ts'
import type { Database } from '../db/database.ts'
import type { Payment } from '../domain/payment.ts'
import { topUp } from '../ledger/ledger.ts'

/**
 * Credits money that has come in; false where this payment was booked before, which a notice that comes again is not to
 * change. Throws where its account is gone: the service goes on telling us then, and the log says so each time.
 */
export function bookPayment(db: Database, { accountId, amount, reference }: Payment, at: number): Promise<boolean> {
  return db.write(async (tx) => {
    if ((await findAccount(tx, accountId)) === undefined) {
      throw new Error(`${reference} is paid, but there is no account ${accountId} to credit`)
    }
    return topUp(tx, { accountId, amount, at, actor: 'payment', reason: null, reference })
  })
}
