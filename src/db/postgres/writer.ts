import type { Client, ClientConfig, QueryResult } from 'pg'
import type { SqlValue, Tx } from '../database.ts'
import { CHANNEL } from './notices.ts'
import type { Notices } from './notices.ts'
import { ANSWER_MS_MAX, ask, connect, isFatal, toProblem, unavailable } from './session.ts'

/**
 * Most transactions that share one commit. Each writes in a savepoint of its own, and Postgres keeps 64 of those at hand
 * for whoever reads meanwhile; past that each reader looks them up on disk.
 */
const GROUP_MAX = 60

/** The letters `reelgate` as a number of 64 bits: whoever writes holds this lock until its commit is on disk. */
export const WRITERS_LOCK = '8243106209236874341'

const BEGIN = `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock(${WRITERS_LOCK})`
const NOTHING_KEPT = 'Postgres was lost in a transaction, and nothing of it was kept'
const OUTCOME_UNKNOWN = 'Postgres was lost while a transaction was being committed: whether it was kept is not known'

interface Waiting {
  work: (tx: Tx) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (reason: unknown) => void
}

type Outcome = { ok: true; value: unknown; words: ReadonlySet<string> } | { ok: false; reason: unknown }

/** What the works of one group write to, one after the other. */
class OpenTransaction implements Tx {
  readonly #client: Client
  #words = new Set<string>()
  #failure: unknown
  /** Whether any statement has changed a row, even if that was taken back. */
  hasChanged = false

  constructor(client: Client) {
    this.#client = client
  }

  async get<Row>(sql: string, params: readonly SqlValue[]): Promise<Row | undefined> {
    return (await this.#ask(sql, params)).rows[0] as Row | undefined
  }

  async all<Row>(sql: string, params: readonly SqlValue[]): Promise<Row[]> {
    return (await this.#ask(sql, params)).rows as Row[]
  }

  async run(sql: string, params: readonly SqlValue[]): Promise<number> {
    const { command, rowCount } = await this.#ask(sql, params)
    return command === 'SELECT' ? 0 : (rowCount ?? 0)
  }

  notify(word: string): void {
    this.#words.add(word)
  }

  takeWords(): ReadonlySet<string> {
    const words = this.#words
    this.#words = new Set()
    return words
  }

  /** The first error of a statement since this was last asked: after it Postgres takes nothing but a rollback. */
  takeFailure(): unknown {
    const failure = this.#failure
    this.#failure = undefined
    return failure
  }

  async #ask(sql: string, params: readonly SqlValue[]): Promise<QueryResult> {
    try {
      const result = await ask(this.#client, sql, params)
      if (result.command !== 'SELECT' && result.rowCount !== 0) this.hasChanged = true
      return result
    } catch (error) {
      this.#failure ??= error
      throw error
    }
  }
}

/**
 * Group commit on Postgres. Writes that wait on this node share a transaction, each in its own savepoint; a lock that
 * every node's writer takes makes them run alone. What is sent without waiting for its answer saves a round trip.
 */
export class Writer {
  readonly #config: ClientConfig
  readonly #notices: Notices
  #client: Client | undefined
  #waiting: Waiting[] = []
  #flushing: Promise<void> | undefined
  #closed = false

  constructor(config: ClientConfig, notices: Notices) {
    this.#config = { ...config, pipeline: true, query_timeout: ANSWER_MS_MAX }
    this.#notices = notices
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the database is closed'))
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject })
      this.#flushing ??= this.#flush()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#flushing
    await this.#client?.end().catch(() => {})
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Let every request of this turn of the event loop join the group first.
      await new Promise(setImmediate)
      const group = this.#waiting.splice(0, GROUP_MAX)
      let outcomes: Outcome[]
      try {
        outcomes = await this.#commitGroup(group)
      } catch (reason) {
        this.#discard()
        outcomes = group.map(() => ({ ok: false, reason }))
      }
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[index]
        if (outcome?.ok === true) this.#notices.tell(outcome.words)
        if (outcome?.ok === true) resolve(outcome.value)
        else reject(outcome?.reason)
      }
    }
    this.#flushing = undefined
  }

  /** Whatever it was in the middle of, the server takes back when the connection ends. */
  #discard(): void {
    this.#client?.end().catch(() => {})
    this.#client = undefined
  }

  async #commitGroup(group: readonly Waiting[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = []
    let tx: OpenTransaction
    let client: Client
    try {
      client = await this.#begin()
      tx = new OpenTransaction(client)
      for (const { work } of group) outcomes.push(await inSavepoint(client, tx, work, outcomes.at(-1)))
    } catch (error) {
      throw toProblem(error, NOTHING_KEPT)
    }
    await this.#commit(client, tx, outcomes)
    return outcomes
  }

  async #begin(): Promise<Client> {
    const client = (this.#client ??= await connect(this.#config, 'writing', () => {
      if (this.#client === client) this.#client = undefined
    }))
    await client.query(BEGIN)
    return client
  }

  async #commit(client: Client, tx: OpenTransaction, outcomes: readonly Outcome[]): Promise<void> {
    const words = new Set(outcomes.flatMap((outcome) => (outcome.ok ? [...outcome.words] : [])))
    const payloads = tx.hasChanged || words.size > 0 ? this.#notices.payloads(words) : []
    const told = payloads.map((payload) => `SELECT pg_notify('${CHANNEL}', ${client.escapeLiteral(payload)})`)
    const undone = outcomes.at(-1)?.ok === false ? ['ROLLBACK TO one'] : []
    let results: QueryResult | QueryResult[]
    try {
      results = await client.query([...undone, ...told, 'COMMIT'].join('; '))
    } catch (error) {
      // An error that the server itself reports has ended the transaction; after any other silence nobody knows.
      if (!isFatal(error)) throw toProblem(error, NOTHING_KEPT)
      this.#notices.missed()
      throw unavailable(OUTCOME_UNKNOWN, error)
    }
    const { command } = [results].flat().at(-1) ?? {}
    if (command !== 'COMMIT') throw new Error(`Postgres answered a COMMIT with ${command}`)
    if (payloads.length > 0) this.#notices.changed()
  }
}

/** Runs one work. Throws where the whole group has failed. */
async function inSavepoint(
  client: Client,
  tx: OpenTransaction,
  work: Waiting['work'],
  before: Outcome | undefined,
): Promise<Outcome> {
  // A savepoint that was rolled back to is there still, and as good as new.
  const next = before === undefined ? 'SAVEPOINT one' : before.ok ? 'RELEASE one; SAVEPOINT one' : 'ROLLBACK TO one'
  const opened = client.query(next)
  let outcome: Outcome
  try {
    // What it asks first is on its way before the savepoint's answer is here.
    const [value] = await Promise.all([work(tx), opened])
    outcome = { ok: true, value, words: tx.takeWords() }
  } catch (reason) {
    outcome = { ok: false, reason }
    tx.takeWords()
  }
  await opened
  const failure = tx.takeFailure()
  if (failure === undefined) return outcome
  if (isFatal(failure)) throw failure
  const isOwn = !outcome.ok && outcome.reason !== failure
  return isOwn ? outcome : { ok: false, reason: toProblem(failure, NOTHING_KEPT) }
}
