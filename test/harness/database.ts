import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openSqlite } from '../../src/db/sqlite.ts'
import type { Database, Tx } from '../../src/db/database.ts'
import { insertTask } from '../../src/db/tasks.ts'
import type { StoredRequest } from '../../src/domain/video-request.ts'
import { createAccount, createKey } from '../../src/flow/manage-accounts.ts'
import { newTaskId } from '../../src/lib/ids.ts'
import { ownFolder } from './folder.ts'

export const NOW = Date.UTC(2026, 0, 1)

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
  const account = await createAccount(db, NOW, { name, unlimited: balance === undefined, balance: balance ?? 0 })
  const limits = { submitsPerMinute: null, pollsPerMinute: null }
  const { key } = await createKey(db, NOW, { accountName: name, name: '', ...limits })
  return { accountId: account.id, keyId: key.id }
}

/** A submitted task and nothing else: neither a hold nor a job. */
export async function addTask(tx: Tx, owner: Owner, price = 0): Promise<string> {
  const id = newTaskId(NOW)
  const rest = { provider: 'builtin', priceVersion: null, estimatedSeconds: 1, webhook: null, language: null }
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
