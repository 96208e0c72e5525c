import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runChaos } from '../test/chaos/run-chaos.ts'

// `npm run chaos`: 64 callers before two API nodes and two workers for three minutes, in which whatever can fail does. Exit
// code 0 only where every promise held.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '3' },
    callers: { type: 'string', default: '64' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
  },
})
const folder = await mkdtemp(join(tmpdir(), 'reelgate-chaos-'))
const endings: (() => unknown)[] = []
const ending = { after: (end?: unknown) => void (typeof end === 'function' && endings.push(() => end())) }
const endAll = async () => {
  for (const end of endings.splice(0).toReversed()) await end()
}
// Whoever stops it early finds nothing of it running.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void endAll().finally(() => process.exit(1)))
const seconds = Math.round(Number(values.minutes) * 60)
const plan = { seed: Number(values.seed), seconds, callers: Number(values.callers), settleSeconds: 600 }
console.log(`seed ${plan.seed}`)
try {
  const report = await runChaos(ending, { folder, ...plan })
  console.log(JSON.stringify(report, null, 1))
  const isGood = report.wrong.length === 0
  console.log(
    isGood ? 'every promise held' : `again: npm run chaos -- --seed ${plan.seed}; what is left is in ${folder}`,
  )
  if (isGood) await rm(folder, { recursive: true, force: true })
  process.exitCode = isGood ? 0 : 1
} finally {
  await endAll()
}
