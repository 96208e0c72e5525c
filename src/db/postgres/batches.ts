import type { Client, Connection, Submittable } from 'pg'
import type { SqlValue } from '../database.ts'
import { parserOf, statementOf, toValue } from './session.ts'
import type { Statement } from './session.ts'

type Row = Record<string, SqlValue>

/** What the server answers to one statement. */
export interface Answer {
  command: string
  /** Rows that it changed, or found. */
  count: number
  rows: Row[]
}

interface Asked extends Statement {
  values: (string | null)[]
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

interface Column {
  name: string
  parse: (text: string) => SqlValue
}

/** Statements that a connection keeps prepared, with the columns of their rows. */
type Kept = Map<string, readonly Column[]>

/** `INSERT 0 1`, `UPDATE 3`, `SAVEPOINT`. */
const COMPLETED = /^(?<command>\w+)(?: \d+)*? ?(?<count>\d*)$/

/**
 * Statements that are sent as one piece with one end, a Sync: the server answers with one piece too, where it would wake
 * this program for each, and after a statement that fails it leaves out those behind. This is pg's interface for queries
 * of one's own, by which pg-cursor works: it calls `submit`, and then one `handle...` for each message.
 */
class Batch implements Submittable {
  /** Called once at the end; pg puts its time limit around it. */
  callback: (error?: unknown) => void
  readonly #asked: readonly Asked[]
  readonly #kept: Kept
  #answered = 0
  #columns: readonly Column[] = []
  #rows: Row[] = []

  constructor(asked: readonly Asked[], kept: Kept, ended: () => void) {
    this.#asked = asked
    this.#kept = kept
    this.callback = ended
  }

  /** An arrow function, as pg's types have it. */
  readonly submit = (connection: Connection): void => {
    connection.stream.cork()
    const sent = new Set<string>()
    for (const { name, text, values } of this.#asked) {
      const isKept = this.#kept.has(name)
      if (!isKept && !sent.has(name)) {
        // One that failed when it was run for the first time may be there.
        connection.close({ type: 'S', name }, true)
        connection.parse({ name, text, types: [] }, true)
      }
      sent.add(name)
      connection.bind({ portal: '', statement: name, values }, true)
      if (!isKept) connection.describe({ type: 'P', name: '' }, true)
      connection.execute({ portal: '', rows: '' }, true)
    }
    connection.sync()
    connection.stream.uncork()
  }

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }))
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const columns = this.#kept.get(this.#asked[this.#answered]?.name ?? '') ?? this.#columns
    const row: Row = {}
    for (const [index, { name, parse }] of columns.entries()) {
      const text = fields[index] ?? null
      row[name] = text === null ? null : parse(text)
    }
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: { text: string }): void {
    const asked = this.#asked[this.#answered]
    if (asked === undefined) return
    const { command = '', count = '' } = COMPLETED.exec(text)?.groups ?? {}
    if (!this.#kept.has(asked.name)) this.#kept.set(asked.name, this.#columns)
    this.#answered += 1
    asked.resolve({ command, count: Number(count), rows: this.#rows })
    this.#columns = []
    this.#rows = []
  }

  /** From the server, or where the connection breaks or is too slow: of the statement that is not answered yet. */
  handleError(error: unknown): void {
    const failed = this.#asked.slice(this.#answered)
    this.#answered = this.#asked.length
    for (const { reject } of failed) reject(error)
    this.callback()
  }

  handleReadyForQuery(): void {
    this.callback()
  }
}

/**
 * The statements of one connection. Those that are asked until the program waits again are one batch, and one batch is
 * under way at a time.
 */
export class Batches {
  readonly #client: Client
  readonly #kept: Kept = new Map()
  #next: Asked[] = []
  #isUnderWay = false

  constructor(client: Client) {
    this.#client = client
  }

  /** Where a statement fails, those behind it in its batch fail with the same error. */
  ask(sql: string, params: readonly SqlValue[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#next.length === 0 && !this.#isUnderWay) process.nextTick(() => this.#send())
      const values = params.map((value) => (value === null ? null : String(toValue(value))))
      this.#next.push({ ...statementOf(sql), values, resolve, reject })
    })
  }

  #send(): void {
    if (this.#next.length === 0 || this.#isUnderWay) return
    const asked = this.#next
    this.#next = []
    this.#isUnderWay = true
    this.#client.query(
      new Batch(asked, this.#kept, () => {
        this.#isUnderWay = false
        this.#send()
      }),
    )
  }
}
