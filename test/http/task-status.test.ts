import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FailureCode } from '../../src/domain/errors.ts'
import { newTaskId } from '../../src/lib/ids.ts'
import { MODEL, SUBMIT } from '../harness/api.ts'
import type { Answer } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { assertProblem, startWithUpstream, untilStarted } from './fixture.ts'

const TASK_ID = /^task_[0-9A-HJKMNP-TV-Z]{26}$/
const PUBLIC_URL = 'https://video.example.com/gate'

test('a submit answers 200 with exactly code, status and task_id, whatever sample_count is', async (context) => {
  const server = await startWithUpstream(context)
  for (const sample_count of [1, 4]) {
    const answer = await server.api.submit({ ...SUBMIT, sample_count })
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/)
    const id = answer.body.data[0].task_id
    assert.match(id, TASK_ID)
    assert.deepEqual(answer.body, { code: 200, data: [{ status: 'submitted', task_id: id }] })
  }
})

test('the versioned answer is a 202 for that one value of its header, and 200 for every other', async (context) => {
  const server = await startWithUpstream(context, { env: { REELGATE_PUBLIC_URL: PUBLIC_URL } })
  const versioned = (version: string, more = {}) =>
    server.api.submit(SUBMIT, { 'X-APIMart-Response-Version': version, 'x-request-id': 'my-request-1', ...more })
  const answer = await versioned('2026-07-27')
  assert.equal(answer.status, 202)
  const { id } = answer.body.data
  assert.match(id, TASK_ID)
  const data = { id, object: 'generation.task', status: 'submitted', poll_url: `${PUBLIC_URL}/v1/tasks/${id}` }
  assert.deepEqual(answer.body, { code: 202, request_id: 'my-request-1', data })
  for (const version of ['', '2026-07-28', '2026-07-27,2026-07-27', 'latest']) {
    assert.equal((await versioned(version)).status, 200, version)
  }
  const key = { 'idempotency-key': 'versioned' }
  const first = await versioned('2026-07-27', key)
  await server.api.ended(first.body.data.id)
  const replay = await versioned('2026-07-27', key)
  assert.equal(replay.status, 202)
  assert.deepEqual(replay.body.data, { ...first.body.data, status: 'completed' })
})

test('a task shows its documented fields and no others, with whole numbers, from its submit to its end', async (context) => {
  const clock = new TestClock(Date.UTC(2026, 0, 1) + 999)
  const server = await startWithUpstream(context, { clock, env: { REELGATE_PUBLIC_URL: `${PUBLIC_URL}/` } })
  server.upstream.finishAtOnce = false
  const id = await server.api.submitted({ ...SUBMIT, sample_count: 2, generate_audio: true, seed: 7 })
  const created = Date.UTC(2026, 0, 1) / 1000
  const always = { id, created, estimated_time: 60, model: MODEL, seed: 7 }
  const free = { cost: 0, credits_cost: 0 }
  await untilStarted(server, id)
  assert.deepEqual(await server.api.task(id), { ...always, ...free, status: 'processing', progress: 0 })
  Object.assign(server.upstream.operations[0] ?? {}, { progress: 41.7 })
  clock.advance(18_000)
  // The next check comes due 20 ms after the one before.
  const seen = (wanted: (data: Answer['body']) => boolean) =>
    server.api.until(id, (data) => {
      clock.advance(25)
      return wanted(data)
    })
  const later = await seen(({ progress }) => progress > 0)
  assert.deepEqual(later, { ...always, ...free, status: 'processing', progress: 41 })
  server.upstream.finish()
  const { result, completed, ...done } = await seen(({ status }) => status === 'completed')
  assert.ok(Number.isInteger(completed) && completed >= created + 18 && completed * 1000 <= clock.now())
  assert.deepEqual(done, {
    ...always,
    status: 'completed',
    progress: 100,
    actual_time: completed - created,
    cost: 0.8,
    credits_cost: 8,
  })
  const [{ url }] = result.videos
  assert.deepEqual(result, { videos: [{ url, expires_at: completed + 86_400 }] })
  assert.equal(url.length, 2)
  assert.notEqual(url[0], url[1])
  for (const link of url) assert.match(link, /^https:\/\/video\.example\.com\/gate\/files\/[a-z2-7]{32}\.mp4$/)
})

