import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Api } from '../harness/api.ts'
import { startWithUpstream, traces } from '../http/fixture.ts'

const GEMINI = '/v1beta/models/veo-3.1-fast-generate-preview:predictLongRunning'
const VERTEX =
  '/v1/projects/p/locations/us-central1/publishers/google/models/veo-3.1-fast-generate-001:predictLongRunning'

const instances = [{ prompt: 'a dog' }]
const PNG = 'iVBORw0KGgo='

interface Case {
  body?: unknown
  code: number
  status: string
  field?: string
  reason: string
}

const invalid = (body: unknown, field: string, reason: string): Case => ({
  body,
  code: 400,
  status: 'INVALID_ARGUMENT',
  field,
  reason,
})
const parameter = (parameters: object, field: string, reason: string) =>
  invalid({ instances, parameters }, `parameters.${field}`, reason)
const instance = (given: object, field: string, reason: string) =>
  invalid({ instances: [{ prompt: 'a dog', ...given }] }, `instances[0].${field}`, reason)

const REFUSED: readonly Case[] = [
  { body: '{', code: 400, status: 'INVALID_ARGUMENT', reason: 'INVALID_JSON' },
  { body: [], code: 400, status: 'INVALID_ARGUMENT', reason: 'BODY_NOT_OBJECT' },
  invalid({}, 'instances', 'FIELD_REQUIRED'),
  invalid({ instances: [] }, 'instances', 'FIELD_RANGE'),
  invalid({ instances: [{}] }, 'instances[0].prompt', 'FIELD_REQUIRED'),
  invalid({ instances: [{ prompt: ' ' }] }, 'instances[0].prompt', 'TEXT_EMPTY'),
  invalid({ instances: [{ prompt: 'x'.repeat(4001) }] }, 'instances[0].prompt', 'TEXT_TOO_LONG'),
  parameter({ durationSeconds: 5 }, 'durationSeconds', 'FIELD_CHOICE'),
  parameter({ durationSeconds: true }, 'durationSeconds', 'FIELD_TYPE'),
  parameter({ sampleCount: 5 }, 'sampleCount', 'FIELD_RANGE'),
  parameter({ resolution: '480p' }, 'resolution', 'FIELD_CHOICE'),
  parameter({ aspectRatio: '1:1' }, 'aspectRatio', 'FIELD_CHOICE'),
  parameter({ seed: -1 }, 'seed', 'FIELD_RANGE'),
  parameter({ personGeneration: 'maybe' }, 'personGeneration', 'FIELD_CHOICE'),
  parameter({ resizeMode: 'stretch' }, 'resizeMode', 'FIELD_CHOICE'),
  parameter({ enhancePrompt: false }, 'enhancePrompt', 'ENHANCE_PROMPT_OFF'),
  parameter({ generateAudio: 'yes' }, 'generateAudio', 'FIELD_TYPE'),
  parameter({ storageUri: 'gs://bucket/' }, 'storageUri', 'CLOUD_STORAGE_REFUSED'),
  parameter({ pubsubTopic: 'projects/p/topics/t' }, 'pubsubTopic', 'UNSUPPORTED_BY_MODEL'),
  instance({ image: { gcsUri: 'gs://b/a.png' } }, 'image.gcsUri', 'CLOUD_STORAGE_REFUSED'),
  instance({ image: {} }, 'image.bytesBase64Encoded', 'FIELD_REQUIRED'),
  instance({ image: { bytesBase64Encoded: '%%%' } }, 'image', 'IMAGE_CORRUPT'),
  instance({ image: { bytesBase64Encoded: PNG, mimeType: 'text/html' } }, 'image', 'IMAGE_NOT_AN_IMAGE'),
  instance({ lastFrame: { bytesBase64Encoded: PNG } }, 'image', 'FIELD_REQUIRED'),
  instance({ video: { gcsUri: 'gs://b/a.mp4' } }, 'video', 'UNSUPPORTED_BY_MODEL'),
  instance({ referenceImages: [{}] }, 'referenceImages', 'UNSUPPORTED_BY_MODEL'),
]

interface GoogleProblem {
  code: number
  status: string
  message: string
  details: { '@type': string; reason?: string; fieldViolations?: { field: string }[]; retryDelay?: string }[]
}

