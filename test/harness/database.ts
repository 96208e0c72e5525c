import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { TestContext } from 'node:test'
import { readConfig } from '../../src/config.ts'
import { Client } from 'pg'
import { openDatabase } from '../../src/db/open.ts'
import type { Database, SqlValue, Tx } from '../../src/db/database.ts'
import { insertTask } from '../../src/db/tasks.ts'
import type { StoredRequest } from '../../src/domain/video-request.ts'
import { createAccount } from '../../src/flow/admin/accounts.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { newTaskId } from '../../src/lib/ids.ts'
import { openLog } from '../../src/lib/log.ts'
import { ownFolder } from './folder.ts'
import { databaseEnv, ownDatabaseUrl } from './postgres.ts'

export const NOW = Date.UTC(2026, 0, 1)
/** Money that a test moves by hand. */
export const BY_TEST = { actor: 'test', reason: null, reference: null }
export const ACT = { actor: 'test', at: NOW }

export const REQUEST: StoredRequest = {
  model: 'veo3.1-fast-official',
  prompt: 'a lighthouse at night',
  durationSeconds: 4,
  aspectRatio: '16:9',
  resolution: '720p',
  seed: 1,
  sampleCount: 1,
  generateAudio: false,
  personGeneration: 'allow_adult',
  resizeMode: 'pad',
}

/** Whose rows a test writes. */
export interface Owner {
  accountId: string
  keyId: string
}

let names = 0

/** An account with this many micro-USD (undefined: unlimited) and a key of it. */
export async function newOwner(db: Database, balance?: number): Promise<Owner> {
  const name = `owner-${(names += 1)}`
  const account = await createAccount(db, ACT, { name, unlimited: balance === undefined, balance: balance ?? 0 })
  const { key } = await createKey(db, ACT, account.id)
  return { accountId: account.id, keyId: key.id }
}

/** A submitted task and nothing else: neither a hold nor a job. */
export async function addTask(tx: Tx, owner: Owner, price = 0): Promise<string> {
  const id = newTaskId(NOW)
  const rest = {
    provider: 'builtin',
    priceVersion: null,
    estimatedSeconds: 1,
    webhook: null,
    language: null,
    trace: null,
  }
  await insertTask(tx, { id, ...owner, request: REQUEST, price, ...rest, createdAt: NOW })
  return id
}

/** The database of a data folder, with connections of its own, as another process would have. */
export function openDatabaseOf(dataDir: string): Promise<Database> {
  const { databaseUrl, databaseConnectionsMax } = readConfig(
    { ...databaseEnv(dataDir), REELGATE_DATA_DIR: dataDir },
    {},
  )
  const place = { databaseUrl, databaseConnectionsMax, file: join(dataDir, 'reelgate.db') }
  return openDatabase(place, openLog('silent'))
}

/** Opens a database of Postgres, closed with the test. */
export async function openPostgresAt(context: TestContext, databaseUrl: string): Promise<Database> {
  const db = await openDatabase({ databaseUrl, databaseConnectionsMax: 6, file: '' }, openLog('silent'))
  context.after(() => db.close())
  return db
}

/** An empty database of Postgres for one test. */
export async function openOwnPostgres(context: TestContext): Promise<{ db: Database; url: string }> {
  const url = ownDatabaseUrl(context)
  return { db: await openPostgresAt(context, url), url }
}

/** What a query without parameters says of the database of a data folder, whoever has it open. */
export async function rowsOf<Row>(dataDir: string, sql: string): Promise<Row[]> {
  const db = await openDatabaseOf(dataDir)
  try {
    return await db.read.all<Row>(sql, [])
  } finally {
    await db.close()
  }
}

/** A database in a folder of its own, closed with the test. */
export async function openOwnDatabase(context: TestContext): Promise<{ db: Database; dataDir: string }> {
  const dataDir = await ownFolder(context)
  const db = await openDatabaseOf(dataDir)
  context.after(() => db.close())
  return { db, dataDir }
}

/** A database as whoever misses every word sees it. */
export function deafened(db: Database): Database {
  return {
    read: db.read,
    revision: () => db.revision(),
    snapshot: (work) => db.snapshot(work),
    write: (work) => db.write(work),
    listen: () => () => {},
    emptyLog: () => db.emptyLog(),
    close: () => db.close(),
  }
}

/** A database whose reads of one row are noted, and can be made to fail. */
export function watched(db: Database) {
  const reads: string[] = []
  let failure: Error | undefined
  const get = <Row>(sql: string, params: readonly SqlValue[]): Promise<Row | undefined> => {
    reads.push(sql)
    const error = failure
    failure = undefined
    return error === undefined ? db.read.get<Row>(sql, params) : Promise.reject(error)
  }
  const seen: Database = { ...deafened(db), read: { get, all: (sql, params) => db.read.all(sql, params) } }
  return { seen, reads, failNext: (error: Error) => (failure = error) }
}

/** Changes rows of a database behind its back, whatever refers to them; returns how many. */
export async function runUnchecked(dataDir: string, sql: string): Promise<number> {
  const { DATABASE_URL: connectionString } = databaseEnv(dataDir)
  if (connectionString === undefined) {
    const handle = new DatabaseSync(join(dataDir, 'reelgate.db'), { enableForeignKeyConstraints: false })
    const { changes } = handle.prepare(sql).run()
    handle.close()
    return Number(changes)
  }
  const client = new Client({ connectionString })
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    return (await client.query(sql)).rowCount ?? 0
  } finally {
    await client.end()
  }
}
