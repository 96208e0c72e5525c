import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Upstream } from '../harness/upstream.ts'

const FINAL: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled'])

/** Tasks that are neither ended nor parked because nobody knows what became of their start. */
export function unfinishedIn(dataDir: string): number {
  return read(dataDir, (db) => {
    const row = db
      .prepare("SELECT count(*) AS count FROM job j JOIN task t ON t.id = j.task_id WHERE t.state <> 'unresolved'")
      .get()
    return Number(row?.['count'])
  })
}

export function statesIn(dataDir: string): Record<string, number> {
  return read(dataDir, (db) =>
    Object.fromEntries(
      db
        .prepare('SELECT state, count(*) AS count FROM task GROUP BY state ORDER BY state')
        .all()
        .map((row) => [String(row['state']), Number(row['count'])]),
    ),
  )
}

function read<T>(dataDir: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(join(dataDir, 'reelgate.db'), { readOnly: true, timeout: 5_000 })
  try {
    return work(db)
  } finally {
    db.close()
  }
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)

const texts = (db: DatabaseSync, sql: string) =>
  db
    .prepare(sql)
    .all()
    .map((row) => String(Object.values(row)[0]))

/** Files that no row speaks of, and rows whose file is missing. A part of a video that is stored anew belongs to its row. */
function filesAstray(dataDir: string, db: DatabaseSync): string[] {
  const results = texts(db, 'SELECT id FROM artifact WHERE deleted_at IS NULL')
  const published = texts(db, 'SELECT id FROM artifact WHERE deleted_at IS NULL AND bytes IS NOT NULL')
  const uploads = texts(db, 'SELECT file FROM upload WHERE deleted_at IS NULL')
  const pictures = texts(
    db,
    "SELECT json_extract(t.request, '$.firstFrame.file') FROM job j JOIN task t ON t.id = j.task_id",
  )
  const inputs = new Set(pictures.map((file) => file.split('/')[1]))
  const idOf = (name: string) => /^\.?([a-z2-7]{32})\./.exec(name)?.[1] ?? ''
  const stored = new Set(filesIn(join(dataDir, 'results')).map(idOf))
  return [
    ...[...stored].filter((id) => !results.includes(id)).map((id) => `results: ${id} is orphaned`),
    ...published.filter((id) => !stored.has(id)).map((id) => `results: ${id} is missing`),
    ...filesIn(join(dataDir, 'uploads'))
      .filter((name) => !uploads.includes(`uploads/${name}`))
      .map((name) => `uploads: ${name} is orphaned`),
    ...uploads.filter((file) => !existsSync(join(dataDir, file))).map((file) => `${file} is missing`),
    ...readdirSync(join(dataDir, 'inputs'))
      .filter((name) => !inputs.has(name))
      .map((name) => `inputs: ${name} is orphaned`),
  ]
}

/** Accounts that were below zero at any moment, by adding up their entries in order. */
function belowZero(db: DatabaseSync): string[] {
  return db
    .prepare(
      `SELECT account_id, min(sum) AS least FROM (
         SELECT account_id, sum(CASE WHEN kind = 'hold' THEN -amount WHEN kind = 'capture' THEN 0 ELSE amount END)
           OVER (PARTITION BY account_id ORDER BY id) AS sum
         FROM ledger_entry WHERE account_id IN (SELECT id FROM account WHERE unlimited = 0))
       GROUP BY account_id HAVING least < 0`,
    )
    .all()
    .map((row) => `account ${String(row['account_id'])} was at ${String(row['least'])} micro-USD`)
}

/** What must be true at the end, whatever happened; a sentence for each thing that is not. */
export function wrongIn(dataDir: string, upstream: Upstream, accountOf: ReadonlyMap<string, string>): string[] {
  return read(dataDir, (db) => {
    const tasks = new Map(
      db
        .prepare(
          'SELECT t.id, t.state, a.name, j.task_id AS job FROM task t JOIN account a ON a.id = t.account_id LEFT JOIN job j ON j.task_id = t.id',
        )
        .all()
        .map((row) => [String(row['id']), row]),
    )
    const acknowledged = [...accountOf].flatMap(([id, name]) => {
      const row = tasks.get(id)
      if (row === undefined) return [`${id} was acknowledged and is lost`]
      return row['name'] === name ? [] : [`${id} belongs to ${String(row['name'])}, not to ${name}`]
    })
    const states = [...tasks.values()]
      .filter((row) => FINAL.has(String(row['state'])) === (row['job'] !== null))
      .map((row) => `${String(row['id'])} is ${String(row['state'])}, and its job says otherwise`)
    const bought = Map.groupBy(upstream.operations, ({ taskId }) => taskId)
    const twice = [...bought].filter(([, operations]) => operations.length > 1)
    return [
      ...acknowledged,
      ...states,
      ...twice.map(([id, { length }]) => `${id} was bought ${length} times`),
      ...belowZero(db),
      ...filesAstray(dataDir, db),
    ]
  })
}
