import { join } from 'node:path'
import { CannotStart, folderInUse } from '../cannot-start.ts'
import { readConfig } from '../config.ts'
import { DatabaseRefused } from '../db/database.ts'
import type { Reader } from '../db/database.ts'
import { copyFromSqlite } from '../db/postgres/copy-from-sqlite.ts'
import { leaveMoved } from '../db/moved-to-postgres.ts'
import { lockFolder } from '../db/server-lock.ts'
import { openSqlite } from '../db/sqlite.ts'
import { verifyLedger } from '../ledger/verify.ts'
import type { LedgerReport } from '../ledger/verify.ts'
import { assertDatabase, print } from './open-database.ts'
import { readArguments, UsageError } from './usage.ts'

/** One line that changes while a table is copied, and stays when it is done. */
function showProgress(table: string, copied: number, rows: number): void {
  const { isTTY } = process.stderr
  const isDone = copied === rows
  if (isTTY) process.stderr.write(`\r${table}: ${copied} of ${rows}${isDone ? '\n' : ''}`)
  else if (isDone) process.stderr.write(`${table}: ${rows}\n`)
}

async function reportOf(file: string): Promise<LedgerReport> {
  const db = openSqlite(file)
  try {
    return await db.snapshot(verifyLedger)
  } finally {
    await db.close()
  }
}

async function move(dataDir: string, url: string): Promise<{ rows: Record<string, number>; report: LedgerReport }> {
  const file = join(dataDir, 'reelgate.db')
  const report = await reportOf(file)
  const verify = async (target: Reader) => {
    const copied = await verifyLedger(target)
    const isSame = JSON.stringify(copied) === JSON.stringify(report)
    if (!isSame) throw new DatabaseRefused(`the ledger of the copy is not that of ${file}: nothing was kept.`)
  }
  const rows = await copyFromSqlite({ file, url, onProgress: showProgress, verify })
  leaveMoved(file, new Date())
  return { rows, report }
}

/** `reelgate migrate-to-postgres`: exit code 0 only where the copy is kept and its ledger adds up. */
export async function migrateToPostgres(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } })
  if (positionals[0] !== undefined)
    throw new UsageError(`migrate-to-postgres takes options only, not "${positionals[0]}"`)
  const { dataDir, databaseUrl } = readConfig()
  if (databaseUrl === undefined) {
    throw new CannotStart(
      'migrate-to-postgres fills the Postgres that DATABASE_URL names. Set it, and leave it set for the server.',
    )
  }
  assertDatabase(dataDir)
  const unlock = lockFolder(join(dataDir, 'server.lock'))
  if (unlock === undefined) throw folderInUse(dataDir)
  try {
    const { rows, report } = await move(dataDir, databaseUrl)
    const exact = report.problems.length === 0
    const sum = Object.values(rows).reduce((all, count) => all + count, 0)
    const ledger = exact
      ? 'the ledger is exact'
      : `the ledger is NOT exact, as it was before:\n- ${report.problems.join('\n- ')}`
    const next = `Set the same DATABASE_URL wherever the server or a command runs: ${join(dataDir, 'reelgate.db')} is refused from now on.`
    print(values.json, { exact, rows, ...report }, `${sum} rows were copied and counted; ${ledger}\n${next}`)
    return exact ? 0 : 1
  } finally {
    unlock()
  }
}
