import { listAccounts } from '../db/accounts.ts'
import { DEFAULT_GROUP } from '../domain/account.ts'
import type { Account } from '../domain/account.ts'
import { parseUsd, toUsd } from '../domain/money.ts'
import { GROUP_NAME } from '../domain/price-book.ts'
import type { MicroUsd } from '../domain/money.ts'
import { accountByName, adjustAccount, createAccount, topUpAccount } from '../flow/admin/accounts.ts'
import { commandLineAct } from '../flow/admin/act.ts'
import { print, table, withDatabase } from './open-database.ts'
import { readArguments, UsageError } from './usage.ts'

const shown = (account: Account) => ({
  id: account.id,
  name: account.name,
  group: account.group,
  unlimited: account.unlimited,
  balance: toUsd(account.available),
  held: toUsd(account.held),
  used: toUsd(account.spent),
})

/** An amount above 0. Throws a UsageError that names the option. */
export function readAmount(option: string, text: string | undefined): MicroUsd {
  const micros = text === undefined ? undefined : parseUsd(text)
  if (micros === undefined || micros === 0)
    throw new UsageError(`--${option} must be an amount in USD such as 25 or 0.5`)
  return micros
}

async function create(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    balance: { type: 'string' },
    group: { type: 'string' },
    unlimited: { type: 'boolean' },
    json: { type: 'boolean' },
  })
  const [name] = positionals
  const unlimited = values.unlimited === true
  if (name === undefined || name.trim() === '' || positionals.length !== 1) {
    throw new UsageError('accounts create wants one name, for example: reelgate accounts create team-a --balance 25')
  }
  if (unlimited === (values.balance !== undefined)) throw new UsageError('give either --balance USD or --unlimited')
  const { group = DEFAULT_GROUP } = values
  if (!GROUP_NAME.test(group)) throw new UsageError('--group must be 1 to 40 of a-z, 0-9, _ and -')
  const balance = unlimited || values.balance === '0' ? 0 : readAmount('balance', values.balance)
  const account = await withDatabase(
    (db) => createAccount(db, commandLineAct(), { name, group, unlimited, balance }),
    true,
  )
  const money = unlimited ? 'unlimited' : `a balance of ${toUsd(balance)} USD`
  print(values.json, shown(account), `account ${account.name} (${account.id}) has ${money}`)
}

async function list(args: string[]): Promise<void> {
  const { values } = readArguments(args, { json: { type: 'boolean' } })
  const all = (await withDatabase((db) => listAccounts(db.read))).map(shown)
  const rows = all.map((row) => [
    row.name,
    row.id,
    row.group,
    row.unlimited ? 'unlimited' : `${row.balance}`,
    `${row.held}`,
    `${row.used}`,
  ])
  print(
    values.json,
    all,
    all.length === 0 ? 'no accounts yet' : table([['NAME', 'ID', 'GROUP', 'BALANCE USD', 'HELD', 'USED'], ...rows]),
  )
}

async function addMoney(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    amount: { type: 'string' },
    note: { type: 'string' },
    reference: { type: 'string' },
    json: { type: 'boolean' },
  })
  const [name] = positionals
  if (name === undefined || positionals.length !== 1) {
    throw new UsageError('accounts top-up wants one name, for example: reelgate accounts top-up team-a --amount 10')
  }
  const { note: reason = null, reference = null } = values
  const money = { amount: readAmount('amount', values.amount), reason, reference }
  const account = await withDatabase(async (db) =>
    topUpAccount(db, commandLineAct(), (await accountByName(db.read, name)).id, money),
  )
  print(values.json, shown(account), `account ${account.name} has a balance of ${toUsd(account.available)} USD now`)
}

async function adjust(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    by: { type: 'string' },
    reason: { type: 'string' },
    json: { type: 'boolean' },
  })
  const [name] = positionals
  const { by, reason = '' } = values
  if (name === undefined || positionals.length !== 1 || by === undefined || reason.trim() === '') {
    throw new UsageError(
      'accounts adjust wants one name, an amount and a reason, for example: reelgate accounts adjust team-a --by=-2.5 --reason "charged twice before the migration"',
    )
  }
  const sign = by.startsWith('-') ? -1 : 1
  const correction = { amount: sign * readAmount('by', by.replace(/^[-+]/, '')), reason }
  const account = await withDatabase(async (db) =>
    adjustAccount(db, commandLineAct(), (await accountByName(db.read, name)).id, correction),
  )
  print(values.json, shown(account), `account ${account.name} has a balance of ${toUsd(account.available)} USD now`)
}

const ACTIONS: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  create,
  list,
  'top-up': addMoney,
  adjust,
}

/** `reelgate accounts create|list|top-up|adjust` */
export async function accounts([name = '', ...args]: string[]): Promise<number> {
  const action = ACTIONS[name]
  if (action === undefined) throw new UsageError(`accounts can ${Object.keys(ACTIONS).join(', ')}; not "${name}"`)
  await action(args)
  return 0
}
