import assert from 'node:assert/strict'
import { test } from 'node:test'
import OpenAI, { NotFoundError, toFile } from 'openai'
import type { Api } from '../harness/api.ts'
import { startTestServer } from '../harness/server.ts'
import { eventually } from '../harness/wait.ts'
import { startWithUpstream } from '../http/fixture.ts'
import { loopbackOnly, picture } from './fixture.ts'

const client = ({ url, key }: Pick<Api, 'url' | 'key'>) =>
  new OpenAI({ apiKey: key, baseURL: `${url}/v1`, maxRetries: 0 })

function finished(openai: OpenAI, id: string): Promise<OpenAI.Videos.Video> {
  return eventually(async () => {
    const video = await openai.videos.retrieve(id)
    return ['completed', 'failed'].includes(video.status) && video
  })
}

test('openai makes a real video from text and downloads it', async (context) => {
  loopbackOnly(context)
  const { api } = await startTestServer(context)
  const openai = client(api)
  const created = await openai.videos.create({
    model: 'veo3.1-fast-official',
    prompt: 'a lighthouse at night',
    seconds: '4',
    size: '1280x720',
  })
  assert.deepEqual(
    [created.object, created.status, created.seconds, created.size],
    ['video', 'queued', '4', '1280x720'],
  )
  const video = await finished(openai, created.id)
  assert.deepEqual([video.status, video.progress, video.error], ['completed', 100, null])
  assert.ok((video.expires_at ?? 0) > video.created_at)
  const bytes = Buffer.from(await (await openai.videos.downloadContent(video.id)).arrayBuffer())
  assert.equal(bytes.toString('latin1', 4, 8), 'ftyp')
})

test('openai sends a picture as a file, and leaves everything else to its defaults', async (context) => {
  loopbackOnly(context)
  const server = await startWithUpstream(context)
  const openai = client(server.api)
  const file = await toFile(await picture(), 'first.png', { type: 'image/png' })
  const { id } = await openai.videos.create({ prompt: 'a door opens', input_reference: file })
  await finished(openai, id)
  const [{ firstFrame, seed, ...request } = assert.fail()] = server.requests
  assert.deepEqual(request, {
    model: 'veo3.1-fast-official',
    prompt: 'a door opens',
    durationSeconds: 4,
    aspectRatio: '9:16',
    resolution: '720p',
    sampleCount: 1,
    generateAudio: true,
    personGeneration: 'allow_adult',
    resizeMode: 'pad',
  })
  assert.deepEqual([firstFrame?.width, firstFrame?.height, typeof seed], [64, 48, 'number'])
  const range = await openai.videos.downloadContent(id, {}, { headers: { range: 'bytes=0-2' } })
  assert.deepEqual([range.status, await range.text()], [206, server.upstream.video.toString().slice(0, 3)])
})

test('openai sends a picture as an object, in JSON and in a form, and it is the first frame', async (context) => {
  loopbackOnly(context)
  const server = await startWithUpstream(context)
  const openai = client(server.api)
  const image_url = `data:image/png;base64,${(await picture()).toString('base64')}`
  await openai.videos.create({ prompt: 'a door opens', input_reference: { image_url } })
  const form = new FormData()
  form.append('prompt', 'a door opens')
  form.append('input_reference[image_url]', image_url)
  assert.equal((await server.api.call('POST', '/v1/videos', { body: form })).status, 200)
  form.append('input_reference[file_id]', 'file-1')
  const refused = await server.api.call('POST', '/v1/videos', { body: form })
  assert.deepEqual([refused.status, refused.body.error.code], [400, 'file_id_refused'])
  await eventually(() => server.requests.length === 2)
  for (const { firstFrame } of server.requests) assert.equal(firstFrame?.width, 64)
})

