import type { Client, ClientConfig, QueryResult } from 'pg'
import { together } from '../../lib/together.ts'
import type { SqlValue, Tx } from '../database.ts'
import { GroupCommit, STATEMENT_TOO_LATE } from '../group-commit.ts'
import type { Outcome, Work } from '../group-commit.ts'
import { Batches } from './batches.ts'
import type { Answer } from './batches.ts'
import { CHANNEL } from './notices.ts'
import type { Notices } from './notices.ts'
import { ANSWER_MS_MAX, connect, isFatal, toProblem, unavailable } from './session.ts'

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

/** `hasChanged`: any statement of the work has changed a row, even if that was taken back. */
type OutcomeInGroup = Outcome & { hasChanged: boolean }

/** What one work of a group writes to. */
class WorkTx implements Tx {
  readonly words = new Set<string>()
  hasChanged = false
  readonly #batches: Batches
  /** The first error of a statement: after it Postgres takes nothing but a rollback. */
  #failure: unknown
  /** The end of the last statement that was sent, and so of all: they are answered in their order. */
  #last: Promise<unknown>
  #isOver = false

  /** `begin` is sent before the work's first statement, and not waited for. */
  constructor(batches: Batches, begin: readonly string[]) {
    this.#batches = batches
    this.#last = together(begin.map((sql) => batches.ask(sql, []))).catch((error: unknown) => this.#fail(error))
  }

  async get<Row>(sql: string, params: readonly SqlValue[]): Promise<Row | undefined> {
    return (await this.#ask(sql, params)).rows[0] as Row | undefined
  }

  async all<Row>(sql: string, params: readonly SqlValue[]): Promise<Row[]> {
    return (await this.#ask(sql, params)).rows as Row[]
  }

  async run(sql: string, params: readonly SqlValue[]): Promise<number> {
    const { command, count } = await this.#ask(sql, params)
    return command === 'SELECT' ? 0 : count
  }

  notify(word: string): void {
    this.words.add(word)
  }

  /** Takes no more statements. Resolves when those that were sent are answered, with the first error of them. */
  async end(): Promise<unknown> {
    this.#isOver = true
    await this.#last
    return this.#failure
  }

  #fail(error: unknown): unknown {
    return (this.#failure ??= error)
  }

  async #ask(sql: string, params: readonly SqlValue[]): Promise<Answer> {
    if (this.#isOver) throw new Error(STATEMENT_TOO_LATE)
    const asked = this.#batches.ask(sql, params)
    this.#last = asked.catch((error: unknown) => this.#fail(error))
    try {
      const answer = await asked
      if (answer.command !== 'SELECT' && answer.count > 0) this.hasChanged = true
      return answer
    } catch (error) {
      // What the server says to the statements behind a failed one is only that one had failed.
      throw this.#fail(error)
    }
  }
}

/** The connection that writes. */
interface Line {
  client: Client
  batches: Batches
}

/**
 * Group commit on Postgres. Writes that wait on this node share a transaction, each in its own savepoint; a lock that
 * every node's writer takes makes them run alone. A work's statements that don't wait for each other's answers travel
 * together; its savepoint does so with the first of them, and the notices with the commit.
 */
export class Writer {
  readonly #config: ClientConfig
  readonly #notices: Notices
  readonly #commits = new GroupCommit({
    groupMax: GROUP_MAX,
    commit: (works) => this.#commitGroup(works),
    tell: (words) => this.#notices.tell(words),
  })
  #line: Line | undefined

  constructor(config: ClientConfig, notices: Notices) {
    this.#config = { ...config, query_timeout: ANSWER_MS_MAX }
    this.#notices = notices
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#commits.write(work)
  }

  async close(): Promise<void> {
    await this.#commits.close()
    await this.#line?.client.end().catch(() => {})
  }

  /** Whatever it was in the middle of, the server takes back when the connection ends. */
  #discard(): void {
    this.#line?.client.end().catch(() => {})
    this.#line = undefined
  }

  async #commitGroup(works: readonly Work[]): Promise<Outcome[]> {
    try {
      const { client, outcomes } = await this.#run(works)
      await this.#commit(client, outcomes)
      return outcomes
    } catch (error) {
      this.#discard()
      throw error
    }
  }

  async #run(works: readonly Work[]): Promise<{ client: Client; outcomes: OutcomeInGroup[] }> {
    try {
      const { client, batches } = await this.#begin()
      const outcomes: OutcomeInGroup[] = []
      for (const work of works) outcomes.push(await inSavepoint(batches, work, outcomes.at(-1)))
      return { client, outcomes }
    } catch (error) {
      throw toProblem(error, NOTHING_KEPT)
    }
  }

  async #begin(): Promise<Line> {
    const line = (this.#line ??= await this.#open())
    await line.client.query(BEGIN)
    return line
  }

  async #open(): Promise<Line> {
    const client = await connect(this.#config, 'writing', () => {
      if (this.#line?.client === client) this.#line = undefined
    })
    return { client, batches: new Batches(client) }
  }

  async #commit(client: Client, outcomes: readonly OutcomeInGroup[]): Promise<void> {
    const words = new Set(outcomes.flatMap((outcome) => (outcome.ok ? [...outcome.words] : [])))
    const hasChanged = outcomes.some((outcome) => outcome.hasChanged)
    const payloads = hasChanged || words.size > 0 ? this.#notices.payloads(words) : []
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

/** A savepoint that was rolled back to is there still, and as good as new. */
function beginAfter(before: Outcome | undefined): string[] {
  if (before === undefined) return ['SAVEPOINT one']
  return before.ok ? ['RELEASE one', 'SAVEPOINT one'] : ['ROLLBACK TO one']
}

/** Runs one work. Throws where the whole group has failed. */
async function inSavepoint(batches: Batches, work: Work, before: Outcome | undefined): Promise<OutcomeInGroup> {
  const tx = new WorkTx(batches, beginAfter(before))
  let outcome: Outcome
  try {
    outcome = { ok: true, value: await work(tx), words: tx.words }
  } catch (reason) {
    outcome = { ok: false, reason }
  }
  const failure = await tx.end()
  if (failure !== undefined && isFatal(failure)) throw failure
  // A work that fails because a statement did, or goes on in spite of that, has failed of the statement.
  const isOwn = failure === undefined || (!outcome.ok && outcome.reason !== failure)
  const { hasChanged } = tx
  return isOwn ? { ...outcome, hasChanged } : { ok: false, reason: toProblem(failure, NOTHING_KEPT), hasChanged }
}
