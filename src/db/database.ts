/** A value SQLite and Postgres both store: integers, text, or nothing. Booleans are 0 and 1, JSON is text. */
export type SqlValue = string | number | null

/** One statement at a time, on whichever connection holds it. `sql` is a constant text: drivers keep it prepared. */
export interface Reader {
  get<Row>(sql: string, params: readonly SqlValue[]): Promise<Row | undefined>
  all<Row>(sql: string, params: readonly SqlValue[]): Promise<Row[]>
}

/**
 * A reader inside a write transaction. Statements run in the order in which they are called, whether or not the answer to
 * one is waited for before the next: those that don't need each other's answers are called at once, and waited for with
 * `together`. A work of which one fails must fail.
 */
export interface Tx extends Reader {
  /** Returns the number of rows changed. */
  run(sql: string, params: readonly SqlValue[]): Promise<number>
  /** Calls whoever listens with this word once the transaction is on disk; nobody hears of one that is rolled back. */
  notify(word: string): void
}

/** The database can't be opened; the message says what its operator can do about it. */
export class DatabaseRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'DatabaseRefused'
  }
}

/**
 * The database port. Reads see only what is committed. `write` runs `work` alone, on however many nodes there are, and
 * resolves after its changes are on disk; when `work` throws, nothing of it is kept. `work` must await nothing but its own
 * transaction: others wait for it. Where the database is away, everything throws database_unavailable; of a `write` that
 * throws it nothing is known but that it was not acknowledged.
 */
export interface Database {
  readonly read: Reader
  /**
   * A number that changes whenever anyone has changed the database: while it stays the same, what was read is still true.
   * What this process writes has changed it when `write` resolves; what another node writes, a moment after its commit.
   * Cheap.
   */
  revision(): Promise<number>
  /** Runs `work` on a reader that sees one moment of the database throughout. */
  snapshot<T>(work: (reader: Reader) => Promise<T>): Promise<T>
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Has `heard` called with the word of each `notify` of a committed transaction, on this node or another, once for each
   * transaction, until the returned function is called. What it reads then has the change. `missed` is called where words
   * of others may have been lost: whoever waits for one must look for itself. Neither may throw.
   */
  listen(heard: (word: string) => void, missed: () => void): () => void
  /**
   * Sees to it that nothing of what was deleted is left in the log beside the database. False where others kept it in
   * use for some seconds; it is overwritten bit by bit then. The logs of a database server are its operator's affair.
   */
  emptyLog(): Promise<boolean>
  close(): Promise<void>
}
