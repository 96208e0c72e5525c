import assert from 'node:assert/strict'
import { test } from 'node:test'
import { METRICS } from '../../src/metrics/table.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { SUBMIT } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { openTestBucket } from '../harness/object-store.ts'
import { Receiver } from '../harness/receiver.ts'
import { startTestServer } from '../harness/server.ts'
import type { TestServer } from '../harness/server.ts'
import { eventually, startWithUpstream, untilStarted } from './fixture.ts'
import { atRest } from '../harness/wait.ts'
import { declarationOf, samplesIn, valueOf } from './scrape.ts'

const TOKEN = 'a-token-of-more-than-16'
const CHEAPEST_MICRO_USD = 320_000

async function scrape({ url }: Pick<TestServer, 'url'>) {
  const answer = await fetch(`${url}/metrics`)
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
  return samplesIn(await answer.text())
}

test('each documented metric is told after real traffic, with its own labels, and none that is not documented', async (context) => {
  const receiver = await Receiver.open(context)
  const bucket = await openTestBucket(context)
  const server = await startTestServer(context, { env: { ...bucket.env, REELGATE_WEBHOOK_PRIVATE_ADDRESSES: 'on' } })
  const { api } = await server.newCaller(10)
  const submit = { ...SUBMIT, webhook: `${receiver.url}/hooks` }
  const id = await api.submitted(submit, { 'idempotency-key': 'once' })
  assert.equal(await api.submitted(submit, { 'idempotency-key': 'once' }), id)
  assert.equal((await api.submit({ ...SUBMIT, duration: 5 })).status, 400)
  assert.equal((await api.ended(id)).status, 'completed')
  await eventually(async () => (await api.get(`/v1/tasks/${id}/webhooks`)).body.data.status === 'delivered')
  const samples = await scrape(server)
  const told = new Set<string>()
  for (const { name, labels } of samples) {
    const metric = declarationOf(name) ?? assert.fail(`${name} is not documented`)
    told.add(metric.name)
    const own = [...metric.labels, ...(name.endsWith('_bucket') ? ['le'] : [])]
    assert.deepEqual(Object.keys(labels).sort(), own.sort(), name)
  }
  assert.deepEqual(
    [...told].sort(),
    Object.values(METRICS)
      .map(({ name }) => name)
      .sort(),
  )
  const value = (name: string, labels = {}) => valueOf(samples, name, labels)
  assert.equal(value('reelgate_submits_total', { result: 'accepted' }), 1)
  assert.equal(value('reelgate_submits_total', { result: 'replayed' }), 1)
  assert.equal(value('reelgate_submits_total', { result: 'refused', error: 'field_choice' }), 1)
  assert.equal(value('reelgate_tasks_ended_total', { state: 'completed', provider: 'builtin', error: '' }), 1)
  assert.equal(value('reelgate_provider_calls_total', { call: 'start', result: 'started' }), 1)
  assert.equal(value('reelgate_provider_calls_total', { call: 'copy', result: 'done' }), 1)
  assert.equal(value('reelgate_detection_lag_seconds_count', { provider: 'builtin' }), 1)
  assert.equal(value('reelgate_renderer_clip_seconds_total'), 4)
  assert.ok((value('reelgate_renderer_work_seconds_total') ?? 0) > 0)
  const file = (await api.task(id)).result.videos[0].url[0] as string
  const { byteLength } = await (await fetch(file)).arrayBuffer()
  assert.equal(value('reelgate_result_bytes_total', { provider: 'builtin' }), byteLength)
  // One to try the bucket out at the start, one for the video.
  assert.equal(value('reelgate_object_store_calls_total', { operation: 'PutObject', result: 'done' }), 2)
  assert.equal(value('reelgate_object_store_call_duration_seconds_count', { operation: 'PutObject' }), 2)
  assert.equal(value('reelgate_holds_micro_usd'), 0)
  assert.equal(value('reelgate_webhook_tries_total', { result: 'delivered' }), 1)
  assert.equal(value('reelgate_webhook_delay_seconds_count'), 1)
  const submits = { method: 'POST', route: '/v1/videos/generations' }
  assert.equal(value('reelgate_http_request_duration_seconds_count', { ...submits, status: '2xx' }), 2)
  assert.equal(value('reelgate_http_request_duration_seconds_count', { ...submits, status: '4xx' }), 1)
})

