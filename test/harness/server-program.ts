import { readConfig } from '../../src/config.ts'
import { createFirstAccount } from '../../src/flow/admin/keys.ts'
import { openLog } from '../../src/lib/log.ts'
import { startReelgate } from '../../src/main.ts'
import { httpProvider } from './upstream.ts'

// `reelgate serve` with a provider of the test's, and a place at which the process kills itself as `kill -9` would.
const {
  upstream,
  killAt,
  aheadMs = 0,
  ...provider
} = JSON.parse(process.argv[2] ?? '{}') as {
  upstream?: string
  killAt?: string
  aheadMs?: number
  startIsRepeatable?: boolean
  canCancel?: boolean
}
const providers = upstream === undefined ? undefined : [httpProvider({ url: upstream, ...provider })]
const server = await startReelgate(readConfig(), {
  log: openLog('debug'),
  ...(providers && { providers }),
  clock: { now: () => Date.now() + aheadMs },
  reached: (step) => {
    if (step === killAt) process.kill(process.pid, 'SIGKILL')
  },
})
const secret = await createFirstAccount(server.flow.db, { actor: 'test', at: Date.now() })
process.once('SIGTERM', () => void server.stop())
console.log(`listens on ${server.url}\n${secret ?? ''}`)