test('both paths of a task give one and the same answer', async (context) => {
  const server = await startWithUpstream(context)
  const id = await server.api.submitted()
  await server.api.ended(id)
  const [one, other] = [await server.api.get(`/v1/tasks/${id}`), await server.api.get(`/v1/videos/generations/${id}`)]
  assert.equal(one.status, 200)
  assert.deepEqual(one.body, other.body)
})

test('a failed task is a 200 whose data.error speaks the language that is asked for, and it costs nothing', async (context) => {
  const upstream = await Upstream.open(context)
  const provider = httpProvider({ url: upstream.url })
  const TABLE: [code: FailureCode, status: number][] = [
    ['content_filtered', 400],
    ['provider_refused', 400],
    ['provider_failed', 502],
    ['provider_unreachable', 502],
    ['outcome_unknown', 502],
    ['timed_out', 504],
    ['storage_failed', 500],
    ['renderer_failed', 500],
  ]
  const failure = { code: 'provider_failed' as FailureCode, operatorText: 'SECRET detail' }
  const start = async () => ({ kind: 'refused' as const, failure })
  const server = await startTestServer(context, { providers: [{ ...provider, start }] })
  const { api } = await server.newCaller(1)
  for (const [code, status] of TABLE) {
    failure.code = code
    const id = await api.submitted()
    const task = await api.ended(id)
    assert.equal(task.status, 'failed')
    assert.equal(task.progress, 100)
    assert.deepEqual([task.cost, task.credits_cost, task.result], [0, 0, undefined])
    assert.equal(task.actual_time, task.completed - task.created)
    const sentences = new Set<string>()
    for (const language of ['zh', 'en', 'ja', 'ko']) {
      const answer = await api.get(`/v1/tasks/${id}?language=${language}`)
      assert.equal(answer.status, 200)
      assert.equal(answer.body.code, 200)
      const { error } = answer.body.data
      assert.deepEqual(error, { code: status, message: error.message, type: 'task_failed' })
      sentences.add(error.message)
      assert.doesNotMatch(JSON.stringify(answer.body), /SECRET/)
    }
    assert.equal(sentences.size, 4)
  }
  assert.equal(await api.balance(), 1)
})

test('S4: a task with fewer videos than asked for is completed, charged for those, and says why', async (context) => {
  const server = await startWithUpstream(context)
  server.upstream.finishAtOnce = false
  const { api } = await server.newCaller(10)
  const id = await api.submitted({ ...SUBMIT, sample_count: 2 })
  await untilStarted(server, id)
  server.upstream.finish({ delivered: 1 })
  const task = await api.ended(id)
  assert.equal(task.status, 'completed')
  assert.equal(task.result.videos[0].url.length, 1)
  assert.deepEqual([task.cost, task.credits_cost], [0.32, 3.2])
  assert.deepEqual(task.warning, { code: 400, message: task.warning.message, type: 'partial_result' })
  assert.equal(task.error, undefined)
  assert.equal(await api.balance(), 9.68)
})

test('malformed, unknown and foreign ids are one and the same 400 on every path of a task', async (context) => {
  const server = await startWithUpstream(context)
  const mine = await server.api.submitted()
  const { api: stranger } = await server.newCaller()
  const ids = [
    mine,
    newTaskId(Date.now()),
    mine.toLowerCase(),
    mine.slice(5),
    `${mine}0`,
    'x',
    '%00',
    '%E0%A4%A',
    'task_',
    "task_'--",
    'a'.repeat(5000),
  ]
  for (const path of ['/v1/tasks/ID', '/v1/videos/generations/ID', '/v1/tasks/ID/cancel']) {
    const bodies = new Set<string>()
    for (const id of ids) {
      const method = path.endsWith('cancel') ? 'POST' : 'GET'
      const answer = await stranger.call(method, path.replace('ID', id))
      assertProblem(answer, { status: 400, type: 'invalid_request_error' })
      bodies.add(JSON.stringify(answer.body))
    }
    assert.equal(bodies.size, 1, path)
  }
  const chinese = await stranger.get(`/v1/tasks/${mine}?language=zh`)
  assert.equal(chinese.body.error.message, '无效的任务ID')
  assert.equal((await server.api.ended(mine)).status, 'completed')
})

