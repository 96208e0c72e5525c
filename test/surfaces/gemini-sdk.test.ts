import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { startTestServer } from '../harness/server.ts'
import { ownFolder } from '../harness/folder.ts'
import { startWithUpstream } from '../http/fixture.ts'
import { finished, geminiClient, loopbackOnly, picture } from './fixture.ts'

const MODEL = 'veo-3.1-fast-generate-preview'

test('@google/genai makes a real video from text and downloads it', async (context) => {
  loopbackOnly(context)
  const server = await startTestServer(context)
  const ai = geminiClient(server.api)
  const operation = await finished(
    ai,
    await ai.models.generateVideos({
      model: MODEL,
      source: { prompt: 'a lighthouse at night' },
      config: { durationSeconds: 4, resolution: '720p', aspectRatio: '16:9', numberOfVideos: 1 },
    }),
  )
  assert.equal(operation.error, undefined)
  const video = operation.response?.generatedVideos?.[0]?.video
  assert.ok(video)
  const downloadPath = join(await ownFolder(context), 'video.mp4')
  await ai.files.download({ file: video, downloadPath })
  const bytes = await readFile(downloadPath)
  assert.equal(bytes.toString('latin1', 4, 8), 'ftyp')
  assert.ok(bytes.length > 10_000)
})

test('@google/genai sends pictures and parameters, and they arrive as the contract has them', async (context) => {
  loopbackOnly(context)
  const server = await startWithUpstream(context)
  const ai = geminiClient(server.api)
  const imageBytes = (await picture()).toString('base64')
  const image = { imageBytes, mimeType: 'image/png' }
  const started = await ai.models.generateVideos({
    model: 'veo-3.1-generate-preview',
    source: { prompt: 'a door opens', image },
    config: {
      lastFrame: image,
      numberOfVideos: 2,
      durationSeconds: 8,
      resolution: '4k',
      aspectRatio: '9:16',
      negativePrompt: 'blurry',
      personGeneration: 'allow_all',
      enhancePrompt: true,
    },
  })
  assert.match(started.name ?? '', /^models\/veo-3\.1-generate-preview\/operations\/task_/)
  const operation = await finished(ai, started)
  assert.equal(operation.response?.generatedVideos?.length, 2)
  const [{ firstFrame, lastFrame, seed, ...request } = assert.fail()] = server.requests
  assert.deepEqual(request, {
    model: 'veo3.1-quality-official',
    prompt: 'a door opens',
    durationSeconds: 8,
    aspectRatio: '9:16',
    resolution: '4K',
    sampleCount: 2,
    generateAudio: true,
    personGeneration: 'allow_adult',
    resizeMode: 'pad',
    negativePrompt: 'blurry',
  })
  assert.deepEqual([firstFrame?.width, lastFrame?.height, typeof seed], [64, 48, 'number'])
})

test('@google/genai lists the models page by page, and reads what is known of a video', async (context) => {
  loopbackOnly(context)
  const server = await startWithUpstream(context)
  const ai = geminiClient(server.api)
  const names: string[] = []
  for await (const { name = '' } of await ai.models.list({ config: { pageSize: 4 } })) names.push(name)
  assert.equal(names.length, new Set(names).size)
  assert.ok(names.length > 4)
  assert.equal((await ai.models.get({ model: MODEL })).name, `models/${MODEL}`)
  const config = { durationSeconds: 6 }
  const operation = await finished(
    ai,
    await ai.models.generateVideos({ model: MODEL, source: { prompt: 'a dog' }, config }),
  )
  const uri = operation.response?.generatedVideos?.[0]?.video?.uri ?? ''
  const [, id = ''] = /\/v1beta\/files\/(\w+):download/.exec(uri) ?? []
  const { createTime, expirationTime, ...file } = await ai.files.get({ name: `files/${id}` })
  const { updateTime, sdkHttpResponse: _whole, ...rest } = file as typeof file & { sdkHttpResponse?: unknown }
  assert.deepEqual(rest, {
    name: `files/${id}`,
    mimeType: 'video/mp4',
    sizeBytes: String(server.upstream.video.length),
    uri: `${server.url}/v1beta/files/${id}`,
    downloadUri: uri,
    state: 'ACTIVE',
    source: 'GENERATED',
    videoMetadata: { videoDuration: '6s' },
  })
  assert.equal(updateTime, createTime)
  assert.ok(Date.parse(expirationTime ?? '') - Date.parse(createTime ?? '') === 24 * 3_600_000)
  const stranger = geminiClient((await server.newCaller()).api)
  await assert.rejects(stranger.files.get({ name: `files/${id}` }), { name: 'ApiError', status: 404 })
  await assert.rejects(ai.models.generateContent({ model: MODEL, contents: 'a dog' }), (error: Error) => {
    assert.match(JSON.parse(error.message).error.message as string, /does not offer that call: POST/)
    return true
  })
})

test('@google/genai gets errors that it can read: by status, and as a failed operation', async (context) => {
  loopbackOnly(context)
  const server = await startWithUpstream(context)
  const source = { prompt: 'a dog' }
  const wrong = geminiClient({ url: server.url, key: 'none' })
  await assert.rejects(wrong.models.generateVideos({ model: MODEL, source }), { name: 'ApiError', status: 401 })
  const ai = geminiClient(server.api)
  await assert.rejects(ai.models.generateVideos({ model: 'veo9', source }), { name: 'ApiError', status: 404 })
  const config = { durationSeconds: 5 }
  await assert.rejects(ai.models.generateVideos({ model: MODEL, source, config }), (error: Error) => {
    const told = JSON.parse(error.message).error
    assert.deepEqual(
      [told.status, told.details[1].fieldViolations[0].field],
      ['INVALID_ARGUMENT', 'parameters.durationSeconds'],
    )
    return true
  })
  server.upstream.endsAs = 'failed'
  const operation = await finished(ai, await ai.models.generateVideos({ model: MODEL, source }))
  assert.equal(operation.error?.['code'], 13)
})
