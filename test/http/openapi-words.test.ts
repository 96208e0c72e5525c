import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESCRIPTIONS_ZH } from '../../src/http/openapi/descriptions-zh.ts'
import type { JsonSchema, OpenApiLanguage } from '../../src/http/openapi/describe.ts'
import { openApiDocument } from '../../src/http/openapi/document.ts'
import { FIELDS_EN } from '../../src/http/openapi/fields-en.ts'
import { SUMMARIES_ZH } from '../../src/http/openapi/headings-zh.ts'
import { isJsonObject } from '../../src/lib/json.ts'

interface Found {
  /** Where it is in the document. */
  place: string
  /** Empty where nothing is said. */
  text: string
}

/** Its members have names of their own, and are what is described. Google has a field that is called `parameters`. */
const IS_MAP = /(?<!\.properties)\.(?:properties|responses|parameters|securitySchemes)$/
const IS_MEMBER = /\.(?:properties|responses|securitySchemes)\.[^.]+$/

const isParameter = (value: JsonSchema) => typeof value['in'] === 'string' && typeof value['name'] === 'string'
const asText = (value: unknown) => (typeof value === 'string' ? value : '')

/** The body of an example: its fields are described where its schema is. */
const IS_EXAMPLE = /\.examples\.[^.]+\.value$/

/** What is said of each field, parameter and answer, and wherever else something is said. What stands elsewhere is said there. */
function wordsIn(value: unknown, place = ''): Found[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => wordsIn(one, `${place}[${index}]`))
  if (!isJsonObject(value) || '$ref' in value || IS_EXAMPLE.test(place)) return []
  const inner = Object.entries(value).flatMap(([name, one]) => wordsIn(one, `${place}.${name}`))
  if (IS_MAP.test(place)) return inner
  const { description, summary } = value
  const isOwed = IS_MEMBER.test(place) || isParameter(value) || description !== undefined
  return [
    ...(isOwed ? [{ place, text: asText(description) }] : []),
    ...(summary === undefined ? [] : [{ place: `${place}.summary`, text: asText(summary) }]),
    ...inner,
  ]
}

const documentIn = (language: OpenApiLanguage) => openApiDocument('http://127.0.0.1', undefined, language)
const placesOf = (found: readonly Found[]) => found.map(({ place }) => place)

test('each field, parameter and answer of the document is described, in Chinese where that is asked for', () => {
  const [english, chinese] = [wordsIn(documentIn('en')), wordsIn(documentIn('zh'))]
  assert.ok(english.length > 1_500)
  assert.deepEqual(placesOf(english.filter(({ text }) => text === '')), [])
  assert.deepEqual(
    chinese.filter(({ text }) => !/\p{Script=Han}/u.test(text)),
    [],
  )
  assert.deepEqual(placesOf(chinese), placesOf(english))
})

test('what the document refers to is in it', () => {
  const document = documentIn('en')
  const references = new Set(
    [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/([^"]+)"/g)].map(([, to = '']) => to),
  )
  assert.ok(references.size > 20)
  const components = document['components'] as Record<string, JsonSchema>
  const dead = [...references].filter((to) => {
    const [kind = '', name = ''] = to.split('/')
    return components[kind]?.[name] === undefined
  })
  assert.deepEqual(dead, [])
})

test('nothing is described in Chinese, or by its name, that is not in the document', () => {
  const told = wordsIn(documentIn('en')).map(({ text }) => text)
  const isTold = (words: string) =>
    told.some((text) => text === words || text.startsWith(`${words} `) || text.endsWith(` ${words}`))
  const all = [...Object.keys(DESCRIPTIONS_ZH), ...Object.keys(SUMMARIES_ZH), ...Object.values(FIELDS_EN)]
  assert.deepEqual(
    all.filter((words) => !isTold(words)),
    [],
  )
})
