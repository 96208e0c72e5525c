import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, Api } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { atRest, eventually } from '../harness/wait.ts'
import { startWithUpstream } from '../http/fixture.ts'

const PREDICT = '/v1beta/models/veo-3.1-fast-generate-preview:predictLongRunning'
const BODY = { instances: [{ prompt: 'a dog' }], parameters: { sampleCount: 2, durationSeconds: 4 } }
const env = { REELGATE_FAULTS: 'on' }
const fault = (plan: string) => ({ 'x-reelgate-fault': plan })
const submit = (api: Api, plan?: string, headers = {}) =>
  api.call('POST', PREDICT, { body: BODY, headers: { ...(plan !== undefined && fault(plan)), ...headers } })

async function done(api: Api, name: string): Promise<Answer['body']> {
  return eventually(async () => {
    const { body } = await api.get(`/v1beta/${name}`)
    return body.done === true && body
  })
}

test('a server that was not started for it refuses the header on every surface, and does nothing else', async (context) => {
  const { api } = await startWithUpstream(context)
  const google = await submit(api, 'busy')
  assert.deepEqual([google.status, google.body.error.details[0].reason], [400, 'FAULTS_OFF'])
  const openai = await api.call('POST', '/v1/videos', { body: { prompt: 'a dog' }, headers: fault('none') })
  assert.deepEqual([openai.status, openai.body.error.code], [400, 'faults_off'])
  assert.equal((await api.submit(undefined, fault('slow'))).status, 400)
})

test('a plan that can’t be read is a 400 that says where', async (context) => {
  const { api } = await startWithUpstream(context, { env })
  for (const plan of [
    'bsy',
    'busy=x',
    'filtered=none',
    'expired@submit',
    'busy%101',
    'lossy=1',
    '',
    'busy,,',
    'slow=99999',
  ]) {
    const answer = await submit(api, plan)
    assert.deepEqual([answer.status, answer.body.error.details[0].reason], [400, 'FAULT_UNKNOWN'], plan)
  }
  assert.equal((await submit(api, 'none')).status, 200)
})

test('busy is a 429 with Retry-After in the surface’s form, for as many calls as were asked for', async (context) => {
  const { api } = await startWithUpstream(context, { env })
  for (const expected of [429, 429, 200]) {
    const answer = await submit(api, 'busy=7*2')
    assert.equal(answer.status, expected)
    if (expected === 200) continue
    assert.deepEqual([answer.headers.get('retry-after'), answer.body.error.status], ['7', 'RESOURCE_EXHAUSTED'])
  }
})

test('broken is a 500, a 503, garbage or a connection that is cut; nothing is submitted', async (context) => {
  const server = await startWithUpstream(context, { env })
  const { api } = server
  assert.equal((await submit(api, 'broken')).body.error.status, 'INTERNAL')
  const away = await submit(api, 'broken=503')
  assert.deepEqual([away.status, away.headers.get('retry-after')], [503, '1'])
  await assert.rejects(submit(api, 'broken=garbage'), SyntaxError)
  await assert.rejects(submit(api, 'broken=cut'), TypeError)
  assert.equal((await api.get('/v1/tasks')).body.data.length, 0)
})

test('broken=hang answers nothing until the caller gives up, and the server still stops', async (context) => {
  const { url, api } = await startWithUpstream(context, { env })
  const giveUp = new AbortController()
  const headers = { ...fault('broken=hang'), authorization: `Bearer ${api.key}` }
  const hanging = fetch(`${url}${PREDICT}`, { method: 'POST', headers, body: '{}', signal: giveUp.signal })
  // Calls that came later are answered meanwhile.
  for (let call = 0; call < 5; call += 1) assert.equal((await submit(api)).status, 200)
  giveUp.abort()
  await assert.rejects(hanging, { name: 'AbortError' })
})

