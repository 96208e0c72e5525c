import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { openSqlite } from '../src/db/sqlite.ts'
import { usageOf } from '../src/flow/usage.ts'
import { verifyLedger } from '../src/ledger/verify.ts'

/** How long `ledger verify` takes on a ledger of a business: a million entries over a year, by 100 accounts of 4 keys. */

const ACCOUNTS = 100
const KEYS = 400
const FIRST_DAY = Date.UTC(2026, 0, 1)
const YEAR_MS = 365 * 86_400_000
const REQUEST = JSON.stringify({ model: 'veo3.1-fast-official', prompt: 'a lighthouse at night', durationSeconds: 4 })

const { values } = parseArgs({ options: { entries: { type: 'string', default: '1000000' } } })
/** Two entries for each task: its hold, and what ended it. */
const tasks = Math.floor((Number(values.entries) - ACCOUNTS) / 2)

/** Every third task failed and was released; each tenth of the others delivered nothing but is completed all the same. */
const FILL = [
  `INSERT INTO account (id, name, unlimited, created_at) SELECT 'acct_' || value, 'account ' || value, 0, ${FIRST_DAY}
   FROM generate WHERE value < ${ACCOUNTS}`,
  `INSERT INTO api_key (id, account_id, name, prefix, hash, created_at)
   SELECT 'key_' || value, 'acct_' || (value % ${ACCOUNTS}), '', 'rg_', 'hash ' || value, ${FIRST_DAY}
   FROM generate WHERE value < ${KEYS}`,
  `INSERT INTO task (id, account_id, key_id, state, request, provider, price, cost, estimated_seconds, created_at, ended_at)
   SELECT printf('task_%026d', value), 'acct_' || (value % ${ACCOUNTS}), 'key_' || (value % ${KEYS}),
     iif(value % 3 = 0, 'failed', 'completed'), '${REQUEST}', 'builtin', 320000, iif(value % 3 = 0, 0, 320000), 60,
     ${FIRST_DAY} + value * ${Math.floor(YEAR_MS / tasks)}, ${FIRST_DAY} + value * ${Math.floor(YEAR_MS / tasks)} + 60000
   FROM generate`,
  `INSERT INTO ledger_entry (account_id, kind, amount, created_at)
   SELECT id, 'top_up', 1000000000000, ${FIRST_DAY} FROM account`,
  `INSERT INTO ledger_entry (account_id, key_id, task_id, kind, amount, created_at)
   SELECT account_id, key_id, id, 'hold', price, created_at FROM task ORDER BY id`,
  `INSERT INTO ledger_entry (account_id, key_id, task_id, kind, amount, created_at)
   SELECT account_id, key_id, id, iif(state = 'completed', 'capture', 'release'), price, ended_at FROM task ORDER BY id`,
  `UPDATE account SET spent = (SELECT sum(cost) FROM task WHERE account_id = account.id)`,
  `UPDATE account SET available = 1000000000000 - spent`,
  `CREATE TEMP TABLE spent AS SELECT key_id, sum(cost) AS cost FROM task GROUP BY 1`,
  `UPDATE api_key SET spent = (SELECT cost FROM spent WHERE key_id = api_key.id)`,
  `INSERT INTO key_day (key_id, day, amount) SELECT key_id, created_at / 86400000, sum(cost) FROM task GROUP BY 1, 2`,
]

function fill(file: string): void {
  const handle = new DatabaseSync(file)
  handle.exec('PRAGMA synchronous=OFF')
  handle.exec(`CREATE TEMP TABLE generate AS
    WITH RECURSIVE number(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM number WHERE value < ${tasks - 1})
    SELECT value FROM number`)
  handle.exec('BEGIN')
  for (const sql of FILL) handle.exec(sql)
  handle.exec('COMMIT')
  handle.close()
}

async function timed<T>(title: string, work: () => Promise<T>): Promise<T> {
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  const result = await work()
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
  console.log(`${title}: ${seconds(performance.now() - started)} (processor time ${seconds((user + system) / 1000)})`)
  return result
}

const folder = mkdtempSync(join(tmpdir(), 'reelgate-ledger-'))
try {
  const file = join(folder, 'reelgate.db')
  await openSqlite(file).close()
  fill(file)
  const db = openSqlite(file)
  const { count = 0 } = (await db.read.get<{ count: number }>('SELECT count(*) AS count FROM ledger_entry', [])) ?? {}
  const size = `${Math.round(statSync(file).size / 1_048_576)} MB`
  console.log(`${count.toLocaleString('en')} entries of ${tasks.toLocaleString('en')} tasks, ${size}`)
  const { problems } = await timed('ledger verify', () => db.snapshot(verifyLedger))
  if (problems.length > 0) throw new Error(`the ledger is not exact: ${problems.slice(0, 3).join('; ')}`)
  const question = { accountId: 'acct_1', timeZone: 'Europe/Berlin', from: '2026-01-01', to: '2026-12-31' }
  const groups = ['day', 'model', 'key', 'status'] as const
  await timed("a year's usage of one account", () => usageOf(db, { ...question, groups, now: FIRST_DAY }))
  await db.close()
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(`peak memory: ${peak} MB`)
} finally {
  rmSync(folder, { recursive: true })
}
