export type Language = 'en' | 'zh'

/** The words of one page in both languages: what one has and the other lacks is a type error. Plain data, so that tests find their way by it. */
export function dictionary<Words>(words: { en: Words; zh: NoInfer<Words> }): Readonly<Record<Language, Words>> {
  return words
}
