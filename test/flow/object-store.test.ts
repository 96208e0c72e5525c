import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { readConfig } from '../../src/config.ts'
import type { Flow } from '../../src/flow/context.ts'
import { driveTask } from '../../src/flow/drive-provider.ts'
import { sweep } from '../../src/flow/sweep.ts'
import { databaseFile } from '../../src/data-folder.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { CHEAPEST_USD, SUBMIT } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { CutLine } from '../harness/cut-line.ts'
import { ownFolder } from '../harness/folder.ts'
import { openTestBucket } from '../harness/object-store.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { atRest, eventually } from '../harness/wait.ts'
import { photo } from '../images/pictures.ts'
import { openProvider } from '../providers/open-providers.ts'
import { minutes, openByHand } from './by-hand.ts'
import type { ByHand } from './by-hand.ts'

const DAY_MS = 86_400_000
const PNG = await photo().png().toBuffer()
const PICTURE = `data:image/png;base64,${PNG.toString('base64')}`

/** A server whose files lie in a bucket, by a line that can be cut. */
async function open(context: TestContext) {
  const bucket = await openTestBucket(context)
  const line = await CutLine.open(context, bucket.env['REELGATE_S3_ENDPOINT'] ?? '')
  const upstream = await Upstream.open(context)
  const clock = new TestClock()
  const env = { ...bucket.env, REELGATE_S3_ENDPOINT: line.url }
  const provider = httpProvider({ url: upstream.url, checkAfterMs: minutes(1) })
  const server = await startTestServer(context, { clock, env, providers: [provider] })
  const pass = async (id: string, ms: number) => {
    await atRest(server, id)
    clock.advance(ms)
    server.wake()
  }
  return { ...bucket, env, line, upstream, clock, server, api: server.api, pass }
}

const filesBelow = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())

test('a task over HTTP leaves its video in the bucket and nowhere else, whole and in ranges, until its time is over', async (context) => {
  const { objects, uploads, upstream, clock, server, api } = await open(context)
  // Two parts.
  upstream.video = randomBytes(9_000_000)
  const task = await api.ended(await api.submitted())
  assert.equal(task.status, 'completed')
  const url = task.result.videos[0].url[0] as string
  assert.ok(url.startsWith(`${server.url}/files/`))
  const name = url.split('/').at(-1) ?? ''
  assert.deepEqual(await objects(), [`video/results/${name.slice(0, 2)}/${name}`])
  assert.deepEqual(await filesBelow(join(server.dataDir, 'results')), [])
  const whole = await fetch(url)
  assert.equal(whole.headers.get('content-type'), 'video/mp4')
  assert.ok(upstream.video.equals(Buffer.from(await whole.arrayBuffer())))
  // As a player asks: for the beginning, for the end, and from somewhere on.
  const ranges: [header: string, start: number, end: number][] = [
    ['bytes=0-1', 0, 2],
    ['bytes=8999000-', 8_999_000, 9_000_000],
    ['bytes=8388600-8388700', 8_388_600, 8_388_701],
  ]
  for (const [range, start, end] of ranges) {
    const part = await fetch(url, { headers: { range } })
    assert.equal(part.status, 206)
    assert.equal(part.headers.get('content-range'), `bytes ${start}-${end - 1}/9000000`)
    assert.ok(upstream.video.subarray(start, end).equals(Buffer.from(await part.arrayBuffer())))
  }
  clock.advance(DAY_MS)
  await sweep(server.flow)
  assert.equal((await api.get(url)).status, 410)
  assert.deepEqual([...(await objects()), ...(await uploads())], [])
})

