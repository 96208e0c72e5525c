import { DatabaseSync } from 'node:sqlite'
import type { Database, Reader, SqlValue, Tx } from './database.ts'
import { GroupCommit, STATEMENT_TOO_LATE } from './group-commit.ts'
import type { Outcome, Work } from './group-commit.ts'
import { sleep } from '../lib/sleep.ts'
import { migrate } from './migrations.ts'
import { Connection } from './sqlite-connection.ts'

const GROUP_MAX = 128

/** How much of the file a snapshot maps into memory at most; the system takes it back when it needs the room. */
const SNAPSHOT_MAPPED_BYTES = 4_294_967_296

const EMPTY_LOG_TRIES = 50
const EMPTY_LOG_PAUSE_MS = 100

/** What one work of a group writes to, until it has ended. */
class WorkTx implements Tx {
  readonly words = new Set<string>()
  readonly #connection: Connection
  #isOver = false

  constructor(connection: Connection) {
    this.#connection = connection
  }

  get<Row>(sql: string, params: readonly SqlValue[]): Promise<Row | undefined> {
    return this.#isOver ? tooLate() : this.#connection.get<Row>(sql, params)
  }

  all<Row>(sql: string, params: readonly SqlValue[]): Promise<Row[]> {
    return this.#isOver ? tooLate() : this.#connection.all<Row>(sql, params)
  }

  run(sql: string, params: readonly SqlValue[]): Promise<number> {
    return this.#isOver ? tooLate() : this.#connection.run(sql, params)
  }

  notify(word: string): void {
    this.words.add(word)
  }

  end(): void {
    this.#isOver = true
  }
}

const tooLate = () => Promise.reject(new Error(STATEMENT_TOO_LATE))

/**
 * Reads of one turn of the event loop share one short transaction: taking and giving back the file's locks costs more
 * than finding a row. `endTurn` lets go early, so that whoever heard of a commit also sees it.
 */
class TurnReader implements Reader {
  readonly #connection: Connection
  #open = false
  #revision: number | undefined

  constructor(file: string) {
    this.#connection = new Connection(file)
  }

  get<Row>(sql: string, params: readonly SqlValue[]): Promise<Row | undefined> {
    this.#beginTurn()
    return this.#connection.get<Row>(sql, params)
  }

  all<Row>(sql: string, params: readonly SqlValue[]): Promise<Row[]> {
    this.#beginTurn()
    return this.#connection.all<Row>(sql, params)
  }

  /** SQLite counts the commits of all connections but its own, and this one never writes. Asked once a turn. */
  async revision(): Promise<number> {
    this.#beginTurn()
    this.#revision ??= (await this.#connection.get<{ data_version: number }>('PRAGMA data_version', []))?.data_version
    return this.#revision ?? 0
  }

  #beginTurn(): void {
    if (this.#open) return
    this.#connection.exec('BEGIN')
    this.#open = true
    setImmediate(() => this.endTurn())
  }

  endTurn(): void {
    if (!this.#open) return
    this.#open = false
    this.#revision = undefined
    this.#connection.exec('COMMIT')
  }

  close(): void {
    this.endTurn()
    this.#connection.handle.close()
  }
}

/**
 * SQLite in one file. Writers that wait at the same time share one commit, each inside its own savepoint, and each
 * hears of success only after that commit is on disk. Reads have a connection of their own, so they never see a
 * transaction that is still open.
 */
class SqliteDatabase implements Database {
  readonly read: Reader
  readonly #file: string
  readonly #reader: TurnReader
  readonly #writer: Connection
  readonly #heard = new Set<(word: string) => void>()
  readonly #commits = new GroupCommit({
    groupMax: GROUP_MAX,
    commit: (works) => this.#commit(works),
    tell: (words) => this.#tell(words),
  })
  #closed = false

  constructor(file: string) {
    this.#file = file
    this.#writer = new Connection(file)
    try {
      migrate(this.#writer.handle)
    } catch (error) {
      this.#writer.handle.close()
      throw error
    }
    this.#reader = new TurnReader(file)
    this.read = this.#reader
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#commits.write(work)
  }

  #tell(words: ReadonlySet<string>): void {
    for (const word of words) for (const heard of this.#heard) heard(word)
  }

  /** Nothing of a file's is ever missed: it has one server. */
  listen(heard: (word: string) => void): () => void {
    this.#heard.add(heard)
    return () => this.#heard.delete(heard)
  }

  async #commit(works: readonly Work[]): Promise<Outcome[]> {
    const { handle } = this.#writer
    try {
      this.#writer.exec('BEGIN IMMEDIATE')
      const outcomes: Outcome[] = []
      for (const work of works) outcomes.push(await this.#inSavepoint(work))
      this.#writer.exec('COMMIT')
      return outcomes
    } catch (error) {
      // A full disk ends the transaction by itself.
      if (handle.isTransaction) handle.exec('ROLLBACK')
      throw error
    } finally {
      this.#reader.endTurn()
    }
  }

  async #inSavepoint(work: Work): Promise<Outcome> {
    const { handle } = this.#writer
    const tx = new WorkTx(this.#writer)
    this.#writer.exec('SAVEPOINT one')
    try {
      const value = await work(tx)
      tx.end()
      this.#writer.exec('RELEASE one')
      return { ok: true, value, words: tx.words }
    } catch (reason) {
      tx.end()
      // Some errors (disk full, I/O) have ended the whole transaction; then the group fails as one.
      if (!handle.isTransaction) throw reason
      this.#writer.exec('ROLLBACK TO one')
      this.#writer.exec('RELEASE one')
      return { ok: false, reason }
    }
  }

  revision(): Promise<number> {
    return this.#reader.revision()
  }

  async snapshot<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    const connection = new Connection(this.#file)
    try {
      // What reads a moment reads much: through the page cache of the system, without a call for each page.
      connection.handle.exec(`PRAGMA mmap_size=${SNAPSHOT_MAPPED_BYTES}`)
      connection.handle.exec('BEGIN')
      return await work(connection)
    } finally {
      connection.handle.close()
    }
  }

  async emptyLog(): Promise<boolean> {
    // Not waiting inside SQLite: what it would wait for may be reads of this very thread.
    const handle = new DatabaseSync(this.#file, { timeout: 0 })
    try {
      for (let tries = 1; ; tries += 1) {
        this.#reader.endTurn()
        if (handle.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0) return true
        if (tries === EMPTY_LOG_TRIES) return false
        await sleep(EMPTY_LOG_PAUSE_MS)
      }
    } finally {
      handle.close()
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#commits.close()
    this.#reader.close()
    this.#writer.handle.close()
  }
}

/** Opens (and creates, and migrates) the database file. Several processes may have it open at once. */
export function openSqlite(file: string): Database {
  return new SqliteDatabase(file)
}
