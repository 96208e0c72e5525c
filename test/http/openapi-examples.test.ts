import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { openApiDocument } from '../../src/http/openapi/document.ts'
import { examplesOfAll } from '../../src/http/openapi/examples/table.ts'
import type { OpenApiLanguage } from '../../src/http/openapi/describe.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { SETTINGS } from '../../src/settings.ts'
import { newAdmin } from './admin-calls.ts'
import { startWithUpstream } from './fixture.ts'

interface Content {
  schema?: object
  examples?: Record<string, { summary?: string; value: unknown }>
}
type Contents = Record<string, Content>
interface Operation {
  parameters: { name?: string; in?: string; example?: unknown }[]
  requestBody?: { content: Contents }
  responses: Record<string, { content?: Contents }>
}
interface Document {
  paths: Record<string, Record<string, Operation>>
  webhooks: Record<string, Record<string, Operation>>
  components: { responses: Record<string, { content: Contents }> }
}

const BASE = 'https://video.example.com'
const LANGUAGES = ['en', 'zh'] as const
const documentIn = (language: OpenApiLanguage, base = BASE) =>
  openApiDocument(base, ROUTES, language) as unknown as Document

const operationsOf = ({ paths, webhooks }: Document) =>
  Object.entries({ ...paths, ...webhooks }).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ title: `${method.toUpperCase()} ${path}`, operation })),
  )

/** Everything that can be shown in a body; pictures and videos can't. */
const SHOWN = /json|^text\//

/** Each body of the document, with where it stands. */
function bodiesOf(document: Document): { title: string; content: Content; type: string }[] {
  const all = operationsOf(document).flatMap(({ title, operation: { requestBody, responses } }) => [
    { title, content: requestBody?.content ?? {} },
    ...Object.entries(responses).map(([status, { content = {} }]) => ({ title: `${title} ${status}`, content })),
  ])
  const shared = Object.entries(document.components.responses).map(([title, { content }]) => ({ title, content }))
  return [...all, ...shared].flatMap(({ title, content }) =>
    Object.entries(content)
      .filter(([type]) => SHOWN.test(type))
      .map(([type, one]) => ({ title: `${title} ${type}`, content: one, type })),
  )
}

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })

for (const language of LANGUAGES) {
  test(`every body of a call has an example that its own schema takes, in the ${language} document`, () => {
    const bodies = bodiesOf(documentIn(language))
    assert.ok(bodies.length > 150)
    const wrong = bodies.flatMap(({ title, content: { schema, examples = {} }, type }) => {
      const values = Object.entries(examples)
      if (values.length === 0) return [`${title} has no example`]
      const validate = schema === undefined ? undefined : ajv.compile(schema)
      return values.flatMap(([name, { value }]) => {
        if (!type.includes('json') || type.includes('ndjson'))
          return typeof value === 'string' ? [] : [`${title} ${name}`]
        return validate === undefined || validate(value)
          ? []
          : [`${title} ${name}: ${ajv.errorsText(validate.errors, { separator: '; ' })}`]
      })
    })
    assert.deepEqual(wrong, [])
  })
}

test('the document is valid OpenAPI 3.1 in each language', async () => {
  for (const language of LANGUAGES) {
    const { valid, errors } = await new Validator().validate({ ...documentIn(language) })
    assert.deepEqual([valid, errors], [true, undefined])
  }
})

test('the body of each example of a request is one that the server reads', () => {
  for (const language of LANGUAGES) {
    const examples = examplesOfAll({ language, base: BASE })
    for (const { method, path, body } of ROUTES) {
      if (body === undefined || body === 'multipart') continue
      const given = Object.entries(examples[`${method} ${path}`]?.body ?? {})
      const refused = given.flatMap(([name, value]) => {
        const { error } = body.safeParse(value)
        return error === undefined ? [] : [`${method} ${path} ${name}: ${error.message}`]
      })
      assert.deepEqual(refused, [])
    }
  }
})

test('there is no example of a call, a body or an answer that is not there', () => {
  const routes = new Map(ROUTES.map((route) => [`${route.method} ${route.path}`, route]))
  const dead = Object.entries(examplesOfAll({ language: 'en', base: BASE })).flatMap(([call, examples]) => {
    const route = routes.get(call)
    if (route === undefined) return [call]
    const statuses = Object.keys(examples.answers ?? {}).filter((status) => !(Number(status) in route.answers))
    const body = examples.body !== undefined && route.body === undefined ? ['body'] : []
    const other = examples.alsoAs !== undefined && route.alsoAs === undefined ? ['alsoAs'] : []
    return [...statuses, ...body, ...other].map((what) => `${call} ${what}`)
  })
  assert.deepEqual(dead, [])
})

