import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { StoredRequest } from '../../src/domain/video-request.ts'
import { ownFolder } from '../harness/folder.ts'
import { calm, jobFor, startedToken } from './conformance.ts'
import type { Fake } from './fakes/fake.ts'
import { FakeOpenai } from './fakes/fake-openai.ts'
import { FakeVertex } from './fakes/fake-vertex.ts'
import { ENTRIES, openProvider } from './open-providers.ts'
import { keptPicture } from './pictures.ts'

/** What the fake was asked first for this request. */
async function startOf(
  context: TestContext,
  fake: Fake,
  entry: (url: string) => { type: string },
  change: Partial<StoredRequest> & { pictures?: 1 | 2 } = {},
) {
  await fake.listen(context)
  const dataDir = await ownFolder(context)
  const provider = openProvider(entry(fake.url), dataDir)
  context.after(() => provider.close?.())
  const { pictures = 0, ...rest } = change
  const size = { width: 32, height: 18 }
  const firstFrame = pictures > 0 ? await keptPicture(dataDir, 'first', size) : undefined
  const lastFrame = pictures > 1 ? await keptPicture(dataDir, 'last', size) : undefined
  const job = jobFor({ ...rest, ...(firstFrame && { firstFrame }), ...(lastFrame && { lastFrame }) })
  const token = await startedToken(provider, job)
  const [request] = fake.requests
  assert.ok(request)
  const base64 = (name: string) => readFile(join(dataDir, `inputs/test/${name}.png`), 'base64')
  return { request, token, provider, base64 }
}

test('vertex: a text, field by field: seed 0 is a seed, silence is said, no resizeMode', async (context) => {
  const change = {
    seed: 0,
    generateAudio: false,
    resolution: '4K',
    personGeneration: 'disallow',
    sampleCount: 4,
  } as const
  const { request } = await startOf(context, new FakeVertex(), ENTRIES.vertex, change)
  assert.equal(
    request.path,
    '/v1/projects/p1/locations/us-central1/publishers/google/models/veo-3.1-fast-generate-001:predictLongRunning',
  )
  assert.deepEqual(JSON.parse(request.body.toString()), {
    instances: [{ prompt: 'a lighthouse at night' }],
    parameters: {
      aspectRatio: '16:9',
      durationSeconds: 8,
      resolution: '4k',
      sampleCount: 4,
      seed: 0,
      generateAudio: false,
      enhancePrompt: true,
      personGeneration: 'disallow',
    },
  })
})

test('vertex: pictures, the older spelling, another model, place and version', async (context) => {
  const entry = (url: string) => ({
    ...ENTRIES.vertex(url),
    disallow: 'dont_allow',
    region: 'global',
    apiVersion: 'v1beta1',
    storageUri: 'gs://my-bucket/videos/',
    models: { 'veo3.1-fast-official': 'veo-9' },
  })
  const change = { negativePrompt: 'rain', personGeneration: 'disallow', resizeMode: 'crop', pictures: 2 } as const
  const { request, base64 } = await startOf(context, new FakeVertex(), entry, change)
  assert.equal(request.path, '/v1beta1/projects/p1/locations/global/publishers/google/models/veo-9:predictLongRunning')
  assert.deepEqual(JSON.parse(request.body.toString()), {
    instances: [
      {
        prompt: 'a lighthouse at night',
        image: { bytesBase64Encoded: await base64('first'), mimeType: 'image/png' },
        lastFrame: { bytesBase64Encoded: await base64('last'), mimeType: 'image/png' },
      },
    ],
    parameters: {
      aspectRatio: '16:9',
      durationSeconds: 8,
      resolution: '720p',
      sampleCount: 1,
      seed: 7,
      generateAudio: true,
      enhancePrompt: true,
      personGeneration: 'dont_allow',
      negativePrompt: 'rain',
      resizeMode: 'crop',
      storageUri: 'gs://my-bucket/videos/',
    },
  })
})

test('vertex: a result in gs:// is read from Cloud Storage with the same credentials', async (context) => {
  const fake = new FakeVertex()
  const entry = (url: string) => ({ ...ENTRIES.vertex(url), storageUri: 'gs://my-bucket/my videos/' })
  const { token, provider } = await startOf(context, fake, entry)
  fake.finish()
  const outcome = await provider.check(token, calm())
  assert.ok(outcome.kind === 'done')
  const stream = await outcome.outputs[0]?.open(calm())
  stream?.destroy()
  const download = fake.requests.at(-1)
  assert.equal(download?.path, '/storage/v1/b/my-bucket/o/my%20videos%2Fop1%2Fsample_0.mp4')
  assert.equal(download?.query.get('alt'), 'media')
  assert.equal(download?.headers.authorization, 'Bearer v-token')
})

async function formOf({ request }: Awaited<ReturnType<typeof startOf>>) {
  const type = String(request.headers['content-type'])
  return new Response(request.body, { headers: { 'content-type': type } }).formData()
}

test('openai-videos: vLLM-Omni gets seed, negative prompt and what the settings add; the picture is a file', async (context) => {
  const fake = new FakeOpenai()
  const entry = (url: string) => ({
    ...ENTRIES.openaiVideos(url),
    models: { 'veo3.1-fast-official': 'Wan-AI/Wan2.2' },
    extraFields: { num_inference_steps: '40' },
  })
  const change = {
    negativePrompt: 'rain',
    aspectRatio: '9:16',
    resolution: '1080p',
    sampleCount: 2,
    pictures: 1,
  } as const
  const started = await startOf(context, fake, entry, change)
  const form = await formOf(started)
  const { input_reference: picture, ...fields } = Object.fromEntries(form.entries())
  assert.deepEqual(fields, {
    model: 'Wan-AI/Wan2.2',
    prompt: 'a lighthouse at night',
    seconds: '8',
    size: '1080x1920',
    seed: '7',
    negative_prompt: 'rain',
    num_inference_steps: '40',
  })
  assert.ok(picture instanceof File)
  // 16:9 into 9:16: it was mended on its way.
  assert.equal(picture.type, 'image/jpeg')
  // Each sample is an order of its own, and all are deleted there in the end.
  assert.equal(fake.orders.length, 2)
  await started.provider.forget?.(started.token)
  assert.deepEqual(fake.deleted, ['video_op1', 'video_op2'])
})

test('openai-videos: OpenAI itself gets its own fields only', async (context) => {
  const entry = (url: string) => ({ ...ENTRIES.openaiVideos(url), dialect: 'openai', deleteWhenDone: false })
  const fake = new FakeOpenai()
  const started = await startOf(context, fake, entry)
  const form = await formOf(started)
  assert.deepEqual([...form.keys()], ['model', 'prompt', 'seconds', 'size'])
  await started.provider.forget?.(started.token)
  assert.deepEqual(fake.deleted, [])
})
