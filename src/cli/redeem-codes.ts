import { listBatches } from '../db/redeem-codes.ts'
import type { RedeemBatch } from '../db/redeem-codes.ts'
import { toUsd } from '../domain/money.ts'
import { commandLineAct } from '../flow/admin/act.ts'
import { BATCH_CODES_MAX } from '../domain/redeem-code.ts'
import { createBatch, voidBatch } from '../flow/admin/redeem-batches.ts'
import { toUnixSeconds } from '../lib/clock.ts'
import { readAmount } from './accounts.ts'
import { print, table, withDatabase } from './open-database.ts'
import { readArguments, readCount, UsageError } from './usage.ts'

/** Batches that `list` shows. */
const LISTED_MAX = 1000

const seconds = (ms: number | null) => (ms === null ? null : toUnixSeconds(ms))

const shown = (batch: RedeemBatch) => ({
  id: batch.id,
  amount: toUsd(batch.amount),
  count: batch.count,
  redeemed: batch.redeemed,
  note: batch.note,
  expires_at: seconds(batch.expiresAt),
  voided: batch.voidedAt !== null,
})

/** `2027-01-31`, the end of which is meant, or a whole moment such as `2027-01-31T12:00:00Z`. */
function readExpiry(text: string | undefined): number | null {
  if (text === undefined) return null
  const ms = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T23:59:59.999Z` : text)
  if (Number.isNaN(ms)) throw new UsageError('--expires must be a date such as 2027-01-31 (its end, UTC)')
  return ms
}

async function create(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, {
    count: { type: 'string' },
    amount: { type: 'string' },
    expires: { type: 'string' },
    note: { type: 'string' },
    json: { type: 'boolean' },
  })
  const count = readCount('count', values.count)
  if (count === null || count > BATCH_CODES_MAX || positionals.length > 0) {
    throw new UsageError(
      `redeem-codes create wants a count of 1 to ${BATCH_CODES_MAX} and an amount, for example: reelgate redeem-codes create --count 20 --amount 10`,
    )
  }
  const { note = '' } = values
  const wanted = { count, amount: readAmount('amount', values.amount), note, expiresAt: readExpiry(values.expires) }
  const { batch, codes } = await withDatabase((db) => createBatch(db, commandLineAct(), wanted))
  const title = `batch ${batch.id}: ${count} codes of ${toUsd(batch.amount)} USD each, shown only this once:`
  print(values.json, { ...shown(batch), codes }, `${title}\n${codes.join('\n')}`)
}

async function list(args: string[]): Promise<void> {
  const { values } = readArguments(args, { json: { type: 'boolean' } })
  const all = (await withDatabase((db) => listBatches(db.read, undefined, LISTED_MAX))).map(shown)
  const rows = all.map(({ id, amount, count, redeemed, voided, note }) => [
    id,
    `${amount}`,
    `${redeemed}/${count}`,
    voided ? 'voided' : 'active',
    note,
  ])
  const text = all.length === 0 ? 'no redeem codes yet' : table([['ID', 'USD', 'REDEEMED', 'STATE', 'NOTE'], ...rows])
  print(values.json, all, text)
}

async function voidAll(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } })
  const [id] = positionals
  if (id === undefined || positionals.length !== 1) throw new UsageError('redeem-codes void wants the id of one batch')
  const batch = shown(await withDatabase((db) => voidBatch(db, commandLineAct(), id)))
  print(values.json, batch, `batch ${id} is voided; ${batch.redeemed} of its ${batch.count} codes were redeemed before`)
}

const ACTIONS: Readonly<Record<string, (args: string[]) => Promise<void>>> = { create, list, void: voidAll }

/** `reelgate redeem-codes create|list|void` */
export async function redeemCodes([name = '', ...args]: string[]): Promise<number> {
  const action = ACTIONS[name]
  if (action === undefined) throw new UsageError(`redeem-codes can ${Object.keys(ACTIONS).join(', ')}; not "${name}"`)
  await action(args)
  return 0
}
