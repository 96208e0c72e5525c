import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGoogle } from '@ai-sdk/google'
import { experimental_generateVideo as generateVideo } from 'ai'
import type { Api } from '../harness/api.ts'
import { startTestServer } from '../harness/server.ts'
import { startWithUpstream } from '../http/fixture.ts'
import { loopbackOnly, picture } from './fixture.ts'

const google = ({ url, key }: Pick<Api, 'url' | 'key'>) => createGoogle({ apiKey: key, baseURL: `${url}/v1beta` })

/** The SDK's own downloader refuses every private address, a server on this machine with it. */
const download = async ({ url }: { url: URL }) => {
  const response = await fetch(url)
  const data = new Uint8Array(await response.arrayBuffer())
  return { data, mediaType: response.headers.get('content-type') ?? undefined }
}

const poll = { intervalMs: 20 }

test('ai with @ai-sdk/google makes a real video from text and downloads it', async (context) => {
  loopbackOnly(context)
  const { api } = await startTestServer(context)
  const { video } = await generateVideo({
    model: google(api).video('veo-3.1-fast-generate-preview'),
    prompt: 'a lighthouse at night',
    duration: 4,
    resolution: '1280x720',
    aspectRatio: '16:9',
    poll,
    download,
  })
  assert.equal(Buffer.from(video.uint8Array).toString('latin1', 4, 8), 'ftyp')
})

test('ai sends a first and a last frame, a seed and a number of videos', async (context) => {
  loopbackOnly(context)
  const server = await startWithUpstream(context)
  const image = await picture()
  const { videos } = await generateVideo({
    model: google(server.api).video('veo-3.1-generate-preview'),
    prompt: 'a door opens',
    frameImages: [
      { image, frameType: 'first_frame' },
      { image, frameType: 'last_frame' },
    ],
    seed: 0,
    n: 2,
    providerOptions: { google: { negativePrompt: 'blurry', personGeneration: 'allow_adult' } },
    poll,
    download,
  })
  assert.equal(videos.length, 2)
  const [{ firstFrame, lastFrame, ...request } = assert.fail()] = server.requests
  assert.deepEqual(
    [firstFrame?.width, lastFrame?.width, request.seed, request.sampleCount, request.negativePrompt, request.model],
    [64, 64, 0, 2, 'blurry', 'veo3.1-quality-official'],
  )
})

test('ai gets errors that it can read: by status and message, and as a failed operation', async (context) => {
  loopbackOnly(context)
  const server = await startWithUpstream(context)
  const make = (api: Pick<Api, 'url' | 'key'>, options: object = {}) =>
    generateVideo({
      model: google(api).video('veo-3.1-generate-preview'),
      prompt: 'a dog',
      maxRetries: 0,
      poll,
      download,
      ...options,
    })
  await assert.rejects(make({ url: server.url, key: 'none' }), { statusCode: 401, message: /^Authentication failed/ })
  await assert.rejects(make(server.api, { duration: 5 }), { statusCode: 400, message: /parameters\.durationSeconds/ })
  server.upstream.endsAs = 'failed'
  await assert.rejects(make(server.api), /The video service failed/)
})
