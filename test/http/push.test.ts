import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { revokeKey } from '../../src/flow/admin/keys.ts'
import type { Api } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { ACT } from '../harness/database.ts'
import { EventReader } from '../harness/events.ts'
import { atRest } from '../harness/wait.ts'
import { assertProblem, eventually, startWithUpstream } from './fixture.ts'
import type { ServerWithUpstream } from './fixture.ts'

/** A server whose clock stands still, and a task that runs there until the test moves it on. */
async function withRunningTask(context: TestContext, env: Record<string, string> = {}) {
  const clock = new TestClock()
  const server = await startWithUpstream(context, { clock, env })
  server.upstream.finishAtOnce = false
  const id = await server.api.submitted()
  await eventually(() => server.upstream.checks > 0)
  await atRest(server, id)
  /** Has the provider asked once more. */
  const check = () => {
    clock.advance(50)
    server.wake()
  }
  const progress = (percent: number) => {
    for (const operation of server.upstream.operations) operation.progress = percent
    check()
  }
  const finish = () => {
    server.upstream.finish()
    check()
  }
  return { server, id, progress, finish }
}

/** Waits until the server has so many listeners; the rest of a call that was sent may take a moment. */
const listening = (server: ServerWithUpstream, count: number) => eventually(() => server.listeners() === count)

const asked = (api: Api, id: string, wait: number | string) => api.get(`/v1/tasks/${id}?wait=${wait}`)

test('a long poll is answered when the task changes, with the change; at once when it has ended', async (context) => {
  const { server, id, progress, finish } = await withRunningTask(context)
  const first = asked(server.api, id, 60)
  await listening(server, 1)
  progress(40)
  assert.equal((await first).body.data.progress, 40)
  await listening(server, 0)

  const others = [asked(server.api, id, 60), server.api.get(`/v1/videos/generations/${id}?wait=60`)]
  await listening(server, 2)
  finish()
  let answers = await Promise.all(others)
  while (answers.some(({ body }) => body.data.status === 'processing')) {
    answers = await Promise.all(answers.map(() => asked(server.api, id, 60)))
  }
  const plain = await server.api.get(`/v1/tasks/${id}`)
  for (const { status, body } of answers) assert.deepEqual([status, body], [200, plain.body])
  await listening(server, 0)
})

test('a long poll without news is answered with the status as it is when its seconds are over', async (context) => {
  const { server, id } = await withRunningTask(context)
  const plain = await server.api.get(`/v1/tasks/${id}`)
  for (const wait of [0, 1]) {
    const answer = await asked(server.api, id, wait)
    assert.deepEqual([answer.status, answer.body], [200, plain.body])
  }
})

test('wait is a whole number of seconds up to 60; anything else is a 400 that says so', async (context) => {
  const { server, id } = await withRunningTask(context)
  for (const wait of ['61', '-1', '1.5', '30s', '']) {
    assertProblem(await asked(server.api, id, wait), { status: 400, type: 'invalid_request_error', param: 'wait' })
  }
})

test('events tell the status as it is, then each change, then the end, and stop there', async (context) => {
  const { server, id, progress, finish } = await withRunningTask(context)
  const reader = await EventReader.open(server.api, id)
  assert.equal(reader.status, 200)
  assert.equal(reader.headers.get('content-type'), 'text/event-stream')
  assert.equal(reader.headers.get('cache-control'), 'no-store')
  assert.equal(await reader.block(), 'retry: 2000')
  const now = await reader.next()
  assert.deepEqual([now?.event, now?.data], ['task', await server.api.task(id)])
  progress(41)
  assert.equal((await reader.next())?.data.progress, 41)
  await atRest(server, id)
  finish()
  const rest = await reader.all()
  assert.deepEqual(rest.at(-1)?.data, await server.api.task(id))
  assert.equal(rest.at(-1)?.data.status, 'completed')
  assert.equal(new Set([now, ...rest].map((event) => event?.id)).size, rest.length + 1)
  await listening(server, 0)
})

