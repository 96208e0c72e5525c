import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ReelgateError } from '../../src/domain/errors.ts'
import { CHEAPEST_USD } from '../harness/api.ts'
import { BUSY_MS } from '../harness/upstream.ts'
import { atRest, eventually } from '../harness/wait.ts'
import { openTwoRoutes } from './two-routes.ts'

const refuse = () => {
  throw new ReelgateError('unsupported_by_model', { param: 'duration' })
}

test('a task goes by the first route, and by the next where the first refuses the request', async (context) => {
  const { one, two, api } = await openTwoRoutes(context)
  await api.ended(await api.submitted())
  assert.deepEqual([one.operations.length, two.operations.length], [1, 0])
  const other = await openTwoRoutes(context, { one: { assertAcceptable: refuse } })
  assert.equal((await other.api.ended(await other.api.submitted())).status, 'completed')
  assert.deepEqual([other.one.operations.length, other.two.operations.length], [0, 1])
})

test('where every route refuses, the caller reads why the first one does, and nothing is held', async (context) => {
  const { api } = await openTwoRoutes(context, { one: { assertAcceptable: refuse }, two: { assertAcceptable: refuse } })
  assert.equal((await api.submit()).status, 400)
  assert.equal(await api.balance(), 50)
})

test('a task that its provider was too busy for is made by the next route, once, at the same price', async (context) => {
  const { one, two, server, api, find } = await openTwoRoutes(context)
  one.onStart = 429
  const id = await api.submitted()
  assert.equal((await api.ended(id)).status, 'completed')
  assert.equal((await find(id))?.provider, 'two')
  assert.deepEqual([one.operations.length, two.operations.length], [0, 1])
  assert.equal(await api.balance(), 50 - CHEAPEST_USD)
  assert.deepEqual((await server.verify()).problems, [])
})

test('a busy provider is passed over until its time is up, and then used again', async (context) => {
  const { one, two, clock, api } = await openTwoRoutes(context)
  one.onStart = 429
  await api.ended(await api.submitted())
  one.onStart = 'ok'
  await api.ended(await api.submitted())
  assert.deepEqual([one.operations.length, two.operations.length], [0, 2])
  clock.advance(BUSY_MS)
  await api.ended(await api.submitted())
  assert.deepEqual([one.operations.length, two.operations.length], [1, 2])
})

test('a task whose providers are all busy waits, and goes on when the first of them takes work again', async (context) => {
  const { one, two, clock, server, api } = await openTwoRoutes(context)
  one.onStart = 429
  two.onStart = 429
  const id = await api.submitted()
  await eventually(() => ['one', 'two'].every((name) => server.flow.health.isBusy(name)))
  await atRest(server, id)
  assert.equal((await api.task(id)).status, 'pending')
  one.onStart = 'ok'
  clock.advance(BUSY_MS)
  server.wake()
  assert.equal((await api.ended(id)).status, 'completed')
  assert.deepEqual([one.operations.length, two.operations.length], [1, 0])
})

test('a start whose outcome is unknown never goes another way', async (context) => {
  const { one, two, api, find } = await openTwoRoutes(context)
  one.loseStartAnswers = true
  const id = await api.submitted()
  await eventually(async () => (await find(id))?.state === 'unresolved')
  assert.equal((await find(id))?.provider, 'one')
  assert.deepEqual([one.operations.length, two.operations.length], [1, 0])
})

test('a start that was busy after one of unknown outcome stays with its provider', async (context) => {
  const { one, two, clock, server, api, find } = await openTwoRoutes(context, { one: { startIsRepeatable: true } })
  one.onStart = 500
  const id = await api.submitted()
  await eventually(async () => (await find(id))?.startAttempts === 2 && (await find(id))?.state === 'pending')
  one.onStart = 429
  await atRest(server, id)
  clock.advance(BUSY_MS)
  server.wake()
  await eventually(() => server.flow.health.isBusy('one'))
  await atRest(server, id)
  assert.equal((await find(id))?.provider, 'one')
  assert.equal(two.operations.length, 0)
})
