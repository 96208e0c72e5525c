import { z } from 'zod'
import type { ErrorCode } from '../domain/errors.ts'
import { VERSION } from '../version.ts'
import { SUMMARIES_ZH, TAGS_ZH } from './openapi-zh.ts'
import { ROUTES } from './routes.ts'
import type { Route } from './route.ts'
import { problemAnswer } from './surfaces/family/schemas.ts'
import { problemAnswer as googleProblem } from './surfaces/google/schemas.ts'
import { problemAnswer as openaiProblem } from './surfaces/openai/schemas.ts'
import { surfaceOf } from './surfaces/surface-of.ts'

type JsonSchema = Record<string, unknown>

function toSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io })
  return rest
}

const jsonContent = (schema: JsonSchema) => ({ 'application/json': { schema } })

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
  const reference = { $ref: `#/components/responses/${PROBLEMS[surface.name].name}` }
  return Object.fromEntries([...statuses].map((status) => [status, reference]))
}

function parameters(route: Route): unknown[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(route.query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: toSchema(schema as z.ZodType, 'output'),
  }))
  const inHeader = (route.headers ?? []).map((name) => ({
    name,
    in: 'header',
    required: false,
    schema: { type: 'string' },
  }))
  return [...inPath, ...inQuery, ...inHeader, { $ref: '#/components/parameters/language' }]
}

function requestBody(route: Route): unknown {
  if (route.body === undefined) return undefined
  if (route.body !== 'multipart') return { required: true, content: jsonContent(toSchema(route.body, 'input')) }
  const properties = {
    file: { type: 'string', format: 'binary', description: 'JPEG, PNG, WebP or GIF, at most 20,971,520 bytes.' },
  }
  return {
    required: true,
    content: { 'multipart/form-data': { schema: { type: 'object', properties, required: ['file'] } } },
  }
}

const INTRODUCTION = {
  en: 'Submit a prompt or a picture, get a task id, poll it, play the MP4.',
  zh: '提交提示词或图片，得到任务 ID，查询任务，播放 MP4。',
}

/** Languages that the document's headings are written in. */
export type OpenApiLanguage = 'en' | 'zh'

function operation(route: Route, language: OpenApiLanguage): unknown {
  const summary = language === 'zh' ? (SUMMARIES_ZH[route.summary] ?? route.summary) : route.summary
  const answers = Object.entries(route.answers).map(([status, answer]) => {
    if (answer === 'no body')
      return [status, { description: status === '302' ? 'It is at Location' : 'Nothing has changed' }]
    const content = typeof answer === 'string' ? { [answer]: {} } : jsonContent(toSchema(answer, 'output'))
    const also = route.alsoAs === undefined ? {} : { [route.alsoAs]: {} }
    return [status, { description: summary, content: { ...content, ...also } }]
  })
  const body = requestBody(route)
  return {
    summary,
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[^\w]+(\w?)/g, (_, next: string) => next.toUpperCase())}`,
    tags: [route.tag],
    security: route.admin ? [{ admin_key: [] }] : route.guard === undefined ? [] : [{ key: [] }],
    parameters: parameters(route),
    ...(body !== undefined && { requestBody: body }),
    responses: { ...Object.fromEntries(answers), ...errorAnswers(route) },
  }
}

/** The OpenAPI 3.1 document of this server, made from the route table and the schemas that check what comes in; in `zh`, what each call does is said in Chinese. */
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
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        admin_key: { type: 'http', scheme: 'bearer', description: 'reelgate admin-keys create makes one.' },
      },
      parameters: {
        language: {
          name: 'language',
          in: 'query',
          required: false,
          schema: { type: 'string', enum: ['zh', 'en', 'ja', 'ko'] },
        },
      },
      responses: Object.fromEntries(
        Object.values(PROBLEMS).map(({ name, schema }) => [
          name,
          { description: 'What is wrong, and what to do about it', content: jsonContent(toSchema(schema, 'output')) },
        ]),
      ),
    },
  }
}
