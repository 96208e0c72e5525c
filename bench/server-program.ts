import { Readable } from 'node:stream'
import { readConfig } from '../src/config.ts'
import type { Provider } from '../src/domain/provider.ts'
import { createFirstAccount } from '../src/flow/admin/keys.ts'
import { openLog } from '../src/lib/log.ts'
import { startReelgate } from '../src/main.ts'

// The real server. What is measured is the gateway, not a renderer: unless it is told to use the configured provider, it
// has one that never has a place free, or, told `at-once`, one whose videos are there as soon as they are asked for.
const noRoom: Provider = {
  name: 'builtin',
  capacity: 0,
  startIsRepeatable: true,
  estimateSeconds: () => 60,
  start: () => Promise.reject(new Error('never called')),
  check: () => Promise.reject(new Error('never called')),
}
const VIDEO = Buffer.alloc(10_000, 'video')
const atOnce: Provider = {
  ...noRoom,
  capacity: 10_000,
  start: async ({ taskId }) => ({ kind: 'started', token: taskId }),
  check: async () => ({
    kind: 'done',
    outputs: [{ contentType: 'video/mp4', open: async () => Readable.from([VIDEO]) }],
  }),
}
const providers: Readonly<Record<string, Provider[]>> = { 'no-room': [noRoom], 'at-once': [atOnce] }
const [which = 'no-room'] = process.argv.slice(2)
const server = await startReelgate(readConfig(), {
  log: openLog('info'),
  ...(providers[which] !== undefined && { providers: providers[which] }),
})
const secret = await createFirstAccount(server.flow.db, { actor: 'bench', at: Date.now() })
process.once('SIGTERM', () => void server.stop())
console.log(JSON.stringify({ url: server.url, secret }))