test('S13: an object store that is cut off in the middle of storing, and stays away, is waited for: stored once, whole', async (context) => {
  const { line, upstream, server, api, pass, objects, uploads } = await open(context)
  upstream.video = randomBytes(20_000_000)
  upstream.finishAtOnce = false
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  line.cutAt = line.sent + 12_000_000
  upstream.finish()
  await pass(id, minutes(1))
  for (const minute of [1, 2]) {
    await atRest(server, id)
    assert.equal((await api.task(id)).status, 'processing', `in minute ${minute}`)
    await pass(id, minutes(1))
  }
  await atRest(server, id)
  assert.deepEqual(await objects(), [])
  line.mend()
  await pass(id, minutes(1))
  const task = await api.ended(id)
  assert.equal(task.status, 'completed')
  assert.equal(task.cost, CHEAPEST_USD)
  const got = await fetch(task.result.videos[0].url[0])
  assert.ok(upstream.video.equals(Buffer.from(await got.arrayBuffer())))
  assert.equal(upstream.operations.length, 1)
  assert.deepEqual((await server.verify()).problems, [])
  // What the cut left goes with the video.
  assert.equal((await api.call('DELETE', `/v1/videos/${id}`)).status, 200)
  assert.deepEqual([...(await objects()), ...(await uploads())], [])
})

test('a video whose store is away is a 503 that says so and when to come back; its head, and its task, need no store', async (context) => {
  const { line, server, api } = await open(context)
  const id = await api.submitted()
  const url = (await api.ended(id)).result.videos[0].url[0] as string
  line.cut()
  const answer = await api.get(url)
  assert.equal(answer.status, 503)
  assert.equal(answer.headers.get('retry-after'), '5')
  assert.match(answer.body.error.message, /storage of files is unavailable/)
  assert.equal((await fetch(url, { method: 'HEAD' })).status, 200)
  assert.equal((await api.task(id)).status, 'completed')
  assert.equal((await api.get('/readyz')).status, 200)
  line.mend()
  assert.equal((await api.get(url)).status, 200)
  assert.deepEqual((await server.verify()).problems, [])
})

test('pictures of a submit are in the bucket before it is accepted, and gone after its end; a refused one leaves none', async (context) => {
  const { objects, upstream, api } = await open(context)
  upstream.finishAtOnce = false
  const body = { ...SUBMIT, duration: 8, first_frame_image: PICTURE, last_frame_image: PICTURE }
  const id = await api.submitted(body)
  const kept = await objects()
  assert.equal(kept.length, 2)
  for (const [index, name] of ['first', 'last'].entries())
    assert.match(kept[index] ?? '', new RegExp(`^video/inputs/\\w+/${name}\\.png$`))
  assert.equal((await api.submit({ ...body, last_frame_image: 'data:image/png;base64,AAAA' })).status, 400)
  assert.deepEqual(await objects(), kept)
  await eventually(() => upstream.operations.length === 1)
  upstream.finish({ state: 'failed' })
  await api.call('POST', `/v1/tasks/${id}/cancel`)
  await api.ended(id)
  await eventually(async () => (await objects()).length === 0)
})

test('a submit with a picture, and an upload, are a 503 while the store is away: nothing is charged, and nothing stays', async (context) => {
  const { line, server, objects } = await open(context)
  const { api } = await server.newCaller(10)
  line.cut()
  const answer = await api.submit({ ...SUBMIT, first_frame_image: PICTURE })
  assert.equal(answer.status, 503, JSON.stringify(answer.body))
  const form = new FormData()
  form.append('file', new Blob([Buffer.from(PNG)]), 'a.png')
  assert.equal((await api.call('POST', '/v1/uploads/images', { body: form })).status, 503)
  assert.equal(await api.balance(), 10)
  assert.deepEqual(await filesBelow(join(server.dataDir, 'inputs')), [])
  assert.deepEqual(await filesBelow(join(server.dataDir, 'uploads')), [])
  // Without a picture there is nothing to store yet.
  assert.equal((await api.submit()).status, 200)
  line.mend()
  assert.equal((await objects()).filter((key) => !key.includes('/results/')).length, 0)
})

