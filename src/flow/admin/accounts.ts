import { findAccount, findAccountByName, insertAccount, listAccounts, updateAccount } from '../../db/accounts.ts'
import type { AccountSettings } from '../../db/accounts.ts'
import type { Database, Reader, Tx } from '../../db/database.ts'
import { DEFAULT_GROUP } from '../../domain/account.ts'
import type { Account } from '../../domain/account.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { toUsd } from '../../domain/money.ts'
import type { MicroUsd } from '../../domain/money.ts'
import { newId } from '../../lib/ids.ts'
import type { Json } from '../../lib/json.ts'
import { adjust, topUp } from '../../ledger/ledger.ts'
import { record } from './act.ts'
import type { Act } from './act.ts'

export type NewAccount = Pick<Account, 'name' | 'unlimited'> &
  Partial<AccountSettings> & {
    /** Prepaid from the start. */
    balance: MicroUsd
  }

/** What the audit log keeps of an account. */
const shown = ({ name, group, unlimited, submitsPerMinute, tasksMax }: AccountSettings): Json => ({
  name,
  group,
  unlimited,
  submits_per_minute: submitsPerMinute,
  tasks_max: tasksMax,
})

async function assertNameFree(db: Reader, name: string, own?: string): Promise<void> {
  const taken = await findAccountByName(db, name)
  if (taken === undefined || taken.id === own) return
  const operatorText = `there is an account named "${name}" already; choose another name`
  throw new ReelgateError('account_name_taken', { param: 'name', values: { name }, operatorText })
}

/** The account with this id. Throws account_not_found. */
export async function accountById(db: Reader, id: string): Promise<Account> {
  const account = await findAccount(db, id)
  if (account !== undefined) return account
  throw new ReelgateError('account_not_found', { values: { id }, operatorText: `there is no account "${id}"` })
}

/** The account with this name. Throws account_not_found, which tells an operator the names there are. */
export async function accountByName(db: Reader, name: string): Promise<Account> {
  const account = await findAccountByName(db, name)
  if (account !== undefined) return account
  const known = (await listAccounts(db)).map((one) => one.name).join(', ')
  const operatorText = `there is no account named "${name}"; there are: ${known === '' ? 'none' : known}`
  throw new ReelgateError('account_not_found', { values: { id: name }, operatorText })
}

/** Inside a transaction of someone else's. */
export async function addAccount(tx: Tx, act: Act, wanted: NewAccount): Promise<Account> {
  const { balance, ...given } = wanted
  const settings = { group: DEFAULT_GROUP, submitsPerMinute: null, tasksMax: null, ...given }
  await assertNameFree(tx, settings.name)
  const id = newId('acct', act.at)
  await insertAccount(tx, { ...settings, id, createdAt: act.at })
  await record(tx, act, { action: 'account.create', target: id, after: shown(settings) })
  if (balance > 0) await credit(tx, act, id, { amount: balance, reason: null, reference: null })
  return { ...settings, id, available: balance, held: 0, spent: 0, openTasks: 0, createdAt: act.at, erasedAt: null }
}

/** Creates an account with prepaid money, or one that is never refused. Throws account_name_taken. */
export function createAccount(db: Database, act: Act, wanted: NewAccount): Promise<Account> {
  return db.write((tx) => addAccount(tx, act, wanted))
}

/** Changes what is named and leaves the rest. Throws account_not_found, account_name_taken. */
export function changeAccount(db: Database, act: Act, id: string, changes: Partial<AccountSettings>): Promise<Account> {
  return db.write(async (tx) => {
    const before = await accountById(tx, id)
    if (changes.name !== undefined) await assertNameFree(tx, changes.name, id)
    const after = { ...before, ...changes }
    await updateAccount(tx, id, after)
    await record(tx, act, { action: 'account.change', target: id, before: shown(before), after: shown(after) })
    return after
  })
}

export interface Money {
  amount: MicroUsd
  reason: string | null
  /** Of the payment behind it, if any; the same one is booked once only. */
  reference: string | null
}

async function credit(tx: Tx, act: Act, accountId: string, { amount, reason, reference }: Money): Promise<void> {
  if (!(await topUp(tx, { accountId, amount, at: act.at, actor: act.actor, reason, reference }))) {
    const operatorText = `a top-up with the reference "${reference}" was booked before; nothing was added`
    throw new ReelgateError('reference_used', { param: 'reference', operatorText })
  }
  const after = { amount_usd: toUsd(amount), reference }
  await record(tx, act, { action: 'account.top_up', target: accountId, after, note: reason ?? '' })
}

/** Adds prepaid money. Throws account_not_found, and reference_used where its reference was booked before. */
export function topUpAccount(db: Database, act: Act, id: string, money: Money): Promise<Account> {
  return db.write(async (tx) => {
    await accountById(tx, id)
    await credit(tx, act, id, money)
    return accountById(tx, id)
  })
}

/** Corrects a balance, up or down. Throws account_not_found, and balance_too_low where a prepaid one would go below zero. */
export function adjustAccount(
  db: Database,
  act: Act,
  id: string,
  correction: { amount: MicroUsd; reason: string },
): Promise<Account> {
  return db.write(async (tx) => {
    const { unlimited, available } = await accountById(tx, id)
    const { amount, reason } = correction
    const entry = { accountId: id, amount, at: act.at, actor: act.actor, reason, reference: null }
    if (!(await adjust(tx, { ...entry, unlimited, available }))) {
      const values = { needed_usd: toUsd(-amount), available_usd: toUsd(available) }
      throw new ReelgateError('balance_too_low', { param: 'amount', values })
    }
    await record(tx, act, {
      action: 'account.adjust',
      target: id,
      before: { available_usd: toUsd(available) },
      after: { available_usd: toUsd(available + amount) },
      note: reason,
    })
    return accountById(tx, id)
  })
}
