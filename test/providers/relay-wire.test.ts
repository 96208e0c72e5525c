import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Log } from '../../src/lib/log.ts'
import { ownFolder } from '../harness/folder.ts'
import { calm, jobFor, startedToken } from './conformance.ts'
import { FakeFamily } from './fakes/fake-family.ts'
import { ENTRIES, openProvider } from './open-providers.ts'
import { keptPicture } from './pictures.ts'

async function open(context: TestContext, more: object = {}, log?: Log) {
  const fake = await new FakeFamily().listen(context)
  const dataDir = await ownFolder(context)
  const start = () => openProvider({ ...ENTRIES.relay(fake.url), ...more }, dataDir, log)
  const provider = start()
  context.after(() => provider.close?.())
  return { fake, dataDir, provider, restarted: start }
}

test('relay: every field of the contract goes along in words, pictures are uploaded first', async (context) => {
  const { fake, dataDir, provider } = await open(context, { models: { 'veo3.1-fast-official': 'their-fast' } })
  const firstFrame = await keptPicture(dataDir, 'first', { width: 32, height: 18 })
  const lastFrame = await keptPicture(dataDir, 'last', { width: 32, height: 18 })
  const change = {
    negativePrompt: 'rain',
    personGeneration: 'disallow' as const,
    sampleCount: 2,
    seed: 0,
    firstFrame,
    lastFrame,
  }
  const job = jobFor(change)
  await startedToken(provider, job)
  const [order] = fake.orders
  assert.ok(order)
  assert.deepEqual(JSON.parse(order.request.body.toString()), {
    model: 'their-fast',
    prompt: 'a lighthouse at night',
    negative_prompt: 'rain',
    duration: 8,
    aspect_ratio: '16:9',
    resolution: '720p',
    first_frame_image: `${fake.url}/files/upload-1.png`,
    last_frame_image: `${fake.url}/files/upload-2.png`,
    seed: 0,
    sample_count: 2,
    generate_audio: true,
    person_generation: 'disallow',
    resize_mode: 'pad',
  })
  assert.equal(order.request.headers['idempotency-key'], job.taskId)
  const [upload] = fake.requests
  assert.ok(upload)
  const form = await new Response(upload.body, {
    headers: { 'content-type': String(upload.headers['content-type']) },
  }).formData()
  const file = form.get('file')
  assert.ok(file instanceof File)
  assert.deepEqual(Buffer.from(await file.arrayBuffer()), await readFile(join(dataDir, firstFrame.file)))
})

test('S7: killed after the answer was lost: the next process sends the same body under the same key, and gets that task', async (context) => {
  const { fake, dataDir, provider, restarted } = await open(context)
  const job = jobFor({ firstFrame: await keptPicture(dataDir, 'first', { width: 32, height: 18 }) })
  fake.loseAnswers = true
  await assert.rejects(provider.start(job, calm()))
  fake.loseAnswers = false
  const next = restarted()
  context.after(() => next.close?.())
  await next.keepOnly?.([])
  await startedToken(next, job)
  assert.deepEqual([fake.orders.length, fake.uploads], [1, 1])
  const [first, second] = fake.starts()
  assert.deepEqual(first?.body, second?.body)
})

test('a server that is not known to be idempotent is never started twice', async (context) => {
  const { provider } = await open(context, { idempotent: false })
  assert.equal(provider.startIsRepeatable, false)
})

test('an upload that fails starts nothing: the task waits, or is refused where the picture is', async (context) => {
  const { fake, dataDir, provider } = await open(context)
  const job = jobFor({ firstFrame: await keptPicture(dataDir, 'first', { width: 32, height: 18 }) })
  // Uploads are neither start nor check here, and have the checks' mood.
  for (const mood of [500, 503, 429, 'garbage', 'cut'] as const) {
    fake.onCheck = mood
    assert.equal((await provider.start(job, calm())).kind, 'busy', String(mood))
  }
  fake.onCheck = 413
  assert.equal((await provider.start(job, calm())).kind, 'refused')
  assert.equal(fake.starts().length, 0)
})

test('S5: a cancel goes through, and says whether it came in time', async (context) => {
  const { fake, provider } = await open(context)
  const token = await startedToken(provider, jobFor())
  assert.equal(await provider.cancel?.(token, calm()), 'stopped')
  const late = await startedToken(provider, jobFor())
  fake.finish()
  assert.equal(await provider.cancel?.(late, calm()), 'too-late')
})

test('what the other side charged is kept for the operator', async (context) => {
  const lines: object[] = []
  const note = () => {}
  const log: Log = { debug: note, info: (fields) => void lines.push(fields), warn: note, error: note, flush: note }
  const { fake, provider } = await open(context, {}, log)
  const token = await startedToken(provider, jobFor())
  fake.finish()
  await provider.check(token, calm())
  assert.deepEqual(lines, [{ provider: 'under-test', task: 'task_op1', cost_usd: 0.32 }])
})