test('an upload lies in the bucket: its link plays, and it is the first frame of a submit, also where its node has no copy', async (context) => {
  const { objects, clock, server, api } = await open(context)
  const form = new FormData()
  form.append('file', new Blob([Buffer.from(PNG)]), 'a.png')
  const { url } = (await api.call('POST', '/v1/uploads/images', { body: form })).body
  const [key = ''] = await objects()
  assert.match(key, /^video\/uploads\/[a-z2-7]{32}\.png$/)
  for (const entry of await filesBelow(join(server.dataDir, 'uploads'))) await rm(join(entry.parentPath, entry.name))
  const got = await fetch(url)
  assert.ok(PNG.equals(Buffer.from(await got.arrayBuffer())))
  assert.equal((await api.ended(await api.submitted({ ...SUBMIT, first_frame_image: url }))).status, 'completed')
  clock.advance(4 * DAY_MS)
  await sweep(server.flow)
  assert.deepEqual(await objects(), [])
  assert.deepEqual(await filesBelow(join(server.dataDir, 'uploads')), [])
})

/** The same database as another node would see it, with a data folder of its own and its own built-in renderer. */
async function anotherNode(context: TestContext, { flow }: ByHand, env: Record<string, string>): Promise<Flow> {
  const dataDir = await ownFolder(context)
  databaseFile(dataDir)
  const provider = openProvider({ type: 'builtin' }, dataDir)
  context.after(() => provider.close?.())
  const stores = await openStores(dataDir, readConfig({ ...env, REELGATE_DATA_DIR: dataDir }, {}))
  const providers = new Map([[provider.name, provider]])
  return { ...flow, ...stores, providers, settings: { ...flow.settings, dataDir } }
}

test('a task with pictures that one node accepted is started by a second and drawn by a third, each with its own data folder', async (context) => {
  const { env, objects } = await openTestBucket(context)
  const accepting = { ...httpProvider({ url: 'http://127.0.0.1:1' }), name: 'builtin' }
  const hand = await openByHand(context, accepting, { ...SUBMIT, first_frame_image: PICTURE }, env)
  const [starter, drawer] = [await anotherNode(context, hand, env), await anotherNode(context, hand, env)]
  assert.equal((await objects()).length, 1)
  const signal = new AbortController().signal
  await driveTask(starter, await hand.claim('starter'), signal)
  assert.equal((await hand.task()).state, 'running')
  // The starter is heard of no more.
  hand.clock.advance(hand.flow.settings.leaseMs)
  const claim = await hand.claim('drawer')
  await eventually(async () => {
    const next = await driveTask(drawer, claim, signal)
    if (next.kind === 'copy') await next.copy()
    return next.kind !== 'check'
  })
  const { state, failure } = await hand.task()
  assert.equal(state, 'completed', JSON.stringify(failure))
  assert.match((await objects()).join(), /^video\/results\/[^,]*$/)
  assert.deepEqual(await hand.problems(), [])
})

test('a bucket that can not be used is a start error that names the setting to correct', async (context) => {
  const { env } = await openTestBucket(context)
  const CASES: [change: Record<string, string>, said: RegExp][] = [
    [{ REELGATE_S3_BUCKET: 'nobody-made-this' }, /no such bucket.*REELGATE_S3_BUCKET/],
    [{ REELGATE_S3_SECRET_ACCESS_KEY: 'wrong' }, /Correct REELGATE_S3_ACCESS_KEY_ID/],
    [{ REELGATE_S3_REGION: 'eu-west-1' }, /correct REELGATE_S3_REGION/],
    [{ REELGATE_S3_ENDPOINT: 'http://127.0.0.1:1' }, /ECONNREFUSED.*Correct REELGATE_S3_ENDPOINT/],
    [{ REELGATE_S3_PATH_STYLE: 'off', REELGATE_S3_ENDPOINT: 'http://nowhere.invalid' }, /REELGATE_S3_PATH_STYLE=on/],
  ]
  for (const [change, message] of CASES) {
    const started = startTestServer(context, { env: { ...env, ...change } })
    await assert.rejects(started, { name: 'CannotStart', message })
  }
})

test('a data folder that holds results is not started with a bucket: their links would be dead', async (context) => {
  const dataDir = await ownFolder(context)
  const server = await startTestServer(context, { dataDir })
  await server.stop()
  await writeFile(join(dataDir, 'results', 'a.mp4'), 'a video')
  const { env } = await openTestBucket(context)
  await assert.rejects(startTestServer(context, { dataDir, env }), { name: 'CannotStart', message: /holds results/ })
})
