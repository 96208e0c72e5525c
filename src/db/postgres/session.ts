import { Client, types } from 'pg'
import type { ClientBase, ClientConfig, QueryResult } from 'pg'
import { ReelgateError } from '../../domain/errors.ts'
import type { Reader, SqlValue } from '../database.ts'
import { toPostgres } from './dialect.ts'

/** How long a new connection, or a free one of the pool, is waited for. */
const CONNECT_MS_MAX = 5_000
/** The longest a statement may take; for what is read on the way to an answer, and for writes, which others wait for. */
const STATEMENT_MS_MAX = 30_000
/** After which a server that says nothing is taken for gone: a little more than it may take itself. */
export const ANSWER_MS_MAX = STATEMENT_MS_MAX + 10_000
/** A node that stops in the middle of a transaction is thrown out after this time, and its place is free for others. */
const IDLE_IN_TRANSACTION_MS_MAX = 5_000
/** How long a write waits for those of other nodes: longer than it takes until one that hangs is thrown out. */
const LOCK_MS_MAX = 15_000
const RETRY_AFTER_SECONDS = 2
export const LOST_READING = 'Postgres was lost during a read'
export const NOT_CONNECTED = 'there is no connection to Postgres'

const INT8 = 20
const NUMERIC = 1700
const BOOL = 16

/** Sums of whole numbers are `numeric`; every number of ours is below 2^53. Booleans are 0 and 1, as SQLite has them. */
const PARSERS: Readonly<Record<number, (text: string) => SqlValue>> = {
  [INT8]: Number,
  [NUMERIC]: Number,
  [BOOL]: (text) => (text === 't' ? 1 : 0),
}

const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  PARSERS[oid] ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser

/** What makes a value of the text that the server sends for one of a column of this type. */
export const parserOf = (oid: number) => getTypeParser(oid) as (text: string) => SqlValue

// Plans are kept with their statements, and the first are made when tables are empty: every query that is asked often has
// its index, and is to use it also then. Compiling plans to machine code takes longer than any of them.
const PLANS = 'SET enable_seqscan = off; SET jit = off;'
// An answer that a partitioned node never takes must not hold up what the server does for others.
const DEAD_PEERS =
  'SET tcp_user_timeout = 15000; SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;'
const BOUNDS = `SET statement_timeout = ${STATEMENT_MS_MAX}; SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS_MAX};`
// What is acknowledged is on disk, whatever the server's default; a stronger default stays.
const DURABLE = `
  SELECT set_config('synchronous_commit', 'on', false)
  WHERE current_setting('synchronous_commit') NOT IN ('on', 'remote_apply');`

/** What a session is for, as the settings that it begins with. */
export const PURPOSES = {
  reading: `${PLANS} ${DEAD_PEERS} ${BOUNDS} SET default_transaction_read_only = on`,
  writing: `${PLANS} ${DEAD_PEERS} ${BOUNDS} ${DURABLE} SET lock_timeout = ${LOCK_MS_MAX}`,
  /** For as long as it takes: a check of the whole ledger, a migration. */
  long: `SET jit = off; ${DEAD_PEERS} ${DURABLE}`,
  listening: DEAD_PEERS,
} as const

export function clientConfig(url: string): ClientConfig {
  return {
    connectionString: url,
    fallback_application_name: 'reelgate',
    connectionTimeoutMillis: CONNECT_MS_MAX,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser },
  }
}

/** A statement under the name by which a connection keeps it prepared. */
export interface Statement {
  name: string
  text: string
}

/** By the text as the program has it. The texts are constants, so there is an end to them. */
const statements = new Map<string, Statement>()

export function statementOf(sql: string): Statement {
  let statement = statements.get(sql)
  if (statement === undefined) {
    statement = { name: `s${statements.size + 1}`, text: toPostgres(sql) }
    statements.set(sql, statement)
  }
  return statement
}

/** Postgres refuses a text with a zero character, which callers can send; it becomes the sign for what can't be read. */
export const toValue = (value: SqlValue) =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value

/** A statement of the program on one connection, which keeps it prepared. */
export function ask(client: ClientBase, sql: string, params: readonly SqlValue[]): Promise<QueryResult> {
  return client.query({ ...statementOf(sql), values: params.map(toValue) })
}

interface ServerError {
  code?: string
  severity?: string
}

/** A kept plan whose table has got another column since: a newer Reelgate has migrated the database. */
const STALE_PLAN = '0A000'
/** Waited too long for others, was thrown out, or met a server that starts, stops or is full. */
const PASSING = /^(?:08|53|55P03|57|25P03|25006|40)/

export const isStalePlan = (error: unknown) => (error as ServerError).code === STALE_PLAN

/** Whether the connection is of no more use after this error. */
export const isFatal = (error: unknown) => (error as ServerError).severity !== 'ERROR' || isStalePlan(error)

/** What a caller is told of a fault of the database: one that passes can be tried again, any other is a bug. */
export function toProblem(error: unknown, operatorText: string): unknown {
  const { code = '', severity } = error as ServerError
  if (error instanceof ReelgateError) return error
  if (severity === 'ERROR' && !isStalePlan(error) && !PASSING.test(code)) return error
  return unavailable(operatorText, error)
}

export const unavailable = (operatorText: string, cause?: unknown) =>
  new ReelgateError('database_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, operatorText, cause })

/** Reads on one connection. */
export function readerOn(client: ClientBase): Reader {
  const rows = async (sql: string, params: readonly SqlValue[]) => {
    try {
      return (await ask(client, sql, params)).rows
    } catch (error) {
      throw toProblem(error, LOST_READING)
    }
  }
  return {
    get: async <Row>(sql: string, params: readonly SqlValue[]) => (await rows(sql, params))[0] as Row | undefined,
    all: async <Row>(sql: string, params: readonly SqlValue[]) => (await rows(sql, params)) as Row[],
  }
}

/** A connection of its own for one purpose; `onLost` is told when it breaks. */
export async function connect(
  config: ClientConfig,
  purpose: keyof typeof PURPOSES,
  onLost: (error: Error) => void = () => {},
): Promise<Client> {
  const client = new Client(config)
  // Without a listener an error of an idle connection would end the process.
  client.on('error', onLost)
  try {
    await client.connect()
    await client.query(PURPOSES[purpose])
    return client
  } catch (error) {
    client.end().catch(() => {})
    throw error
  }
}
