/** What prompts may not ask for, each with the label that a refusal names. */
export interface DenyRule {
  label: string
  pattern: RegExp
}

/** Scripts whose words are not set apart by spaces. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Full-width letters, and others that only look different, count as the same. */
const folded = (text: string) => text.normalize('NFKC')

/** Words as a whole, in any letter case and with any space between them. */
function wordPattern(words: string): RegExp {
  const text = words
    .split(/\s+/)
    .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`))
    .join('\\s+')
  const edge = (character: string | undefined, boundary: string) => (UNSPACED.test(character ?? '') ? '' : boundary)
  const characters = [...words]
  return new RegExp(
    `${edge(characters[0], '(?<![\\p{L}\\p{N}])')}${text}${edge(characters.at(-1), '(?![\\p{L}\\p{N}])')}`,
    'iu',
  )
}

/**
 * Reads an operator's list: a line `[label]` begins a group; every other line is words, or a regular expression between
 * slashes; `#` begins a comment. Returns a sentence with the line's number where one can't be read.
 */
export function parseDenyList(text: string): { rules: readonly DenyRule[] } | { wrong: string } {
  const rules: DenyRule[] = []
  let label: string | undefined
  for (const [index, raw] of text.split('\n').entries()) {
    const line = folded(raw).trim()
    if (line === '' || line.startsWith('#')) continue
    const begun = /^\[([^[\]]+)\]$/.exec(line)?.[1]?.trim()
    if (begun !== undefined) label = begun
    else if (label === undefined) return { wrong: `line ${index + 1} stands before the first [label]` }
    else {
      const expression = /^\/(.+)\/$/.exec(line)?.[1]
      try {
        rules.push({ label, pattern: expression === undefined ? wordPattern(line) : new RegExp(expression, 'iu') })
      } catch {
        return { wrong: `line ${index + 1} is not a regular expression` }
      }
    }
  }
  return { rules }
}

/** The label of the first rule that the prompt breaks. */
export function deniedBy(rules: readonly DenyRule[], prompt: string): string | undefined {
  const text = folded(prompt)
  return rules.find(({ pattern }) => pattern.test(text))?.label
}
