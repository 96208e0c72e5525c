import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ending } from '../test/harness/process.ts'

/** What a trial is run with: whatever it starts ends with `ending`, and whatever it writes is in `folder`. */
interface World {
  ending: Ending
  folder: string
}

/**
 * Runs `npm run <name>` in a folder of its own, and prints its seed and its report. Exit code 0 only where every promise
 * held; else what is left stays, to be looked at.
 */
export async function runTrial(
  name: string,
  seed: number,
  run: (world: World) => Promise<{ wrong: readonly string[] }>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `reelgate-${name}-`))
  const endings: (() => unknown)[] = []
  const ending: Ending = { after: (end?: unknown) => void (typeof end === 'function' && endings.push(() => end())) }
  const endAll = async () => {
    for (const end of endings.splice(0).toReversed()) await end()
  }
  // Whoever stops it early finds nothing of it running.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void endAll().finally(() => process.exit(1)))
  console.log(`seed ${seed}`)
  try {
    const report = await run({ ending, folder })
    console.log(JSON.stringify(report, null, 1))
    const isGood = report.wrong.length === 0
    console.log(
      isGood ? 'every promise held' : `again: npm run ${name} -- --seed ${seed}; what is left is in ${folder}`,
    )
    if (isGood) await rm(folder, { recursive: true, force: true })
    process.exitCode = isGood ? 0 : 1
  } finally {
    await endAll()
  }
}