/** Asserts Google's envelope with nothing else in it. */
function assertGoogle(answer: Awaited<ReturnType<Api['call']>>, expected: Omit<Case, 'body'>): GoogleProblem {
  assert.deepEqual(Object.keys(answer.body), ['error'], JSON.stringify(answer.body))
  const error = answer.body.error as GoogleProblem
  assert.deepEqual(Object.keys(error).sort(), ['code', 'details', 'message', 'status'])
  const field = error.details.find((detail) => detail['@type'].endsWith('BadRequest'))?.fieldViolations?.[0]?.field
  assert.deepEqual(
    { http: answer.status, code: error.code, status: error.status, reason: error.details[0]?.reason, field },
    {
      http: expected.code,
      code: expected.code,
      status: expected.status,
      reason: expected.reason,
      field: expected.field,
    },
  )
  return error
}

test('each mistake in a submit is INVALID_ARGUMENT with the caller’s name of the field, and leaves nothing behind', async (context) => {
  const server = await startWithUpstream(context)
  const { api } = await server.newCaller(1)
  const before = await traces(server, api)
  for (const path of [GEMINI, VERTEX]) {
    for (const { body, ...expected } of REFUSED) {
      const given = typeof body === 'string' ? body : JSON.stringify(body)
      // Node's fetch asks for any language, as the SDKs do.
      const answer = await api.call('POST', path, { body: given, headers: { 'accept-language': '*' } })
      assert.match(assertGoogle(answer, expected).message, /^Invalid request: [\x20-\x7e]+$/)
    }
  }
  assert.deepEqual(await traces(server, api), before)
})

test('keys, money, limits and addresses are refused in Google’s words too', async (context) => {
  const server = await startWithUpstream(context, { env: { REELGATE_JSON_BYTES_MAX: '2000' } })
  const poor = (await server.newCaller(0.01)).api
  const limited = (await server.newCaller(undefined, { submits: 1, polls: 1 })).api
  const { api } = server
  const ask = (path: string, body: unknown = { instances }, who = api, headers = {}) =>
    who.call(body === null ? 'GET' : 'POST', path, { ...(body !== null && { body }), headers })
  await ask(GEMINI, undefined, limited)
  const rows: [Awaited<ReturnType<typeof ask>>, number, string, string, string?][] = [
    [await ask(GEMINI, undefined, api, { authorization: '' }), 401, 'UNAUTHENTICATED', 'KEY_MISSING'],
    [await ask(GEMINI, undefined, api, { authorization: 'Bearer no' }), 401, 'UNAUTHENTICATED', 'KEY_INVALID'],
    [await ask(`${GEMINI}?key=no`, undefined, api), 401, 'UNAUTHENTICATED', 'KEY_INVALID'],
    [await ask(GEMINI, undefined, poor), 400, 'FAILED_PRECONDITION', 'BALANCE_TOO_LOW'],
    [await ask(GEMINI, undefined, limited), 429, 'RESOURCE_EXHAUSTED', 'SUBMITS_LIMITED'],
    [await ask(GEMINI, { instances, pad: 'x'.repeat(3000) }), 400, 'INVALID_ARGUMENT', 'BODY_TOO_LARGE'],
    [await ask('/v1beta/models/veo9:predictLongRunning'), 404, 'NOT_FOUND', 'MODEL_NOT_FOUND', 'model'],
    [await ask('/v1beta/models/veo9', null), 404, 'NOT_FOUND', 'MODEL_NOT_FOUND', 'model'],
    [
      await ask('/v1beta/models/veo-3.1-generate-preview/operations/x', null),
      404,
      'NOT_FOUND',
      'INVALID_TASK_ID',
      'task_id',
    ],
    [
      await ask(VERTEX.replace('predictLongRunning', 'fetchPredictOperation'), { operationName: 'x/operations/y' }),
      404,
      'NOT_FOUND',
      'INVALID_TASK_ID',
      'task_id',
    ],
    [
      await ask(VERTEX.replace('predictLongRunning', 'fetchPredictOperation'), {}),
      400,
      'INVALID_ARGUMENT',
      'FIELD_REQUIRED',
      'operationName',
    ],
    [await ask('/v1beta/files/none:download', null), 404, 'NOT_FOUND', 'NOT_FOUND'],
    [await ask('/v1beta/nowhere', null), 404, 'NOT_FOUND', 'NOT_FOUND'],
    [await ask('/v1/projects/p/nowhere', null), 404, 'NOT_FOUND', 'NOT_FOUND'],
    [await ask('/v1beta/models', {}), 404, 'NOT_FOUND', 'METHOD_NOT_ALLOWED'],
    [await ask('/v1beta/files/none', null), 404, 'NOT_FOUND', 'NOT_FOUND'],
    [await ask('/v1beta/models?pageSize=-1', null), 400, 'INVALID_ARGUMENT', 'FIELD_RANGE', 'pageSize'],
    [await ask('/v1beta/models?pageSize=many', null), 400, 'INVALID_ARGUMENT', 'FIELD_TYPE', 'pageSize'],
    [await ask('/v1beta/models?pageToken=none', null), 400, 'INVALID_ARGUMENT', 'FIELD_CHOICE', 'pageToken'],
    [await ask('/v1beta1/publishers/google/models/veo9', null), 404, 'NOT_FOUND', 'MODEL_NOT_FOUND', 'model'],
  ]
  for (const [answer, code, status, reason, field] of rows) {
    assertGoogle(answer, { code, status, reason, ...(field !== undefined && { field }) })
  }
  const busy = rows[4]?.[0]
  const retry = busy?.body.error.details.find((detail: object) => 'retryDelay' in detail)?.retryDelay
  assert.equal(retry, `${busy?.headers.get('retry-after')}s`)
})

