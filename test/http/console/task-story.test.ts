import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Api, MODEL, SUBMIT } from '../../harness/api.ts'
import { TestClock } from '../../harness/clock.ts'
import { firstAdmin } from '../../harness/console.ts'
import { startTestServer } from '../../harness/server.ts'
import { httpProvider, Upstream } from '../../harness/upstream.ts'
import { eventually, startWithUpstream } from '../fixture.ts'

test('a task’s page has what was asked, so that it can be asked again, its way, its money and its key', async (context) => {
  const server = await startWithUpstream(context)
  const browser = await firstAdmin(server)
  const id = await browser.submitted({ ...SUBMIT, negative_prompt: 'rain', sample_count: 2 })
  await browser.ended(id)
  const { data } = (await browser.get(`/console/api/tasks/${id}`)).body
  assert.equal(data.status, 'completed')
  assert.deepEqual(data.request, {
    model: MODEL,
    prompt: SUBMIT.prompt,
    negative_prompt: 'rain',
    duration: 4,
    aspect_ratio: '16:9',
    resolution: '720p',
    seed: 1,
    sample_count: 2,
    generate_audio: false,
    person_generation: 'allow_adult',
    resize_mode: 'pad',
  })
  assert.deepEqual(
    data.timeline.map(({ event }: { event: string }) => event),
    ['accepted', 'started', 'provider_operation', 'kept', 'completed'],
  )
  const times = data.timeline.map(({ at }: { at: number | null }) => at).filter((at: number | null) => at !== null)
  assert.deepEqual(
    times,
    times.toSorted((a: number, b: number) => a - b),
  )
  assert.deepEqual(
    data.money.map(({ kind }: { kind: string }) => kind),
    ['hold', 'capture'],
  )
  const { user } = (await browser.get('/console/api/me')).body
  assert.deepEqual(data.key, { id: user.key_id, name: 'ada', user_id: user.id })
  assert.equal((await browser.submit(data.request)).status, 200)
})

test('the gallery lists tasks with what was asked, by key and status, page by page', async (context) => {
  const server = await startWithUpstream(context)
  const browser = await firstAdmin(server)
  const { key, id: keyId } = (await browser.post('/console/api/keys', { name: 'site' })).body.data
  const own = await browser.submitted({ ...SUBMIT, prompt: 'from the console' })
  const program = new Api(server.url, key)
  const other = await program.submitted({ ...SUBMIT, prompt: 'from a key' })
  await browser.ended(own)
  await browser.ended(other)
  const listed = async (query: string) => (await browser.get(`/console/api/tasks?${query}`)).body
  const { data, has_more: hasMore } = await listed('limit=1')
  assert.deepEqual([data[0].id, data[0].request.prompt, data[0].key_id, hasMore], [other, 'from a key', keyId, true])
  const idsOf = async (query: string) => (await listed(query)).data.map(({ id }: { id: string }) => id)
  assert.deepEqual(await idsOf(`limit=1&after=${other}`), [own])
  assert.deepEqual(await idsOf(`key=${keyId}`), [other])
  assert.deepEqual(await idsOf('status=failed'), [])
  assert.equal((await server.api.get('/console/api/tasks')).status, 401)
})

test('another account’s task has no page', async (context) => {
  const server = await startWithUpstream(context)
  const browser = await firstAdmin(server)
  const id = await server.api.submitted()
  assert.equal((await browser.get(`/console/api/tasks/${id}`)).status, 400)
})

test('tasks are listed by model and by time of creation, the end not included', async (context) => {
  const clock = new TestClock()
  const server = await startWithUpstream(context, { clock })
  const first = await server.api.submitted()
  const at = Math.floor(clock.now() / 1000)
  clock.advance(60_000)
  const second = await server.api.submitted({ ...SUBMIT, model: 'veo3.1-quality-official' })
  const listed = async (query: string) =>
    (await server.api.get(`/v1/tasks?${query}`)).body.data.map((task: { id: string }) => task.id)
  assert.deepEqual(await listed(''), [second, first])
  assert.deepEqual(await listed(`model=${MODEL}`), [first])
  assert.deepEqual(await listed(`from=${at + 60}`), [second])
  assert.deepEqual(await listed(`from=${at}&to=${at + 60}`), [first])
  assert.deepEqual(await listed(`model=none`), [])
  assert.equal((await server.api.get('/v1/tasks?from=x')).status, 400)
})

test('administrators see every setting with its source, and no secret', async (context) => {
  const env = { REELGATE_STRIPE_SECRET_KEY: 'sk_secret', REELGATE_STRIPE_WEBHOOK_SECRET: 'whsec_secret' }
  const server = await startTestServer(context, { env })
  const browser = await firstAdmin(server)
  const { data } = (await browser.get('/admin/v1/settings')).body
  const seen = new Map(data.map((setting: { name: string }) => [setting.name, setting]))
  const shown = (name: string) => {
    const { value, source } = seen.get(name) as { value: string | null; source: string }
    return [value, source]
  }
  assert.deepEqual(shown('REELGATE_PORT'), ['0', 'env'])
  assert.deepEqual(shown('REELGATE_SESSION_HOURS'), ['168', 'default'])
  assert.deepEqual(shown('REELGATE_STRIPE_SECRET_KEY'), ['***', 'env'])
  assert.deepEqual(shown('REELGATE_OIDC_ISSUER'), [null, 'default'])
  assert.doesNotMatch(JSON.stringify(data), /sk_secret|whsec_secret/)
})

test('the queue tells how many wait, how many are with their provider, and for how long', async (context) => {
  const clock = new TestClock()
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const provider = httpProvider({ url: upstream.url, capacity: 1 })
  const server = await startTestServer(context, { clock, providers: [provider] })
  const first = await server.api.submitted()
  await eventually(() => upstream.operations.some(({ taskId }) => taskId === first))
  await server.api.submitted()
  const browser = await firstAdmin(server)
  clock.advance(5000)
  const { data } = (await browser.get('/admin/v1/queue')).body
  const { running, waiting, oldest_waiting_seconds: oldest } = data.routes[0]
  assert.deepEqual([data.routes.length, running + waiting, waiting, oldest], [1, 2, 1, 5])
  assert.equal(data.oldest_waiting_seconds, 5)
})
