import type { ErrorCode, FailureCode, MessageValues } from '../../domain/errors.ts'

/** The names that a sentence can fall back on when nobody gave the value, and the types that JSON knows. */
type Word = 'field' | 'model' | 'string' | 'integer' | 'boolean' | 'array' | 'object' | FilterWord | Expectation

/** What a value should have been, where that is no type; some name the values that the error brings along. */
export type Expectation =
  | 'account_name'
  | 'date'
  | 'days_apart'
  | 'email'
  | 'fewer_rows'
  | 'group_name'
  | 'ip_ranges'
  | 'more_than_0'
  | 'not_after'
  | 'one_line'
  | 'password_length'
  | 'ratio'
  | 'some_of'
  | 'time_zone'
  | 'usd_amount'
  | 'usd_change'
  | 'usd_per_second'
  | 'whole_cents'

/** What a safety filter objects to, as providers name it (`providers/google/support-codes.ts`). */
type FilterWord =
  | 'child'
  | 'celebrity'
  | 'video_safety'
  | 'dangerous'
  | 'hate'
  | 'prohibited'
  | 'third_party'
  | 'sexual'
  | 'toxic'
  | 'violence'
  | 'vulgar'
  | 'other_safety'
  | 'sound'

/**
 * All sentences of one language. In a sentence, or a word, `{name}` is a value, `[...]` a part that is left out when one of its
 * values is missing, and `[...|...]` two versions of which the second is used then.
 */
export interface Messages {
  errors: Record<ErrorCode, string>
  failures: Record<FailureCode, string>
  words: Record<Word, string>
}

/** What a sentence is filled from: the words of the language, how it joins choices, and the values at hand. */
export interface Filling {
  words: Record<Word, string>
  join: (choices: string[]) => string
  values: MessageValues
}

/** Values that are names of words: the types of JSON, expectations, and what a safety filter objects to. */
const WORDS_GIVEN: ReadonlySet<string> = new Set(['expected', 'reason'])

// A caller's own text is quoted back to it (an unknown model's name); it must not make the answer large.
const VALUE_CHARACTERS_MAX = 120

const OPTIONAL_PART = /\[([^\]|]*)(?:\|([^\]]*))?\]/g
const PLACEHOLDER = /\{(\w+)\}/g

/**
 * The finished sentence. It never throws: a value that is missing, empty or no text costs its part of the sentence.
 * Values go in last and once, so a value that looks like a placeholder stays as it is.
 */
export function fillTemplate(template: string, filling: Filling): string {
  const isKnown = (part: string) =>
    [...part.matchAll(PLACEHOLDER)].every(([, name = '']) => valueText(name, filling) !== undefined)
  return template
    .replace(OPTIONAL_PART, (_whole, part: string, otherwise?: string) => (isKnown(part) ? part : (otherwise ?? '')))
    .replace(PLACEHOLDER, (_whole, name: string) => valueText(name, filling) ?? wordFor(name, filling) ?? '')
}

function valueText(name: string, filling: Filling): string | undefined {
  if (!Object.hasOwn(filling.values, name)) return undefined
  const value: unknown = filling.values[name]
  const inWords = (one: unknown) => {
    const text = plainText(one)
    const word = text !== undefined && WORDS_GIVEN.has(name) ? wordFor(text, filling) : undefined
    return word?.replace(PLACEHOLDER, (_whole, inner: string) => valueText(inner, filling) ?? '') ?? text
  }
  if (!Array.isArray(value)) return inWords(value)
  const choices = value.map(inWords).filter((text) => text !== undefined)
  return choices.length === 0 ? undefined : filling.join(choices)
}

function plainText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string' || value === '') return undefined
  if (value.length <= VALUE_CHARACTERS_MAX) return value.toWellFormed()
  // A cut through a surrogate pair leaves half a character; drop the half.
  return `${value.slice(0, VALUE_CHARACTERS_MAX).replace(/[\uD800-\uDBFF]$/, '')}…`.toWellFormed()
}

function wordFor(name: string, filling: Filling): string | undefined {
  return Object.hasOwn(filling.words, name) ? filling.words[name as Word] : undefined
}
