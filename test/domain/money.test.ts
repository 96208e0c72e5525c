import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { MICROS_PER_USD, parseUsd, toCredits, toUsd } from '../../src/domain/money.ts'

const LARGEST = 1_000_000_000 * MICROS_PER_USD
const amounts = fc.integer({ min: 0, max: LARGEST })
const seed = 1

test('every amount survives being shown in USD and read again', () => {
  fc.assert(
    fc.property(amounts, (micros) => parseUsd(String(toUsd(micros))) === micros),
    { seed, numRuns: 5000, examples: [[0], [1], [LARGEST], [LARGEST - 1]] },
  )
})

test('credits are exactly ten to the dollar, up to the largest amount', () => {
  fc.assert(
    // Read as USD, the text of the credits is the amount moved by one decimal place.
    fc.property(amounts, (micros) => {
      const [whole = '', decimals = ''] = String(toCredits(micros)).split('.')
      return BigInt(whole) * 100_000n + BigInt(decimals.padEnd(5, '0')) === BigInt(micros)
    }),
    { seed, numRuns: 5000, examples: [[0], [1], [LARGEST], [LARGEST - 1], [999_999_999_999_997]] },
  )
})

test('an amount is read digit by digit, whatever zeros it is written with', () => {
  const parts = fc.tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.stringMatching(/^\d{1,6}$/))
  fc.assert(
    fc.property(parts, ([dollars, decimals]) => {
      const expected = BigInt(dollars) * 1_000_000n + BigInt(decimals.padEnd(6, '0'))
      return BigInt(parseUsd(` ${dollars}.${decimals} `) ?? -1) === expected
    }),
    { seed, numRuns: 2000 },
  )
  assert.equal(parseUsd('0.512'), 512_000)
  assert.equal(toUsd(512_000), 0.512)
  assert.equal(toCredits(512_000), 5.12)
})

test('anything but a plain amount within bounds is refused', () => {
  const wrong = ['', ' ', '-1', '+1', '1e3', '1.', '.5', '1.1234567', '1,5', '0x10', '1_000', '1 000', '$1', 'NaN']
  wrong.push('Infinity', '١', '1000000000.000001', '10000000000', '99999999999999999999', '1.2.3', '1\n2')
  for (const text of wrong) assert.equal(parseUsd(text), undefined, text)
})

test('whatever text is read, the result is a whole number within bounds or nothing', () => {
  const texts = fc.oneof(fc.string(), fc.stringMatching(/^[\d.]{0,20}$/), fc.double().map(String))
  fc.assert(
    fc.property(texts, (text) => {
      const micros = parseUsd(text)
      return micros === undefined || (Number.isSafeInteger(micros) && micros >= 0 && micros <= LARGEST)
    }),
    { seed, numRuns: 5000 },
  )
})
