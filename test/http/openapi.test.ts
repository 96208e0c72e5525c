import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { makeApp } from '../../src/http/app.ts'
import { PAGES } from '../../src/http/pages.ts'
import { CallerCache } from '../../src/http/caller-cache.ts'
import { KeyLookups } from '../../src/http/key-lookups.ts'
import { KeysUsed } from '../../src/http/keys-used.ts'
import { Listeners } from '../../src/http/listeners.ts'
import { RateLimiter } from '../../src/http/rate-limit.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { routerPath } from '../../src/http/route-path.ts'
import { MODEL, SUBMIT } from '../harness/api.ts'
import type { Answer, Api } from '../harness/api.ts'
import { openTestBucket } from '../harness/object-store.ts'
import { noticeOf, StripeStandIn } from '../harness/stripe.ts'
import { photo } from '../images/pictures.ts'
import { dataUrl, startWithUpstream } from './fixture.ts'
import type { ServerWithUpstream } from './fixture.ts'
import { askAdmin, newAdmin } from './admin-calls.ts'

/** The request of the public API page, and one with every field of the contract. */
const PAGE_EXAMPLE = {
  model: MODEL,
  prompt: 'a golden retriever running on the beach, sunset, cinematic',
  duration: 8,
  aspect_ratio: '16:9',
  resolution: '720p',
}
const FULL_EXAMPLE = {
  ...PAGE_EXAMPLE,
  negative_prompt: 'blurry',
  first_frame_image: await dataUrl(),
  last_frame_image: await dataUrl(),
  seed: 0,
  sample_count: 1,
  generate_audio: false,
  person_generation: 'allow_adult',
  resize_mode: 'pad',
  enhance_prompt: true,
  webhook: 'http://192.0.2.1',
  language: 'zh',
}

type Document = Answer['body']

const documentOf = async (server: ServerWithUpstream): Promise<Document> =>
  (await server.api.get('/openapi.json', { authorization: '' })).body

// Formats are annotations in this dialect; what the server checks itself is not repeated.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })

function assertMatches(schema: object, value: unknown, title: string): void {
  const validate = ajv.compile(schema)
  validate(value)
  assert.deepEqual(validate.errors, null, `${title}: ${JSON.stringify(value).slice(0, 300)}`)
}

test('what each call does is said in Chinese, too', async (context) => {
  const server = await startWithUpstream(context)
  const { body } = await server.api.get('/openapi.json?language=zh', { authorization: '' })
  const calls = Object.values(
    body.paths as Record<string, Record<string, { summary: string; tags: string[] }>>,
  ).flatMap((methods) => Object.values(methods))
  const told = new Set(body.tags.map(({ name }: { name: string }) => name))
  const foreign = calls.filter(({ summary, tags }) => !/\p{Script=Han}/u.test(summary) || !told.has(tags[0]))
  assert.ok(calls.length > 60)
  assert.deepEqual(foreign, [])
})

test('the document is valid OpenAPI 3.1, served without a key, with the public address as its server', async (context) => {
  const server = await startWithUpstream(context, { env: { REELGATE_PUBLIC_URL: 'https://video.example.com' } })
  const document = await documentOf(server)
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  assert.deepEqual([valid, errors], [true, undefined])
  assert.match(document.openapi, /^3\.1\./)
  assert.deepEqual(document.servers, [{ url: 'https://video.example.com' }])
  const ids = Object.values(document.paths).flatMap((path) =>
    Object.values(path as Record<string, { operationId: string }>).map(({ operationId }) => operationId),
  )
  assert.equal(new Set(ids).size, ids.length)
})

/** Served, but no call of the API: its own description, and what is for people. `/balance` is both. */
const CALLS = new Set(ROUTES.map(({ path }) => path))
const OUTSIDE = new Set(['/openapi.json', ...PAGES.map(({ path }) => path).filter((path) => !CALLS.has(path))])

