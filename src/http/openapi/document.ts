import { z } from 'zod'
import type { ErrorCode } from '../../domain/errors.ts'
import { VERSION } from '../../version.ts'
import { ROUTES } from '../routes.ts'
import type { Route } from '../route.ts'
import { problemAnswer } from '../surfaces/family/schemas.ts'
import { problemAnswer as googleProblem } from '../surfaces/google/schemas.ts'
import { problemAnswer as openaiProblem } from '../surfaces/openai/schemas.ts'
import { surfaceOf } from '../surfaces/surface-of.ts'
import { describeField, describeSchema, inLanguage } from './describe.ts'
import type { JsonSchema, OpenApiLanguage, Place } from './describe.ts'
import { SUMMARIES_ZH, TAGS_ZH } from './headings-zh.ts'

function toSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    // Bounds of the language and not of the field: a viewer takes them for examples.
    override: ({ jsonSchema }) => {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    },
  })
  return rest
}

const jsonContent = (schema: JsonSchema, place: Place) => ({
  'application/json': { schema: describeSchema(schema, place) },
})

/** Every route may fail; every guarded one may refuse the key or limit the caller. */
const COMMON_ERRORS: readonly ErrorCode[] = ['server_error', 'database_unavailable']
const GUARD_ERRORS: readonly ErrorCode[] = ['key_invalid', 'scope_forbidden', 'submits_limited']
const ADMIN_ERRORS: readonly ErrorCode[] = ['admin_key_invalid', 'role_forbidden']

/** The form of a refusal on each surface. */
const PROBLEMS = {
  family: { name: 'problem', schema: problemAnswer },
  google: { name: 'google_problem', schema: googleProblem },
  openai: { name: 'openai_problem', schema: openaiProblem },
} as const

/** What a refusal with this status says, on any surface. */
const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request is wrong: the message names the field, and what it should be.',
  401: 'The key is missing or wrong.',
  402: 'The balance is too low.',
  403: 'The key may not do this, or not from this address.',
  404: 'There is no such thing.',
  409: 'It contradicts what is there already.',
  410: 'Its time is over.',
  413: 'The body is too large.',
  416: 'The file has no such bytes.',
  429: 'Too much at a time: Retry-After says when to come back.',
  500: 'A fault of the server.',
  502: 'A service behind this one failed.',
  503: 'Not at this moment: Retry-After says when to come back.',
}

function errorAnswers(route: Route): Record<string, unknown> {
  const codes = [
    ...COMMON_ERRORS,
    ...(route.admin ? ADMIN_ERRORS : route.guard === undefined ? [] : GUARD_ERRORS),
    ...(route.errors ?? []),
  ]
  const takesInput = route.body !== undefined || route.query !== undefined
  const surface = surfaceOf(route.path)
  const statuses = new Set<number>(codes.map((code) => surface.statusOf(code)))
  if (takesInput) statuses.add(400)
  const name = PROBLEMS[surface.name].name
  return Object.fromEntries(
    [...statuses].map((status) => [status, { $ref: `#/components/responses/${name}_${status}` }]),
  )
}

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

function requestBody({ body }: Route, place: Place): unknown {
  if (body === undefined) return undefined
  if (body !== 'multipart') return { required: true, content: jsonContent(toSchema(body, 'input'), place) }
  const properties = {
    file: { type: 'string', format: 'binary', description: 'JPEG, PNG, WebP or GIF, at most 20,971,520 bytes.' },
  }
  const schema = describeSchema({ type: 'object', properties, required: ['file'] }, place)
  return { required: true, content: { 'multipart/form-data': { schema } } }
}

const INTRODUCTION = {
  en: 'Submit a prompt or a picture, get a task id, poll it, play the MP4.',
  zh: '提交提示词或图片，得到任务 ID，查询任务，播放 MP4。',
}

function operation(route: Route, language: OpenApiLanguage): unknown {
  const place: Place = { language, tag: route.tag }
  const summary = language === 'zh' ? (SUMMARIES_ZH[route.summary] ?? route.summary) : route.summary
  const answers = Object.entries(route.answers).map(([status, answer]) => {
    if (answer === 'no body') {
      const text = status === '302' ? 'It is at Location.' : 'Nothing has changed.'
      return [status, { description: inLanguage(text, language) }]
    }
    const content = typeof answer === 'string' ? { [answer]: {} } : jsonContent(toSchema(answer, 'output'), place)
    const also = route.alsoAs === undefined ? {} : { [route.alsoAs]: {} }
    return [status, { description: summary, content: { ...content, ...also } }]
  })
  const body = requestBody(route, place)
  return {
    summary,
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[^\w]+(\w?)/g, (_, next: string) => next.toUpperCase())}`,
    tags: [route.tag],
    security: route.admin ? [{ admin_key: [] }] : route.guard === undefined ? [] : [{ key: [] }],
    parameters: parameters(route, place),
    ...(body !== undefined && { requestBody: body }),
    responses: { ...Object.fromEntries(answers), ...errorAnswers(route) },
  }
}

/** One for each status, in the form of each surface. */
function refusals(language: OpenApiLanguage): JsonSchema {
  const all = (['family', 'google', 'openai'] as const).flatMap((surface) => {
    const { name, schema } = PROBLEMS[surface]
    const place: Place = { language, tag: surface === 'family' ? 'server' : surface }
    const content = jsonContent(toSchema(schema, 'output'), place)
    return Object.entries(REFUSALS).map(([status, text]) => [
      `${name}_${status}`,
      { description: inLanguage(text, language), content },
    ])
  })
  return Object.fromEntries(all) as JsonSchema
}

function components(language: OpenApiLanguage): JsonSchema {
  const languages = { type: 'string', enum: ['zh', 'en', 'ja', 'ko'] }
  const place: Place = { language, tag: 'server' }
  const scheme = (made: string) => ({ type: 'http', scheme: 'bearer', description: inLanguage(made, language) })
  return {
    securitySchemes: {
      key: scheme('reelgate keys create makes one.'),
      admin_key: scheme('reelgate admin-keys create makes one.'),
    },
    parameters: { language: describeParameter({ name: 'language', in: 'query', schema: languages }, place) },
    responses: refusals(language),
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
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route, language)
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
    components: components(language),
  }
}
