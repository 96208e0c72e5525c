import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { rowsOf } from '../harness/database.ts'
import { ownFolder } from '../harness/folder.ts'
import { startServer } from '../harness/process.ts'
import type { RunningServer } from '../harness/process.ts'

/** How a gateway reaches a Reelgate by each protocol that it speaks. */
export const ENTRIES = {
  vertex: ({ url, api }: RunningServer) => ({ type: 'vertex', project: 'p1', baseUrl: url, accessToken: api.key }),
  gemini: ({ url, api }: RunningServer) => ({ type: 'gemini', baseUrl: url, apiKey: api.key }),
  relay: ({ url, api }: RunningServer) => ({ type: 'relay', baseUrl: url, apiKey: api.key }),
  'openai-videos': ({ url, api }: RunningServer) => ({
    type: 'openai-videos',
    baseUrl: url,
    apiKey: api.key,
    deleteWhenDone: false,
  }),
} as const

export const KINDS = Object.keys(ENTRIES) as (keyof typeof ENTRIES)[]

const UPSTREAM_MODEL = 'veo3.1-fast-official'
const second = { '720p': 0.1, '1080p': 0.1, '4K': 0.1 }

/** One gateway whose models are called as the kinds of providers, each made by that kind at the same Reelgate. */
export async function gatewayBefore(context: TestContext, upstream: RunningServer) {
  const dataDir = await ownFolder(context)
  const config = join(dataDir, 'reelgate.json')
  const providers = Object.fromEntries(
    KINDS.map((kind) => [kind, { ...ENTRIES[kind](upstream), pollSeconds: 0.1, models: { [kind]: UPSTREAM_MODEL } }]),
  )
  const models = KINDS.map((id) => ({ id, provider: id, price: { withAudio: second, silent: second } }))
  await writeFile(config, JSON.stringify({ providers, models }))
  const start = (key?: string) => startServer(context, { dataDir, env: { REELGATE_CONFIG: config } }, key)
  return { dataDir, start }
}

/** What a server has accepted, and what it was paid for, as its own books have it. */
export async function booksOf(dataDir: string) {
  type Books = Record<'tasks' | 'completed' | 'captures', number>
  const [books] = await rowsOf<Books>(
    dataDir,
    `SELECT (SELECT count(*) FROM task) AS tasks, (SELECT count(*) FROM task WHERE state = 'completed') AS completed,
       (SELECT count(*) FROM ledger_entry WHERE kind = 'capture') AS captures`,
  )
  assert.ok(books)
  return books
}
