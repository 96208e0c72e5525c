import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { ReelgateError } from '../../src/domain/errors.ts'
import { MODEL, SUBMIT } from '../harness/api.ts'
import { startTestServer } from '../harness/server.ts'
import { BUSY_MS, httpProvider } from '../harness/upstream.ts'
import { atRest, eventually } from '../harness/wait.ts'
import { photo } from '../images/pictures.ts'
import { openTwoRoutes } from './two-routes.ts'

const times = (count: number) => Array.from({ length: count }, (_, index) => index)

test('tasks that wait at a provider whose breaker opens go by the other route, each made once', async (context) => {
  const { one, two, server, api, find } = await openTwoRoutes(context, { one: { capacity: 3 }, two: { capacity: 0 } })
  one.onStart = 'hang'
  const hanging = [await api.submitted(), await api.submitted(), await api.submitted()]
  await eventually(() => one.starts === 3)
  const waiting = await Promise.all(times(5).map(() => api.submitted()))
  for (const id of waiting) assert.equal((await find(id))?.provider, 'one')
  Object.assign(server.flow.providers.get('two') ?? {}, { capacity: 10 })
  one.answerHanging(503)
  for (const id of waiting) assert.equal((await api.ended(id)).status, 'completed')
  assert.equal(server.flow.health.stateOf('one'), 'open')
  assert.deepEqual([one.operations.length, two.operations.length], [0, 5])
  // Nobody knows what became of these: they stay where they are.
  for (const id of hanging)
    assert.deepEqual([(await find(id))?.provider, (await find(id))?.state], ['one', 'unresolved'])
  assert.deepEqual((await server.verify()).problems, [])
})

test('with no other route that would take it, a task whose breaker opens is shown as pending', async (context) => {
  const refuse = () => {
    throw new ReelgateError('unsupported_by_model', { param: 'duration' })
  }
  const { one, api } = await openTwoRoutes(context, { one: { capacity: 3 }, two: { assertAcceptable: refuse } })
  one.onStart = 'hang'
  for (const _ of times(3)) await api.submitted()
  await eventually(() => one.starts === 3)
  const id = await api.submitted()
  assert.equal((await api.task(id)).status, 'submitted')
  one.answerHanging(500)
  assert.equal((await api.until(id, ({ status }) => status !== 'submitted')).status, 'pending')
})

test('a submit goes where the quota has a start left, also to a route of a later order', async (context) => {
  const { one, two, api } = await openTwoRoutes(context, { one: { startsPerMinute: 2 } })
  for (const _ of times(4)) await api.ended(await api.submitted())
  assert.deepEqual([one.operations.length, two.operations.length], [2, 2])
})

test('a submit goes where a place is free', async (context) => {
  const { one, two, api } = await openTwoRoutes(context, { one: { capacity: 1 } })
  one.finishAtOnce = false
  await api.submitted()
  await eventually(() => one.operations.length === 1)
  await api.ended(await api.submitted())
  assert.equal(two.operations.length, 1)
})

test('tasks that wait for a quota move to a route that has room again, no more than it has', async (context) => {
  const { one, two, server, api, find } = await openTwoRoutes(context, {
    one: { startsPerMinute: 1 },
    two: { capacity: 0 },
  })
  const ids = await Promise.all(times(4).map(() => api.submitted()))
  await eventually(() => one.operations.length === 1)
  for (const id of ids) assert.equal((await find(id))?.provider, 'one')
  two.finishAtOnce = false
  Object.assign(server.flow.providers.get('two') ?? {}, { capacity: 2 })
  await eventually(() => two.operations.length === 2)
  const stayed = (await Promise.all(ids.map((id) => find(id)))).filter((task) => task?.state === 'pending')
  assert.deepEqual(
    stayed.map((task) => task?.provider),
    ['one'],
  )
  two.finish()
  for (const { taskId } of [...one.operations, ...two.operations]) {
    assert.equal((await api.ended(taskId)).status, 'completed')
  }
})

