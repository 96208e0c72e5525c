import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { BUILT_IN_MODELS, makeCatalogue } from '../../src/domain/model.ts'
import { toDecimal, parseUsd } from '../../src/domain/money.ts'
import { bookOfSettings, priceBookBody, priceOf, showBook } from '../../src/domain/price-book.ts'
import { parseRatio } from '../../src/domain/ratio.ts'
import { DURATIONS, RESOLUTIONS } from '../../src/domain/video-request.ts'

const AS_LISTED = 1_000_000
const catalogue = makeCatalogue(BUILT_IN_MODELS)
const bookWith = (priceRatio: number, groupRatios: Record<string, number> = {}) =>
  bookOfSettings(catalogue, { priceRatio, groupRatios })

/** USD per second as the contract lists them. */
const LIST_PRICES = [
  ['veo3.1-quality-official', '720p', true, '0.40'],
  ['veo3.1-quality-official', '1080p', true, '0.40'],
  ['veo3.1-quality-official', '4K', true, '0.60'],
  ['veo3.1-quality-official', '720p', false, '0.20'],
  ['veo3.1-quality-official', '1080p', false, '0.20'],
  ['veo3.1-quality-official', '4K', false, '0.40'],
  ['veo3.1-fast-official', '720p', true, '0.10'],
  ['veo3.1-fast-official', '1080p', true, '0.12'],
  ['veo3.1-fast-official', '4K', true, '0.30'],
  ['veo3.1-fast-official', '720p', false, '0.08'],
  ['veo3.1-fast-official', '1080p', false, '0.10'],
  ['veo3.1-fast-official', '4K', false, '0.25'],
] as const

for (const [model, resolution, generateAudio, usd] of LIST_PRICES) {
  test(`a second of ${model} at ${resolution} ${generateAudio ? 'with' : 'without'} sound costs ${usd} USD`, () => {
    const cents = Math.round(Number(usd) * 100)
    for (const durationSeconds of DURATIONS) {
      const request = { model, resolution, generateAudio, durationSeconds, sampleCount: 1 }
      assert.equal(priceOf(bookWith(AS_LISTED), 'default', request).total, cents * 10_000 * durationSeconds)
    }
  })
}

test('the price table names every model, resolution and sound', () => {
  const rows = new Set(LIST_PRICES.map(([id, resolution, audio]) => `${id} ${resolution} ${audio}`))
  const all = BUILT_IN_MODELS.flatMap(({ id }) =>
    RESOLUTIONS.flatMap((resolution) => [true, false].map((audio) => `${id} ${resolution} ${audio}`)),
  )
  assert.deepEqual([...rows].sort(), all.sort())
})

const requests = fc.record({
  model: fc.constantFrom(...BUILT_IN_MODELS.map(({ id }) => id)),
  resolution: fc.constantFrom(...RESOLUTIONS),
  generateAudio: fc.boolean(),
  durationSeconds: fc.constantFrom(...DURATIONS),
  sampleCount: fc.integer({ min: 1, max: 4 }),
})
const ratios = fc.integer({ min: 0, max: 1_000_000_000 })

test("a price is whole micro-USD, rounded half up once, whatever the operator's ratio, and each video costs the same part of it", () => {
  fc.assert(
    fc.property(requests, ratios, (request, ratio) => {
      const { total, sample, perSecond } = priceOf(bookWith(ratio), 'default', request)
      assert.ok(Number.isSafeInteger(total) && total >= 0)
      assert.equal(total, sample * request.sampleCount)
      const exact = BigInt(perSecond * request.durationSeconds) * BigInt(ratio)
      const rest = BigInt(sample) * 1_000_000n - exact
      assert.ok(rest > -500_000n && rest <= 500_000n, `${rest}`)
    }),
    { seed: 1, numRuns: 2000 },
  )
})

test('a group pays by its own ratio, every other one by the general one', () => {
  const book = bookWith(1_500_000, { staff: 0, partner: 850_000 })
  const request = {
    model: 'veo3.1-fast-official',
    resolution: '720p',
    generateAudio: false,
    durationSeconds: 4,
    sampleCount: 2,
  } as const
  const totalOf = (group: string) => priceOf(book, group, request).total
  assert.deepEqual(['default', 'staff', 'partner', 'toString'].map(totalOf), [960_000, 0, 544_000, 960_000])
})

test('a book is the same after it was shown in decimals and read again', () => {
  fc.assert(
    fc.property(ratios, fc.dictionary(fc.constantFrom('a', 'staff', 'x-1'), ratios), (ratio, groupRatios) => {
      const book = bookWith(ratio, { ...groupRatios })
      const read = priceBookBody.parse(JSON.parse(JSON.stringify(showBook(book))))
      const models = Object.fromEntries(
        Object.entries(read.models).map(([id, { with_audio: withAudio, silent }]) => [id, { withAudio, silent }]),
      )
      assert.deepEqual({ models, ratio: read.ratio, groupRatios: read.group_ratios }, book)
    }),
    { seed: 1, numRuns: 500 },
  )
})

test('decimals are read and written without a detour through binary fractions', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (micros) => {
      assert.equal(parseUsd(toDecimal(micros)), micros)
    }),
    { seed: 1, numRuns: 2000 },
  )
  assert.deepEqual([-500_000, -1_500_000, 0, 1, 1_000_000].map(toDecimal), ['-0.5', '-1.5', '0', '0.000001', '1'])
  assert.deepEqual(['0', '1', '0.85', '1000', '1000.1', '-1', '1e1', '', '.5'].map(parseRatio), [
    0,
    1_000_000,
    850_000,
    1_000_000_000,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
