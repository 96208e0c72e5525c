import assert from 'node:assert/strict'
import { test } from 'node:test'
import { turns } from '../../src/lib/turns.ts'

test('no more than the limit run at once, in order, and a failure passes the turn on', async () => {
  const takeTurn = turns(2)
  const started: number[] = []
  let running = 0
  let most = 0
  const work = (index: number) =>
    takeTurn(async () => {
      started.push(index)
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      if (index % 3 === 0) throw new Error('failed')
      return index
    })
  const indexes = Array.from({ length: 20 }, (_, index) => index)
  const results = await Promise.allSettled(indexes.map((index) => work(index)))
  assert.equal(most, 2)
  assert.deepEqual(started, indexes)
  assert.deepEqual(
    results.map((result) => result.status),
    indexes.map((index) => (index % 3 === 0 ? 'rejected' : 'fulfilled')),
  )
  assert.equal(await work(1), 1)
})
