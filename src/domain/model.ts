import { DURATIONS, RESOLUTIONS, ASPECT_RATIOS, SAMPLES_MAX } from './video-request.ts'
import type { AspectRatio, Resolution } from './video-request.ts'
import type { MicroUsd } from './money.ts'

/** Micro-USD per second of output for each resolution. */
type SecondPrices = Readonly<Record<Resolution, MicroUsd>>

/** List prices of one model. */
export interface ModelPrices {
  withAudio: SecondPrices
  silent: SecondPrices
}

/** One provider that can make a model's videos. */
export interface Route {
  provider: string
  /** Its share among routes of the same order. */
  weight: number
  /** Lower ones are used first. */
  order: number
}

/** One entry of the catalogue: what a model can do and what a second of it costs. */
export interface Model {
  id: string
  aliases: readonly string[]
  ownedBy: string
  /** Unix seconds, for the OpenAI list shape. */
  created: number
  /** Who makes its videos; never empty. */
  routes: readonly Route[]
  durations: readonly number[]
  resolutions: readonly Resolution[]
  aspectRatios: readonly AspectRatio[]
  samplesMax: number
  promptCharactersMax: number
  /** Whether a first frame is accepted, and a last one with it. */
  images: 'none' | 'first' | 'first-and-last'
  /** As the settings have it; what is charged stands in the price book. */
  price: ModelPrices
}

const CENT = 10_000

const capabilities = {
  ownedBy: 'google',
  created: 1_760_486_400,
  routes: [{ provider: 'builtin', weight: 1, order: 0 }],
  durations: DURATIONS,
  resolutions: RESOLUTIONS,
  aspectRatios: ASPECT_RATIOS,
  samplesMax: SAMPLES_MAX,
  promptCharactersMax: 4000,
  images: 'first-and-last',
} as const

/** The two models the contract names, at Google's list price in USD per second (contract, section 4). */
export const BUILT_IN_MODELS: readonly Model[] = [
  {
    id: 'veo3.1-fast-official',
    aliases: [],
    ...capabilities,
    price: {
      withAudio: { '720p': 10 * CENT, '1080p': 12 * CENT, '4K': 30 * CENT },
      silent: { '720p': 8 * CENT, '1080p': 10 * CENT, '4K': 25 * CENT },
    },
  },
  {
    id: 'veo3.1-quality-official',
    aliases: [],
    ...capabilities,
    price: {
      withAudio: { '720p': 40 * CENT, '1080p': 40 * CENT, '4K': 60 * CENT },
      silent: { '720p': 20 * CENT, '1080p': 20 * CENT, '4K': 40 * CENT },
    },
  },
]

/** Models by id and by alias. */
export interface Catalogue {
  readonly models: readonly Model[]
  find(idOrAlias: string): Model | undefined
}

export function makeCatalogue(models: readonly Model[]): Catalogue {
  const byName = new Map<string, Model>()
  for (const model of models) for (const name of [model.id, ...model.aliases]) byName.set(name, model)
  return { models, find: (name) => byName.get(name) }
}
