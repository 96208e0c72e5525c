import type { ErrorCode, MessageValues, TaskFailure } from '../../domain/errors.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { fillTemplate, type Messages } from './template.ts'
import { zh } from './zh.ts'

export type Language = 'zh' | 'en' | 'ja' | 'ko'

export const LANGUAGES = ['zh', 'en', 'ja', 'ko'] as const satisfies readonly Language[]

const MESSAGES: Record<Language, Messages> = { zh, en, ja, ko }

// Made once, and when first needed: building a list format costs far more than using it.
const CHOICES = new Map<Language, Intl.ListFormat>()

/** The longest Accept-Language header that is looked at; browsers send under 200 characters. */
const HEADER_CHARACTERS_MAX = 1000

/** The caller's sentence for a refusal. Never throws; a missing value costs only its part of the sentence. */
export function errorText(
  code: ErrorCode,
  language: Language,
  details: { param?: string; values?: MessageValues } = {},
): string {
  const field = details.param === undefined ? {} : { field: details.param }
  return sentence(MESSAGES[language].errors[code], language, { ...details.values, ...field })
}

/** The caller's sentence for a task that ended without its video. Never throws. */
export function failureText(failure: TaskFailure, language: Language): string {
  const failures: Record<string, string> = MESSAGES[language].failures
  // A newer version may have stored a code that this one does not know.
  const template = failures[failure.code] ?? MESSAGES[language].failures.provider_failed
  return sentence(template, language, failure.values ?? {})
}

/**
 * The language of an answer: `?language=` where we speak it, else the best of Accept-Language, else `fallback`.
 * Regions and scripts are ignored and letter case is too: `zh-CN`, `en_US` and `JA` are known.
 */
export function pickLanguage(
  query: string | undefined,
  acceptLanguage: string | undefined,
  fallback: Language,
): Language {
  return (query === undefined ? undefined : knownLanguage(query)) ?? bestOf(acceptLanguage, fallback) ?? fallback
}

function bestOf(header: string | undefined, fallback: Language): Language | undefined {
  let best: Language | undefined
  let bestWeight = 0
  for (const range of header?.slice(0, HEADER_CHARACTERS_MAX).split(',') ?? []) {
    const [tag = '', ...parameters] = range.split(';')
    const language = tag.trim() === '*' ? fallback : knownLanguage(tag)
    const weight = weightOf(parameters)
    // Strictly greater: among equals the first one named wins.
    if (language !== undefined && weight > bestWeight) {
      best = language
      bestWeight = weight
    }
  }
  return best
}

/** A quality value from 0 (never) to 1; 1 when none is given, 0 when it can't be read. */
function weightOf(parameters: string[]): number {
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=')
    if (name.trim().toLowerCase() !== 'q') continue
    return /^\s*(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/.test(value) ? Number(value) : 0
  }
  return 1
}

function knownLanguage(tag: string): Language | undefined {
  const [primary = ''] = tag.trim().toLowerCase().split(/[-_]/, 1)
  return LANGUAGES.find((language) => language === primary)
}

function choicesIn(language: Language): Intl.ListFormat {
  const format = CHOICES.get(language) ?? new Intl.ListFormat(language, { type: 'disjunction' })
  CHOICES.set(language, format)
  return format
}

function sentence(template: string, language: Language, values: MessageValues): string {
  return fillTemplate(template, {
    words: MESSAGES[language].words,
    join: (choices) => choicesIn(language).format(choices),
    values,
  })
}