test('what Google offers and this server does not is told in Google’s words, whatever the version and the method', async (context) => {
  const { api } = await startWithUpstream(context)
  const calls: readonly [method: string, path: string][] = [
    ['POST', '/v1beta/models/veo-3.1-generate-preview:generateContent'],
    ['GET', '/v1beta/files/x:preview'],
    ['POST', '/v1beta/models/veo-3.1-generate-preview/operations/x:cancel'],
    ['POST', '/v1alpha/models/veo-3.1-generate-preview:predictLongRunning'],
    ['POST', '/v1/projects/p/locations/l/publishers/google/models/imagen:predict'],
    ['POST', '/upload/v1beta/files'],
    ['GET', '/v1beta/files'],
  ]
  for (const [method, path] of calls) {
    assertGoogle(await api.call(method, path), { code: 404, status: 'NOT_FOUND', reason: 'NOT_OFFERED' })
  }
})

test('a key is taken from the header, the query or the bearer token, and stands in no answer', async (context) => {
  const server = await startWithUpstream(context)
  const { key } = server.api
  const ways = [
    ['/v1beta/models', { authorization: '', 'x-goog-api-key': key }],
    [`/v1beta/models?key=${key}`, { authorization: '' }],
    ['/v1beta/models', {}],
  ] as const
  for (const [path, headers] of ways) assert.equal((await server.api.get(path, headers)).status, 200)
  const bare = { headers: { authorization: '' } }
  const ask = async (path: string, body: object) => {
    const answer = await server.api.call('POST', `${path}?key=${key}`, { ...bare, body })
    assert.equal(answer.status, 200)
    return answer.body
  }
  for (const path of [GEMINI, VERTEX]) {
    const { name: operationName } = await ask(path, { instances })
    await server.api.ended((operationName as string).split('/').at(-1) ?? '')
    await ask(VERTEX.replace('predictLongRunning', 'fetchPredictOperation'), { operationName })
    if (path === VERTEX) continue
    const { response } = (await server.api.call('GET', `/v1beta/${operationName}?key=${key}`, bare)).body
    const { uri } = response.generateVideoResponse.generatedSamples[0].video
    assert.equal((await server.api.call('GET', `${uri}&key=${key}`, bare)).status, 200)
  }
  const lost = await server.api.get(`/v1beta/nowhere?key=${key}`, { authorization: '' })
  assert.ok(!JSON.stringify(lost.body).includes(key))
})

test('the models are there under Google’s names and ours', async (context) => {
  const server = await startWithUpstream(context)
  const { models } = (await server.api.get('/v1beta/models')).body
  const names = (models as { name: string; supportedGenerationMethods: string[] }[]).map(({ name }) => name)
  assert.ok(names.includes('models/veo-3.1-generate-preview') && names.includes('models/veo3.1-fast-official'))
  for (const name of names) assert.equal((await server.api.get(`/v1beta/${name}`)).body.name, name)
  const paged: string[] = []
  let token = ''
  do {
    const { body } = await server.api.get(`/v1beta/models?pageSize=4${token}`)
    assert.ok(body.models.length <= 4)
    paged.push(...(body.models as { name: string }[]).map(({ name }) => name))
    token = body.nextPageToken === undefined ? '' : `&pageToken=${encodeURIComponent(body.nextPageToken as string)}`
  } while (token !== '')
  assert.deepEqual(paged, names)
})
