import { VERSION } from '../../version.ts'
import { ROUTES } from '../routes.ts'
import type { Route } from '../route.ts'
import { jsonContent } from './content.ts'
import { describeSchema, inLanguage } from './describe.ts'
import type { JsonSchema, OpenApiLanguage, Place } from './describe.ts'
import { exampleObjects } from './examples/example.ts'
import type { CallExamples, Examples } from './examples/example.ts'
import { examplesOfAll } from './examples/table.ts'
import { SUMMARIES_ZH, TAGS_ZH } from './headings-zh.ts'
import { describeParameter, parameters } from './parameters.ts'
import { errorAnswers, refusals } from './refusals.ts'
import { endedWebhook } from './task-webhook.ts'
import { toSchema } from './to-schema.ts'

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
  const place: Place = { language, tag: 'server' }
  const scheme = (made: string) => ({ type: 'http', scheme: 'bearer', description: inLanguage(made, language) })
  return {
    securitySchemes: {
      key: scheme('reelgate keys create makes one.'),
      admin_key: scheme('reelgate admin-keys create makes one.'),
    },
    parameters: { language: describeParameter({ name: 'language', in: 'query' }, place) },
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
  const told = { language, base: serverUrl }
  const examples = examplesOfAll(told)
  for (const route of routes) {
    const own = examples[`${route.method} ${route.path}`] ?? {}
    ;(paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route, language, own)
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
    // Only what takes submits tells webhooks; what stands in for Google does not.
    ...(paths['/v1/videos/generations'] !== undefined && { webhooks: { taskEnded: endedWebhook(told) } }),
    components: components(routes, language),
  }
}
