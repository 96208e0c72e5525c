import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { GenerateVideosOperation } from '@google/genai'
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
    picturesWithoutPeople: true,
    resizeMode: 'pad',
    negativePrompt: 'blurry',
  })
  assert.deepEqual([firstFrame?.width, lastFrame?.height], [64, 48])
})

test('@google/genai as a client of Vertex AI gets errors that it can read: by status, and as a failed operation', async (context) => {
  loopbackOnly(context)
  const server = await startWithUpstream(context)
  const source = { prompt: 'a dog' }
  const ai = vertexClient(server.api)
  const make = (model = MODEL, config = {}, client = ai) => client.models.generateVideos({ model, source, config })
  const refused = async (asking: Promise<unknown>, status: number, word: string, field?: string) => {
    await assert.rejects(asking, (error: Error & { status?: number }) => {
      const told = JSON.parse(error.message).error
      const violations = told.details.find((detail: object) => 'fieldViolations' in detail)?.fieldViolations
      assert.deepEqual(
        [error.name, error.status, told.code, told.status, violations?.[0].field],
        ['ApiError', status, status, word, field],
      )
      return true
    })
  }
  await refused(make(MODEL, { durationSeconds: 5 }), 400, 'INVALID_ARGUMENT', 'parameters.durationSeconds')
  await refused(make(MODEL, { outputGcsUri: 'gs://b/o' }), 400, 'INVALID_ARGUMENT', 'parameters.storageUri')
  await refused(make('veo9'), 404, 'NOT_FOUND', 'model')
  await refused(make(MODEL, {}, vertexClient({ url: server.url, key: 'none' })), 401, 'UNAUTHENTICATED')
  const withProject = vertexClient({ url: server.url, key: 'none' }, 'my-project')
  await refused(make(MODEL, {}, withProject), 401, 'UNAUTHENTICATED')
  const { api: limited } = await server.newCaller(undefined, { submits: 1 })
  await make(MODEL, {}, vertexClient(limited))
  await refused(make(MODEL, {}, vertexClient(limited)), 429, 'RESOURCE_EXHAUSTED')
  const { api: poor } = await server.newCaller(0.01)
  await refused(make(MODEL, {}, vertexClient(poor)), 400, 'FAILED_PRECONDITION')

  const started = await make()
  const others = vertexClient((await server.newCaller()).api)
  for (const [client, name] of [
    [ai, (started.name ?? '').replace(/task_.*/, 'task_1')],
    [others, started.name ?? ''],
  ] as const) {
    const operation = new GenerateVideosOperation()
    operation.name = name
    await refused(client.operations.getVideosOperation({ operation }), 404, 'NOT_FOUND', 'task_id')
  }
  await finished(ai, started)
  server.upstream.endsAs = 'failed'
  assert.equal((await finished(ai, await make())).error?.['code'], 13)
})

test('@google/genai as a client of Vertex AI lists the models page by page', async (context) => {
  loopbackOnly(context)
  const server = await startWithUpstream(context)
  for (const ai of [vertexClient(server.api), vertexClient(server.api, 'my-project')]) {
    const names: string[] = []
    for await (const { name = '' } of await ai.models.list({ config: { pageSize: 4 } })) names.push(name)
    assert.ok(names.length > 4 && names.includes(`publishers/google/models/${MODEL}`))
    const { name, version } = await ai.models.get({ model: MODEL })
    assert.deepEqual([name, version], [`publishers/google/models/${MODEL}`, '3.1'])
  }
})
