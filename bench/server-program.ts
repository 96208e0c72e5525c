import { readConfig } from '../src/config.ts'
import type { Provider } from '../src/domain/provider.ts'
import { createFirstAccount } from '../src/flow/admin/keys.ts'
import { openLog } from '../src/lib/log.ts'
import { startReelgate } from '../src/main.ts'

// The real server. Unless it is told to use the configured provider, with one that never has a place free: what is
// measured is the gateway, not a renderer.
const noRoom: Provider = {
  name: 'builtin',
  capacity: 0,
  startIsRepeatable: true,
  estimateSeconds: () => 60,
  start: () => Promise.reject(new Error('never called')),
  check: () => Promise.reject(new Error('never called')),
}
const server = await startReelgate(readConfig(), {
  log: openLog('info'),
  ...(process.argv[2] !== 'configured' && { providers: [noRoom] }),
})
const secret = await createFirstAccount(server.flow.db, { actor: 'bench', at: Date.now() })
console.log(JSON.stringify({ url: server.url, secret }))
process.once('SIGTERM', () => void server.stop())
