import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Log } from '../../src/lib/log.ts'
import { TestClock } from '../harness/clock.ts'
import { BUSY_MS } from '../harness/upstream.ts'
import { eventually, startWithUpstream } from '../http/fixture.ts'

/** A server, and the states that its log tells of a task, in their order. */
async function open(context: TestContext) {
  const clock = new TestClock()
  const lines: { task?: unknown; state?: unknown }[] = []
  const note = (fields: object) => void lines.push(fields)
  const log: Log = { debug: note, info: note, warn: note, error: note, flush: () => {} }
  const server = await startWithUpstream(context, { clock, log })
  const told = (id: string) =>
    lines.filter(({ task, state }) => task === id && state !== undefined).map(({ state }) => state)
  return { ...server, clock, told }
}

test('each change of a task’s state has a line in the log', async (context) => {
  const server = await open(context)
  const { api, upstream, clock, told } = server
  upstream.onStart = 429
  const id = await api.submitted()
  await api.until(id, ({ status }) => status === 'pending')
  upstream.onStart = 'ok'
  clock.advance(BUSY_MS)
  server.wake()
  await api.ended(id)
  const states = ['submitted', 'starting', 'pending', 'starting', 'running', 'storing', 'completed']
  await eventually(() => told(id).length === states.length)
  assert.deepEqual(told(id), states)
})

test('a start without an answer, and a cancel, have their lines too', async (context) => {
  const { api, upstream, told } = await open(context)
  upstream.loseStartAnswers = true
  const id = await api.submitted()
  await eventually(() => told(id).includes('unresolved'))
  await api.call('POST', `/v1/tasks/${id}/cancel`)
  await eventually(() => told(id).length === 4)
  assert.deepEqual(told(id), ['submitted', 'starting', 'unresolved', 'cancelled'])
})
