import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { GoogleGenAI, ImageResizeMode } from '@google/genai'
import type { GenerateVideosConfig } from '@google/genai'
import type { StoredRequest } from '../../src/domain/video-request.ts'
import { ownFolder } from '../harness/folder.ts'
import { calm, jobFor, startedToken } from './conformance.ts'
import { FakeGemini } from './fakes/fake-gemini.ts'
import { FakeVertex } from './fakes/fake-vertex.ts'
import type { Received } from './fakes/fake.ts'
import { ENTRIES, openProvider } from './open-providers.ts'
import { keptPicture } from './pictures.ts'

// Google can't be reached from a test. What its own SDK sends for the same request is the next best witness.

const MODELS = { vertex: 'veo-3.1-fast-generate-001', gemini: 'veo-3.1-fast-generate-preview' }
const FRAME = { width: 32, height: 18 }

interface Wanted {
  name: string
  change: Partial<StoredRequest>
  pictures: 0 | 1 | 2
  /** What a caller of the SDK would write for the same. */
  config: GenerateVideosConfig
}

const WANTED: readonly Wanted[] = [
  { name: 'a text', change: {}, pictures: 0, config: {} },
  {
    name: 'a text with every parameter',
    change: { aspectRatio: '9:16', resolution: '4K', negativePrompt: 'rain', seed: 0 },
    pictures: 0,
    config: { aspectRatio: '9:16', resolution: '4k', negativePrompt: 'rain', seed: 0 },
  },
  { name: 'a first frame', change: { durationSeconds: 4 }, pictures: 1, config: { durationSeconds: 4 } },
  { name: 'a first and a last frame', change: { resizeMode: 'crop' }, pictures: 2, config: {} },
]

async function requestsOf(context: TestContext, { change, pictures }: Wanted) {
  const dataDir = await ownFolder(context)
  const first = pictures > 0 ? await keptPicture(dataDir, 'first', FRAME) : undefined
  const last = pictures > 1 ? await keptPicture(dataDir, 'last', FRAME) : undefined
  const job = jobFor({ ...change, ...(first && { firstFrame: first }), ...(last && { lastFrame: last }) })
  const media = async (image: typeof first) =>
    image && { imageBytes: await readFile(join(dataDir, image.file), 'base64'), mimeType: image.contentType }
  return { dataDir, job, image: await media(first), lastFrame: await media(last) }
}

const bodyOf = ({ body }: Received) => JSON.parse(body.toString())
for (const wanted of WANTED) {
  test(`Vertex AI: ${wanted.name} goes out as Google’s SDK sends it`, async (context) => {
    const [ours, theirs] = await Promise.all([new FakeVertex().listen(context), new FakeVertex().listen(context)])
    const { dataDir, job, image, lastFrame } = await requestsOf(context, wanted)
    const provider = openProvider({ ...ENTRIES.vertex(ours.url), resizeModeCase: 'upper' }, dataDir)
    const token = await startedToken(provider, job)
    await provider.check(token, calm())
    await provider.close?.()

    const { request } = job
    const sdk = new GoogleGenAI({
      vertexai: true,
      project: 'p1',
      location: 'us-central1',
      apiVersion: 'v1',
      httpOptions: { baseUrl: theirs.url, headers: { authorization: 'Bearer v-token' } },
      googleAuthOptions: { authClient: noLogin() },
    })
    const operation = await sdk.models.generateVideos({
      model: MODELS.vertex,
      source: { prompt: request.prompt, ...(image && { image }) },
      config: {
        aspectRatio: '16:9',
        durationSeconds: 8,
        resolution: '720p',
        numberOfVideos: 1,
        seed: request.seed,
        generateAudio: true,
        enhancePrompt: true,
        personGeneration: 'allow_adult',
        ...(image && { resizeMode: request.resizeMode === 'crop' ? ImageResizeMode.CROP : ImageResizeMode.PAD }),
        ...(lastFrame && { lastFrame }),
        ...wanted.config,
      },
    })
    await sdk.operations.getVideosOperation({ operation })

    const [start, check] = ours.requests
    const [sdkStart, sdkCheck] = theirs.requests
    assert.ok(start && check && sdkStart && sdkCheck)
    assert.equal(start.path, sdkStart.path)
    assert.deepEqual(bodyOf(start), bodyOf(sdkStart))
    assert.deepEqual([check.path, bodyOf(check)], [sdkCheck.path, bodyOf(sdkCheck)])
    assert.equal(start.headers.authorization, sdkStart.headers.authorization)
    assert.equal(start.headers['content-length'], String(start.body.length))
  })

  test(`Gemini API: ${wanted.name} goes out as Google’s SDK sends it`, async (context) => {
    const [ours, theirs] = await Promise.all([new FakeGemini().listen(context), new FakeGemini().listen(context)])
    const { dataDir, job, image, lastFrame } = await requestsOf(context, wanted)
    const provider = openProvider({ ...ENTRIES.gemini(ours.url), sendSeed: false }, dataDir)
    const token = await startedToken(provider, job)
    await provider.check(token, calm())
    await provider.close?.()

    // The SDK refuses a seed on this surface; Google's page names one. Ours is a setting.
    const { seed: _, ...config } = wanted.config
    const sdk = new GoogleGenAI({ apiKey: 'g-key', vertexai: false, httpOptions: { baseUrl: theirs.url } })
    const operation = await sdk.models.generateVideos({
      model: MODELS.gemini,
      source: { prompt: job.request.prompt, ...(image && { image }) },
      config: {
        aspectRatio: '16:9',
        durationSeconds: 8,
        resolution: '720p',
        personGeneration: image ? 'allow_adult' : 'allow_all',
        ...(lastFrame && { lastFrame }),
        ...config,
      },
    })
    await sdk.operations.getVideosOperation({ operation })

    const [start, check] = ours.requests
    const [sdkStart, sdkCheck] = theirs.requests
    assert.ok(start && check && sdkStart && sdkCheck)
    assert.equal(start.path, sdkStart.path)
    assert.deepEqual(bodyOf(start), bodyOf(sdkStart))
    assert.deepEqual([check.method, check.path], [sdkCheck.method, sdkCheck.path])
    assert.equal(start.headers['x-goog-api-key'], sdkStart.headers['x-goog-api-key'])
  })
}

/** The SDK asks for a login of the machine otherwise; what it sends is set above. */
function noLogin() {
  return { getRequestHeaders: async () => new Headers({ authorization: 'Bearer v-token' }) } as never
}