test('every route of the server is in the document, and every path of the document is a route', async (context) => {
  const server = await startWithUpstream(context)
  const keyLookups = new KeyLookups(server.flow.clock, 1)
  const app = makeApp({
    flow: server.flow,
    limiter: new RateLimiter(server.flow.clock),
    keyLookups,
    callers: new CallerCache(server.flow.db, keyLookups),
    keysUsed: new KeysUsed(server.flow.db, server.flow.log),
    listeners: new Listeners({
      ...server.flow,
      settings: { listenersMax: 1, listenersPerKey: 1, heartbeatSeconds: 1 },
    }),
    gauges: { text: () => Promise.resolve('') },
    publicUrl: () => server.url,
    wake: () => {},
    ready: () => true,
    settings: {
      language: 'zh',
      jsonBytesMax: 1024,
      submitsPerMinute: 1,
      pollsPerMinute: 1,
      trustedProxies: 0,
      metrics: 'off',
      faults: undefined,
    },
  })
  const served = app.routes
    .filter(({ method, path }) => !['ALL', 'OPTIONS'].includes(method) && !OUTSIDE.has(path))
    .map(({ method, path }) => `${method} ${path}`)
  const { paths } = await documentOf(server)
  const documented = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations as object).map((method) => `${method.toUpperCase()} ${routerPath(path)}`),
  )
  assert.ok(served.length > 10)
  assert.deepEqual(new Set(documented), new Set(served))
})

test("the documented request takes the page's example and every field of the contract, and so does the server", async (context) => {
  const server = await startWithUpstream(context)
  const { paths } = await documentOf(server)
  const { schema } = paths['/v1/videos/generations'].post.requestBody.content['application/json']
  assert.deepEqual(schema.required, ['model', 'prompt'])
  const examples = Object.fromEntries(
    Object.entries<{ examples?: unknown[] }>(schema.properties).flatMap(([name, { examples: given }]) =>
      given === undefined ? [] : [[name, given[0]]],
    ),
  )
  for (const body of [PAGE_EXAMPLE, FULL_EXAMPLE, examples]) {
    assertMatches(schema, body, 'request')
    assert.equal((await server.api.submit(body)).status, 200)
  }
  const defaults = Object.fromEntries(
    Object.entries<{ default?: unknown }>(schema.properties).flatMap(([name, { default: given }]) =>
      given === undefined ? [] : [[name, given]],
    ),
  )
  assert.deepEqual(defaults, {
    duration: 8,
    aspect_ratio: '16:9',
    resolution: '720p',
    sample_count: 1,
    generate_audio: false,
    person_generation: 'allow_adult',
    resize_mode: 'pad',
    enhance_prompt: true,
  })
})

type Ask = (route: string, path?: string, init?: Parameters<Api['call']>[2]) => Promise<Answer>

/** Asks for an operation until it is done; the last answer is the one that counts. */
async function untilDone(asking: () => Promise<Answer>, isDone: (body: Answer['body']) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await asking()
    if (isDone(answer.body)) return answer
  }
}

async function askGoogle(ask: Ask): Promise<void> {
  const body = { instances: [{ prompt: 'a dog' }] }
  for (const version of ['/v1', '/v1beta1']) {
    for (const place of ['/projects/{project}/locations/{location}', '']) {
      const models = `${version}${place}/publishers/google/models`
      const real = models.replace('{project}', 'p').replace('{location}', 'us-central1')
      const predict = `POST ${models}/{model}:predictLongRunning`
      const { name } = (await ask(predict, `${real}/veo-3.1-generate-001:predictLongRunning`, { body })).body
      const fetching = `${real}/veo-3.1-generate-001:fetchPredictOperation`
      const init = { body: { operationName: name } }
      await untilDone(
        () => ask(`POST ${models}/{model}:fetchPredictOperation`, fetching, init),
        ({ done }) => done,
      )
      await ask(predict, `${real}/veo9:predictLongRunning`, { body })
    }
  }
  for (const models of ['/v1/publishers/google/models', '/v1beta1/publishers/google/models']) {
    await ask(`GET ${models}`)
    await ask(`GET ${models}/{model}`, `${models}/veo-3.1-generate-001`)
  }
  const models = '/v1beta/models'
  await ask(`GET ${models}`)
  await ask(`GET ${models}/{model}`, `${models}/veo-3.1-generate-preview`)
  await ask(`GET ${models}/{model}`, `${models}/veo9`)
  const predict = `POST ${models}/{model}:predictLongRunning`
  const { name } = (await ask(predict, `${models}/veo-3.1-generate-preview:predictLongRunning`, { body })).body
  await ask(predict, `${models}/veo-3.1-generate-preview:predictLongRunning`, { body: {} })
  const operation = `GET ${models}/{model}/operations/{operation}`
  await ask(operation, `${models}/veo-3.1-generate-preview/operations/none`)
  const { body: ended } = await untilDone(
    () => ask(operation, `/v1beta/${name}`),
    ({ done }) => done,
  )
  const { uri } = ended.response.generateVideoResponse.generatedSamples[0].video
  await askForFile(ask, 'GET /v1beta/files/{file}:download', uri as string)
  await ask('GET /v1beta/files/{file}', (uri as string).replace(/:download.*$/, ''))
  await ask('GET /v1beta/files/{file}', '/v1beta/files/none')
}

