import type { TestContext } from 'node:test'
import { readConfig } from '../../src/config.ts'
import type { Account } from '../../src/domain/account.ts'
import type { Provider } from '../../src/domain/provider.ts'
import type { Flow } from '../../src/flow/context.ts'
import { createAccount } from '../../src/flow/admin/accounts.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import type { LedgerReport } from '../../src/ledger/verify.ts'
import type { Clock } from '../../src/lib/clock.ts'
import type { Log } from '../../src/lib/log.ts'
import { openLog } from '../../src/lib/log.ts'
import { startReelgate } from '../../src/main.ts'
import { Api } from './api.ts'
import { ownFolder } from './folder.ts'
import { databaseEnv } from './postgres.ts'

export interface TestServerOptions {
  providers?: readonly Provider[]
  clock?: Clock
  /** Settings as they would stand in the environment. */
  env?: Record<string, string>
  dataDir?: string
  reached?: Flow['reached']
  log?: Log
}

export interface TestServer {
  url: string
  dataDir: string
  flow: Flow
  /** Has the worker look at the queue now; for a test that has moved its clock. */
  wake(): void
  /** When a task that is followed is checked next (ms). */
  nextCheckAt(taskId: string): number | undefined
  /** Event streams and long polls that are open. */
  listeners(): number
  /** Speaks with the key of an unlimited account. */
  api: Api
  /** An account with this many USD (undefined: unlimited), and a client with a key of its own. */
  newCaller(
    balanceUsd?: number,
    limits?: { submits?: number; polls?: number },
  ): Promise<{ api: Api; account: Account; keyId: string }>
  verify(): Promise<LedgerReport>
  stop(): Promise<void>
}

let accounts = 0

/** A whole server in this process: a real database in a folder of its own, a free port, real HTTP. */
export async function startTestServer(context: TestContext, options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? (await ownFolder(context))
  const env = { REELGATE_PORT: '0', REELGATE_DATA_DIR: dataDir, REELGATE_DRAIN_SECONDS: '1' }
  const config = readConfig({ ...env, ...databaseEnv(dataDir), ...options.env }, {})
  const { providers, clock, reached, log = openLog('silent') } = options
  const parts = { ...(providers && { providers }), ...(clock && { clock }), ...(reached && { reached }) }
  const server = await startReelgate(config, { log, ...parts })
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= server.stop())
  context.after(stop)
  const { db } = server.flow
  const newCaller: TestServer['newCaller'] = async (balanceUsd, limits = {}) => {
    const name = `account-${(accounts += 1)}`
    const act = { actor: 'test', at: server.flow.clock.now() }
    const balance = Math.round((balanceUsd ?? 0) * 1_000_000)
    const account = await createAccount(db, act, { name, unlimited: balanceUsd === undefined, balance })
    const { submits: submitsPerMinute = null, polls: pollsPerMinute = null } = limits
    const { key, secret } = await createKey(db, act, account.id, { submitsPerMinute, pollsPerMinute })
    return { api: new Api(server.url, secret), account, keyId: key.id }
  }
  const { api } = await newCaller()
  const verify = () => db.snapshot(verifyLedger)
  const { url, flow } = server
  const wake = () => server.wake()
  const nextCheckAt = (taskId: string) => server.nextCheckAt(taskId)
  const listeners = () => server.listeners()
  return { url, dataDir, flow, wake, nextCheckAt, listeners, api, newCaller, verify, stop }
}
