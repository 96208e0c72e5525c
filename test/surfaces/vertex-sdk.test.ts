import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { startTestServer } from '../harness/server.ts'
import { ownFolder } from '../harness/folder.ts'
import { startWithUpstream } from '../http/fixture.ts'
import { finished, loopbackOnly, picture, vertexClient } from './fixture.ts'

const MODEL = 'veo-3.1-fast-generate-001'

test('@google/genai as a client of Vertex AI makes a real video, inline, and writes it to a file', async (context) => {
  loopbackOnly(context)
  const { api } = await startTestServer(context)
  const ai = vertexClient(api)
  const config = { durationSeconds: 4, resolution: '720p', generateAudio: false, seed: 7 }
  const started = await ai.models.generateVideos({ model: MODEL, source: { prompt: 'a lighthouse at night' }, config })
  const operation = await finished(ai, started)
  const video = operation.response?.generatedVideos?.[0]
  assert.equal(video?.video?.mimeType, 'video/mp4')
  const downloadPath = join(await ownFolder(context), 'video.mp4')
  await ai.files.download({ file: video, downloadPath })
  assert.equal((await readFile(downloadPath)).toString('latin1', 4, 8), 'ftyp')
})

test('@google/genai with a project and a token: every parameter arrives, and two videos come back', async (context) => {
  loopbackOnly(context)
  const server = await startWithUpstream(context)
  // Lengths that leave one and two bytes over, to see the joints of the base64.
  server.upstream.video = Buffer.from(Array.from({ length: 200_003 }, (_, index) => index % 251))
  const ai = vertexClient(server.api, 'my-project')
  const image = { imageBytes: (await picture()).toString('base64'), mimeType: 'image/png' }
  const started = await ai.models.generateVideos({
    model: 'veo-3.1-generate-001',
    source: { prompt: 'a door opens', image },
    config: {
      lastFrame: image,
      numberOfVideos: 2,
      durationSeconds: 6,
      resolution: '1080p',
      aspectRatio: '9:16',
      seed: 0,
      negativePrompt: 'blurry',
      personGeneration: 'dont_allow',
      generateAudio: false,
      enhancePrompt: true,
    },
  })
  assert.match(
    started.name ?? '',
    /^projects\/my-project\/locations\/us-central1\/publishers\/google\/models\/veo-3\.1-generate-001\/operations\/task_/,
  )
  const operation = await finished(ai, started)
  const videos = operation.response?.generatedVideos ?? []
  assert.equal(videos.length, 2)
  for (const { video } of videos) {
    assert.ok(Buffer.from(video?.videoBytes ?? '', 'base64').equals(server.upstream.video))
  }
  const [{ firstFrame, lastFrame, ...request } = assert.fail()] = server.requests
  assert.deepEqual(request, {
    model: 'veo3.1-quality-official',
    prompt: 'a door opens',
    durationSeconds: 6,
    aspectRatio: '9:16',
    resolution: '1080p',
    sampleCount: 2,
    seed: 0,
    generateAudio: false,
    personGeneration: 'disallow',
    resizeMode: 'pad',
    negativePrompt: 'blurry',
  })
  assert.deepEqual([firstFrame?.width, lastFrame?.height], [64, 48])
})