test('accounts take turns at what another route has to give', async (context) => {
  const { one, two, server, api, find } = await openTwoRoutes(context, {
    one: { startsPerMinute: 1 },
    two: { capacity: 0 },
  })
  const many = await Promise.all(times(6).map(() => api.submitted()))
  await eventually(() => one.operations.length === 1)
  const { api: other } = await server.newCaller(50)
  const id = await other.submitted()
  assert.equal((await find(id))?.provider, 'one')
  two.finishAtOnce = false
  Object.assign(server.flow.providers.get('two') ?? {}, { capacity: 2 })
  await eventually(() => two.operations.length === 2)
  assert.ok(two.operations.some(({ taskId }) => taskId === id))
  assert.ok(two.operations.some(({ taskId }) => many.includes(taskId)))
})

test('waiting tasks whose quota went to others are shown as pending', async (context) => {
  const options = { one: { startsPerMinute: 2, capacity: 0 }, two: { capacity: 0 } }
  const { clock, server, api } = await openTwoRoutes(context, options)
  const { db, queue } = server.flow
  const ids = [await api.submitted(), await api.submitted()]
  for (const id of ids) assert.equal((await api.task(id)).status, 'submitted')
  const mark = { provider: 'one', now: clock.now(), startsPerMinute: 2, starts: 2 }
  await db.write((tx) => queue.markStart(tx, mark))
  for (const id of ids) assert.equal((await api.until(id, ({ status }) => status !== 'submitted')).status, 'pending')
})

test('tasks of a provider that is no longer configured are made by another route of their model', async (context) => {
  const { one, two, clock, server, api, find, env } = await openTwoRoutes(context, {
    one: { capacity: 0 },
    two: { capacity: 0 },
  })
  const id = await api.submitted()
  assert.equal((await find(id))?.provider, 'one')
  await server.stop()
  const routes = [{ provider: 'two' }]
  const entry = { type: 'openai-videos', baseUrl: 'http://127.0.0.1:1' }
  await writeFile(env.REELGATE_CONFIG, JSON.stringify({ providers: { two: entry }, models: [{ id: MODEL, routes }] }))
  const providers = [httpProvider({ url: two.url, name: 'two' })]
  const again = await startTestServer(context, { clock, providers, env, dataDir: server.dataDir })
  await eventually(() => two.operations.length === 1)
  assert.equal(two.operations[0]?.taskId, id)
  assert.equal(one.operations.length, 0)
  await eventually(async () => (await again.flow.queue.size()) === 0)
  assert.deepEqual((await again.verify()).problems, [])
})

test('a task that is being cancelled, or may have been accepted, is not moved', async (context) => {
  const { one, two, clock, server, api, find } = await openTwoRoutes(context, {
    one: { startIsRepeatable: true, capacity: 3 },
    two: { capacity: 0 },
  })
  one.onStart = 503
  const id = await api.submitted(SUBMIT)
  await eventually(async () => (await find(id))?.startAttempts === 2)
  await atRest(server, id)
  Object.assign(server.flow.providers.get('two') ?? {}, { capacity: 10 })
  clock.advance(BUSY_MS)
  server.wake()
  await eventually(() => server.flow.health.stateOf('one') === 'open')
  const other = await api.submitted()
  assert.equal((await api.ended(other)).status, 'completed')
  assert.deepEqual([(await find(id))?.provider, two.operations.length], ['one', 1])
})

test('pictures that nobody looked at for people go to no provider that does not judge them itself', async (context) => {
  let isThere = false
  const { one, two, clock, server, api, find } = await openTwoRoutes(context, {
    one: { judgesPictures: true },
    two: {
      assertAcceptable: () => {
        if (!isThere) throw new ReelgateError('unsupported_by_model')
      },
    },
  })
  const picture = await photo().png().toBuffer()
  const url = `data:image/png;base64,${picture.toString('base64')}`
  const body = { ...SUBMIT, person_generation: 'disallow', first_frame_image: url }
  one.onStart = 429
  const unseen = await api.submitted(body)
  await eventually(() => server.flow.health.isBusy('one'))
  await atRest(server, unseen)
  isThere = true
  // Looked at, since `two` would take it now.
  assert.equal((await api.ended(await api.submitted(body))).status, 'completed')
  clock.advance(BUSY_MS)
  server.wake()
  await eventually(() => one.starts === 2)
  await atRest(server, unseen)
  assert.deepEqual([(await find(unseen))?.provider, two.operations.length], ['one', 1])
  one.onStart = 'ok'
  clock.advance(BUSY_MS)
  server.wake()
  assert.equal((await api.ended(unseen)).status, 'completed')
  assert.deepEqual([one.operations.length, two.operations.length], [1, 1])
})