test('openai pages through the videos, and deletes one for good', async (context) => {
  loopbackOnly(context)
  const server = await startWithUpstream(context)
  const openai = client(server.api)
  const ids: string[] = []
  for (const prompt of ['one', 'two', 'three', 'four', 'five']) ids.push((await openai.videos.create({ prompt })).id)
  const listed = async (order: 'asc' | 'desc') => {
    const found: string[] = []
    for await (const { id } of openai.videos.list({ limit: 2, order })) found.push(id)
    return found
  }
  assert.deepEqual(await listed('asc'), ids)
  assert.deepEqual(await listed('desc'), ids.toReversed())
  const [gone = ''] = ids
  await finished(openai, gone)
  const link = (await server.api.task(gone)).result.videos[0].url[0] as string
  assert.deepEqual(await openai.videos.delete(gone), { id: gone, object: 'video.deleted', deleted: true })
  await assert.rejects(openai.videos.retrieve(gone), NotFoundError)
  await assert.rejects(openai.videos.downloadContent(gone), NotFoundError)
  assert.equal((await server.api.get(link)).status, 410)
  assert.deepEqual(await listed('asc'), ids.slice(1))
  assert.equal((await server.api.task(gone)).cost, 0.4, 'what it cost stays on the books')
})

test('openai gets its own errors: a wrong key, a wrong field, an unfinished video, someone else’s video', async (context) => {
  loopbackOnly(context)
  const server = await startWithUpstream(context)
  server.upstream.finishAtOnce = false
  const openai = client(server.api)
  const stranger = client((await server.newCaller()).api)
  const { id } = await openai.videos.create({ prompt: 'a dog' })
  const wrong: [() => Promise<unknown>, object][] = [
    [() => client({ url: server.url, key: 'sk-none' }).videos.retrieve(id), { status: 401, code: 'invalid_api_key' }],
    [
      () => openai.videos.create({ prompt: 'a dog', seconds: '12' }),
      { status: 400, param: 'seconds', code: 'field_choice' },
    ],
    [() => openai.videos.create({ prompt: 'a dog', size: '1792x1024' }), { status: 400, param: 'size' }],
    [
      () => openai.videos.create({ prompt: 'a dog', model: 'sora-2' }),
      { status: 400, param: 'model', code: 'model_not_found' },
    ],
    [
      () => openai.videos.create({ prompt: 'a dog', input_reference: { file_id: 'file-1' } }),
      { status: 400, param: 'input_reference.file_id', code: 'file_id_refused', message: /image_url/ },
    ],
    [() => openai.videos.remix(id, { prompt: 'a cat' }), { status: 404, code: 'not_offered' }],
    [() => openai.videos.edit({ prompt: 'a cat', video: { id } }), { status: 404, code: 'not_offered' }],
    [
      () => openai.videos.extend({ prompt: 'a cat', seconds: '4', video: { id } }),
      { status: 404, code: 'not_offered', message: /submit a new video/ },
    ],
    [() => openai.videos.getCharacter('char_1'), { status: 404, code: 'not_offered' }],
    [() => openai.videos.create({ prompt: ' ' }), { status: 400, param: 'prompt', code: 'text_empty' }],
    [() => openai.videos.delete(id), { status: 400, code: 'task_unfinished' }],
    [() => openai.videos.downloadContent(id), { status: 400, code: 'task_unfinished' }],
    [
      () => openai.videos.downloadContent(id, { variant: 'thumbnail' }),
      { status: 400, param: 'variant', message: /use video\./ },
    ],
    [() => openai.videos.downloadContent(id, { variant: 'spritesheet' }), { status: 400, param: 'variant' }],
    [() => stranger.videos.retrieve(id), { status: 404, code: 'video_not_found' }],
    [() => stranger.videos.delete(id), { status: 404, code: 'video_not_found' }],
    [async () => openai.videos.list({ limit: 101 }), { status: 400, param: 'limit' }],
  ]
  for (const [asking, expected] of wrong) await assert.rejects(asking(), expected)
  server.upstream.finish({ state: 'failed' })
  const { status, error } = await finished(openai, id)
  assert.deepEqual([status, error?.code], ['failed', 'provider_failed'])
})
