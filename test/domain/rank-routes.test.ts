import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rankRoutes } from '../../src/domain/rank-routes.ts'

const state = (
  provider: string,
  rest: { weight?: number; order?: number; healthy?: boolean; room?: boolean } = {},
) => ({
  route: { provider, weight: rest.weight ?? 1, order: rest.order ?? 0 },
  isHealthy: rest.healthy ?? true,
  hasRoom: rest.room ?? true,
})
const names = (states: ReturnType<typeof state>[], taskId = 'task_1') =>
  rankRoutes(states, taskId).map(({ provider }) => provider)

test('routes are ranked by order; one without room comes after those with, and a sick one after all', () => {
  assert.deepEqual(names([state('b', { order: 1 }), state('a')]), ['a', 'b'])
  assert.deepEqual(names([state('a', { room: false }), state('b', { order: 1 })]), ['b', 'a'])
  assert.deepEqual(names([state('a', { room: false }), state('b', { order: 1, room: false })]), ['a', 'b'])
  assert.deepEqual(names([state('a', { healthy: false }), state('b', { order: 1, room: false })]), ['b', 'a'])
})

test('over many tasks routes of one order are chosen by their weights, and each task always in the same way', () => {
  const states = [state('a', { weight: 3 }), state('b')]
  const ids = Array.from({ length: 4000 }, (_, index) => `task_${index}`)
  const toA = ids.filter((id) => names(states, id)[0] === 'a').length
  assert.ok(toA > 2800 && toA < 3200, `${toA} of 4000`)
  for (const id of ids.slice(0, 50)) assert.deepEqual(names(states, id), names(states.toReversed(), id))
})
