import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownFolder } from '../harness/folder.ts'
import { SUBMIT } from '../harness/api.ts'
import { startServer } from '../harness/process.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'

test('a task runs from its submit to a video that plays, and costs what it should', async (context) => {
  const upstream = await Upstream.open(context)
  const server = await startTestServer(context, { providers: [httpProvider({ url: upstream.url })] })
  const id = await server.api.submitted(SUBMIT)
  const task = await server.api.ended(id)
  assert.equal(task.status, 'completed')
  assert.equal(task.progress, 100)
  assert.equal(task.cost, 0.32)
  const video = await server.api.get(task.result.videos[0].url[0])
  assert.equal(video.body, upstream.video.toString())
  assert.deepEqual((await server.verify()).problems, [])
})

test('the first start prints an address and a key that work', async (context) => {
  const upstream = await Upstream.open(context)
  const dataDir = await ownFolder(context)
  const first = await startServer(context, { dataDir, upstream: upstream.url, killAt: 'start:token-stored' })
  const id = await first.api.submitted()
  assert.equal((await first.program.finished).signal, 'SIGKILL')
  const second = await startServer(context, { dataDir, upstream: upstream.url }, first.api.key)
  assert.equal((await second.api.ended(id)).status, 'completed')
  assert.equal(upstream.operations.length, 1)
})
