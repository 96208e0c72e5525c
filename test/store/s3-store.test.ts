import { CreateMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3'
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { openS3Client, openS3Store } from '../../src/store/s3-store.ts'
import { CutLine } from '../harness/cut-line.ts'
import { openTestBucket } from '../harness/object-store.ts'
import { testStore } from './conformance.ts'

async function open(context: TestContext) {
  const bucket = await openTestBucket(context)
  const store = openS3Store(bucket.client, bucket.settings, (name) => `results/${name}`)
  return { ...bucket, store }
}

testStore('s3', async (context) => {
  const { store, objects, uploads } = await open(context)
  const leftovers = async (known: readonly string[]) => {
    const keys = new Set(known.map((name) => `video/results/${name}`))
    return [...(await objects()), ...(await uploads())].filter((key) => !keys.has(key))
  }
  return { store, leftovers }
})

const NAME = 'abcdef.mp4'
const MB = 1_000_000
const never = () => new AbortController().signal

/** Bytes in pieces of 1 MB, counted as they are taken. */
function pieces(count: number) {
  const content = randomBytes(count * MB)
  const taken = { pieces: 0 }
  const source = Readable.from(
    (function* () {
      for (; taken.pieces < count; taken.pieces += 1) yield content.subarray(taken.pieces * MB, (taken.pieces + 1) * MB)
    })(),
  )
  return { content, source, taken }
}

/** The same, and then it breaks. */
const broken = (count: number) =>
  Readable.from(
    (async function* () {
      yield* pieces(count).source
      throw new Error('the source broke')
    })(),
  )

/** A store that is reached by a line which the test can cut. */
async function openByLine(context: TestContext) {
  const bucket = await openTestBucket(context)
  const line = await CutLine.open(context, bucket.settings.endpoint ?? '')
  const settings = { ...bucket.settings, endpoint: line.url }
  const calls: [operation: string, result: string][] = []
  const client = openS3Client(settings, (operation, result) => void calls.push([operation, result]))
  context.after(() => client.destroy())
  return { ...bucket, calls, line, store: openS3Store(client, settings, (name) => `results/${name}`) }
}

test('s3: a file of several parts is read back whole and in ranges over their seams, and goes whole', async (context) => {
  const { store, objects, uploads } = await open(context)
  const { content, source } = pieces(20)
  const stored = await store.put(NAME, source, never())
  assert.deepEqual(stored, { bytes: 20 * MB, sha256: createHash('sha256').update(content).digest('hex') })
  const whole = await store.open(NAME)
  assert.ok(whole && content.equals(await buffer(whole)))
  const seam = 8 * 1024 * 1024
  const range = await store.open(NAME, { start: seam - 5, end: seam + 4 })
  assert.ok(range && content.subarray(seam - 5, seam + 5).equals(await buffer(range)))
  await store.delete(NAME)
  assert.equal(await store.open(NAME), undefined)
  assert.deepEqual([...(await objects()), ...(await uploads())], [])
})

test('s3: a source that breaks after several parts leaves none of them', async (context) => {
  const { store, objects, uploads } = await open(context)
  await assert.rejects(store.put(NAME, broken(20), never()), /the source broke/)
  assert.deepEqual([...(await objects()), ...(await uploads())], [])
})

test('s3: an abort while parts are under way waits for them, and leaves none', async (context) => {
  const { store, line, objects, uploads } = await openByLine(context)
  line.clogAt = MB
  const abort = new AbortController()
  const putting = store.put(NAME, pieces(40).source, abort.signal)
  await line.clogged(1)
  assert.deepEqual(await uploads(), ['video/results/abcdef.mp4'])
  abort.abort()
  line.mend()
  await assert.rejects(putting, { name: 'AbortError' })
  assert.deepEqual([...(await objects()), ...(await uploads())], [])
})

test('s3: a slow line holds up the source: no more than three parts are in memory', async (context) => {
  const { store, line } = await openByLine(context)
  line.clogAt = MB
  const { source, taken, content } = pieces(60)
  const putting = store.put(NAME, source, never())
  await line.clogged(2)
  assert.ok(taken.pieces < 3 * 8.4, `${taken.pieces} MB were taken from the source`)
  line.mend()
  assert.equal((await putting).bytes, content.length)
})

test('s3: a delete removes what a process left that died in the middle of a put, and nothing of other names', async (context) => {
  const { client, settings, store, uploads } = await open(context)
  const { bucket: Bucket } = settings
  for (const name of [NAME, NAME, `${NAME}x`]) {
    const place = { Bucket, Key: `video/results/${name}` }
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(place))
    await client.send(new UploadPartCommand({ ...place, UploadId, PartNumber: 1, Body: Buffer.from('half of it') }))
  }
  await store.delete(NAME)
  assert.deepEqual(await uploads(), [`video/results/${NAME}x`])
})

test('S13: s3: an object store that is cut off in the middle of a put fails it, and a repeat stores it whole', async (context) => {
  const { store, line, objects, uploads } = await openByLine(context)
  line.cutAt = 12 * MB
  const { source } = pieces(30)
  await assert.rejects(store.put(NAME, source, never()), { code: 'storage_unavailable' })
  assert.equal(source.destroyed, true)
  assert.deepEqual(await objects(), [])
  line.mend()
  assert.equal(await store.open(NAME), undefined)
  const { source: again, content } = pieces(30)
  await store.put(NAME, again, never())
  const whole = await store.open(NAME)
  assert.ok(whole && content.equals(await buffer(whole)))
  await store.delete(NAME)
  assert.deepEqual([...(await objects()), ...(await uploads())], [])
})

test('s3: whatever is asked of a store that is away is storage_unavailable, with the cause for the log', async (context) => {
  const { store, line } = await openByLine(context)
  line.cut()
  const away = { code: 'storage_unavailable', message: /object store/ }
  await assert.rejects(store.put(NAME, Readable.from([Buffer.from('bytes')]), never()), away)
  await assert.rejects(store.open(NAME), away)
  await assert.rejects(store.delete(NAME), away)
})

test('s3: each call is told once, with what came of it; an address that is signed is none', async (context) => {
  const { store, line, calls } = await openByLine(context)
  const told = () => calls.splice(0)
  assert.equal(await store.open(NAME), undefined)
  assert.deepEqual(told(), [['GetObject', 'missing']])
  await store.put(NAME, Readable.from([Buffer.from('bytes')]), never())
  await buffer((await store.open(NAME)) ?? assert.fail())
  assert.deepEqual(told(), [
    ['PutObject', 'done'],
    ['GetObject', 'done'],
  ])
  await store.put(NAME, pieces(9).source, never())
  const parts = ['CreateMultipartUpload', 'UploadPart', 'UploadPart', 'CompleteMultipartUpload']
  assert.deepEqual(
    told(),
    parts.map((operation) => [operation, 'done']),
  )
  const { links } = await store.withLinks()
  await links.to(NAME, { contentType: 'video/mp4', disposition: undefined, seconds: 60 })
  assert.deepEqual(told(), [])
  line.cut()
  await assert.rejects(store.delete(NAME))
  assert.deepEqual(told(), [['DeleteObject', 'fault']])
})
