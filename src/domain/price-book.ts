import { z } from 'zod'
import type { Json } from '../lib/json.ts'
import type { Catalogue, ModelPrices } from './model.ts'
import { parseUsd, toDecimal } from './money.ts'
import type { MicroUsd } from './money.ts'
import { RATIO_MAX_TEXT, parseRatio } from './ratio.ts'
import type { Ratio } from './ratio.ts'
import type { VideoRequest } from './video-request.ts'

/** What everything costs, for everybody. Whole numbers only: micro-USD and millionths. */
export interface PriceBook {
  /** By model id. */
  models: Readonly<Record<string, ModelPrices>>
  /** For accounts of a group that has none of its own. */
  ratio: Ratio
  /** By group of accounts. */
  groupRatios: Readonly<Record<string, Ratio>>
}

/** A book that was in force from some moment on. Versions are never changed, only followed by others. */
export interface PriceVersion {
  version: number
  book: PriceBook
  /** `file`: the settings at a start. Otherwise whoever changed it. */
  actor: string
  note: string
  createdAt: number
}

/** The highest list price per second; keeps every product of prices exact. */
const SECOND_USD_MAX = 1000

const amount = z.unknown().transform((given, context): MicroUsd => {
  const micros = typeof given === 'string' || typeof given === 'number' ? parseUsd(String(given)) : undefined
  if (micros !== undefined && micros <= SECOND_USD_MAX * 1_000_000) return micros
  context.addIssue({
    code: 'custom',
    message: `must be USD per second from 0 to ${SECOND_USD_MAX}, for example 0.08`,
    params: { expected: 'usd_per_second', max: SECOND_USD_MAX },
  })
  return 0
})

/** An operator's price table: USD per second of video at each resolution. */
export const secondPrices = z.strictObject({ '720p': amount, '1080p': amount, '4K': amount })

/** A factor as an operator writes it, `"0.85"` or 0.85. */
export const ratioField = z.unknown().transform((given, context): Ratio => {
  const ratio = typeof given === 'string' || typeof given === 'number' ? parseRatio(String(given)) : undefined
  if (ratio !== undefined) return ratio
  context.addIssue({
    code: 'custom',
    message: `must be a number from 0 to ${RATIO_MAX_TEXT} with at most six decimals`,
    params: { expected: 'ratio', max: RATIO_MAX_TEXT },
  })
  return 0
})

/** Names of groups, in settings and in the admin API. */
export const GROUP_NAME = /^[a-z0-9][a-z0-9_-]{0,39}$/

export const groupName = z.string().regex(GROUP_NAME, 'must be 1 to 40 of a-z, 0-9, _ and -')

/** A price book as an operator writes it, in decimals. */
export const priceBookBody = z.strictObject({
  models: z.record(z.string(), z.strictObject({ with_audio: secondPrices, silent: secondPrices })),
  ratio: ratioField.default(1_000_000),
  group_ratios: z.record(groupName, ratioField).default({}),
})

/** The book that the settings describe. */
export function bookOfSettings(
  catalogue: Catalogue,
  ratios: { priceRatio: Ratio; groupRatios: Readonly<Record<string, Ratio>> },
): PriceBook {
  const models = Object.fromEntries(catalogue.models.map(({ id, price }) => [id, price]))
  return { models, ratio: ratios.priceRatio, groupRatios: ratios.groupRatios }
}

/** A book in decimals, as `priceBookBody` reads it. */
export function showBook({ models, ratio, groupRatios }: PriceBook): { [field: string]: Json } {
  const shown = (prices: ModelPrices['silent']) => ({
    '720p': toDecimal(prices['720p']),
    '1080p': toDecimal(prices['1080p']),
    '4K': toDecimal(prices['4K']),
  })
  return {
    models: Object.fromEntries(
      Object.entries(models).map(([id, { withAudio, silent }]) => [
        id,
        { with_audio: shown(withAudio), silent: shown(silent) },
      ]),
    ),
    ratio: toDecimal(ratio),
    group_ratios: Object.fromEntries(Object.entries(groupRatios).map(([name, one]) => [name, toDecimal(one)])),
  }
}

type Priced = Pick<VideoRequest, 'model' | 'resolution' | 'generateAudio' | 'durationSeconds' | 'sampleCount'>

/** What a request costs, and how that comes about. */
export interface Price {
  /** List price of a second of one video. */
  perSecond: MicroUsd
  ratio: Ratio
  /** One video. */
  sample: MicroUsd
  /** Every video asked for: what is held. What is captured is the same sum over the videos delivered. */
  total: MicroUsd
}

/**
 * Price of one video: list price x the group's ratio x seconds, rounded once, half up, to a whole micro-USD. Of a
 * request: that times the videos.
 */
export function priceOf(book: PriceBook, group: string, request: Priced): Price {
  const prices = book.models[request.model]
  if (prices === undefined) throw new Error(`the price book has no model ${request.model}`)
  const perSecond = (request.generateAudio ? prices.withAudio : prices.silent)[request.resolution]
  const ratio = (Object.hasOwn(book.groupRatios, group) ? book.groupRatios[group] : undefined) ?? book.ratio
  // Ten digits times ten digits: exact as BigInt, not as a double.
  const millionths = BigInt(perSecond) * BigInt(request.durationSeconds) * BigInt(ratio)
  const sample = Number((millionths + 500_000n) / 1_000_000n)
  return { perSecond, ratio, sample, total: sample * request.sampleCount }
}
