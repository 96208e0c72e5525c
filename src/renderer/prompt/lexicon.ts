/**
 * A meaning and the words for it: separated by spaces, `_` for a space within one. Latin words match whole words (also
 * in the plural), Korean ones whole words with their particles, others match anywhere, since Chinese and Japanese do not put spaces between words.
 */
export type Lexicon<Meaning extends string> = Readonly<Partial<Record<Meaning, string>>>

/** The meanings found in a text, in the order in which they appear; of those at one position the longest word first. */
export function findAll<Meaning extends string>(text: string, lexicon: Lexicon<Meaning>): Meaning[] {
  const plain = normalise(text)
  const found: { meaning: Meaning; at: number; length: number }[] = []
  for (const [meaning, words] of Object.entries(lexicon) as [Meaning, string][]) {
    for (const word of words.split(' ')) {
      const at = positionOf(plain, word.replaceAll('_', ' '))
      if (at >= 0) found.push({ meaning, at, length: word.length })
    }
  }
  found.sort((a, b) => a.at - b.at || b.length - a.length)
  return [...new Set(found.map((one) => one.meaning))]
}

/** Lower case, one spelling per character, one space between words and around all. */
export function normalise(text: string): string {
  return ` ${text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, ' ')} `
}

// Korean writes these onto the end of a noun; without them its short nouns would be found inside other words.
const KOREAN_PARTICLES = '들?(?:이|가|은|는|을|를|와|과|의|에|에서|로|으로|도)?'

/** Where a normalised text holds a word, -1 if it does not. */
function positionOf(plain: string, word: string): number {
  if (/^[가-힣]/.test(word)) return plain.search(new RegExp(`(?<= )${word}(?:${KOREAN_PARTICLES})? `))
  if (!/^[a-z]/.test(word)) return plain.indexOf(word)
  for (const form of [word, `${word}s`, `${word}es`]) {
    const at = plain.indexOf(` ${form} `)
    if (at >= 0) return at + 1
  }
  return -1
}
