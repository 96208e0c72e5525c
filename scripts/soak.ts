import { parseArgs } from 'node:util'
import { runSoak } from '../test/soak/run-soak.ts'
import { runTrial } from './trial.ts'

// `npm run soak`: 64 callers for two minutes, the server killed every few seconds.
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    callers: { type: 'string', default: '64' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
  },
})
const seed = Number(values.seed)
const plan = { seed, seconds: Number(values.seconds), callers: Number(values.callers) }
await runTrial('soak', seed, ({ ending, folder: dataDir }) =>
  runSoak(ending, { dataDir, ...plan, killEveryMs: [2_000, 6_000] }),
)