test('each part of a path that a caller fills in has an example', () => {
  const bare = operationsOf(documentIn('en')).flatMap(({ title, operation: { parameters } }) =>
    parameters
      .filter((one) => one.in === 'path' && (typeof one.example !== 'string' || one.example === ''))
      .map(({ name }) => `${title} ${name}`),
  )
  assert.deepEqual(bare, [])
})

test('each error that a call names is an example of its status, in the language of the document', () => {
  const [english, chinese] = LANGUAGES.map((language) => documentIn(language).components.responses)
  const shown = (name: string) => Object.keys(english?.[name]?.content['application/json']?.examples ?? {})
  assert.deepEqual(shown('problem_402'), ['balance_too_low'])
  assert.ok(shown('problem_409').includes('idempotency_key_reused') && shown('problem_409').includes('last_admin'))
  assert.ok(shown('google_problem_400').includes('balance_too_low'))
  const foreign = Object.entries(chinese ?? {}).flatMap(([name, { content }]) =>
    Object.entries(content['application/json']?.examples ?? {})
      // Google's and OpenAI's surfaces speak English to everybody who asks for nothing else.
      .filter(([, { value }]) => /\p{Script=Han}/u.test(JSON.stringify(value)) !== name.startsWith('problem_'))
      .map(([code]) => `${name} ${code}`),
  )
  assert.deepEqual(foreign, [])
})

test('what examples say is what the server says, word for word', async (context) => {
  const server = await startWithUpstream(context)
  const admin = await newAdmin(server)
  for (const language of LANGUAGES) {
    const { components } = documentIn(language, server.url)
    const examples = examplesOfAll({ language, base: server.url })
    const shown = (call: string) => examples[call]?.answers?.[200]?.example
    const headers = { 'accept-language': language }
    const ask = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) => {
      const answer = await server.api.call(method, path, { headers: { ...headers, ...more }, body })
      return answer.body as object
    }
    const refusal = (name: string, code: string) =>
      components.responses[name]?.content['application/json']?.examples?.[code]?.value
    const submit = '/v1/videos/generations'
    for (const body of Object.values(examples[`POST ${submit}`]?.body ?? {})) {
      assert.ok('data' in (await ask('POST', '/v1/videos/quote', body)), JSON.stringify(body))
    }
    const video = examples['POST /v1/videos']?.body?.text_to_video
    const predict = examples['POST /v1beta/models/{model}:predictLongRunning']?.body?.text_to_video
    const model = '/v1beta/models/veo-3.1-fast-generate-001'
    assert.ok('id' in (await ask('POST', '/v1/videos', video)))
    assert.ok('name' in (await ask('POST', `${model}:predictLongRunning`, predict)))
    const text = examples[`POST ${submit}`]?.body?.text_to_video as object
    assert.deepEqual(await ask('POST', '/v1/videos/quote', text), shown('POST /v1/videos/quote'))
    assert.deepEqual(await ask('GET', '/v1/models'), shown('GET /v1/models'))
    assert.deepEqual(await ask('GET', '/'), shown('GET /'))
    assert.deepEqual(await ask('GET', '/healthz'), shown('GET /healthz'))
    const keys = (value: unknown) => Object.keys(value as object)
    assert.deepEqual(keys(await ask('GET', '/readyz')), keys(shown('GET /readyz')))
    assert.deepEqual(
      await ask('POST', submit, { ...text, prompt: undefined }),
      refusal('problem_400', 'field_required'),
    )
    assert.deepEqual(await ask('POST', submit, { ...text, duration: '8' }), refusal('problem_400', 'number_quoted'))
    assert.deepEqual(await ask('POST', submit, { ...text, model: 'veo-9' }), refusal('problem_400', 'unknown_model'))
    assert.deepEqual(await ask('GET', '/v1/tasks/x'), refusal('problem_400', 'invalid_task_id'))
    assert.deepEqual(await ask('GET', '/v1/tasks?limit=0'), refusal('problem_400', 'field_range'))
    assert.deepEqual(await ask('GET', '/v1/models/veo-9'), refusal('problem_404', 'model_not_found'))
    assert.deepEqual(await ask('GET', '/files/none.mp4'), refusal('problem_404', 'not_found'))
    const unknown = { authorization: 'Bearer rg_none' }
    assert.deepEqual(await ask('GET', '/v1/tasks', undefined, unknown), refusal('problem_401', 'key_invalid'))
    const prices = (await admin.get('/admin/v1/prices', headers)).body.data
    const { data } = shown('GET /admin/v1/prices') as { data: { created_at: number } }
    assert.deepEqual({ ...prices, created_at: data.created_at }, data)
  }
})

test('the setting that is shown as an example is described as it is', () => {
  const { answers } = examplesOfAll({ language: 'en', base: BASE })['GET /admin/v1/settings'] ?? {}
  const { en, zh, env, standard } = SETTINGS.port
  const shown = { name: env, value: standard, source: 'default', description: { en, zh } }
  assert.deepEqual(answers?.[200], { example: { code: 200, data: [shown], has_more: false } })
})