async function askForFile(ask: Ask, route: string, link: string): Promise<void> {
  const etag = (await ask(route, link)).headers.get('etag') ?? ''
  await ask(route, link, { headers: { range: 'bytes=0-1' } })
  await ask(route, link, { headers: { 'if-none-match': etag } })
  await ask(route, link, { headers: { range: 'bytes=9999-' } })
}

async function askOpenai(ask: Ask): Promise<void> {
  const created = await ask('POST /v1/videos', undefined, { body: { prompt: 'a dog' } })
  await ask('POST /v1/videos', undefined, { body: {} })
  const path = `/v1/videos/${created.body.id as string}`
  await untilDone(
    () => ask('GET /v1/videos/{video_id}', path),
    ({ status }) => status === 'completed',
  )
  await ask('GET /v1/videos')
  await askForFile(ask, 'GET /v1/videos/{video_id}/content', `${path}/content`)
  await ask('DELETE /v1/videos/{video_id}', path)
  await ask('GET /v1/videos/{video_id}', path)
}

/** Calls every route so that each of its good answers and the most common refusals come once. */
async function answersOf(
  server: ServerWithUpstream,
  stripe: StripeStandIn,
): Promise<[route: string, answer: Answer][]> {
  const { api } = server
  const found: [string, Answer][] = []
  const ask = async (route: string, path = route.split(' ')[1] ?? '', init: Parameters<typeof api.call>[2] = {}) => {
    const answer = await api.call(route.split(' ')[0] ?? '', path, init)
    found.push([route, answer])
    return answer
  }
  const submit = 'POST /v1/videos/generations'
  await ask('POST /v1/videos/quote', '/v1/videos/quote', { body: SUBMIT })
  const id = (await ask(submit, undefined, { body: { ...SUBMIT, sample_count: 2, webhook: 'http://127.0.0.1:9' } }))
    .body.data[0].task_id as string
  const headers = { 'X-APIMart-Response-Version': '2026-07-27', 'idempotency-key': 'one' }
  await ask(submit, undefined, { body: SUBMIT, headers })
  await ask(submit, undefined, { body: {}, headers: {} })
  await ask(submit, undefined, { body: { ...SUBMIT, seed: 2 }, headers: { 'idempotency-key': 'one' } })
  await ask(submit, undefined, { body: SUBMIT, headers: { authorization: '' } })
  const status = 'GET /v1/tasks/{task_id}'
  await ask(status, `/v1/tasks/${id}`)
  const done = await api.ended(id)
  await ask(status, `/v1/tasks/${id}`)
  await ask(status, '/v1/tasks/x')
  const ended = (await ask(`${status}/events`, `/v1/tasks/${id}/events`)).body as string
  const last = { 'last-event-id': /^id: (.*)$/m.exec(ended)?.[1] ?? assert.fail(ended) }
  await ask(`${status}/events`, `/v1/tasks/${id}/events`, { headers: last })
  await ask(`${status}/webhooks`, `/v1/tasks/${id}/webhooks`)
  await ask('POST /v1/tasks/{task_id}/webhooks/replay', `/v1/tasks/${id}/webhooks/replay`)
  await ask('GET /v1/webhook-secret')
  await ask('POST /v1/webhook-secret/rotate', undefined, { body: { overlap_seconds: 60 } })
  await ask('POST /v1/webhook-secret/rotate', undefined, { body: { overlap_seconds: -1 } })
  await ask(`${status}/ledger`, `/v1/tasks/${id}/ledger`)
  await ask('GET /v1/videos/generations/{task_id}', `/v1/videos/generations/${id}`)
  server.upstream.finishAtOnce = false
  const second = await api.submitted()
  await ask('POST /v1/tasks/{task_id}/cancel', `/v1/tasks/${second}/cancel`)
  await api.ended(second)
  server.upstream.onStart = 500
  const lost = await api.submitted()
  await ask('GET /v1/tasks')
  await ask('GET /v1/tasks', '/v1/tasks?limit=0')
  const form = new FormData()
  form.append('file', new Blob([Buffer.from(await photo().png().toBuffer())]), 'a.png')
  const upload = await ask('POST /v1/uploads/images', undefined, { body: form })
  await ask('POST /v1/uploads/images', undefined, { body: new FormData() })
  for (const path of ['/v1/balance', '/balance', '/v1/user/balance', '/user/balance']) await ask(`GET ${path}`)
  for (const amount of ['5', '0']) await ask('POST /v1/recharge/checkout', undefined, { body: { amount } })
  const [session = assert.fail()] = stripe.sessions
  await ask('POST /v1/recharge/stripe/webhook', undefined, noticeOf(session))
  await ask('POST /v1/recharge/stripe/webhook', undefined, noticeOf(session, { secret: 'wrong' }))
  for (const query of ['', '?group_by=day,model,key,status', '?format=csv', '?timezone=x']) {
    await ask('GET /v1/usage', `/v1/usage${query}`)
  }
  await ask('GET /v1/models')
  await ask('GET /v1/models/{model_id}', `/v1/models/${MODEL}`)
  await ask('GET /v1/models/{model_id}', '/v1/models/veo9')
  const file = 'GET /files/{name}'
  const link = done.result.videos[0].url[0] as string
  const etag = (await ask(file, link)).headers.get('etag') ?? ''
  await ask(file, upload.body.url as string)
  await ask(file, link, { headers: { range: 'bytes=0-1' } })
  await ask(file, link, { headers: { 'if-none-match': etag } })
  await ask(file, link, { headers: { range: 'bytes=9999-' } })
  await ask(file, '/files/none.mp4')
  for (const path of ['/', '/healthz', '/readyz', '/metrics']) await ask(`GET ${path}`)
  server.upstream.onStart = 'ok'
  server.upstream.finishAtOnce = true
  await askGoogle(ask)
  await askOpenai(ask)
  await askAdmin(ask, await newAdmin(server), { ended: id, unresolved: lost })
  return found
}

