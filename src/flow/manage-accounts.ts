import { findAccountByName, findCaller, insertAccount, insertKey, listAccounts } from '../db/accounts.ts'
import type { Database, Tx } from '../db/database.ts'
import { DEFAULT_GROUP, KEY_PREFIX_LENGTH } from '../domain/account.ts'
import type { Account, ApiKey } from '../domain/account.ts'
import type { MicroUsd } from '../domain/money.ts'
import { newId, newSecret, sha256Hex } from '../lib/ids.ts'
import { topUp } from '../ledger/ledger.ts'

/** 40 base32 characters: 200 bits. */
const KEY_CHARACTERS = 40

/** A mistake of whoever manages accounts; the message is meant for that person. */
export class AccountError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'AccountError'
  }
}

export interface NewAccount {
  name: string
  /** Left out: the default one. */
  group?: string
  unlimited: boolean
  balance: MicroUsd
}

export interface NewKey {
  accountName: string
  name: string
  submitsPerMinute: number | null
  pollsPerMinute: number | null
}

async function addAccount(tx: Tx, now: number, account: NewAccount): Promise<Account> {
  const { name, group = DEFAULT_GROUP, unlimited, balance } = account
  if ((await findAccountByName(tx, name)) !== undefined) {
    throw new AccountError(`there is an account named "${name}" already; choose another name`)
  }
  const id = newId('acct', now)
  await insertAccount(tx, { id, name, group, unlimited, createdAt: now })
  if (balance > 0) await topUp(tx, id, balance, now)
  return { id, name, group, unlimited, available: balance, held: 0, spent: 0, createdAt: now }
}

async function addKey(
  tx: Tx,
  now: number,
  wanted: NewKey,
  secret = `rg_${newSecret(KEY_CHARACTERS)}`,
): Promise<{ key: ApiKey; secret: string }> {
  const account = await findAccountByName(tx, wanted.accountName)
  if (account === undefined) {
    const known = (await listAccounts(tx)).map(({ name }) => name).join(', ')
    throw new AccountError(
      `there is no account named "${wanted.accountName}"; there are: ${known === '' ? 'none' : known}`,
    )
  }
  const key: ApiKey = {
    id: newId('key', now),
    accountId: account.id,
    name: wanted.name,
    prefix: secret.slice(0, KEY_PREFIX_LENGTH),
    spent: 0,
    submitsPerMinute: wanted.submitsPerMinute,
    pollsPerMinute: wanted.pollsPerMinute,
    createdAt: now,
    revokedAt: null,
  }
  await insertKey(tx, key, sha256Hex(secret))
  return { key, secret }
}

/** Creates an account with prepaid money, or one that is never refused. Throws AccountError for a name that is taken. */
export function createAccount(db: Database, now: number, account: NewAccount): Promise<Account> {
  return db.write((tx) => addAccount(tx, now, account))
}

/** Creates a key. Its secret is returned this once and stored nowhere. Throws AccountError for an unknown account. */
export function createKey(db: Database, now: number, wanted: NewKey): Promise<{ key: ApiKey; secret: string }> {
  return db.write((tx) => addKey(tx, now, wanted))
}

const FIRST_ACCOUNT = 'default'
const NO_LIMITS = { submitsPerMinute: null, pollsPerMinute: null }

async function addFirst(tx: Tx, now: number, wanted?: string): Promise<string | undefined> {
  if ((await listAccounts(tx)).length > 0) return undefined
  await addAccount(tx, now, { name: FIRST_ACCOUNT, unlimited: true, balance: 0 })
  const { secret } = await addKey(tx, now, { accountName: FIRST_ACCOUNT, name: 'first key', ...NO_LIMITS }, wanted)
  return secret
}

/** On an empty database: an unlimited account and a key. Returns its secret, or undefined where there are accounts already. */
export function createFirstAccount(db: Database, now: number): Promise<string | undefined> {
  return db.write((tx) => addFirst(tx, now))
}

/**
 * A key that works, for a server that nobody administers: `wanted`, which may be there already, or one of our making. It
 * belongs to the first account, which is made where there is none.
 */
export function openFirstAccount(db: Database, now: number, wanted?: string): Promise<string> {
  return db.write(async (tx) => {
    const first = await addFirst(tx, now, wanted)
    if (first !== undefined) return first
    if (wanted !== undefined && (await findCaller(tx, sha256Hex(wanted))) !== undefined) return wanted
    const { secret } = await addKey(tx, now, { accountName: FIRST_ACCOUNT, name: 'later key', ...NO_LIMITS }, wanted)
    return secret
  })
}
