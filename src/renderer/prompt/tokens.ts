import { measuredCount } from './count-words.ts'
import { foldText } from './fold-text.ts'
import { type Meaning, vocabulary, WORD_LENGTH_MAX } from './vocabulary.ts'

/** A word of a prompt with what it means, or a break between clauses. */
export interface Token {
  /** As folded. */
  text: string
  /** `stop` ends a sentence, `comma` a clause. Characters that are no known word stand alone as `other`. */
  kind: 'latin' | 'han' | 'hangul' | 'other' | 'comma' | 'stop'
  means: Meaning
  /** What Korean writes onto the end of a word. */
  ending?: string
}

const NOTHING: Meaning = {}
const KATAKANA = /[\u30a1-\u30ff]/
const PARTICLES =
  '들|이|가|은|는|을|를|와|과|의|에|에서|에게|로|으로|도|만|이랑|랑|하고|까지|부터|처럼|들이|들은|들을|들의|들과|들도|이의|위로|위에|위를|위의|속에|속의|속을|옆에|옆의|앞에|뒤에|안에|에는|에서는|으로는|이다|입니다|있는|한|인'
const ENDING = new RegExp(`^(?:${PARTICLES})?$`)

/** Cuts a prompt into words: the longest known one at each place, else what stands between two spaces. */
export function tokenise(prompt: string): Token[] {
  const text = foldText(prompt)
  const tokens: Token[] = []
  for (let at = 0; at < text.length;) {
    const { token, length } = tokenAt(text, at)
    if (token) tokens.push(token)
    at += Math.max(1, length)
  }
  return tokens
}

function tokenAt(text: string, at: number): { token?: Token; length: number } {
  const one = text.charAt(at)
  if (/[a-z0-9\u00e0-\u024f]/.test(one)) {
    const counted = measuredCount(text.slice(at, at + 6))
    if (counted) return countToken(text, at, counted)
    return latinAt(text, at)
  }
  if (/[가-힣]/.test(one)) return hangulAt(text, at)
  if (/[.!?;:。！？；：\n()[\]]/.test(one)) return { token: { text: one, kind: 'stop', means: NOTHING }, length: 1 }
  if (/[,，、]/.test(one)) return { token: { text: one, kind: 'comma', means: NOTHING }, length: 1 }
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(one)) return hanAt(text, at)
  return { length: 1 }
}

/** Up to five words in a row that mean something together, else one. */
function latinAt(text: string, at: number): { token: Token; length: number } {
  const run =
    /^[a-z0-9\u00e0-\u024f]+(?:[ '’_-]+[a-z0-9\u00e0-\u024f]+){0,4}/.exec(text.slice(at))?.[0] ?? text.charAt(at)
  const words = [...run.matchAll(/[a-z0-9\u00e0-\u024f]+/g)]
  for (let count = words.length; count > 0; count--) {
    const phrase = words
      .slice(0, count)
      .map(([word]) => word)
      .join(' ')
    const means = vocabulary().get(phrase)
    const last = words[count - 1]
    const length = last ? last.index + last[0].length : 1
    if (means) return { token: { text: phrase, kind: 'latin', means }, length }
  }
  const [word = run] = words[0] ?? []
  const count = /^\d{1,3}$/.test(word) ? Math.max(1, Math.min(6, Number(word))) : undefined
  const means = count === undefined ? NOTHING : { count, plural: count > 1 }
  return { token: { text: word, kind: 'latin', means }, length: word.length }
}

function countToken(text: string, at: number, { count, length }: { count: number; length: number }) {
  const token: Token = { text: text.slice(at, at + length), kind: 'han', means: { count, plural: count > 1 } }
  return { token, length }
}

function hanAt(text: string, at: number): { token: Token; length: number } {
  const counted = measuredCount(text.slice(at, at + 6))
  if (counted && !longWordAt(text, at, counted.length + 1)) return countToken(text, at, counted)
  for (let length = Math.min(WORD_LENGTH_MAX, text.length - at); length > 0; length--) {
    const word = text.slice(at, at + length)
    const means = vocabulary().get(word)
    if (means && !insideKatakana(text, at, length)) return { token: { text: word, kind: 'han', means }, length }
  }
  // A run of katakana that is no known word is one unknown word.
  const kana = /^[\u30a1-\u30ff]+/.exec(text.slice(at))?.[0]
  const word = kana ?? text.charAt(at)
  return { token: { text: word, kind: 'other', means: NOTHING }, length: word.length }
}

function longWordAt(text: string, at: number, least: number): boolean {
  for (let length = least; length <= WORD_LENGTH_MAX; length++) {
    if (vocabulary().has(text.slice(at, at + length))) return true
  }
  return false
}

function insideKatakana(text: string, at: number, length: number): boolean {
  const first = KATAKANA.test(text.charAt(at)) && at > 0 && KATAKANA.test(text.charAt(at - 1))
  const end = at + length
  return first || (KATAKANA.test(text.charAt(end - 1)) && KATAKANA.test(text.charAt(end)))
}

/** Korean puts spaces between words and writes particles onto their ends. */
function hangulAt(text: string, at: number): { token: Token; length: number } {
  const rest = text.slice(at)
  const run = /^[가-힣]+(?: [가-힣]+){0,2}/.exec(rest)?.[0] ?? rest.charAt(0)
  for (let length = run.length; length > 0; length--) {
    const word = run.slice(0, length)
    const means = vocabulary().get(word)
    const ending = /^[가-힣]*/.exec(rest.slice(length))?.[0] ?? ''
    if (means && ENDING.test(ending)) {
      const plural = means.plural === true || ending.startsWith('들')
      return {
        token: { text: word, kind: 'hangul', means: plural ? { ...means, plural } : means, ending },
        length: length + ending.length,
      }
    }
  }
  const [word = ''] = run.split(' ')
  const counter = /^(한|두|세|네|다섯|여섯)?(마리|대|척|명|개|송이|그루|채|쌍)/.exec(word)
  if (counter) {
    const count = ['', '한', '두', '세', '네', '다섯', '여섯'].indexOf(counter[1] ?? '')
    // A counter without its number follows the number's own token.
    const means = count > 0 ? { count, plural: count > 1 } : NOTHING
    return { token: { text: word, kind: 'hangul', means, ending: 'counter' }, length: word.length }
  }
  return { token: { text: word, kind: 'other', means: NOTHING, ending: '' }, length: Math.max(1, word.length) }
}