test('tasks, ages, the queue and holds are those of the database, which is asked at most once in five seconds', async (context) => {
  const clock = new TestClock()
  const server = await startWithUpstream(context, { clock })
  const { api } = await server.newCaller(10)
  server.upstream.finishAtOnce = false
  const submit = async () => {
    const id = await api.submitted()
    await untilStarted(server, id)
    await api.until(id, ({ status }) => status === 'processing')
    await atRest(server, id)
    return id
  }
  const first = await submit()
  clock.advance(7_000)
  const running = { state: 'running' }
  const seen = async () => {
    const samples = await scrape(server)
    return {
      tasks: valueOf(samples, 'reelgate_tasks', running),
      age: valueOf(samples, 'reelgate_oldest_task_age_seconds', running),
      followed: valueOf(samples, 'reelgate_queue_jobs', { provider: 'builtin', phase: 'follow' }),
      held: valueOf(samples, 'reelgate_holds_micro_usd'),
    }
  }
  const before = { tasks: 1, age: 7, followed: 1, held: CHEAPEST_MICRO_USD }
  assert.deepEqual(await seen(), before)
  const second = await submit()
  clock.advance(4_999)
  assert.deepEqual(await seen(), before)
  clock.advance(1)
  assert.deepEqual(await seen(), { tasks: 2, age: 12, followed: 2, held: 2 * CHEAPEST_MICRO_USD })
  server.wake()
  for (const id of [first, second]) await atRest(server, id)
  server.upstream.finish()
  for (const id of [first, second]) {
    clock.advance(Math.max(0, (server.nextCheckAt(id) ?? 0) - clock.now()))
    server.wake()
    await api.ended(id)
  }
  clock.advance(5_000)
  assert.deepEqual(await seen(), { tasks: 0, age: 0, followed: 0, held: 0 })
})

test('calls to a provider are counted by what came of them, and its breaker is told', async (context) => {
  const clock = new TestClock()
  const server = await startWithUpstream(context, { clock })
  const { upstream, api } = server
  upstream.onStart = 422
  await api.ended(await api.submitted())
  upstream.onStart = 500
  for (const _ of [1, 2, 3]) {
    const id = await api.submitted()
    await eventually(
      async () =>
        (await server.flow.db.read.get('SELECT 1 FROM task WHERE id = ? AND state = ?', [id, 'unresolved'])) !==
        undefined,
    )
  }
  const samples = await scrape(server)
  const starts = (result: string) => valueOf(samples, 'reelgate_provider_calls_total', { call: 'start', result })
  assert.deepEqual([starts('refused'), starts('fault')], [1, 3])
  const breaker = (state: string) => valueOf(samples, 'reelgate_provider_breaker', { provider: 'builtin', state })
  assert.deepEqual([breaker('open'), breaker('half-open'), breaker('closed')], [1, 0, 0])
  assert.equal(valueOf(samples, 'reelgate_tasks', { state: 'unresolved' }), 3)
  const refused = { state: 'failed', error: 'provider_refused' }
  assert.equal(valueOf(samples, 'reelgate_tasks_ended_total', refused), 1)
})

test('whatever is called, the labels of calls are the patterns of our routes', async (context) => {
  const server = await startWithUpstream(context)
  for (const path of ['/nowhere', '/v1/tasks/x"y', '/v1/tasks/task_secret', '/files/secret.mp4', '/docs/en/secret']) {
    await server.api.get(path)
    await server.api.call('PROPFIND', path)
  }
  const samples = (await scrape(server)).filter(({ name }) => name === 'reelgate_http_request_duration_seconds_count')
  const known = new Set([...ROUTES.map(({ path }) => path), '*', '/docs/*', 'unmatched'])
  const told = samples.map(({ labels: { route = '' } }) => route)
  assert.deepEqual(
    told.filter((route) => !known.has(route)),
    [],
  )
  assert.equal(valueOf(samples, 'reelgate_http_request_duration_seconds_count', { route: 'unmatched' }), 6)
  assert.equal(valueOf(samples, 'reelgate_http_request_duration_seconds_count', { route: '/v1/tasks/{task_id}' }), 2)
})

test('without a token only this machine reads metrics; what came through a proxy or from a page finds nothing', async (context) => {
  const { url } = await startWithUpstream(context)
  const status = async (headers = {}) => (await fetch(`${url}/metrics`, { headers })).status
  assert.equal(await status(), 200)
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'origin']) {
    assert.equal(await status({ [name]: '127.0.0.1' }), 404, name)
  }
})

test('with a token only who has it reads metrics, through a proxy too; a key is no token', async (context) => {
  const { url, api } = await startWithUpstream(context, { env: { REELGATE_METRICS_TOKEN: TOKEN } })
  const status = async (authorization?: string) => {
    const headers = { 'x-forwarded-for': '198.51.100.7', ...(authorization !== undefined && { authorization }) }
    return (await fetch(`${url}/metrics`, { headers })).status
  }
  assert.equal(await status(), 401)
  assert.equal(await status(`Bearer ${api.key}`), 401)
  assert.equal(await status(`Bearer ${TOKEN}x`), 401)
  assert.equal(await status(`Bearer ${TOKEN}`), 200)
})

test('metrics can be switched off, and two servers in one process do not mix theirs', async (context) => {
  const off = await startWithUpstream(context, { env: { REELGATE_METRICS: 'off' } })
  const on = await startWithUpstream(context)
  await off.api.submitted()
  assert.equal((await fetch(`${off.url}/metrics`)).status, 404)
  assert.equal(valueOf(await scrape(on), 'reelgate_submits_total', { result: 'accepted' }), undefined)
})
