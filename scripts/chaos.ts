import { parseArgs } from 'node:util'
import { runChaos } from '../test/chaos/run-chaos.ts'
import { runTrial } from './trial.ts'

// `npm run chaos`: 64 callers before two API nodes and two workers for three minutes, in which whatever can fail does.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '3' },
    callers: { type: 'string', default: '64' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
  },
})
const seed = Number(values.seed)
const plan = { seed, seconds: Math.round(Number(values.minutes) * 60), callers: Number(values.callers) }
await runTrial('chaos', seed, ({ ending, folder }) => runChaos(ending, { folder, ...plan, settleSeconds: 600 }))
