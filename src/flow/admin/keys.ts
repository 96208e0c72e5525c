import { listAccounts } from '../../db/accounts.ts'
import { findCaller, findKey, insertKey, revokeKey as writeRevoked, updateKey } from '../../db/api-keys.ts'
import type { KeySettings } from '../../db/api-keys.ts'
import type { Database, Reader, Tx } from '../../db/database.ts'
import { isKeyGood, KEY_PREFIX_LENGTH, NO_BOUNDS } from '../../domain/account.ts'
import type { ApiKey } from '../../domain/account.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { newId, newSecret, sha256Hex } from '../../lib/ids.ts'
import type { Json } from '../../lib/json.ts'
import { accountById, accountByName, addAccount } from './accounts.ts'
import { record } from './act.ts'
import type { Act } from './act.ts'

/** 40 base32 characters: 200 bits. The prefix lets scanners of leaked secrets know ours. */
const KEY_CHARACTERS = 40
const newKeySecret = () => `rg_${newSecret(KEY_CHARACTERS)}`

/** A key, and its secret, which is stored nowhere and can be shown this once. */
export interface MadeKey {
  key: ApiKey
  secret: string
}

/** What the audit log keeps of a key: never its secret. */
function shown(key: KeySettings & Pick<ApiKey, 'accountId' | 'prefix'>): Json {
  const { name, accountId, prefix, spendMax, spendDayMax } = key
  const lists = { scopes: key.scopes?.slice() ?? null, models: key.models?.slice() ?? null }
  const limits = { tasks_max: key.tasksMax, submits_per_minute: key.submitsPerMinute }
  const spend = { spend_max_micro_usd: spendMax, spend_day_max_micro_usd: spendDayMax }
  const rest = { ip_ranges: key.ipRanges?.slice() ?? null, expires_at: key.expiresAt }
  return {
    name,
    account: accountId,
    prefix,
    ...lists,
    ...rest,
    ...spend,
    ...limits,
    polls_per_minute: key.pollsPerMinute,
  }
}

interface WantedKey {
  accountId: string
  settings: KeySettings
  secret: string
  replaces: string | null
}

async function addKey(tx: Tx, act: Act, { accountId, settings, secret, replaces }: WantedKey): Promise<ApiKey> {
  const id = newId('key', act.at)
  const key = { ...settings, id, accountId, prefix: secret.slice(0, KEY_PREFIX_LENGTH), createdAt: act.at, replaces }
  await insertKey(tx, key, sha256Hex(secret))
  await record(tx, act, { action: 'key.create', target: id, after: shown(key) })
  return { ...key, spent: 0, held: 0, openTasks: 0, lastUsedAt: null, revokedAt: null, userId: null }
}

/** The key with this id, which is not one behind a user of the console. Throws api_key_not_found. */
export async function keyById(db: Reader, id: string): Promise<ApiKey> {
  const key = await findKey(db, id)
  if (key?.userId === null) return key
  const operatorText = `there is no key with the id "${id}"; keys list shows them`
  throw new ReelgateError('api_key_not_found', { values: { id }, operatorText })
}

/** Creates a key; what is left out has no bound. Throws account_not_found, account_erased. */
export function createKey(
  db: Database,
  act: Act,
  accountId: string,
  settings: Partial<KeySettings> = {},
): Promise<MadeKey> {
  return db.write(async (tx) => {
    const { erasedAt } = await accountById(tx, accountId)
    if (erasedAt !== null) throw new ReelgateError('account_erased', { values: { id: accountId } })
    const secret = newKeySecret()
    const whole = { name: '', ...NO_BOUNDS, ...settings }
    return { key: await addKey(tx, act, { accountId, settings: whole, secret, replaces: null }), secret }
  })
}

/** Changes what is named and leaves the rest. Throws api_key_not_found. */
export function changeKey(db: Database, act: Act, id: string, changes: Partial<KeySettings>): Promise<ApiKey> {
  return db.write(async (tx) => {
    const before = await keyById(tx, id)
    const after = { ...before, ...changes }
    await updateKey(tx, id, after)
    await record(tx, act, { action: 'key.change', target: id, before: shown(before), after: shown(after) })
    return after
  })
}

/**
 * Makes a key with the same bounds to take the place of another, which stays good for `overlapMs` more. Throws
 * api_key_not_found, also for a key that is revoked or expired.
 */
export function rotateKey(db: Database, act: Act, id: string, overlapMs: number): Promise<MadeKey> {
  return db.write(async (tx) => {
    const old = await goodKey(tx, act, id)
    const secret = newKeySecret()
    const { accountId } = old
    const key = await addKey(tx, act, { accountId, settings: old, secret, replaces: id })
    await endKey(tx, act, id, act.at + overlapMs)
    return { key, secret }
  })
}

/** Has the key refused from now on, in every process that serves this database. Throws api_key_not_found. */
export function revokeKey(db: Database, act: Act, id: string): Promise<ApiKey> {
  return db.write(async (tx) => {
    await goodKey(tx, act, id)
    await endKey(tx, act, id, act.at)
    return keyById(tx, id)
  })
}

async function goodKey(tx: Tx, act: Act, id: string): Promise<ApiKey> {
  const key = await findKey(tx, id)
  if (key?.userId === null && isKeyGood(key, act.at)) return key
  const operatorText = `there is no active key with the id "${id}"; keys list shows them`
  throw new ReelgateError('api_key_not_found', { values: { id }, operatorText })
}

export async function endKey(tx: Tx, act: Act, id: string, at: number): Promise<void> {
  await writeRevoked(tx, id, at)
  await record(tx, act, { action: 'key.revoke', target: id, after: { revoked_at: at } })
}

export const FIRST_ACCOUNT = 'default'

const firstKey = (accountId: string, name: string, secret = newKeySecret()): WantedKey => ({
  accountId,
  settings: { name, ...NO_BOUNDS },
  secret,
  replaces: null,
})

async function addFirst(tx: Tx, act: Act, wanted?: string): Promise<string | undefined> {
  if ((await listAccounts(tx)).length > 0) return undefined
  const { id } = await addAccount(tx, act, { name: FIRST_ACCOUNT, unlimited: true, balance: 0 })
  const key = firstKey(id, 'first key', wanted)
  await addKey(tx, act, key)
  return key.secret
}

/** On an empty database: an unlimited account and a key. Returns its secret, or undefined where there are accounts already. */
export function createFirstAccount(db: Database, act: Act): Promise<string | undefined> {
  return db.write((tx) => addFirst(tx, act))
}

/**
 * A key that works, for a server that nobody administers: `wanted`, which may be there already, or one of our making. It
 * belongs to the first account, which is made where there is none. Throws api_key_not_found for a wanted one that was revoked.
 */
export function openFirstAccount(db: Database, act: Act, wanted?: string): Promise<string> {
  return db.write(async (tx) => {
    const first = await addFirst(tx, act, wanted)
    if (first !== undefined) return first
    const known = wanted === undefined ? undefined : await findCaller(tx, sha256Hex(wanted))
    if (known !== undefined && wanted !== undefined) {
      if (isKeyGood(known.key, act.at)) return wanted
      const operatorText = `the key ${known.key.prefix}... was revoked in this data folder; choose another one`
      throw new ReelgateError('api_key_not_found', { values: { id: known.key.id }, operatorText })
    }
    const key = firstKey((await accountByName(tx, FIRST_ACCOUNT)).id, 'later key', wanted)
    await addKey(tx, act, key)
    return key.secret
  })
}
