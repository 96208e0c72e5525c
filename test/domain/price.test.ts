import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { BUILT_IN_MODELS, makeCatalogue } from '../../src/domain/model.ts'
import { priceOfRequest, priceOfSample } from '../../src/domain/price.ts'
import { DURATIONS, RESOLUTIONS } from '../../src/domain/video-request.ts'

const catalogue = makeCatalogue(BUILT_IN_MODELS)

function model(id: string) {
  const found = catalogue.find(id)
  assert.ok(found)
  return found
}

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

for (const [id, resolution, generateAudio, usd] of LIST_PRICES) {
  test(`a second of ${id} at ${resolution} ${generateAudio ? 'with' : 'without'} sound costs ${usd} USD`, () => {
    const cents = Math.round(Number(usd) * 100)
    for (const durationSeconds of DURATIONS) {
      const price = priceOfSample(model(id), { resolution, generateAudio, durationSeconds }, 1)
      assert.equal(price, cents * 10_000 * durationSeconds)
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
  model: fc.constantFrom(...BUILT_IN_MODELS),
  resolution: fc.constantFrom(...RESOLUTIONS),
  generateAudio: fc.boolean(),
  durationSeconds: fc.constantFrom(...DURATIONS),
  sampleCount: fc.integer({ min: 1, max: 4 }),
})

test("a price is whole micro-USD whatever the operator's ratio, and each sample costs the same part of it", () => {
  const ratios = fc.double({ min: 0, max: 1000, noNaN: true })
  fc.assert(
    fc.property(requests, ratios, ({ model: asked, sampleCount, ...rest }, ratio) => {
      const price = priceOfRequest(asked, { ...rest, sampleCount }, ratio)
      const one = priceOfSample(asked, rest, ratio)
      const list = priceOfSample(asked, rest, 1)
      assert.ok(Number.isSafeInteger(price) && price >= 0)
      assert.equal(price, one * sampleCount)
      assert.ok(Math.abs(one - list * ratio) <= 0.5)
    }),
    { seed: 1, numRuns: 2000 },
  )
})

test('a ratio of 0 makes everything free, and 1.5 adds half', () => {
  const asked = { resolution: '720p', generateAudio: false, durationSeconds: 4, sampleCount: 2 } as const
  assert.equal(priceOfRequest(model('veo3.1-fast-official'), asked, 0), 0)
  assert.equal(priceOfRequest(model('veo3.1-fast-official'), asked, 1.5), 960_000)
})
