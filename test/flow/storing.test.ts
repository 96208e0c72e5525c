import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { listArtifacts } from '../../src/db/artifacts.ts'
import { findTask } from '../../src/db/tasks.ts'
import { fileName } from '../../src/flow/keep-artifact.ts'
import { sweep } from '../../src/flow/sweep.ts'
import type { Store } from '../../src/store/store.ts'
import { CHEAPEST_USD, SUBMIT } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { atRest, eventually } from '../harness/wait.ts'
import { minutes } from './by-hand.ts'

/** `broken(n)` says whether the n-th put (from 1) fails as a full disk does. */
async function open(context: TestContext, broken: (put: number) => boolean = () => false) {
  const upstream = await Upstream.open(context)
  const clock = new TestClock()
  const provider = httpProvider({ url: upstream.url, checkAfterMs: minutes(1) })
  const server = await startTestServer(context, { clock, providers: [provider] })
  const { store, db } = server.flow
  const put = store.put.bind(store)
  const puts: string[] = []
  context.mock.method(store, 'put', async (...args: Parameters<Store['put']>) => {
    puts.push(args[0])
    if (!broken(puts.length)) return put(...args)
    args[1].destroy()
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  })
  const { api } = await server.newCaller(1)
  const pass = async (id: string, ms: number) => {
    await atRest(server, id)
    clock.advance(ms)
    server.wake()
  }
  const namesOf = async (id: string) =>
    (await listArtifacts(db.read, id)).map((one) => fileName(one.id, one.contentType))
  const files = async () => {
    const entries = await readdir(join(server.dataDir, 'results'), { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  }
  const failureOf = async (id: string) => (await findTask(db.read, id))?.failure?.code
  return { upstream, clock, server, api, puts, pass, namesOf, files, failureOf }
}

test('S13: storing that fails is tried again under the same name, and nothing is served before it is whole', async (context) => {
  const { upstream, server, api, puts, pass, namesOf } = await open(context, (put) => put <= 2)
  const id = await api.submitted()
  for (const failed of [1, 2]) {
    await eventually(() => puts.length === failed)
    await atRest(server, id)
    const [name = ''] = await namesOf(id)
    assert.equal((await api.get(`/files/${name}`)).status, 404)
    assert.equal((await api.task(id)).status, 'processing')
    await pass(id, minutes(1))
  }
  const task = await api.ended(id)
  assert.equal(task.status, 'completed')
  assert.equal(task.cost, CHEAPEST_USD)
  assert.equal(new Set(puts).size, 1)
  assert.equal((await api.get(task.result.videos[0].url[0])).body, upstream.video.toString())
  assert.equal(upstream.operations.length, 1)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S13: storing that goes on failing ends in storage_failed within the configured time, refunded, and leaves no file', async (context) => {
  // Of two videos the first can be stored each time and the second never.
  const { server, api, puts, pass, namesOf, files, failureOf } = await open(context, (put) => put % 2 === 0)
  const id = await api.submitted({ ...SUBMIT, sample_count: 2 })
  await eventually(() => puts.length === 2)
  await pass(id, minutes(15) - 1)
  await eventually(() => puts.length === 4)
  await atRest(server, id)
  assert.equal((await api.task(id)).status, 'processing')
  await pass(id, 30_000)
  const task = await api.ended(id)
  assert.equal(task.status, 'failed')
  assert.equal(task.error.code, 500)
  assert.equal(await failureOf(id), 'storage_failed')
  assert.equal(task.cost, 0)
  assert.equal(await api.balance(), 1)
  for (const name of await namesOf(id)) assert.equal((await api.get(`/files/${name}`)).status, 404)
  assert.equal((await files()).length, 1)
  await sweep(server.flow)
  assert.deepEqual(await files(), [])
  assert.deepEqual((await server.verify()).problems, [])
})

test('S13: a provider whose download fails is asked again, and so is one whose video is empty', async (context) => {
  const { upstream, server, api, pass } = await open(context)
  const video = upstream.video
  upstream.onDownload = 503
  const id = await api.submitted()
  await eventually(async () => (await findTask(server.flow.db.read, id))?.state === 'storing')
  await atRest(server, id)
  upstream.onDownload = 'ok'
  upstream.video = Buffer.alloc(0)
  await pass(id, minutes(1))
  await atRest(server, id)
  assert.equal((await api.task(id)).status, 'processing')
  upstream.video = video
  await pass(id, minutes(1))
  const task = await api.ended(id)
  assert.equal(task.status, 'completed')
  assert.equal((await api.get(task.result.videos[0].url[0])).body, video.toString())
  assert.equal(upstream.operations.length, 1)
})

test('S13: noise before the end does not use up the time that storing has', async (context) => {
  const { upstream, server, api, puts, pass } = await open(context, (put) => put === 1)
  upstream.onCheck = 500
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  await pass(id, minutes(14))
  await eventually(() => upstream.checks === 2)
  await atRest(server, id)
  upstream.onCheck = 'ok'
  await pass(id, minutes(2))
  await eventually(() => puts.length === 1)
  await pass(id, minutes(1))
  assert.equal((await api.ended(id)).status, 'completed')
})

test('S13: a task that is being stored is not cut off by the time-out of the task', async (context) => {
  const { upstream, server, api, puts, pass } = await open(context, (put) => put <= 2)
  upstream.finishAtOnce = false
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  upstream.finish()
  await pass(id, minutes(29))
  await eventually(() => puts.length === 1)
  await pass(id, minutes(10))
  await eventually(() => puts.length === 2)
  await pass(id, minutes(1))
  const task = await api.ended(id)
  assert.equal(task.status, 'completed')
  assert.deepEqual((await server.verify()).problems, [])
})
