import type { Draft } from './draft.ts'

/** What the contract lets one choose from, in the order in which it is offered. */
export const DURATIONS = [4, 6, 8] as const satisfies readonly Draft['duration'][]
export const ASPECT_RATIOS = ['16:9', '9:16'] as const satisfies readonly Draft['aspect_ratio'][]
export const RESOLUTIONS = ['720p', '1080p', '4K'] as const satisfies readonly Draft['resolution'][]
export const SAMPLE_COUNTS = [1, 2, 3, 4] as const
export const PERSONS = ['allow_adult', 'disallow'] as const satisfies readonly Draft['person_generation'][]
export const RESIZE_MODES = ['pad', 'crop'] as const satisfies readonly Draft['resize_mode'][]
export const SEED_MAX = 4_294_967_295
export const PROMPT_CHARACTERS_MAX = 4000

/** As the server speaks. */
export const LANGUAGES = [
  { value: 'zh', label: '中文' },
  { value: 'en', label: 'English' },
  { value: 'ja', label: '日本語' },
  { value: 'ko', label: '한국어' },
]

export const randomSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0

/** Not by randomUUID: browsers have it on safe pages only. */
export const randomKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-')
