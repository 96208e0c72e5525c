import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openSqlite } from '../../src/db/sqlite.ts'
import type { Database, Tx } from '../../src/db/database.ts'
import { insertTask } from '../../src/db/tasks.ts'
import type { StoredRequest } from '../../src/domain/video-request.ts'
import { createAccount } from '../../src/flow/admin/accounts.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { newTaskId } from '../../src/lib/ids.ts'
import { ownFolder } from './folder.ts'

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

/** A database in a folder of its own, closed with the test. */
export async function openOwnDatabase(context: TestContext): Promise<{ db: Database; file: string }> {
  const file = join(await ownFolder(context), 'reelgate.db')
  const db = openSqlite(file)
  context.after(() => db.close())
  return { db, file }
}
