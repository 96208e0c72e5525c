import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findTask } from '../../src/db/tasks.ts'
import { sweep } from '../../src/flow/sweep.ts'
import { SUBMIT } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { adminCall, newAdmin } from '../http/admin-calls.ts'
import { minutes } from './by-hand.ts'

const DAY_MS = minutes(24 * 60)
const BODY = { ...SUBMIT, negative_prompt: 'no boats', webhook: 'http://192.0.2.1/hook' }

test('a prompt is removed after its time and not before: the task keeps its status and its price, and can not be replayed', async (context) => {
  const upstream = await Upstream.open(context)
  const clock = new TestClock()
  const provider = httpProvider({ url: upstream.url, checkAfterMs: minutes(1) })
  const env = { REELGATE_PROMPT_TTL_DAYS: '2', REELGATE_RESULT_TTL_HOURS: '100' }
  const server = await startTestServer(context, { clock, providers: [provider], env })
  const { api } = await server.newCaller(1)
  const ids: string[] = []
  for (let count = 0; count < 3; count += 1) ids.push(await api.submitted(BODY))
  const [id = ''] = ids
  for (const one of ids) await api.ended(one)
  const before = await api.task(id)

  clock.advance(2 * DAY_MS - 1)
  await sweep(server.flow)
  const kept = await findTask(server.flow.db.read, id)
  assert.deepEqual([kept?.request.prompt, kept?.webhook], [BODY.prompt, BODY.webhook])
  clock.advance(1)
  await sweep(server.flow)
  for (const one of ids) {
    const task = await findTask(server.flow.db.read, one)
    assert.ok(task !== undefined)
    const { request, webhook, token, contentRemovedAt } = task
    assert.deepEqual([request.prompt, request.negativePrompt, webhook, token], ['', undefined, null, null])
    assert.equal(contentRemovedAt, clock.now())
    assert.deepEqual([request.durationSeconds, request.seed], [4, 1])
  }
  assert.deepEqual(await api.task(id), before)
  assert.equal((await api.get(`/v1/videos/${id}`)).body.prompt, null)
  assert.deepEqual((await server.verify()).problems, [])

  const admin = adminCall(await newAdmin(server))
  const replay = await admin('POST', `/tasks/${id}/replay`)
  assert.deepEqual([replay.status, replay.body.error.param], [409, 'task_id'])
  assert.match(replay.body.error.message, /prompt of this task was removed/)
  assert.equal((await admin('GET', `/tasks/${id}`)).body.data.content_removed_at, Math.floor(clock.now() / 1000))
})

test('a prompt stays where no time was set for it', async (context) => {
  const upstream = await Upstream.open(context)
  const clock = new TestClock()
  const provider = httpProvider({ url: upstream.url, checkAfterMs: minutes(1) })
  const server = await startTestServer(context, { clock, providers: [provider] })
  const id = await server.api.submitted(BODY)
  await server.api.ended(id)
  clock.advance(400 * DAY_MS)
  await sweep(server.flow)
  assert.equal((await findTask(server.flow.db.read, id))?.request.prompt, BODY.prompt)
})
