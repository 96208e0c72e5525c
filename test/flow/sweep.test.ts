import assert from 'node:assert/strict'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { findArtifact, insertArtifact, publishArtifact } from '../../src/db/artifacts.ts'
import { fileName } from '../../src/flow/keep-artifact.ts'
import { sweep } from '../../src/flow/sweep.ts'
import { newSecret } from '../../src/lib/ids.ts'
import { addTask, newOwner } from '../harness/database.ts'
import { Api, SUBMIT } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { ownFolder } from '../harness/folder.ts'
import { startTestServer } from '../harness/server.ts'
import type { TestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'
import { photo } from '../images/pictures.ts'
import { minutes } from './by-hand.ts'

const hours = (count: number) => minutes(60 * count)
const times = (count: number) => Array.from({ length: count }, (_, index) => index)
const picture = await photo().png().toBuffer()
const dataUrl = `data:image/png;base64,${picture.toString('base64')}`

async function open(context: TestContext, dataDir?: string) {
  const upstream = await Upstream.open(context)
  const clock = new TestClock()
  const provider = httpProvider({ url: upstream.url, checkAfterMs: minutes(1) })
  const server = await startTestServer(context, { clock, providers: [provider], ...(dataDir && { dataDir }) })
  return { upstream, clock, server }
}

async function filesIn({ dataDir }: Pick<TestServer, 'dataDir'>, folder: string): Promise<string[]> {
  const entries = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

test('S12: a result past its time loses its file and keeps its row: 410, and the task says that it expired', async (context) => {
  const { clock, server } = await open(context)
  const id = await server.api.submitted()
  const [url] = (await server.api.ended(id)).result.videos[0].url as string[]
  assert.ok(url !== undefined)
  clock.advance(hours(24) - 1)
  await sweep(server.flow)
  assert.equal((await server.api.get(url)).status, 200)
  clock.advance(1)
  assert.equal((await server.api.get(url)).status, 410)
  await sweep(server.flow)
  assert.deepEqual(await filesIn(server, 'results'), [])
  assert.equal((await server.api.get(url)).status, 410)
  const task = await server.api.task(id)
  assert.equal(task.status, 'completed')
  assert.equal(task.result.videos[0].expired, true)
  assert.deepEqual(task.result.videos[0].url, [url])
})

/** Stored results of one task that all expire now. */
async function addExpired(server: TestServer, count: number): Promise<string[]> {
  const { db, store, clock } = server.flow
  const owner = await newOwner(db)
  return Promise.all(
    times(count).map(async (sample) => {
      const id = newSecret(32)
      await store.put(fileName(id, 'video/mp4'), Readable.from([Buffer.from('film')]), new AbortController().signal)
      await db.write(async (tx) => {
        const taskId = await addTask(tx, owner)
        await insertArtifact(tx, { id, taskId, sample, contentType: 'video/mp4' })
        await publishArtifact(tx, id, { bytes: 4, sha256: 'x', expiresAt: clock.now() })
      })
      return id
    }),
  )
}

test('one round deletes everything that has expired, however much it is', async (context) => {
  const { server } = await open(context)
  const ids = await addExpired(server, 250)
  await sweep(server.flow)
  assert.deepEqual(await filesIn(server, 'results'), [])
  for (const id of ids) assert.ok(await findArtifact(server.flow.db.read, id))
})

test('a file that can not be deleted holds up no other, and is tried again', async (context) => {
  const { clock, server } = await open(context)
  const { store } = server.flow
  const ids = await addExpired(server, 120)
  const stuck = fileName(ids[0] ?? '', 'video/mp4')
  const remove = store.delete.bind(store)
  const broken = context.mock.method(store, 'delete', async (name: string) => {
    if (name === stuck) throw new Error('EBUSY')
    return remove(name)
  })
  const { api } = await server.newCaller(1)
  const KEY = { 'idempotency-key': 'k' }
  const first = await api.submitted(SUBMIT, KEY)
  await api.ended(first)
  clock.advance(hours(48) + 1)
  await sweep(server.flow)
  assert.deepEqual(await filesIn(server, 'results'), [stuck])
  // What comes after the results in a round was done too: the key is forgotten.
  assert.notEqual(await api.submitted(SUBMIT, KEY), first)
  broken.mock.restore()
  await sweep(server.flow)
  assert.equal((await filesIn(server, 'results')).includes(stuck), false)
})

test('an Idempotency-Key is remembered for its time and not beyond it', async (context) => {
  const { clock, server } = await open(context)
  const { api } = await server.newCaller(1)
  const KEY = { 'idempotency-key': 'k' }
  const first = await api.submitted(SUBMIT, KEY)
  await api.ended(first)
  clock.advance(hours(48))
  await sweep(server.flow)
  assert.equal(await api.submitted(SUBMIT, KEY), first)
  clock.advance(1)
  await sweep(server.flow)
  const second = await api.submitted(SUBMIT, KEY)
  assert.notEqual(second, first)
  assert.equal((await api.ended(second)).status, 'completed')
})

test('an upload past its time loses its file and keeps its link: 410', async (context) => {
  const { clock, server } = await open(context)
  const form = new FormData()
  form.append('file', new Blob([Buffer.from(picture)]), 'a.png')
  const { url } = (await server.api.call('POST', '/v1/uploads/images', { body: form })).body
  clock.advance(hours(72) - 1)
  await sweep(server.flow)
  assert.equal((await server.api.get(url)).status, 200)
  clock.advance(1)
  await sweep(server.flow)
  assert.deepEqual(await filesIn(server, 'uploads'), [])
  assert.equal((await server.api.get(url)).status, 410)
})

test('pictures of tasks that run and uploads survive a restart; those of submits and uploads that were cut off do not', async (context) => {
  const dataDir = await ownFolder(context)
  const { upstream, clock, server } = await open(context, dataDir)
  upstream.finishAtOnce = false
  const body = { ...SUBMIT, duration: 8, first_frame_image: dataUrl, last_frame_image: dataUrl }
  const id = await server.api.submitted(body)
  await eventually(() => upstream.checks === 1)
  const [used = ''] = await readdir(join(dataDir, 'inputs'))
  const form = new FormData()
  form.append('file', new Blob([Buffer.from(picture)]), 'a.png')
  assert.equal((await server.api.call('POST', '/v1/uploads/images', { body: form })).status, 200)
  await server.stop()
  await mkdir(join(dataDir, 'inputs', 'orphan'))
  await writeFile(join(dataDir, 'inputs', 'orphan', 'first.png'), picture)
  // Cut off before its row was written, and before it was whole.
  for (const name of ['orphan.png', '.orphan.part']) await writeFile(join(dataDir, 'uploads', name), picture)

  const providers = [httpProvider({ url: upstream.url, checkAfterMs: minutes(1) })]
  const second = await startTestServer(context, { clock, providers, dataDir })
  assert.deepEqual(await readdir(join(dataDir, 'inputs')), [used])
  assert.equal((await filesIn(second, 'inputs')).length, 2)
  assert.equal((await filesIn(second, 'uploads')).length, 1)
  upstream.finish()
  clock.advance(minutes(1))
  second.wake()
  const api = new Api(second.url, server.api.key)
  assert.equal((await api.ended(id)).status, 'completed')
  await eventually(async () => (await readdir(join(dataDir, 'inputs'))).length === 0)
})

test('a submit that is refused for its second picture leaves neither', async (context) => {
  const { server } = await open(context)
  const body = { ...SUBMIT, duration: 8, first_frame_image: dataUrl, last_frame_image: 'data:image/png;base64,AAAA' }
  const { api } = await server.newCaller(10)
  const answers = await Promise.all(times(10).map(() => api.submit(body)))
  for (const { status } of answers) assert.equal(status, 400)
  assert.deepEqual(await readdir(join(server.dataDir, 'inputs')), [])
  assert.equal(await api.balance(), 10)
})
