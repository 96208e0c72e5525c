/** In the order in which they are offered. */
export const SAMPLE_COUNTS = [1, 2, 3, 4] as const
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
