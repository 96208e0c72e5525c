import type { Client, ClientConfig, QueryResult } from 'pg'
import type { SqlValue, Tx } from '../database.ts'
import { GroupCommit } from '../group-commit.ts'
import type { Outcome, Work } from '../group-commit.ts'
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
  readonly #commits = new GroupCommit({
    groupMax: GROUP_MAX,
    commit: (works) => this.#commitGroup(works),
    tell: (words) => this.#notices.tell(words),
  })
  #client: Client | undefined

  constructor(config: ClientConfig, notices: Notices) {
    this.#config = { ...config, pipeline: true, query_timeout: ANSWER_MS_MAX }
    this.#notices = notices
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#commits.write(work)
  }

  async close(): Promise<void> {
    await this.#commits.close()
    await this.#client?.end().catch(() => {})
  }

  /** Whatever it was in the middle of, the server takes back when the connection ends. */
  #discard(): void {
    this.#client?.end().catch(() => {})
    this.#client = undefined
  }

  async #commitGroup(works: readonly Work[]): Promise<Outcome[]> {
    try {
      const { client, tx, outcomes } = await this.#run(works)
      await this.#commit(client, tx, outcomes)
      return outcomes
    } catch (error) {
      this.#discard()
      throw error
    }
  }

  async #run(works: readonly Work[]): Promise<{ client: Client; tx: OpenTransaction; outcomes: Outcome[] }> {
    try {
      const client = await this.#begin()
      const tx = new OpenTransaction(client)
      const outcomes: Outcome[] = []
      for (const work of works) outcomes.push(await inSavepoint(client, tx, work, outcomes.at(-1)))
      return { client, tx, outcomes }
    } catch (error) {
      throw toProblem(error, NOTHING_KEPT)
    }
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
  work: Work,
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
