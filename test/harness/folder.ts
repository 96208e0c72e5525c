import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** Folders of tests that passed. */
const done: string[] = []

// Not as the test ends: what it started is ended after its folder, in the order of their making, and may still write.
process.once('exit', () => {
  for (const folder of done) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

/** A folder of its own for one test; it stays when the test fails. */
export async function ownFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reelgate-test-'))
  context.after(() => {
    // The types don't know `passed` yet.
    if (Reflect.get(context, 'passed') === true) done.push(folder)
    else context.diagnostic(`what the test left is in ${folder}`)
  })
  return folder
}
