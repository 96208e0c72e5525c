import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { startServer } from '../harness/process.ts'
import type { RunningServer } from '../harness/process.ts'
import { assertClip } from '../harness/tools.ts'
import { eventually } from '../harness/wait.ts'
import { photo } from '../images/pictures.ts'
import { booksOf, gatewayBefore, KINDS } from './chain.ts'

const ONCE_EACH = { tasks: KINDS.length, completed: KINDS.length, captures: KINDS.length }
const TIMEOUT = { timeout: 300_000 }

/** One task for each kind of provider, all of them accepted by the other side; `first` before all others. */
async function submitEach(gateway: RunningServer, first: (typeof KINDS)[number]) {
  const ids: string[] = []
  // A picture is drawn faster than a scene, and every protocol says it in another way.
  const png = await photo(64, 36).png().toBuffer()
  const picture = { first_frame_image: `data:image/png;base64,${png.toString('base64')}` }
  for (const model of [first, ...KINDS.filter((kind) => kind !== first)]) {
    ids.push(await gateway.api.submitted({ ...SUBMIT, ...picture, model }))
    await eventually(() => gateway.program.stderr.split('task started').length > ids.length)
  }
  return ids
}

/** Started anew on the same address and the same data. */
function again(context: TestContext, before: RunningServer, dataDir: string, env: Record<string, string> = {}) {
  const REELGATE_PORT = new URL(before.url).port
  return startServer(context, { dataDir, env: { ...env, REELGATE_PORT } }, before.api.key)
}

/** Every task ends well, its video is here and whole, and both sides have made and paid for it once. */
async function assertMadeOnce(context: TestContext, ids: string[], gateway: RunningServer, folders: string[]) {
  for (const done of KINDS.keys()) await eventually(async () => (await booksOf(folders[0] ?? '')).completed > done)
  const files: string[] = []
  for (const id of ids) {
    const task = await gateway.api.ended(id)
    assert.equal(task.status, 'completed', JSON.stringify(task))
    const file = join(await ownFolder(context), 'video.mp4')
    await writeFile(file, Buffer.from(await (await fetch(task.result.videos[0].url[0] as string)).arrayBuffer()))
    files.push(file)
  }
  // Afterwards: looking into one holds this process up, and its connections go stale meanwhile.
  for (const file of files) assertClip(file)
  for (const folder of folders) assert.deepEqual(await booksOf(folder), ONCE_EACH)
}

test(
  'S1, S8: the Reelgate behind a gateway is killed while it works, and started again: by each protocol one video is made, and paid for once on each side',
  TIMEOUT,
  async (context) => {
    const dataDir = await ownFolder(context)
    // However fast it draws, there is still something to do when it is killed.
    const upstream = await startServer(context, { dataDir, env: { REELGATE_FAULTS: 'slow=5' } })
    const gateway = await gatewayBefore(context, upstream)
    const running = await gateway.start()
    const ids = await submitEach(running, 'relay')
    await upstream.kill()
    // That it is away is seen, and survived.
    await eventually(() =>
      KINDS.every((kind) => running.program.stderr.includes(`"provider":"${kind}","storing":false`)),
    )
    await again(context, upstream, dataDir)
    await assertMadeOnce(context, ids, running, [dataDir, gateway.dataDir])
  },
)

/** What a call can meet, on every protocol; answers to submits are lost only where a second one is harmless. */
const FAULTS = [
  'lossy@submit*1',
  'busy=1@submit*2',
  'slow=2',
  'broken=500@poll%8',
  'broken=garbage@poll%5',
  'broken=cut@poll%8',
  'lossy@poll%5',
  'broken=503@download*1',
  'broken=cut@download*2',
  'seed=7',
].join(',')

test(
  'S1, S2, S8, S11: slow, busy, broken and lossy, and both sides killed in mid-task: by each protocol one video is made, and paid for once on each side',
  TIMEOUT,
  async (context) => {
    const dataDir = await ownFolder(context)
    const env = { REELGATE_FAULTS: FAULTS }
    const upstream = await startServer(context, { dataDir, env })
    const gateway = await gatewayBefore(context, upstream)
    const before = await gateway.start()
    const ids = await submitEach(before, 'relay')
    await Promise.all([before.kill(), upstream.kill()])
    const [after] = await Promise.all([gateway.start(before.api.key), again(context, upstream, dataDir, env)])
    await assertMadeOnce(context, ids, after, [dataDir, gateway.dataDir])
  },
)
