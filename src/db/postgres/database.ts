import { Pool } from 'pg'
import type { ClientConfig, PoolClient } from 'pg'
import { describeError } from '../../lib/log.ts'
import type { Log } from '../../lib/log.ts'
import type { Database, Reader, SqlValue, Tx } from '../database.ts'
import { Notices } from './notices.ts'
import { prepareDatabase, refused } from './prepare.ts'
import {
  ANSWER_MS_MAX,
  ask,
  clientConfig,
  connect,
  isFatal,
  isStalePlan,
  LOST_READING,
  NOT_CONNECTED,
  PURPOSES,
  readerOn,
  toProblem,
  unavailable,
} from './session.ts'
import { Writer } from './writer.ts'

/** Of a node's connections, one writes and one listens; what is left reads. */
const NOT_FOR_READING = 2

interface Parts {
  url: string
  /** Most connections of this node, but for a snapshot's while it lasts. At least 3. */
  connectionsMax: number
  log: Log
}

/** Reads on the connections of a pool, each on whichever is free. */
class PoolReader implements Reader {
  readonly #pool: Pool
  /** Connections that have got their settings. */
  readonly #begun = new WeakSet<PoolClient>()

  constructor(config: ClientConfig, max: number, log: Log) {
    this.#pool = new Pool({
      ...config,
      max,
      query_timeout: ANSWER_MS_MAX,
    })
    this.#pool.on('error', (error) =>
      log.debug({ error: describeError(error) }, 'an idle connection to Postgres was lost'),
    )
  }

  async get<Row>(sql: string, params: readonly SqlValue[]): Promise<Row | undefined> {
    return (await this.all<Row>(sql, params))[0]
  }

  async all<Row>(sql: string, params: readonly SqlValue[]): Promise<Row[]> {
    for (;;) {
      const client = await this.#connect()
      try {
        const { rows } = await ask(client, sql, params)
        client.release()
        return rows as Row[]
      } catch (error) {
        client.release(isFatal(error))
        // Asked again on a connection that has not planned it yet: each with a stale plan is closed, so there is an end.
        if (!isStalePlan(error)) throw toProblem(error, LOST_READING)
      }
    }
  }

  async #connect(): Promise<PoolClient> {
    try {
      const client = await this.#pool.connect()
      if (!this.#begun.has(client)) await this.#begin(client)
      return client
    } catch (error) {
      throw unavailable(NOT_CONNECTED, error)
    }
  }

  async #begin(client: PoolClient): Promise<void> {
    // Errors of a connection in use come back from the query as well; without a listener they would end the process.
    client.on('error', () => {})
    try {
      await client.query(PURPOSES.reading)
      this.#begun.add(client)
    } catch (error) {
      client.release(true)
      throw error
    }
  }

  close(): Promise<void> {
    return this.#pool.end()
  }
}

class PostgresDatabase implements Database {
  readonly read: Reader
  readonly #config: ClientConfig
  readonly #reader: PoolReader
  readonly #notices: Notices
  readonly #writer: Writer
  #closing: Promise<void> | undefined

  constructor(config: ClientConfig, notices: Notices, parts: Parts) {
    this.#config = config
    this.#notices = notices
    this.#writer = new Writer(config, notices)
    this.#reader = new PoolReader(config, parts.connectionsMax - NOT_FOR_READING, parts.log)
    this.read = this.#reader
  }

  async revision(): Promise<number> {
    return this.#notices.revision()
  }

  async snapshot<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    const client = await connect(this.#config, 'long').catch((error: unknown) => {
      throw unavailable(NOT_CONNECTED, error)
    })
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      return await work(readerOn(client))
    } finally {
      client.end().catch(() => {})
    }
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#writer.write(work)
  }

  listen(heard: (word: string) => void, missed: () => void): () => void {
    return this.#notices.listen({ heard, missed })
  }

  async emptyLog(): Promise<boolean> {
    return true
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    await this.#writer.close()
    await this.#notices.close()
    await this.#reader.close()
  }
}

/**
 * Opens a database of Postgres 15 or newer, and brings its schema to the newest; any number of nodes may have it open. The
 * schema is created only where `mayCreate`. Throws DatabaseRefused.
 */
export async function openPostgres(parts: Parts, mayCreate = true): Promise<Database> {
  const { url, log } = parts
  const config = clientConfig(url)
  const notices = new Notices(config, log)
  try {
    await prepareDatabase(config, mayCreate)
    await notices.start()
  } catch (error) {
    throw refused(url, error)
  }
  return new PostgresDatabase(config, notices, parts)
}
