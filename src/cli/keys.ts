import { listAccounts } from '../db/accounts.ts'
import { listKeys } from '../db/api-keys.ts'
import { isKeyGood } from '../domain/account.ts'
import type { ApiKey } from '../domain/account.ts'
import { toUsd } from '../domain/money.ts'
import type { MicroUsd } from '../domain/money.ts'
import { accountByName } from '../flow/admin/accounts.ts'
import { commandLineAct } from '../flow/admin/act.ts'
import { createKey, revokeKey, rotateKey } from '../flow/admin/keys.ts'
import { systemClock, toUnixSeconds } from '../lib/clock.ts'
import { BOUND_OPTIONS, readBounds } from './key-options.ts'
import { print, table, withDatabase } from './open-database.ts'
import { readArguments, UsageError } from './usage.ts'

const HOUR_MS = 3_600_000
/** 90 days, as in the admin API. */
const OVERLAP_HOURS_MAX = 2160

async function create(args: string[]): Promise<void> {
  const { values } = readArguments(args, {
    account: { type: 'string' },
    name: { type: 'string', default: '' },
    ...BOUND_OPTIONS,
    json: { type: 'boolean' },
  })
  const { account: accountName, name, json: asJson, ...given } = values
  if (accountName === undefined) throw new UsageError('keys create wants --account NAME')
  const act = commandLineAct()
  const bounds = readBounds(given, act.at)
  const { key, secret } = await withDatabase(async (db) => {
    const { id } = await accountByName(db.read, accountName)
    return createKey(db, act, id, { name, ...bounds })
  })
  const json = { id: key.id, key: secret, account: accountName, name }
  print(asJson, json, `key ${key.id} for ${accountName}, shown only this once:\n${secret}`)
}

const iso = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

/** `active` may have its end in sight: a key that was rotated, or one that expires. */
function stateOf(key: ApiKey, now: number): string {
  if (!isKeyGood(key, now)) return key.revokedAt !== null && key.revokedAt <= now ? 'revoked' : 'expired'
  const end = Math.min(key.revokedAt ?? Infinity, key.expiresAt ?? Infinity)
  return end === Infinity ? 'active' : `active until ${iso(end)}`
}

const seconds = (at: number | null) => (at === null ? null : toUnixSeconds(at))
const usd = (amount: MicroUsd | null) => (amount === null ? null : toUsd(amount))

const shownKey = (key: ApiKey, account: string, now: number) => ({
  id: key.id,
  prefix: key.prefix,
  account,
  name: key.name,
  scopes: key.scopes,
  models: key.models,
  ip_ranges: key.ipRanges,
  expires_at: seconds(key.expiresAt),
  spend_max: usd(key.spendMax),
  spend_day_max: usd(key.spendDayMax),
  tasks_max: key.tasksMax,
  submits_per_minute: key.submitsPerMinute,
  polls_per_minute: key.pollsPerMinute,
  used: toUsd(key.spent),
  last_used_at: seconds(key.lastUsedAt),
  revoked_at: seconds(key.revokedAt),
  revoked: key.revokedAt !== null && key.revokedAt <= now,
})

async function list(args: string[]): Promise<void> {
  const { values } = readArguments(args, { json: { type: 'boolean' } })
  const now = systemClock.now()
  const { all, owners } = await withDatabase(async (db) => ({
    all: await listKeys(db.read),
    owners: new Map((await listAccounts(db.read)).map((account) => [account.id, account.name])),
  }))
  const ownerOf = (key: ApiKey) => owners.get(key.accountId) ?? key.accountId
  const rows = all.map((key) => [
    key.id,
    `${key.prefix}...`,
    ownerOf(key),
    key.name,
    `${toUsd(key.spent)}`,
    stateOf(key, now),
  ])
  print(
    values.json,
    all.map((key) => shownKey(key, ownerOf(key), now)),
    all.length === 0 ? 'no keys yet' : table([['ID', 'KEY', 'ACCOUNT', 'NAME', 'USED USD', 'STATE'], ...rows]),
  )
}

async function rotate(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    'overlap-hours': { type: 'string', default: '24' },
    json: { type: 'boolean' },
  })
  const [id] = positionals
  if (id === undefined || positionals.length !== 1)
    throw new UsageError('keys rotate wants the id of one key; keys list shows them')
  const text = values['overlap-hours']
  if (!/^\d{1,4}$/.test(text) || Number(text) > OVERLAP_HOURS_MAX)
    throw new UsageError(`--overlap-hours must be a whole number from 0 to ${OVERLAP_HOURS_MAX}, not "${text}"`)
  const act = commandLineAct()
  const overlapMs = Number(text) * HOUR_MS
  const { key, secret } = await withDatabase((db) => rotateKey(db, act, id, overlapMs))
  const json = { id: key.id, key: secret, replaces: id, replaced_until: toUnixSeconds(act.at + overlapMs) }
  const old = overlapMs === 0 ? 'is refused from now on' : `is good until ${iso(act.at + overlapMs)}`
  print(values.json, json, `key ${key.id} takes the place of ${id}, which ${old}; shown only this once:\n${secret}`)
}

async function revoke(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } })
  const [id] = positionals
  if (id === undefined || positionals.length !== 1)
    throw new UsageError('keys revoke wants the id of one key; keys list shows them')
  await withDatabase((db) => revokeKey(db, commandLineAct(), id))
  print(values.json, { id, revoked: true }, `key ${id} is revoked; calls with it are refused from now on`)
}

const ACTIONS: Readonly<Record<string, (args: string[]) => Promise<void>>> = { create, list, rotate, revoke }

/** `reelgate keys create|list|rotate|revoke` */
export async function keys([name = '', ...args]: string[]): Promise<number> {
  const action = ACTIONS[name]
  if (action === undefined) throw new UsageError(`keys can ${Object.keys(ACTIONS).join(', ')}; not "${name}"`)
  await action(args)
  return 0
}
