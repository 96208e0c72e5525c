import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterSign, atTime, CLOSED } from '../../src/domain/breaker.ts'
import type { Breaker, Sign } from '../../src/domain/breaker.ts'

const bad = (call: Sign['call']): Sign => ({ call, isGood: false })
const good = (call: Sign['call']): Sign => ({ call, isGood: true })
const after = (breaker: Breaker, signs: readonly Sign[], now = 0) =>
  signs.reduce((before, sign) => afterSign(before, sign, now), breaker)
const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value)

test('three failed starts in a row open it; a good one in between begins the count anew', () => {
  assert.equal(after(CLOSED, times(2, bad('start'))).state, 'closed')
  assert.equal(after(CLOSED, times(3, bad('start'))).state, 'open')
  assert.equal(after(CLOSED, [bad('start'), bad('start'), good('start'), bad('start')]).state, 'closed')
})

test('a provider that tells of its operations and takes no new ones is opened all the same', () => {
  assert.equal(after(CLOSED, [bad('start'), good('check'), bad('start'), good('check'), bad('start')]).state, 'open')
})

test('checks open it only when ten in a row fail, and a good one closes it again', () => {
  assert.equal(after(CLOSED, [...times(9, bad('check')), good('check'), ...times(9, bad('check'))]).state, 'closed')
  const open = after(CLOSED, times(10, bad('check')))
  assert.equal(open.state, 'open')
  assert.equal(after(open, [good('check')], 1).state, 'closed')
})

test('good checks don’t close what failed starts opened', () => {
  const open = after(CLOSED, times(3, bad('start')))
  assert.equal(after(open, times(50, good('check')), 1).state, 'open')
  assert.equal(after(open, times(50, good('check')), open.openUntil).state, 'half-open')
})

test('when its time is up it is tried; a failed trial opens it for twice as long, up to five minutes', () => {
  let breaker = after(CLOSED, times(3, bad('start')))
  const waits: number[] = []
  let now = 0
  for (let trial = 0; trial < 8; trial += 1) {
    waits.push((breaker.openUntil - now) / 1000)
    assert.equal(atTime(breaker, breaker.openUntil - 1).state, 'open')
    now = breaker.openUntil
    assert.equal(atTime(breaker, now).state, 'half-open')
    breaker = after(breaker, [bad('start')], now)
  }
  assert.deepEqual(waits, [10, 20, 40, 80, 160, 300, 300, 300])
  const well = after(breaker, [good('start')], breaker.openUntil)
  assert.deepEqual(well, CLOSED)
})

test('calls that were under way when it opened say nothing new, and a good start among them closes it', () => {
  const open = after(CLOSED, times(3, bad('start')))
  assert.deepEqual(after(open, times(40, bad('start')), 1), open)
  assert.deepEqual(after(open, [good('start')], 1), CLOSED)
})

test('a little noise of checks does not put off a trial', () => {
  const open = after(CLOSED, times(3, bad('start')))
  assert.equal(after(open, times(9, bad('check')), open.openUntil).state, 'half-open')
})
