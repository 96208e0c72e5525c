import { fieldsOf } from './request.ts'
import type { FieldValue, SampleRequest } from './request.ts'

/** How a language writes values. */
export interface Syntax {
  text(value: string): string
  /** Where the words for true and false are not `true` and `false`. */
  flags?: readonly [yes: string, no: string]
  list(items: readonly string[]): string
  record(entries: readonly (readonly [name: string, value: string])[]): string
}

/** A value on one line, as a language writes it. */
export function literal(value: FieldValue, syntax: Syntax): string {
  if (typeof value === 'string') return syntax.text(value)
  if (typeof value === 'boolean') return (syntax.flags ?? ['true', 'false'])[value ? 0 : 1]
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return syntax.list(value.map((item: FieldValue) => literal(item, syntax)))
  return syntax.record(Object.entries(value).map(([name, item]) => [name, literal(item, syntax)]))
}

/**
 * What no source text should hold as it is: controls, line ends that only some languages take for line ends, byte order
 * marks, and the marks that reorder what is read but not what runs. Joiners stay: emoji are made with them.
 */
const UNSEEN = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/**
 * Text in double quotes as JSON writes it, which Python, JavaScript, Go and C# read the same way. Half a surrogate pair is no
 * character in most languages, and becomes U+FFFD.
 */
export function doubleQuoted(text: string): string {
  const unseen = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(text.toWellFormed()).replace(UNSEEN, unseen)
}

/** The same where characters are named as `\u{8}`, and `\b` and `\f` are not known: PHP and Swift. */
export function doubleQuotedWithBraces(text: string): string {
  return doubleQuoted(text).replace(
    /\\(?:u([0-9a-f]{4})|([\s\S]))/g,
    (whole, code: string | undefined, char: string) => {
      if (code !== undefined) return `\\u{${Number.parseInt(code, 16).toString(16)}}`
      return char === 'b' ? '\\u{8}' : char === 'f' ? '\\u{c}' : whole
    },
  )
}

const JSON_SYNTAX: Syntax = {
  text: doubleQuoted,
  list: (items) => `[${items.join(', ')}]`,
  record: (entries) => `{ ${entries.map(([name, item]) => `${doubleQuoted(name)}: ${item}`).join(', ')} }`,
}

/** The request as JSON, a field on each line. */
export function jsonBody(request: SampleRequest): string {
  const lines = fieldsOf(request).map(([name, value]) => `  "${name}": ${literal(value, JSON_SYNTAX)}`)
  return `{\n${lines.join(',\n')}\n}`
}
