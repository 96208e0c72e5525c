import { isJsonObject } from '../../lib/json.ts'
import type { Route } from '../route.ts'
import { DESCRIPTIONS_ZH } from './descriptions-zh.ts'
import { FIELDS_EN } from './fields-en.ts'
import { FIELDS_ZH } from './fields-zh.ts'

/** Languages that the document is written in; names and values are the same in both. */
export type OpenApiLanguage = 'en' | 'zh'

export type JsonSchema = Record<string, unknown>

/** Where a schema stands. */
export interface Place {
  language: OpenApiLanguage
  tag: Route['tag']
  /** The field whose value it is; of a parameter, where it stands. */
  parent?: string
}

const FIELDS: Readonly<Record<OpenApiLanguage, Readonly<Record<string, string>>>> = { en: FIELDS_EN, zh: FIELDS_ZH }

/** They say how a value is to be read, and not what it is: that goes before them. */
const UNITS = new Set(['USD.', 'Unix seconds.'])

/** Keywords whose values are schemas, too. */
const INNER = new Set(['items', 'anyOf', 'oneOf', 'allOf', 'additionalProperties'])

/** What a schema or a route says in English, in the language of the document. */
export const inLanguage = (text: string, language: OpenApiLanguage) =>
  language === 'zh' ? (DESCRIPTIONS_ZH[text] ?? text) : text

/** What a field, a parameter or a header is; `own` is what its schema says. undefined where nobody says anything. */
export function describeField(name: string, own: unknown, { language, tag, parent }: Place): string | undefined {
  const words = FIELDS[language]
  const key = [`${parent}.${name}`, `${tag}.${name}`, name].find((one) => Object.hasOwn(words, one))
  const general = key === undefined ? undefined : words[key]
  if (typeof own !== 'string') return general
  const special = inLanguage(own, language)
  if (general === undefined || !UNITS.has(own)) return special
  return language === 'zh' ? `${general}${special}` : `${general} ${special}`
}

function describeFields(fields: JsonSchema, place: Place): JsonSchema {
  const described = Object.entries(fields).map(([name, field]) => {
    const { description: own, ...rest } = field as JsonSchema
    const description = describeField(name, own, place)
    return [
      name,
      { ...describeSchema(rest, { ...place, parent: name }), ...(description !== undefined && { description }) },
    ]
  })
  return Object.fromEntries(described) as JsonSchema
}

function describeKeyword(keyword: string, value: unknown, place: Place): unknown {
  if (keyword === 'description') return inLanguage(String(value), place.language)
  if (keyword === 'properties') return describeFields(value as JsonSchema, place)
  if (!INNER.has(keyword)) return value
  if (Array.isArray(value)) return value.map((one) => describeSchema(one as JsonSchema, place))
  return isJsonObject(value) ? describeSchema(value, place) : value
}

/** A schema with a description of each of its fields, at any depth. */
export function describeSchema(schema: JsonSchema, place: Place): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, describeKeyword(keyword, value, place)]),
  )
}
