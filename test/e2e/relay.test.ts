import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import { rowsOf } from '../harness/database.ts'
import { ownFolder } from '../harness/folder.ts'
import { startServer } from '../harness/process.ts'
import type { RunningServer } from '../harness/process.ts'
import { eventually } from '../harness/wait.ts'
import { photo } from '../images/pictures.ts'

/** A gateway with no renderer of its own: everything goes to the Reelgate behind it. */
async function gatewayBefore(context: TestContext, upstream: RunningServer) {
  const dataDir = await ownFolder(context)
  const config = join(dataDir, 'reelgate.json')
  const behind = { type: 'relay', baseUrl: upstream.url, apiKey: 'env:BEHIND_KEY', pollSeconds: 0.1 }
  await writeFile(config, JSON.stringify({ provider: 'behind', providers: { behind } }))
  const env = { REELGATE_CONFIG: config, BEHIND_KEY: upstream.api.key }
  return { start: (key?: string) => startServer(context, { dataDir, env }, key), dataDir }
}

/** How many tasks a server has ever accepted, read from its own database. */
async function tasksOf(dataDir: string): Promise<number | undefined> {
  return (await rowsOf<{ tasks: number }>(dataDir, 'SELECT count(*) AS tasks FROM task'))[0]?.tasks
}

test('S1, S11: a gateway is killed while the Reelgate behind it renders; afterwards one task was made there, and its video plays here', async (context) => {
  const upstreamDir = await ownFolder(context)
  const upstream = await startServer(context, { dataDir: upstreamDir })
  const { start } = await gatewayBefore(context, upstream)
  const gateway = await start()
  const picture = `data:image/png;base64,${(await photo().png().toBuffer()).toString('base64')}`
  const id = await gateway.api.submitted({ ...SUBMIT, first_frame_image: picture, negative_prompt: 'rain' })
  await eventually(() => gateway.program.stderr.includes('task started') || undefined)
  await gateway.kill()

  const again = await start(gateway.api.key)
  const task = await again.api.ended(id)
  assert.equal(task.status, 'completed', JSON.stringify(task))
  const [url] = task.result.videos[0].url
  assert.ok(url.startsWith(again.url))
  const video = Buffer.from(await (await fetch(url)).arrayBuffer())
  assert.equal(video.toString('latin1', 4, 8), 'ftyp')
  assert.equal(await tasksOf(upstreamDir), 1)
  // What the other side was asked for is what our caller asked for.
  const [there] = (await upstream.api.get('/v1/tasks')).body.data
  assert.equal(there.seed, SUBMIT.seed)
  assert.equal(there.model, SUBMIT.model)
})

test('S5: a cancel goes through to the Reelgate behind, and nothing is charged on either side', async (context) => {
  const upstreamDir = await ownFolder(context)
  const upstream = await startServer(context, { dataDir: upstreamDir })
  const { start } = await gatewayBefore(context, upstream)
  const gateway = await start()
  const id = await gateway.api.submitted({ ...SUBMIT, duration: 8, resolution: '4K' })
  await eventually(() => gateway.program.stderr.includes('task started') || undefined)
  await gateway.api.call('POST', `/v1/tasks/${id}/cancel`)
  const task = await gateway.api.ended(id)
  assert.equal(task.status, 'cancelled')
  assert.equal(task.cost, 0)
  const [there] = (await upstream.api.get('/v1/tasks')).body.data
  assert.equal(there.status, 'cancelled')
  assert.equal(there.cost, 0)
})
