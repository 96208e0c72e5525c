import type { z } from 'zod'
import { VERSION } from '../../version.ts'
import { ROUTES } from '../routes.ts'
import type { Route } from '../route.ts'
import { describeField, describeSchema, inLanguage } from './describe.ts'
import type { JsonSchema, OpenApiLanguage, Place } from './describe.ts'
import { exampleObjects } from './examples/example.ts'
import type { CallExamples, Examples } from './examples/example.ts'
import { PATH_EXAMPLES } from './examples/story.ts'
import { examplesOfAll } from './examples/table.ts'
import { SUMMARIES_ZH, TAGS_ZH } from './headings-zh.ts'
import { errorAnswers, refusals } from './refusals.ts'
import { toSchema } from './to-schema.ts'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  schema?: JsonSchema
}

function describeParameter({ name, in: where, schema = { type: 'string' } }: Parameter, place: Place): unknown {
  const { description: own, ...rest } = schema
  const description = describeField(name, own, { ...place, parent: where })
  return {
    name,
    in: where,
    required: where === 'path',
    ...(description !== undefined && { description }),
    schema: rest,
    ...(where === 'path' && { example: PATH_EXAMPLES[name] }),
  }
}

function parameters(route: Route, place: Place): unknown[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({ name, in: 'path' as const }))
  const inQuery = Object.entries(route.query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query' as const,
    schema: toSchema(schema as z.ZodType, 'output'),
  }))
  const inHeader = (route.headers ?? []).map((name) => ({ name, in: 'header' as const }))
  const described = [...inPath, ...inQuery, ...inHeader].map((one) => describeParameter(one, place))
  return [...described, { $ref: '#/components/parameters/language' }]
}

const jsonContent = (schema: JsonSchema, place: Place, examples: Examples | undefined) => ({
  'application/json': { schema: describeSchema(schema, place), ...exampleObjects(examples, place.language) },
})

function requestBody({ body }: Route, place: Place, examples: Examples | undefined): unknown {
  if (body === undefined) return undefined
  if (body !== 'multipart') return { required: true, content: jsonContent(toSchema(body, 'input'), place, examples) }
  const properties = {
    file: { type: 'string', format: 'binary', description: 'JPEG, PNG, WebP or GIF, at most 20,971,520 bytes.' },
  }
  const schema = describeSchema({ type: 'object', properties, required: ['file'] }, place)
  return { required: true, content: { 'multipart/form-data': { schema } } }
}

function goodAnswers(route: Route, place: Place, { answers = {}, alsoAs }: CallExamples): Record<string, unknown> {
  const { language } = place
  const told = Object.entries(route.answers).map(([status, answer]) => {
    if (answer === 'no body') {
      const text = status === '302' ? 'It is at Location.' : 'Nothing has changed.'
      return [status, { description: inLanguage(text, language) }]
    }
    const examples = answers[Number(status)]
    const content =
      typeof answer === 'string'
        ? { [answer]: exampleObjects(examples, language) }
        : jsonContent(toSchema(answer, 'output'), place, examples)
    const also = route.alsoAs === undefined ? {} : { [route.alsoAs]: exampleObjects(alsoAs, language) }
    return [status, { description: summaryIn(route, language), content: { ...content, ...also } }]
  })
  return Object.fromEntries(told) as Record<string, unknown>
}

const summaryIn = ({ summary }: Route, language: OpenApiLanguage) =>
  language === 'zh' ? (SUMMARIES_ZH[summary] ?? summary) : summary

const INTRODUCTION = {
  en: 'Submit a prompt or a picture, get a task id, poll it, play the MP4.',
  zh: '提交提示词或图片，得到任务 ID，查询任务，播放 MP4。',
}

function operation(route: Route, language: OpenApiLanguage, examples: CallExamples): unknown {
  const place: Place = { language, tag: route.tag }
  const body = requestBody(route, place, examples.body)
  return {
    summary: summaryIn(route, language),
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[^\w]+(\w?)/g, (_, next: string) => next.toUpperCase())}`,
    tags: [route.tag],
    security: route.admin ? [{ admin_key: [] }] : route.guard === undefined ? [] : [{ key: [] }],
    parameters: parameters(route, place),
    ...(body !== undefined && { requestBody: body }),
    responses: { ...goodAnswers(route, place, examples), ...errorAnswers(route) },
  }
}

function components(routes: readonly Route[], language: OpenApiLanguage): JsonSchema {
  const languages = { type: 'string', enum: ['zh', 'en', 'ja', 'ko'] }
  const place: Place = { language, tag: 'server' }
  const scheme = (made: string) => ({ type: 'http', scheme: 'bearer', description: inLanguage(made, language) })
  return {
    securitySchemes: {
      key: scheme('reelgate keys create makes one.'),
      admin_key: scheme('reelgate admin-keys create makes one.'),
    },
    parameters: { language: describeParameter({ name: 'language', in: 'query', schema: languages }, place) },
    responses: refusals(routes, language),
  }
}

/**
 * The OpenAPI 3.1 document of this server, made from the route table and the schemas that check what comes in. In `zh` everything
 * that is there for people is said in Chinese.
 */
export function openApiDocument(
  serverUrl: string,
  routes: readonly Route[] = ROUTES,
  language: OpenApiLanguage = 'en',
): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {}
  const examples = examplesOfAll({ language, base: serverUrl })
  for (const route of routes) {
    const told = examples[`${route.method} ${route.path}`] ?? {}
    ;(paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route, language, told)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Reelgate',
      version: VERSION,
      description: INTRODUCTION[language],
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    ...(language === 'zh' && {
      tags: Object.entries(TAGS_ZH).map(([name, shown]) => ({ name, 'x-displayName': shown })),
    }),
    paths,
    components: components(routes, language),
  }
}