test('whoever comes again with the id of the last event misses nothing and is told nothing twice, the end least of all', async (context) => {
  const { server, id, progress, finish } = await withRunningTask(context)
  const first = await EventReader.open(server.api, id)
  const seen = await first.next()
  first.leave()
  await listening(server, 0)

  const same = await EventReader.open(server.api, id, seen?.id)
  await listening(server, 1)
  progress(7)
  assert.equal((await same.next())?.data.progress, 7)
  same.leave()
  await listening(server, 0)

  await atRest(server, id)
  finish()
  const ended = await server.api.ended(id)
  const late = await EventReader.open(server.api, id, seen?.id)
  const [last, ...none] = await late.all()
  assert.deepEqual([last?.data, none], [ended, []])
  const again = await EventReader.open(server.api, id, last?.id)
  assert.equal(again.status, 204)
})

test('a stream without news has signs of life, for which no task is read again', async (context) => {
  const { server, id } = await withRunningTask(context, { REELGATE_HEARTBEAT_SECONDS: '1' })
  const readers = await Promise.all(Array.from({ length: 50 }, () => EventReader.open(server.api, id)))
  for (const reader of readers) await reader.next()
  const read: string[] = []
  const { read: database } = server.flow.db
  const get = database.get.bind(database)
  database.get = (sql, params) => {
    read.push(sql)
    return get(sql, params)
  }
  for (const reader of readers) assert.equal(await reader.block(), ': still here')
  assert.ok(read.some((sql) => sql.includes('FROM api_key')))
  assert.deepEqual(
    read.filter((sql) => /FROM task\b/.test(sql)),
    [],
  )
})

test('a key that was revoked loses its streams at the next sign of life', async (context) => {
  const { server, id } = await withRunningTask(context, { REELGATE_HEARTBEAT_SECONDS: '1' })
  const { api, keyId } = await server.newCaller()
  const own = await api.submitted()
  const readers = await Promise.all([EventReader.open(api, own), EventReader.open(server.api, id)])
  await revokeKey(server.flow.db, ACT, keyId)
  await readers[0].all()
  await listening(server, 1)
})

test('a key has so many listeners and no more, a node has so many in all; past them comes a clear 429, and whoever leaves makes room', async (context) => {
  const env = { REELGATE_LISTENERS_PER_KEY: '2', REELGATE_LISTENERS_MAX: '3' }
  const { server, id, finish } = await withRunningTask(context, env)
  const refused = async (api: Api, task: string, max: number) => {
    for (const path of [`/v1/tasks/${task}/events`, `/v1/tasks/${task}?wait=5`]) {
      const answer = await api.get(path)
      const message = assertProblem(answer, { status: 429, type: 'rate_limit_error' })
      assert.ok(message.includes(`at most ${max}`), message)
      assert.equal(answer.headers.get('retry-after'), '5')
    }
  }
  const first = await EventReader.open(server.api, id)
  const poll = asked(server.api, id, 60)
  await listening(server, 2)
  await refused(server.api, id, 2)

  const other = await server.newCaller()
  const own = await other.api.submitted()
  const third = await EventReader.open(other.api, own)
  await refused(other.api, own, 3)
  assert.equal((await other.api.get(`/v1/tasks/${own}`)).status, 200)

  third.leave()
  first.leave()
  await listening(server, 1)
  const next = await EventReader.open(server.api, id)
  assert.equal(next.status, 200)
  finish()
  await poll
  await next.all()
  await listening(server, 0)
})

test('opening a stream, or a long poll, counts as one poll; somebody else’s task is a 400, and a key without the scope a 403', async (context) => {
  const { server, id } = await withRunningTask(context)
  const { api } = await server.newCaller(10, { polls: 2 })
  for (const path of [`/v1/tasks/${id}/events`, `/v1/tasks/${id}?wait=30`]) {
    assertProblem(await api.get(path), { status: 400, type: 'invalid_request_error', param: 'task_id' })
  }
  const answer = await api.get(`/v1/tasks/${id}/events`)
  assertProblem(answer, { status: 429, type: 'rate_limit_error' })
  const head = await server.api.call('HEAD', `/v1/tasks/${id}/events`)
  assert.deepEqual([head.status, head.headers.get('content-type'), head.body], [200, 'text/event-stream', ''])
  assert.equal(server.listeners(), 0)
})