test('a cancel answers the task: ended at once where nothing runs, and again the same afterwards', async (context) => {
  const server = await startWithUpstream(context)
  server.upstream.finishAtOnce = false
  const { api } = await server.newCaller(1)
  const id = await api.submitted()
  await untilStarted(server, id)
  assert.equal(await api.balance(), 0.68)
  const answer = await api.call('POST', `/v1/tasks/${id}/cancel`)
  assert.equal(answer.status, 200)
  assert.deepEqual(Object.keys(answer.body), ['code', 'data'])
  assert.ok(answer.body.data.status === 'cancelled' || answer.body.data.cancel_requested === true)
  const ended = await api.ended(id)
  assert.deepEqual(
    [ended.status, ended.cost, ended.error, ended.cancel_requested],
    ['cancelled', 0, undefined, undefined],
  )
  assert.equal(server.upstream.operations[0]?.state, 'cancelled')
  assert.equal(await api.balance(), 1)
  assert.deepEqual((await api.call('POST', `/v1/tasks/${id}/cancel`)).body.data, ended)
})

test('a list gives only the own tasks, newest first, page by page without gaps or repeats', async (context) => {
  // All in one millisecond: the order must still be one order.
  const server = await startWithUpstream(context, { clock: new TestClock() })
  const { api } = await server.newCaller()
  const { api: stranger } = await server.newCaller()
  const ids: string[] = []
  for (let count = 0; count < 7; count += 1) {
    ids.push(await api.submitted())
    await stranger.submitted()
  }
  for (const id of ids) await api.ended(id)
  for (const limit of [1, 3, 7, 100]) {
    const seen: Answer['body'][] = []
    let page: Answer['body'] = { has_more: true }
    while (page.has_more === true) {
      const after = seen.length === 0 ? '' : `&after=${seen.at(-1).id}`
      const answer = await api.get(`/v1/tasks?limit=${limit}${after}`)
      assert.equal(answer.status, 200)
      page = answer.body
      assert.deepEqual(Object.keys(page), ['code', 'data', 'has_more'])
      assert.equal(page.code, 200)
      assert.ok(page.data.length > 0 && page.data.length <= limit)
      seen.push(...page.data)
    }
    assert.deepEqual(
      seen.map(({ id }) => id),
      ids.toSorted().toReversed(),
      `limit ${limit}`,
    )
    assert.deepEqual(seen[0], await api.task(seen[0].id))
  }
})

test('a list holds 20 tasks where no limit is given, and those of the asked status only', async (context) => {
  const server = await startWithUpstream(context, { checkAfterMs: 60_000 })
  const { api } = await server.newCaller()
  server.upstream.finishAtOnce = false
  const open = await api.submitted()
  await untilStarted(server, open)
  server.upstream.finishAtOnce = true
  const done = await Promise.all(Array.from({ length: 20 }, () => api.submitted()))
  for (const id of done) await api.ended(id)
  const listed = async (query: string) => (await api.get(`/v1/tasks${query}`)).body
  const all = await listed('')
  assert.equal(all.data.length, 20)
  assert.equal(all.has_more, true)
  const TABLE: Record<string, number> = {
    submitted: 0,
    pending: 0,
    processing: 1,
    completed: 20,
    failed: 0,
    cancelled: 0,
  }
  for (const [status, count] of Object.entries(TABLE)) {
    const { data, has_more } = await listed(`?status=${status}&limit=100`)
    assert.deepEqual([data.length, has_more], [count, false], status)
    for (const task of data) assert.equal(task.status, status)
  }
})

test('a wrong status, limit or after in a list is a 400 that names it', async (context) => {
  const server = await startWithUpstream(context)
  const TABLE: [query: string, param: string, says: readonly string[]][] = [
    ['status=running', 'status', ['submitted', 'cancelled']],
    ['status=', 'status', ['submitted', 'cancelled']],
    ['status=COMPLETED', 'status', ['completed']],
    ['limit=0', 'limit', ['1', '100']],
    ['limit=101', 'limit', ['1', '100']],
    ['limit=-1', 'limit', ['1', '100']],
    ['limit=1.5', 'limit', ['integer']],
    ['limit=', 'limit', ['integer']],
    ['limit=ten', 'limit', ['integer']],
    ['limit=0x10', 'limit', ['integer']],
    ['limit=1e1', 'limit', ['integer']],
    ['limit=%E0%A4%A', 'limit', ['integer']],
    ['after=', 'after', []],
    ['after=x', 'after', []],
    ['after=task_1', 'after', []],
  ]
  for (const [query, param, says] of TABLE) {
    const answer = await server.api.get(`/v1/tasks?${query}`)
    const message = assertProblem(answer, { status: 400, type: 'invalid_request_error', param })
    for (const word of says) assert.ok(message.includes(word), `${query}: ${message}`)
    assert.doesNotMatch(message, /quotes/)
  }
})
