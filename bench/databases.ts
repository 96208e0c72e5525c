import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { PostgresServer, postgresProgram } from '../test/harness/postgres.ts'
import { measuredBy, median, percent, whole } from './figures.ts'
import { load } from './load.ts'
import type { Call } from './load.ts'
import { startReelgate } from './programs.ts'
import type { Reelgate } from './programs.ts'
import { wholeTasks } from './whole-tasks.ts'

// The same load on SQLite, on Postgres with one node and with two: polls, submits, and whole tasks at a provider that ends
// at once. Then what pgbench gets out of the same Postgres with the statements of a submit. In turns, three rounds, the
// median round counts: ratios travel between machines, figures don't.
const SECONDS = Number(process.argv[2] ?? 4)
const WARM_UP_SECONDS = 1
const CALLERS = 64
const WHOLE_TASKS = SECONDS * 200
const ROUNDS = Number(process.argv[3] ?? 3)
const folder = mkdtempSync('bench-data-')
const postgres = new PostgresServer({ isDurable: true })
let databases = 0

interface Figures {
  submits: number
  submitP99: number
  whole: number
  polls: number
}

async function startNodes(provider: 'no-room' | 'at-once', count: number, env: Record<string, string>) {
  const nodes: Reelgate[] = []
  while (nodes.length < count) {
    nodes.push(await startReelgate([provider], { REELGATE_DATA_DIR: mkdtempSync(`${folder}/node-`), ...env }))
  }
  const headers = { authorization: `Bearer ${nodes[0]?.hello.secret}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ model: 'veo3.1-fast-official', prompt: 'a lighthouse at night', duration: 4 })
  return { nodes, urls: nodes.map(({ hello }) => hello.url), headers, body }
}

/** The callers share the nodes; what they get together. */
async function spread(nodes: readonly Reelgate[], callOn: (url: string) => Call) {
  const all = (seconds: number) =>
    Promise.all(nodes.map(({ hello }) => load(callOn(hello.url), CALLERS / nodes.length, seconds)))
  await all(WARM_UP_SECONDS)
  const results = await all(SECONDS)
  const errors = results.reduce((sum, result) => sum + result.errors, 0)
  if (errors > 0) throw new Error(`${errors} calls were not answered with 200`)
  return {
    perSecond: results.reduce((sum, result) => sum + result.perSecond, 0),
    p99Ms: Math.max(...results.map((result) => result.p99Ms)),
  }
}

/** Each of the two loads on nodes, and on a database, of its own. */
async function measure(count: number, newEnv: () => Record<string, string>): Promise<Figures> {
  const { nodes, urls, headers, body } = await startNodes('no-room', count, newEnv())
  const submit = (url: string): Call => ({ method: 'POST', url: `${url}/v1/videos/generations`, headers, body })
  const made = await fetch(`${urls[0]}/v1/videos/generations`, { method: 'POST', headers, body })
  const { data } = (await made.json()) as { data: { task_id: string }[] }
  const polls = await spread(nodes, (url) => ({ method: 'GET', url: `${url}/v1/tasks/${data[0]?.task_id}`, headers }))
  const submits = await spread(nodes, submit)
  for (const node of nodes) await node.stop()
  const { nodes: driving, ...service } = await startNodes('at-once', count, newEnv())
  const whole = await wholeTasks(service, CALLERS, WHOLE_TASKS)
  for (const node of driving) await node.stop()
  return { submits: submits.perSecond, submitP99: submits.p99Ms, whole, polls: polls.perSecond }
}

const newDatabase = () => postgres.url(`bench_${(databases += 1)}`)
const onSqlite = () => measure(1, () => ({}))
const onPostgres = (count: number) => measure(count, () => ({ DATABASE_URL: newDatabase() }))

const LOCK = 'SELECT pg_advisory_xact_lock(1)'
const ROWS = {
  account: `UPDATE account SET available = available - 320000, held = held + 320000, open_tasks = open_tasks + 1
    WHERE id = (SELECT account_id FROM api_key LIMIT 1) AND (unlimited = 1 OR available >= 320000)`,
  task: `INSERT INTO task (id, account_id, key_id, state, request, provider, price, price_version, estimated_seconds, created_at)
    SELECT 'task_' || :client_id || '_' || :one, account_id, id, 'submitted', '{"model":"veo3.1-fast-official"}', 'builtin', 320000, 1, 60, 0
    FROM api_key LIMIT 1`,
  entry: `INSERT INTO ledger_entry (account_id, key_id, task_id, kind, amount, created_at)
    SELECT account_id, id, 'task_' || :client_id || '_' || :one, 'hold', 320000, 0 FROM api_key LIMIT 1`,
  key: 'UPDATE api_key SET held = held + 320000, spent = spent + 0, open_tasks = open_tasks + 1',
  day: `INSERT INTO key_day (key_id, day, amount) SELECT id, 20000, 320000 FROM api_key LIMIT 1
    ON CONFLICT (key_id, day) DO UPDATE SET amount = key_day.amount + excluded.amount`,
  job: `INSERT INTO job (task_id, account_id, provider, phase, run_at)
    SELECT 'task_' || :client_id || '_' || :one, account_id, 'builtin', 'start', 0 FROM api_key LIMIT 1`,
}
const oneLine = (sql: string) => sql.replaceAll(/\s+/g, ' ')
const SCRIPTS = {
  /** As a submit does it, but each with a commit of its own. */
  apart: ['BEGIN', LOCK, ...Object.values(ROWS), "SELECT pg_notify('bench', 'job')", 'COMMIT'],
  /** All of it in one statement. */
  together: [
    `WITH alone AS MATERIALIZED (${LOCK}), ${Object.entries(ROWS)
      .map(([name, sql]) => `new_${name} AS (${sql})`)
      .join(', ')} SELECT pg_notify('bench', 'job') FROM alone`,
  ],
}

/** Transactions a second of pgbench on a database that Reelgate has set up. */
function pgbench(url: string, script: keyof typeof SCRIPTS): number {
  const file = `${folder}/${script}.sql`
  const statements = SCRIPTS[script].map((sql) => `${oneLine(sql)};`)
  writeFileSync(file, ['\\set one random(1, 9000000000000000)', ...statements].join('\n'))
  const args = ['-n', '-M', 'prepared', '-c', '16', '-j', '1', '-T', String(SECONDS), '-f', file, url]
  const said = execFileSync(postgresProgram('pgbench'), args, { encoding: 'utf8' })
  const perSecond = Number(/tps = ([\d.]+)/.exec(said)?.[1])
  if (!(perSecond > 0)) throw new Error(`pgbench said ${said}`)
  return perSecond
}

interface Round {
  sqlite: Figures
  one: Figures
  two: Figures
  apart: number
  together: number
}

const rounds: Round[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  const sqlite = await onSqlite()
  const one = await onPostgres(1)
  // The last of its databases.
  const url = postgres.url(`bench_${databases}`)
  const apart = pgbench(url, 'apart')
  const together = pgbench(url, 'together')
  const two = await onPostgres(2)
  rounds.push({ sqlite, one, two, apart, together })
}
rmSync(folder, { recursive: true })

const middle = (figure: (round: Round) => number) => median(rounds.map(figure))
const middlePercent = (figure: (round: Round) => number) => percent(middle(figure))

console.log(measuredBy('npm run bench:databases'))
console.log('| database | submits/s (p99) | to SQLite | whole tasks/s | to SQLite | polls/s | to SQLite |')
console.log('| --- | --- | --- | --- | --- | --- | --- |')
for (const [name, of] of [
  ['SQLite', (round: Round) => round.sqlite],
  ['Postgres, one node', (round: Round) => round.one],
  ['Postgres, two nodes', (round: Round) => round.two],
] as const) {
  const submits = `${whole(middle((round) => of(round).submits))} (${whole(middle((round) => of(round).submitP99))} ms)`
  const cells = [
    name,
    submits,
    middlePercent((round) => of(round).submits / round.sqlite.submits),
    whole(middle((round) => of(round).whole)),
    middlePercent((round) => of(round).whole / round.sqlite.whole),
    whole(middle((round) => of(round).polls)),
    middlePercent((round) => of(round).polls / round.sqlite.polls),
  ]
  console.log(`| ${cells.join(' | ')} |`)
}
console.log('\n| the same Postgres, by pgbench | transactions/s | one node to it |\n| --- | --- | --- |')
for (const [name, of] of [
  ['the statements of a submit, one after the other, each submit with its own commit', (round: Round) => round.apart],
  ['the same as one statement', (round: Round) => round.together],
] as const)
  console.log(`| ${name} | ${whole(middle(of))} | ${middlePercent((round) => round.one.submits / of(round))} |`)
