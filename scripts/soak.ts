import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runSoak } from '../test/soak/run-soak.ts'

// `npm run soak`: 64 callers for two minutes, the server killed every few seconds. Exit code 0 only where every promise held.
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    callers: { type: 'string', default: '64' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
  },
})
const dataDir = await mkdtemp(join(tmpdir(), 'reelgate-soak-'))
const endings: (() => unknown)[] = []
const ending = { after: (end?: unknown) => void (typeof end === 'function' && endings.push(() => end())) }
const plan = { seed: Number(values.seed), seconds: Number(values.seconds), callers: Number(values.callers) }
console.log(`seed ${plan.seed}`)
try {
  const report = await runSoak(ending, { dataDir, ...plan, killEveryMs: [2_000, 6_000] })
  console.log(JSON.stringify(report, null, 1))
  const isGood = report.wrong.length === 0
  console.log(
    isGood ? 'every promise held' : `again: npm run soak -- --seed ${plan.seed}; what is left is in ${dataDir}`,
  )
  if (isGood) await rm(dataDir, { recursive: true, force: true })
  process.exitCode = isGood ? 0 : 1
} finally {
  for (const end of endings.toReversed()) await end()
}