/** What a link answers where the store serves the files itself. */
async function ledOn(context: TestContext): Promise<Answer> {
  const { env } = await openTestBucket(context)
  const { api } = await startWithUpstream(context, { env: { ...env, REELGATE_S3_DOWNLOADS: 'redirect' } })
  const { result } = await api.ended(await api.submitted())
  const { status, headers } = await fetch(result.videos[0].url[0], { redirect: 'manual' })
  return { status, headers, body: '' }
}

test('each real answer of each route has a documented status and the documented shape, with nothing besides', async (context) => {
  const stripe = await StripeStandIn.open(context)
  const server = await startWithUpstream(context, { env: stripe.env })
  const document = await documentOf(server)
  const seen = new Set<string>()
  const answers = await answersOf(server, stripe)
  answers.push(['GET /files/{name}', await ledOn(context)])
  for (const [route, { status, headers, body }] of answers) {
    const [method = '', path = ''] = route.split(' ')
    const title = `${route} ${status}`
    seen.add(title)
    const documented = document.paths[path][method.toLowerCase()].responses[status]
    assert.ok(documented !== undefined, `${title} is not documented`)
    const named = (documented.$ref as string | undefined)?.split('/').at(-1)
    const { content = {} } = named === undefined ? documented : document.components.responses[named]
    if (Object.keys(content as object).length === 0) {
      assert.equal(body, '', title)
      continue
    }
    const type = headers.get('content-type') ?? ''
    const { schema } = content[type.split(';')[0] ?? ''] ?? content['*/*'] ?? assert.fail(`${title}: ${type}`)
    if (schema !== undefined) assertMatches(schema, body, title)
  }
  const good = Object.entries<Record<string, { responses: object }>>(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { responses }]) =>
      Object.keys(responses)
        .filter((status) => Number(status) < 400)
        .map((status) => `${method.toUpperCase()} ${path} ${status}`),
    ),
  )
  assert.deepEqual(
    good.filter((title) => !seen.has(title)),
    [],
  )
})
