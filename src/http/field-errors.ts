import type { z } from 'zod'
import { ReelgateError } from '../domain/errors.ts'
import type { MessageValues } from '../domain/errors.ts'
import { GROUP_NAME } from '../domain/price-book.ts'
import { ONE_LINE } from '../domain/user.ts'
import { SAMPLES_MAX, SEED_MAX } from '../domain/video-request.ts'
import type { Expectation } from './messages/template.ts'
import { PAGE_SIZE_MAX } from './surfaces/google/schemas.ts'
import {
  LANGUAGE_CHARACTERS_MAX,
  LIST_LIMIT_MAX,
  WAIT_SECONDS_MAX,
  WEBHOOK_CHARACTERS_MAX,
} from './surfaces/family/schemas.ts'

type Issue = z.core.$ZodIssue

/** `['image_urls', 1]` -> `image_urls[1]` */
function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('')
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part], body)
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  int: 'integer',
  number: 'integer',
  string: 'string',
  boolean: 'boolean',
  array: 'array',
  object: 'object',
}

/** Whether the caller has put a number into quotes. */
function isQuotedNumber(given: unknown): given is string {
  return typeof given === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(given)
}

function choiceError(param: string, given: unknown, allowed: readonly unknown[]): ReelgateError {
  const numeric = allowed.every((value) => typeof value === 'number')
  if (numeric && isQuotedNumber(given)) {
    return new ReelgateError('number_quoted', { param, values: { example: given.trim() } })
  }
  if (given === undefined) return new ReelgateError('field_required', { param })
  return new ReelgateError('field_choice', { param, values: { allowed: allowed as (string | number)[] } })
}

function typeError(param: string, given: unknown, expected: string): ReelgateError {
  const word = TYPE_WORDS[expected] ?? expected
  if (given === undefined) return new ReelgateError('field_required', { param })
  if (word === 'integer' && isQuotedNumber(given)) {
    return new ReelgateError('number_quoted', { param, values: { example: given.trim() } })
  }
  if (word === 'boolean' && (given === 'true' || given === 'false')) {
    return new ReelgateError('boolean_quoted', { param, values: { example: given } })
  }
  return new ReelgateError('field_type', { param, values: { expected: word } })
}

/** Both ends, since a schema's issue names only the one that was passed. */
const BOUNDS: Readonly<Record<string, { min: number; max: number }>> = {
  seed: { min: 0, max: SEED_MAX },
  sample_count: { min: 1, max: SAMPLES_MAX },
  limit: { min: 1, max: LIST_LIMIT_MAX },
  wait: { min: 0, max: WAIT_SECONDS_MAX },
  pageSize: { min: 0, max: PAGE_SIZE_MAX },
}

/** Longest texts, in characters; the prompts' limit belongs to the model. */
const TEXT_MAX: Readonly<Record<string, number>> = {
  webhook: WEBHOOK_CHARACTERS_MAX,
  language: LANGUAGE_CHARACTERS_MAX,
}

function sizeError(issue: Issue & { code: 'too_small' | 'too_big' }, param: string, given: unknown): ReelgateError {
  const field = fieldName(issue.path)
  if (issue.origin !== 'string') return new ReelgateError('field_range', { param, values: BOUNDS[field] ?? {} })
  if (issue.code === 'too_small') return new ReelgateError('text_empty', { param })
  const max = TEXT_MAX[field]
  const values = { actual: Array.from(String(given)).length, ...(max !== undefined && { max }) }
  return new ReelgateError('text_too_long', { param, values })
}

/** What a text of a form should have been: by the form's name, or by its pattern. */
const FORM_WORDS: Readonly<Record<string, Expectation>> = {
  email: 'email',
  date: 'date',
  [String(GROUP_NAME)]: 'group_name',
  [String(ONE_LINE)]: 'one_line',
}

/** A word that every language has, and what it names. A schema gives it as its message, or where that is read by operators, too, beside it. */
function expectedOf(issue: Issue & { code: 'custom' | 'invalid_format' }): MessageValues {
  if (issue.code === 'invalid_format') {
    return { expected: FORM_WORDS[issue.pattern ?? ''] ?? FORM_WORDS[issue.format] ?? issue.message }
  }
  return { expected: issue.message, ...(issue.params as MessageValues | undefined) }
}

/**
 * The first thing a schema found wrong, as an error of the closed list. `body` is what was checked; `callerName` gives
 * the name the caller used for a field that came by an alias.
 */
export function fieldError(issue: Issue, body: unknown, callerName = (field: string) => field): ReelgateError {
  const param = callerName(fieldName(issue.path))
  const given = valueAt(body, issue.path)
  switch (issue.code) {
    case 'invalid_type':
      return typeError(param, given, issue.expected)
    case 'invalid_value':
      return choiceError(param, given, issue.values)
    case 'too_small':
    case 'too_big':
      return sizeError(issue, param, given)
    case 'unrecognized_keys': {
      const [field = ''] = issue.keys
      return new ReelgateError('field_unknown', { param: callerName(fieldName([...issue.path, field])) })
    }
    case 'custom':
    case 'invalid_format':
      return new ReelgateError('field_format', { param, values: expectedOf(issue) })
    default:
      return new ReelgateError('field_type', { param })
  }
}
