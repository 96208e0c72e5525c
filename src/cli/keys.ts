import { listAccounts } from '../db/accounts.ts'
import { listKeys } from '../db/api-keys.ts'
import { toUsd } from '../domain/money.ts'
import { accountByName } from '../flow/admin/accounts.ts'
import { commandLineAct } from '../flow/admin/act.ts'
import { createKey, revokeKey } from '../flow/admin/keys.ts'
import { print, table, withDatabase } from './open-database.ts'
import { readArguments, readCount, UsageError } from './usage.ts'

async function create(args: string[]): Promise<void> {
  const { values } = readArguments(args, {
    account: { type: 'string' },
    name: { type: 'string', default: '' },
    'submits-per-minute': { type: 'string' },
    'polls-per-minute': { type: 'string' },
    json: { type: 'boolean' },
  })
  const { account: accountName, name } = values
  if (accountName === undefined) throw new UsageError('keys create wants --account NAME')
  const submitsPerMinute = readCount('submits-per-minute', values['submits-per-minute'])
  const pollsPerMinute = readCount('polls-per-minute', values['polls-per-minute'])
  const { key, secret } = await withDatabase(async (db) => {
    const { id } = await accountByName(db.read, accountName)
    return createKey(db, commandLineAct(), id, { name, submitsPerMinute, pollsPerMinute })
  })
  const json = { id: key.id, key: secret, account: accountName, name }
  print(values.json, json, `key ${key.id} for ${accountName}, shown only this once:\n${secret}`)
}

async function list(args: string[]): Promise<void> {
  const { values } = readArguments(args, { json: { type: 'boolean' } })
  const { all, owners } = await withDatabase(async (db) => ({
    all: await listKeys(db.read),
    owners: new Map((await listAccounts(db.read)).map((account) => [account.id, account.name])),
  }))
  const shown = all.map((key) => ({
    id: key.id,
    prefix: key.prefix,
    account: owners.get(key.accountId) ?? key.accountId,
    name: key.name,
    submits_per_minute: key.submitsPerMinute,
    polls_per_minute: key.pollsPerMinute,
    used: toUsd(key.spent),
    revoked: key.revokedAt !== null,
  }))
  const rows = shown.map((key) => [
    key.id,
    `${key.prefix}...`,
    key.account,
    key.name,
    `${key.used}`,
    key.revoked ? 'revoked' : 'active',
  ])
  print(
    values.json,
    shown,
    shown.length === 0 ? 'no keys yet' : table([['ID', 'KEY', 'ACCOUNT', 'NAME', 'USED USD', 'STATE'], ...rows]),
  )
}

async function revoke(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } })
  const [id] = positionals
  if (id === undefined || positionals.length !== 1)
    throw new UsageError('keys revoke wants the id of one key; keys list shows them')
  await withDatabase((db) => revokeKey(db, commandLineAct(), id))
  print(values.json, { id, revoked: true }, `key ${id} is revoked; calls with it are refused from now on`)
}

const ACTIONS: Readonly<Record<string, (args: string[]) => Promise<void>>> = { create, list, revoke }

/** `reelgate keys create|list|revoke` */
export async function keys([name = '', ...args]: string[]): Promise<number> {
  const action = ACTIONS[name]
  if (action === undefined) throw new UsageError(`keys can ${Object.keys(ACTIONS).join(', ')}; not "${name}"`)
  await action(args)
  return 0
}
