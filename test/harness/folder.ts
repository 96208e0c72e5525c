import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** A folder of its own for one test; it stays when the test fails. */
export async function ownFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reelgate-test-'))
  context.after(async () => {
    // The types don't know `passed` yet.
    if (Reflect.get(context, 'passed') === true) await rm(folder, { recursive: true, force: true })
    else context.diagnostic(`what the test left is in ${folder}`)
  })
  return folder
}
