import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, Api } from '../harness/api.ts'
import { eventually } from '../harness/wait.ts'
import { startWithUpstream } from '../http/fixture.ts'

const GEMINI = '/v1beta/models/veo-3.1-fast-generate-preview:predictLongRunning'
const VERTEX = '/v1beta1/publishers/google/models/veo-3.1-fast-generate-001'
const google = (sampleCount: number) => ({
  instances: [{ prompt: 'a dog' }],
  parameters: { durationSeconds: '4', sampleCount, seed: 1, generateAudio: true },
})
const taskOf = (name: string) => name.split('/').at(-1) ?? ''

/** One and the same video, by each surface; returns the task's id. */
const SURFACES: Readonly<Record<string, (api: Api, headers?: Record<string, string>) => Promise<Answer>>> = {
  family: (api, headers = {}) =>
    api.submit({ model: 'veo3.1-fast-official', prompt: 'a dog', duration: 4, seed: 1, generate_audio: true }, headers),
  gemini: (api, headers = {}) => api.call('POST', GEMINI, { body: google(1), headers }),
  vertex: (api, headers = {}) => api.call('POST', `${VERTEX}:predictLongRunning`, { body: google(1), headers }),
  openai: (api, headers = {}) =>
    api.call('POST', '/v1/videos', { body: { prompt: 'a dog', seconds: '4', size: '1280x720', seed: 1 }, headers }),
}
const idIn = ({ body }: Answer): string => body.data?.[0]?.task_id ?? body.id ?? taskOf(body.name as string)

test('every surface makes the same request, at the same price, out of the same balance', async (context) => {
  const server = await startWithUpstream(context)
  const requests: unknown[] = []
  for (const submit of Object.values(SURFACES)) {
    const { api } = await server.newCaller(1)
    server.upstream.finishAtOnce = false
    const id = idIn(await submit(api))
    assert.equal(await api.balance(), 0.6, 'held')
    await eventually(() => server.upstream.operations.at(-1)?.taskId === id)
    requests.push(server.requests.at(-1))
    server.upstream.finish()
    assert.equal((await api.ended(id)).cost, 0.4)
    assert.equal(await api.balance(), 0.6, 'captured')
  }
  for (const request of requests) assert.deepEqual(request, requests[0])
  assert.deepEqual((await server.verify()).problems, [])
})

test('S2: an idempotency key makes one task on each surface, and is another’s on none', async (context) => {
  const server = await startWithUpstream(context)
  for (const [name, submit] of Object.entries(SURFACES)) {
    const headers = { 'idempotency-key': name }
    const answers = await Promise.all(Array.from({ length: 5 }, () => submit(server.api, headers)))
    assert.equal(new Set(answers.map(idIn)).size, 1, name)
    assert.equal(answers.filter((answer) => answer.headers.get('idempotency-replayed') === 'true').length, 4)
  }
  const other = await SURFACES['gemini']?.(server.api, { 'idempotency-key': 'openai' })
  assert.equal(other?.status, 409)
})

test('a foreign key sees nothing on any surface', async (context) => {
  const server = await startWithUpstream(context)
  const id = idIn((await SURFACES['gemini']?.(server.api)) ?? assert.fail())
  await server.api.ended(id)
  const operation = `/v1beta/models/veo-3.1-fast-generate-preview/operations/${id}`
  const { uri } = (await server.api.get(operation)).body.response.generateVideoResponse.generatedSamples[0].video
  assert.equal((await server.api.get(uri as string)).body, server.upstream.video.toString())
  const stranger = (await server.newCaller()).api
  const fetching = { body: { operationName: `publishers/google/models/m/operations/${id}` } }
  assert.equal((await server.api.call('POST', `${VERTEX}:fetchPredictOperation`, fetching)).status, 200)
  for (const answer of [
    await stranger.get(operation),
    await stranger.get(uri as string),
    await stranger.get(uri as string, { authorization: '', 'x-goog-api-key': stranger.key }),
    await stranger.call('POST', `${VERTEX}:fetchPredictOperation`, fetching),
    await stranger.get(`/v1/videos/${id}`),
    await stranger.get(`/v1/videos/${id}/content`),
    await stranger.call('DELETE', `/v1/videos/${id}`),
  ]) {
    assert.equal(answer.status, 404)
  }
  assert.deepEqual((await stranger.get('/v1/videos')).body.data, [])
})

test('S4: filtered videos are a response with a count and reasons; a failure is an error with its rpc code', async (context) => {
  const server = await startWithUpstream(context)
  const { api } = await server.newCaller(10)
  server.upstream.finishAtOnce = false
  const submit = async () => {
    const id = taskOf((await api.call('POST', GEMINI, { body: google(2) })).body.name as string)
    await eventually(() => server.upstream.operations.some(({ taskId }) => taskId === id))
    return id
  }
  const both = async (id: string) => {
    const gemini = await api.get(`/v1beta/models/veo-3.1-fast-generate-preview/operations/${id}`)
    const body = { operationName: `publishers/google/models/m/operations/${id}` }
    return [gemini.body, (await api.call('POST', `${VERTEX}:fetchPredictOperation`, { body })).body]
  }
  const some = await submit()
  server.upstream.finish({ delivered: 1 })
  await api.ended(some)
  const [gemini, vertex] = await both(some)
  const { generatedSamples, ...counted } = gemini.response.generateVideoResponse
  assert.equal(generatedSamples.length, 1)
  assert.equal(vertex.response.videos.length, 1)
  for (const said of [counted, vertex.response]) {
    assert.equal(said.raiMediaFilteredCount, 1)
    assert.match(said.raiMediaFilteredReasons[0], /Support codes: \d{8}$/)
  }
  const none = await submit()
  server.upstream.finish({ delivered: 0 })
  await api.ended(none)
  const [geminiNone, vertexNone] = await both(none)
  assert.deepEqual([geminiNone.error, vertexNone.error], [undefined, undefined])
  assert.equal(geminiNone.response.generateVideoResponse.raiMediaFilteredCount, 2)
  assert.equal(vertexNone.response.raiMediaFilteredCount, 2)
  const failed = await submit()
  server.upstream.finish({ state: 'failed' })
  await api.ended(failed)
  for (const { done, error } of await both(failed)) {
    assert.deepEqual(
      [done, error.code, error.message],
      [true, 13, 'The video service failed; nothing was charged. Please try again later.'],
    )
  }
  assert.equal(await api.balance(), 9.6, 'one video of 4 s with sound')
  assert.deepEqual((await server.verify()).problems, [])
})
