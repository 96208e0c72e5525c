import { listAdminKeys } from '../db/admin-keys.ts'
import { commandLineAct } from '../flow/admin/act.ts'
import { createAdminKey, revokeAdminKey } from '../flow/admin/admin-keys.ts'
import { print, table, withDatabase } from './open-database.ts'
import { readArguments, UsageError } from './usage.ts'

const JSON_ONLY = { json: { type: 'boolean' } } as const

async function create(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, JSON_ONLY)
  const [name] = positionals
  if (name === undefined || name.trim() === '' || positionals.length !== 1) {
    throw new UsageError('admin-keys create wants one name, for example: reelgate admin-keys create ops')
  }
  const { key, secret } = await withDatabase((db) => createAdminKey(db, commandLineAct(), name), true)
  print(
    values.json,
    { id: key.id, key: secret, name },
    `admin key ${key.id} for /admin/v1, shown only this once:\n${secret}`,
  )
}

async function list(args: string[]): Promise<void> {
  const { values } = readArguments(args, JSON_ONLY)
  const all = await withDatabase((db) => listAdminKeys(db.read))
  const shown = all.map(({ id, name, prefix, revokedAt }) => ({ id, prefix, name, revoked: revokedAt !== null }))
  const rows = shown.map(({ id, prefix, name, revoked }) => [id, `${prefix}...`, name, revoked ? 'revoked' : 'active'])
  const text = shown.length === 0 ? 'no admin keys yet' : table([['ID', 'KEY', 'NAME', 'STATE'], ...rows])
  print(values.json, shown, text)
}

async function revoke(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, JSON_ONLY)
  const [id] = positionals
  if (id === undefined || positionals.length !== 1) throw new UsageError('admin-keys revoke wants the id of one key')
  await withDatabase((db) => revokeAdminKey(db, commandLineAct(), id))
  print(values.json, { id, revoked: true }, `admin key ${id} is revoked`)
}

const ACTIONS: Readonly<Record<string, (args: string[]) => Promise<void>>> = { create, list, revoke }

/** `reelgate admin-keys create|list|revoke` */
export async function adminKeys([name = '', ...args]: string[]): Promise<number> {
  const action = ACTIONS[name]
  if (action === undefined) throw new UsageError(`admin-keys can ${Object.keys(ACTIONS).join(', ')}; not "${name}"`)
  await action(args)
  return 0
}