test('lossy: the submit is taken and its answer lost; with an idempotency key the retry finds it', async (context) => {
  const server = await startWithUpstream(context, { env })
  const { api } = server
  const key = { 'idempotency-key': 'one' }
  await assert.rejects(submit(api, 'lossy*1', key), TypeError)
  const again = await submit(api, 'lossy*1', key)
  assert.equal(again.headers.get('idempotency-replayed'), 'true')
  assert.equal((await api.get('/v1/tasks')).body.data.length, 1)
})

test('filtered: all, some, or for the sound; what is charged follows', async (context) => {
  const server = await startWithUpstream(context, { env })
  const { api } = await server.newCaller(10)
  const outcome = async (plan: string) => {
    const { name } = (await submit(api, plan)).body
    return (await done(api, name as string)).response.generateVideoResponse
  }
  const all = await outcome('filtered')
  assert.deepEqual([all.generatedSamples, all.raiMediaFilteredCount], [undefined, 2])
  assert.match(all.raiMediaFilteredReasons[0], /Support codes: 29310472$/)
  const audio = await outcome('filtered=audio')
  assert.match(audio.raiMediaFilteredReasons[0], /issue with the audio/)
  assert.equal(await api.balance(), 10)
  const some = await outcome('filtered=some')
  assert.deepEqual([some.generatedSamples.length, some.raiMediaFilteredCount], [1, 1])
  assert.equal(await api.balance(), 9.6)
  assert.deepEqual((await server.verify()).problems, [])
})

test('slow and late hold the result back by so many seconds', async (context) => {
  const clock = new TestClock()
  const server = await startWithUpstream(context, { env, clock })
  const { api } = server
  for (const [plan, seconds] of [
    ['slow=40', 40],
    ['late', 900],
  ] as const) {
    const { name } = (await submit(api, plan)).body
    const id = (name as string).split('/').at(-1) ?? ''
    await eventually(() => server.upstream.operations.some(({ taskId }) => taskId === id))
    await atRest(server, id)
    const checks = server.upstream.checks
    clock.advance(seconds * 1000 - 2000)
    server.wake()
    await atRest(server, id)
    assert.equal((await api.get(`/v1beta/${name as string}`)).body.done, false)
    assert.equal(server.upstream.checks, checks, 'the provider is not even asked')
    clock.advance(2500)
    server.wake()
    assert.ok((await done(api, name as string)).response)
  }
})

test('expired: the link of a good video is dead, on every surface', async (context) => {
  const { api } = await startWithUpstream(context, { env })
  const { name } = (await submit(api)).body
  const { uri } = (await done(api, name as string)).response.generateVideoResponse.generatedSamples[0].video
  assert.equal((await api.get(uri as string, fault('expired'))).status, 404)
  assert.equal((await api.get(uri as string)).status, 200)
  const id = (name as string).split('/').at(-1) ?? ''
  assert.equal((await api.get(`/v1/videos/${id}/content`, fault('expired'))).status, 410)
  const [link] = (await api.task(id)).result.videos[0].url
  assert.equal((await api.get(link as string, fault('expired'))).status, 410)
})

test('the same seed strikes the same calls, in another server too; another seed strikes others', async (context) => {
  const servers = [await startWithUpstream(context, { env }), await startWithUpstream(context, { env })]
  const run = async (api: Api, plan: string) => {
    const statuses: number[] = []
    for (let call = 0; call < 40; call += 1) statuses.push((await api.get('/v1/videos', fault(plan))).status)
    return statuses
  }
  const [one = [], two = []] = await Promise.all(servers.map(({ api }) => run(api, 'busy%30,seed=7')))
  assert.deepEqual(one, two)
  const struck = one.filter((status) => status === 429).length
  assert.ok(struck > 4 && struck < 24, String(struck))
  assert.notDeepEqual(await run((await servers[0]?.newCaller())?.api ?? assert.fail(), 'busy%30,seed=8'), one)
})

test('faults of the setting strike calls that bring no header; none turns them off', async (context) => {
  const { api } = await startWithUpstream(context, { env: { REELGATE_FAULTS: 'broken=503@submit' } })
  assert.equal((await submit(api)).status, 503)
  assert.equal((await api.get('/v1/videos')).status, 200)
  assert.equal((await submit(api, 'none')).status, 200)
})
