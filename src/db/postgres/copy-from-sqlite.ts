import { DatabaseSync } from 'node:sqlite'
import type { Client } from 'pg'
import { DatabaseRefused } from '../database.ts'
import type { Reader, SqlValue } from '../database.ts'
import { openSqlite } from '../sqlite.ts'
import { prepareDatabase, refused } from './prepare.ts'
import { clientConfig, connect, readerOn, toValue } from './session.ts'
import { WRITERS_LOCK } from './writer.ts'

/** Rows of one statement: few enough that a page of long prompts stays small in memory. */
const PAGE = 2_000

interface Column {
  name: string
  type: 'bigint' | 'text'
}

interface Table {
  name: string
  columns: readonly Column[]
  rows: number
}

interface Copying {
  /** The SQLite file; no server may be using it. */
  file: string
  url: string
  /** Told after each page, and once for a table without rows. */
  onProgress: (table: string, copied: number, rows: number) => void
  /** What is asked of the copy before it is kept; where it throws, nothing is. */
  verify: (target: Reader) => Promise<void>
}

/** Tables in an order in which each comes after those that it refers to; a table that refers to itself is copied by age. */
function tablesOf(source: DatabaseSync): Table[] {
  const texts = (sql: string, of: string) => source.prepare(sql).all(of)
  const names = source
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all()
    .map((row) => String(row['name']))
  const ordered: string[] = []
  const place = (name: string) => {
    if (ordered.includes(name)) return
    const parents = texts('SELECT "table" AS name FROM pragma_foreign_key_list(?)', name).map((row) =>
      String(row['name']),
    )
    for (const parent of parents) if (parent !== name) place(parent)
    ordered.push(name)
  }
  for (const name of names) place(name)
  return ordered.map((name) => {
    // Generated columns are hidden, and generated again.
    const columns = texts('SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0', name).map((row): Column => ({
      name: String(row['name']),
      type: row['type'] === 'INTEGER' ? 'bigint' : 'text',
    }))
    const rows = Number(source.prepare(`SELECT count(*) AS count FROM ${name}`).get()?.['count'])
    return { name, columns, rows }
  })
}

const quoted = (columns: readonly Column[]) => columns.map(({ name }) => `"${name}"`).join(', ')

async function copyTable(source: DatabaseSync, target: Client, table: Table, onProgress: Copying['onProgress']) {
  const { name, columns, rows } = table
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')
  const text = `INSERT INTO ${name} (${quoted(columns)}) SELECT * FROM unnest(${arrays})`
  const reading = source.prepare(`SELECT ${quoted(columns)} FROM ${name}`)
  reading.setReturnArrays(true)
  let page: SqlValue[][] = columns.map(() => [])
  let copied = 0
  const write = async () => {
    await target.query({ name: `copy ${name}`, text, values: page })
    copied += page[0]?.length ?? 0
    page = columns.map(() => [])
    onProgress(name, copied, rows)
  }
  for (const row of reading.iterate()) {
    for (const [index, value] of (row as unknown as SqlValue[]).entries()) page[index]?.push(toValue(value))
    if (page[0]?.length === PAGE) await write()
  }
  if (copied === 0 || (page[0]?.length ?? 0) > 0) await write()
  if (copied !== rows) throw new DatabaseRefused(`${name} has ${rows} rows, and ${copied} of them were copied.`)
}

/** Numbers that the database gives out go on behind those that are there. */
async function continueNumbers(target: Client): Promise<void> {
  const { rows } = await target.query<{ table: string; column: string }>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = current_schema() AND is_identity = 'YES'`,
  )
  for (const { table, column } of rows) {
    await target.query(
      `SELECT setval(pg_get_serial_sequence('${table}', '${column}'), max("${column}")) FROM ${table} HAVING count(*) > 0`,
    )
  }
}

async function assertEmpty(target: Client, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    const { rowCount } = await target.query(`SELECT 1 FROM ${name} LIMIT 1`)
    if (rowCount === 0) continue
    throw new DatabaseRefused(
      `the database of DATABASE_URL is not empty: its table ${name} has rows. Name an empty database, or drop and create this one.`,
    )
  }
}

/** The counts of the copy are those that the server itself finds, not those that were sent. */
async function assertCounts(target: Client, tables: readonly Table[]): Promise<void> {
  for (const { name, rows } of tables) {
    const found = (await target.query<{ count: number }>(`SELECT count(*) AS count FROM ${name}`)).rows[0]?.count
    if (found !== rows) throw new DatabaseRefused(`${name} has ${rows} rows in the file, and ${found} in the copy.`)
  }
}

// No server lives: what one had in hand is free, and need not wait for its lease to run out.
const FREE = `
  UPDATE job SET lease_owner = NULL, lease_until = NULL WHERE lease_owner IS NOT NULL;
  UPDATE webhook SET is_leased = 0 WHERE is_leased = 1`

/**
 * Copies every table of a SQLite file into an empty database of Postgres: one moment of the file, in one transaction, so
 * that a copy is whole or not there. Returns the rows of each table. Throws DatabaseRefused.
 */
export async function copyFromSqlite({ file, url, onProgress, verify }: Copying): Promise<Record<string, number>> {
  // Brings the file to the schema that the target gets.
  await openSqlite(file).close()
  const config = clientConfig(url)
  const source = new DatabaseSync(file, { readOnly: true })
  let target: Client | undefined
  try {
    await prepareDatabase(config, true)
    target = await connect(config, 'long')
    source.exec('BEGIN')
    const tables = tablesOf(source)
    await target.query(`BEGIN; SELECT pg_advisory_xact_lock(${WRITERS_LOCK})`)
    await assertEmpty(target, tables)
    for (const table of tables) await copyTable(source, target, table, onProgress)
    await continueNumbers(target)
    await target.query(FREE)
    await assertCounts(target, tables)
    await verify(readerOn(target))
    await target.query('COMMIT')
    await target.query('ANALYZE')
    return Object.fromEntries(tables.map(({ name, rows }) => [name, rows]))
  } catch (error) {
    throw refused(url, error)
  } finally {
    target?.end().catch(() => {})
    source.close()
  }
}
