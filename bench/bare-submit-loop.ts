import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqlite } from '../src/db/sqlite.ts'

// The yardstick for submits: the statements of one submit, in a bare loop without HTTP, 64 of them sharing a commit.
const GROUP = 64
const folder = mkdtempSync(join(resolve(process.argv[2] ?? '.'), 'bare-'))
const file = join(folder, 'bare.db')
await openSqlite(file).close()
const db = new DatabaseSync(file)
db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL')
db.exec("INSERT INTO account (id, name, unlimited, created_at) VALUES ('a', 'a', 1, 0)")
db.exec("INSERT INTO api_key (id, account_id, name, prefix, hash, created_at) VALUES ('k', 'a', '', '', 'h', 0)")
const insertTask = db.prepare(
  `INSERT INTO task (id, account_id, key_id, state, request, provider, price, estimated_seconds, created_at)
   VALUES (?, 'a', 'k', 'submitted', ?, 'builtin', 320000, 60, 0)`,
)
const reserve = db.prepare("UPDATE account SET available = available - 320000, held = held + 320000 WHERE id = 'a'")
const insertHold = db.prepare(
  "INSERT INTO ledger_entry (account_id, key_id, task_id, kind, amount, created_at) VALUES ('a', 'k', ?, 'hold', 320000, 0)",
)
const insertJob = db.prepare(
  "INSERT INTO job (task_id, account_id, provider, phase, run_at) VALUES (?, 'a', 'builtin', 'start', 0)",
)
const request = JSON.stringify({
  model: 'veo3.1-fast-official',
  prompt: 'a lighthouse at night',
  seed: 1,
  sampleCount: 1,
})

const seconds = Number(process.argv[3] ?? 5)
const until = performance.now() + seconds * 1000
let done = 0
const started = performance.now()
while (performance.now() < until) {
  db.exec('BEGIN IMMEDIATE')
  for (let n = 0; n < GROUP; n += 1) {
    const id = `task_${String(done++).padStart(26, '0')}`
    insertTask.run(id, request)
    reserve.run()
    insertHold.run(id)
    insertJob.run(id)
  }
  db.exec('COMMIT')
}
const perSecond = done / ((performance.now() - started) / 1000)
db.close()
rmSync(folder, { recursive: true })
console.log(JSON.stringify({ perSecond }))
