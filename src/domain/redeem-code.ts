/** Codes that can be made in one act: its transaction keeps others waiting, and its answer holds them all. */
export const BATCH_CODES_MAX = 1000

/** Base32 characters of a code: 125 bits, of which its prefix shows 25. */
export const CODE_CHARACTERS = 25

const MARK = 'RGC'
const GROUP = 5

/** As it is handed out: `RGC-ABCDE-FGHIJ-KLMNO-PQRST-UVWXY`, easy to copy and to read aloud. */
export function showCode(secret: string): string {
  const groups = secret.toUpperCase().match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []
  return [MARK, ...groups].join('-')
}

/** What is stored and shown of a code: its mark and its first group. */
export const codePrefix = (code: string) => code.slice(0, MARK.length + 1 + GROUP)

/** What its hash is made of: letter case, spaces and dashes don't matter, so that a code typed by hand is known too. */
export const codeCharacters = (typed: string) => typed.toUpperCase().replace(/[\s-]/g, '')
