import { verifyLedger } from '../ledger/verify.ts'
import { print, withDatabase } from './open-database.ts'
import { readArguments, UsageError } from './usage.ts'

/** `reelgate ledger verify`: exit code 0 only where everything adds up; each thing that does not is named. */
export async function ledger([name = '', ...args]: string[]): Promise<number> {
  if (name !== 'verify') throw new UsageError(`ledger can verify; not "${name}"`)
  const { values } = readArguments(args, { json: { type: 'boolean' } })
  const report = await withDatabase((db) => db.snapshot(verifyLedger))
  const exact = report.problems.length === 0
  const size = `${report.accounts} accounts, ${report.tasks} tasks`
  const text = exact
    ? `the ledger is exact: ${size}, every balance equals the sum of its entries, no orphaned hold`
    : `the ledger is NOT exact (${size}):\n- ${report.problems.join('\n- ')}`
  print(values.json, { exact, ...report }, text)
  return exact ? 0 : 1
}
