import { DatabaseSync } from 'node:sqlite'
import type { StatementSync } from 'node:sqlite'
import type { Reader, SqlValue } from './database.ts'
import { SQLITE_BUSY } from './server-lock.ts'

/** How long SQLite itself waits for an admin command that is writing at the same moment. */
const BUSY_TIMEOUT_MS = 5_000
const LOG_AGAIN_MS = 5

interface Prepared {
  statement: StatementSync
  columns: readonly string[]
}

/** A row as an object. SQLite's binding would make the names of its columns anew for each row, at twice the cost. */
function toRow(columns: readonly string[], values: readonly SqlValue[]): Record<string, SqlValue> {
  const row: Record<string, SqlValue> = {}
  for (let index = 0; index < columns.length; index += 1) row[columns[index] ?? ''] = values[index] ?? null
  return row
}

/**
 * Two processes that make a new file keep a log at the same moment stand in each other's way, and SQLite tells one of them
 * that the file is locked without waiting for the time it was given: https://sqlite.org/c3ref/busy_handler.html
 */
function useLog(handle: DatabaseSync): void {
  const until = performance.now() + BUSY_TIMEOUT_MS
  for (;;) {
    try {
      return handle.exec('PRAGMA journal_mode=WAL')
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== SQLITE_BUSY || performance.now() > until) throw error
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOG_AGAIN_MS)
  }
}

/** One connection with its prepared statements, kept by their text. */
export class Connection implements Reader {
  readonly handle: DatabaseSync
  readonly #statements = new Map<string, Prepared>()

  constructor(file: string) {
    this.handle = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true })
    useLog(this.handle)
    // FULL: a commit returns only after the log is on disk. WAL's usual NORMAL loses commits with the power.
    this.handle.exec('PRAGMA synchronous=FULL')
    this.handle.exec('PRAGMA cache_size=-8000')
    // What is deleted is overwritten, not only let go of: prompts that were removed are not to be found in the file.
    this.handle.exec('PRAGMA secure_delete=ON')
  }

  #prepared(sql: string): Prepared {
    let prepared = this.#statements.get(sql)
    if (prepared === undefined) {
      const statement = this.handle.prepare(sql)
      statement.setReturnArrays(true)
      prepared = { statement, columns: statement.columns().map(({ name }) => name) }
      this.#statements.set(sql, prepared)
    }
    return prepared
  }

  /** A statement that begins or ends something; kept prepared like the others. */
  exec(sql: string): void {
    this.#prepared(sql).statement.run()
  }

  async get<Row>(sql: string, params: readonly SqlValue[]): Promise<Row | undefined> {
    const { statement, columns } = this.#prepared(sql)
    const values = statement.get(...params) as SqlValue[] | undefined
    return values && (toRow(columns, values) as Row)
  }

  async all<Row>(sql: string, params: readonly SqlValue[]): Promise<Row[]> {
    const { statement, columns } = this.#prepared(sql)
    return (statement.all(...params) as unknown as SqlValue[][]).map((values) => toRow(columns, values) as Row)
  }

  async run(sql: string, params: readonly SqlValue[]): Promise<number> {
    return Number(this.#prepared(sql).statement.run(...params).changes)
  }
}
