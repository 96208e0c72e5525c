import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { StoredRequest } from '../../src/domain/video-request.ts'
import { submitBody } from '../../src/http/surfaces/family/schemas.ts'
import { MODEL } from '../harness/api.ts'
import type { Api } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { startTestServer } from '../harness/server.ts'
import { assertProblem, BEGINNINGS, dataUrl, startWithUpstream, traces } from './fixture.ts'
import type { ServerWithUpstream } from './fixture.ts'

const LEAST = { model: MODEL, prompt: 'a lighthouse at night' }
const PICTURE = await dataUrl()
const OTHER_PICTURE = await dataUrl(48, 64)

/** Submits and returns what the provider got. */
async function arrived(server: ServerWithUpstream, body: unknown): Promise<StoredRequest> {
  const before = server.requests.length
  await server.api.ended(await server.api.submitted(body))
  const request = server.requests[before]
  assert.ok(request !== undefined)
  return request
}

test('a submit of model and prompt alone gets every documented default', async (context) => {
  const server = await startWithUpstream(context)
  const { seed, ...request } = await arrived(server, LEAST)
  assert.ok(Number.isInteger(seed) && seed >= 0 && seed <= 4_294_967_295)
  assert.deepEqual(request, {
    model: MODEL,
    prompt: 'a lighthouse at night',
    durationSeconds: 8,
    aspectRatio: '16:9',
    resolution: '720p',
    sampleCount: 1,
    generateAudio: false,
    personGeneration: 'allow_adult',
    resizeMode: 'pad',
  })
})

test('every allowed value arrives at the provider as it was meant', async (context) => {
  const server = await startWithUpstream(context)
  const TABLE: [fields: object, expected: Partial<StoredRequest>][] = [
    [{ model: 'veo3.1-quality-official' }, { model: 'veo3.1-quality-official' }],
    [{ prompt: '  海边的金毛犬  ' }, { prompt: '海边的金毛犬' }],
    [{ prompt: '🎬'.repeat(4000) }, { prompt: '🎬'.repeat(4000) }],
    [{ negative_prompt: ' blur ' }, { negativePrompt: 'blur' }],
    ...[4, 6, 8].map((seconds): [object, object] => [{ duration: seconds }, { durationSeconds: seconds }]),
    ...['16:9', '9:16'].map((ratio): [object, object] => [{ aspect_ratio: ratio }, { aspectRatio: ratio }]),
    [{ resolution: '720p' }, { resolution: '720p' }],
    [{ resolution: '720P' }, { resolution: '720p' }],
    [{ resolution: '1080p' }, { resolution: '1080p' }],
    [{ resolution: '4K' }, { resolution: '4K' }],
    [{ resolution: '4k' }, { resolution: '4K' }],
    [{ seed: 4_294_967_295 }, { seed: 4_294_967_295 }],
    ...[1, 2, 3, 4].map((count): [object, object] => [{ sample_count: count }, { sampleCount: count }]),
    ...[true, false].map((audio): [object, object] => [{ generate_audio: audio }, { generateAudio: audio }]),
    ...['allow_adult', 'disallow'].map((who): [object, object] => [
      { person_generation: who },
      { personGeneration: who },
    ]),
    ...['pad', 'crop'].map((mode): [object, object] => [{ resize_mode: mode }, { resizeMode: mode }]),
    [{ enhance_prompt: true }, {}],
    [{ size: '9:16' }, { aspectRatio: '9:16' }],
    [{ size: '9:16', aspect_ratio: '9:16' }, { aspectRatio: '9:16' }],
    // A size that is no ratio says nothing about the ratio.
    [{ size: '1280x720', aspect_ratio: '9:16' }, { aspectRatio: '9:16' }],
    [{ size: 720 }, { aspectRatio: '16:9' }],
    [{ image_urls: [] }, {}],
    [{ image_with_roles: [] }, {}],
  ]
  for (const [fields, expected] of TABLE) {
    const request = await arrived(server, { ...LEAST, ...fields })
    for (const [name, value] of Object.entries(expected)) {
      assert.deepEqual(request[name as keyof StoredRequest], value, JSON.stringify(fields))
    }
  }
})

test('pictures arrive in their places by the fields and by each alias, and an alias may repeat its field', async (context) => {
  const server = await startWithUpstream(context)
  const both = [
    { first_frame_image: PICTURE, last_frame_image: OTHER_PICTURE },
    { image_urls: [PICTURE, OTHER_PICTURE] },
    {
      image_with_roles: [
        { url: OTHER_PICTURE, role: 'last_frame' },
        { url: PICTURE, role: 'first_frame' },
      ],
    },
    { first_frame_image: PICTURE, image_urls: [PICTURE, OTHER_PICTURE] },
  ]
  for (const fields of both) {
    const { firstFrame, lastFrame } = await arrived(server, { ...LEAST, ...fields })
    assert.deepEqual([firstFrame?.width, lastFrame?.width], [64, 48], Object.keys(fields).join())
    assert.equal(firstFrame?.contentType, 'image/png')
  }
  const { firstFrame, lastFrame } = await arrived(server, { ...LEAST, image_urls: [PICTURE] })
  assert.deepEqual([firstFrame?.width, lastFrame], [64, undefined])
})

test('S15: seed 0 arrives as 0 at the provider and stands in the status', async (context) => {
  const server = await startWithUpstream(context)
  const id = await server.api.submitted({ ...LEAST, seed: 0 })
  assert.equal((await server.api.ended(id)).seed, 0)
  assert.equal(server.requests[0]?.seed, 0)
})

test('a random seed is stored before anything runs, reported, and given to the provider', async (context) => {
  const server = await startWithUpstream(context)
  const ids = [await server.api.submitted(LEAST), await server.api.submitted(LEAST)]
  const seeds = await Promise.all(ids.map(async (id) => (await server.api.task(id)).seed as number))
  for (const id of ids) await server.api.ended(id)
  assert.deepEqual(new Set(server.requests.map(({ seed }) => seed)), new Set(seeds))
  assert.notEqual(seeds[0], seeds[1])
})

test('null means that a field was not given', async (context) => {
  const server = await startWithUpstream(context)
  const names = Object.keys(submitBody.shape).filter((name) => !(name in LEAST))
  assert.equal(names.length, 17)
  const nulls = Object.fromEntries(names.map((name) => [name, null]))
  const request = await arrived(server, { ...LEAST, ...nulls })
  assert.equal(request.durationSeconds, 8)
  assert.equal(request.negativePrompt, undefined)
})

test('unknown fields are ignored, whatever they hold', async (context) => {
  const server = await startWithUpstream(context)
  const unknown = { n: '4', durations: 3, constructor: { a: 1 }, ['__proto__']: { duration: 4 }, nested: [[[null]]] }
  assert.equal((await arrived(server, { ...LEAST, ...unknown })).durationSeconds, 8)
})

test('webhook and language are stored with the task', async (context) => {
  const server = await startWithUpstream(context)
  const webhook = 'http://192.0.2.1/hooks?a=1'
  const id = await server.api.submitted({ ...LEAST, webhook, language: 'ja' })
  const row = await server.flow.db.read.get('SELECT webhook, language FROM task WHERE id = ?', [id])
  assert.deepEqual({ ...(row as object) }, { webhook, language: 'ja' })
})

interface Wrong {
  fields: object
  param: string
  /** What the message holds in every language: the remedy's values. */
  says?: readonly string[]
}

const QUOTED = (name: string, value: string): Wrong => ({
  fields: { [name]: value },
  param: name,
  says: [`"${value}"`],
})
const NOT_TEXT: readonly unknown[] = [5, true, {}, ['a']]
const text = (name: string): Wrong[] => [
  ...NOT_TEXT.map((value) => ({ fields: { [name]: value }, param: name })),
  { fields: { [name]: '' }, param: name },
]
const MODELS = ['veo3.1-fast-official', 'veo3.1-quality-official']
const FRAME_ROLES = ['first_frame', 'last_frame']
const ODD_OBJECT = { toString: 1, valueOf: 1 }

const choices = (name: string, wrong: readonly unknown[], allowed: readonly string[]): Wrong[] =>
  wrong.map((value) => ({ fields: { [name]: value }, param: name, says: allowed }))

const WRONG: readonly Wrong[] = [
  { fields: { model: undefined }, param: 'model' },
  { fields: { model: null }, param: 'model' },
  ...text('model'),
  { fields: { model: 'veo9' }, param: 'model', says: ['veo9', ...MODELS] },
  { fields: { model: ' ' }, param: 'model', says: MODELS },
  { fields: { model: 'constructor' }, param: 'model', says: MODELS },
  { fields: { prompt: undefined }, param: 'prompt' },
  { fields: { prompt: null }, param: 'prompt' },
  ...text('prompt'),
  { fields: { prompt: ' \n\u3000\t' }, param: 'prompt' },
  { fields: { prompt: 'a'.repeat(4001) }, param: 'prompt', says: ['4000', '4001'] },
  { fields: { prompt: '🎬'.repeat(4001) }, param: 'prompt', says: ['4000', '4001'] },
  ...text('negative_prompt'),
  { fields: { negative_prompt: '  ' }, param: 'negative_prompt' },
  { fields: { negative_prompt: 'é'.repeat(4001) }, param: 'negative_prompt', says: ['4000', '4001'] },
  QUOTED('duration', '8'),
  ...choices('duration', [5, 0, -8, 8.5, 1e9, true, '', 'eight', [8], {}], ['4', '6', '8']),
  ...choices('aspect_ratio', ['1:1', '', ' 16:9', 169, true, ['16:9']], ['16:9', '9:16']),
  ...choices('resolution', ['2160p', '', '4 K', 720, true, {}], ['720p', '1080p', '4K']),
  QUOTED('seed', '7'),
  QUOTED('seed', '0'),
  ...choices('seed', [-1, 4_294_967_296, 1e15], ['0', '4294967295']),
  ...[1.5, true, '', 'abc', [1], {}].map((seed) => ({ fields: { seed }, param: 'seed' })),
  QUOTED('sample_count', '2'),
  ...choices('sample_count', [0, 5, -1], ['1', '4']),
  ...[1.5, true, '', 'two', [1], {}].map((count) => ({ fields: { sample_count: count }, param: 'sample_count' })),
  QUOTED('generate_audio', 'true'),
  QUOTED('generate_audio', 'false'),
  ...[1, 0, 'yes', '', [], {}].map((audio) => ({ fields: { generate_audio: audio }, param: 'generate_audio' })),
  ...choices('person_generation', ['allow_all', 'dont_allow', '', true, 1], ['allow_adult', 'disallow']),
  // Also without a picture, where it has no effect.
  ...choices('resize_mode', ['stretch', '', 'PAD', 1, true], ['pad', 'crop']),
  { fields: { enhance_prompt: false }, param: 'enhance_prompt', says: ['false'] },
  QUOTED('enhance_prompt', 'false'),
  ...[0, 'no', {}].map((given) => ({ fields: { enhance_prompt: given }, param: 'enhance_prompt' })),
  ...text('first_frame_image'),
  { fields: { first_frame_image: 'cat.png' }, param: 'first_frame_image' },
  { fields: { first_frame_image: ' ' }, param: 'first_frame_image' },
  { fields: { first_frame_image: 'ftp://127.0.0.1/a.png' }, param: 'first_frame_image' },
  { fields: { first_frame_image: 'data:text/html,hi' }, param: 'first_frame_image' },
  { fields: { first_frame_image: 'data:image/png;base64,AAAA' }, param: 'first_frame_image' },
  { fields: { last_frame_image: PICTURE }, param: 'last_frame_image', says: ['first_frame_image'] },
  { fields: { first_frame_image: PICTURE, last_frame_image: '' }, param: 'last_frame_image' },
  { fields: { first_frame_image: PICTURE, last_frame_image: 'x' }, param: 'last_frame_image' },
  ...[5, true, {}, ['https://example.com']].map((webhook) => ({ fields: { webhook }, param: 'webhook' })),
  ...['', ' ', 'example.com', 'ftp://example.com', 'javascript:alert(1)'].map((webhook) => ({
    fields: { webhook },
    param: 'webhook',
    says: ['http://', 'https://'],
  })),
  { fields: { webhook: `https://example.com/${'a'.repeat(2048)}` }, param: 'webhook', says: ['2048', '2068'] },
  ...[5, true, {}].map((language) => ({ fields: { language }, param: 'language' })),
  { fields: { language: 'z'.repeat(101) }, param: 'language', says: ['100', '101'] },
  ...choices('size', ['1:1', '4:3', '16:10'], ['16:9', '9:16']),
  { fields: { size: '16:9', aspect_ratio: '9:16' }, param: 'aspect_ratio', says: ['size'] },
  ...[PICTURE, {}, 5].map((urls) => ({ fields: { image_urls: urls }, param: 'image_urls' })),
  { fields: { image_urls: [5] }, param: 'image_urls[0]' },
  { fields: { image_urls: [''] }, param: 'image_urls[0]' },
  { fields: { image_urls: ['x'] }, param: 'image_urls[0]' },
  { fields: { image_urls: [PICTURE, {}] }, param: 'image_urls[1]' },
  { fields: { image_urls: [PICTURE, 'x'] }, param: 'image_urls[1]' },
  { fields: { image_urls: [PICTURE, PICTURE, PICTURE] }, param: 'image_urls', says: ['2'] },
  ...[PICTURE, {}, 5].map((given) => ({ fields: { image_with_roles: given }, param: 'image_with_roles' })),
  ...[PICTURE, 5, null, []].map((one) => ({ fields: { image_with_roles: [one] }, param: 'image_with_roles[0]' })),
  ...['middle', '', 5, null, undefined, 'constructor', '__proto__', ODD_OBJECT].map((role) => ({
    fields: { image_with_roles: [{ url: PICTURE, role }] },
    param: 'image_with_roles[0].role',
    says: FRAME_ROLES,
  })),
  ...[undefined, null, 5, '', 'x'].map((url) => ({
    fields: { image_with_roles: [{ url, role: 'first_frame' }] },
    param: 'image_with_roles[0].url',
  })),
  {
    fields: { image_with_roles: [{ url: PICTURE, role: 'last_frame' }] },
    param: 'image_with_roles[0].url',
    says: ['first_frame_image'],
  },
  {
    fields: { first_frame_image: PICTURE, image_urls: [OTHER_PICTURE] },
    param: 'first_frame_image',
    says: ['image_urls[0]'],
  },
  {
    fields: { image_urls: [PICTURE], image_with_roles: [{ url: OTHER_PICTURE, role: 'first_frame' }] },
    param: 'image_urls[0]',
    says: ['image_with_roles[0].url'],
  },
  {
    fields: {
      image_with_roles: [
        { url: PICTURE, role: 'first_frame' },
        { url: OTHER_PICTURE, role: 'first_frame' },
      ],
    },
    param: 'image_with_roles[0].url',
    says: ['image_with_roles[1].url'],
  },
]

async function assertRefusedInEveryLanguage(api: Api, { fields, param, says = [] }: Wrong): Promise<void> {
  const shown = JSON.stringify(fields).slice(0, 120)
  for (const [language, beginning] of Object.entries(BEGINNINGS)) {
    // Chinese is what a caller gets who asks for nothing (`*` is what fetch sends by itself).
    const headers = { 'accept-language': language === 'zh' ? '*' : `${language};q=0.9` }
    const answer = await api.submit({ ...LEAST, ...fields }, headers)
    const message = assertProblem(answer, { status: 400, type: 'invalid_request_error', param })
    assert.ok(message.startsWith(beginning), `${shown}: ${message}`)
    assert.equal(answer.headers.get('content-language'), language)
    // The model's own sentence speaks of models, not of the field.
    const words = param === 'model' && says.length > 0 ? says : [param.replace(/^image_with\S+$/, ''), ...says]
    for (const word of words) assert.ok(message.includes(word), `${shown}: "${word}" is not in: ${message}`)
  }
}

test('S15: each wrong value is a 400 that names the field and the remedy in four languages, and leaves nothing behind', async (context) => {
  const server = await startWithUpstream(context)
  const { api } = await server.newCaller(100)
  const before = await traces(server, api)
  for (const wrong of WRONG) {
    await context.test(`${wrong.param} of ${JSON.stringify(wrong.fields).slice(0, 60)}`, async () => {
      await assertRefusedInEveryLanguage(api, wrong)
    })
  }
  assert.deepEqual(await traces(server, api), before)
  assert.equal(server.upstream.operations.length, 0)
})

test('a number that JSON can write and no integer can hold is a 400', async (context) => {
  const server = await startWithUpstream(context)
  for (const seed of ['1e400', '-1e400']) {
    const body = `{"model":"${MODEL}","prompt":"a cat","seed":${seed}}`
    assertProblem(await server.api.submit(body), { status: 400, type: 'invalid_request_error' })
  }
})

test('S15: what the model cannot do is refused with what it can do, before anything is held', async (context) => {
  const models = [
    {
      id: 'small',
      price: {
        withAudio: { '720p': 1, '1080p': 1, '4K': 1 },
        silent: { '720p': 1, '1080p': 1, '4K': 1 },
      },
      durations: [4],
      resolutions: ['720p'],
      aspectRatios: ['16:9'],
      samplesMax: 2,
      promptCharactersMax: 10,
      images: 'first',
    },
  ]
  const file = join(await ownFolder(context), 'reelgate.json')
  await writeFile(file, JSON.stringify({ models }))
  const server = await startWithUpstream(context, { env: { REELGATE_CONFIG: file } })
  const { api } = await server.newCaller(100)
  const before = await traces(server, api)
  const good = { model: 'small', prompt: 'a cat', duration: 4 }
  const TABLE: [fields: object, param: string, says: readonly string[]][] = [
    [{ duration: 8 }, 'duration', ['small', '4', '8']],
    [{ resolution: '4k' }, 'resolution', ['small', '720p', '4K']],
    [{ aspect_ratio: '9:16' }, 'aspect_ratio', ['16:9', '9:16']],
    [{ size: '9:16' }, 'size', ['16:9', '9:16']],
    [{ sample_count: 3 }, 'sample_count', ['1', '2', '3']],
    [{ prompt: 'a white cat' }, 'prompt', ['10', '11']],
    [{ image_urls: [PICTURE, PICTURE] }, 'image_urls[1]', ['small']],
  ]
  for (const [fields, param, says] of TABLE) {
    await assertRefusedInEveryLanguage(api, { fields: { ...good, ...fields }, param, says })
  }
  assert.deepEqual(await traces(server, api), before)
  assert.equal((await api.submit({ ...good, first_frame_image: PICTURE })).status, 200)
})

test('person_generation disallow: a prompt that asks for people is refused with the word, and nothing is held', async (context) => {
  const server = await startTestServer(context)
  const { api } = await server.newCaller(100)
  const before = await traces(server, api)
  for (const [prompt, word] of [
    ['a woman walks in the rain', 'woman'],
    ['雨中的女孩', '女孩'],
  ]) {
    const answer = await api.submit({ ...LEAST, prompt, person_generation: 'disallow' })
    const message = assertProblem(answer, { status: 400, type: 'invalid_request_error', param: 'prompt' })
    assert.ok(message.includes(`"${word}"`), message)
  }
  assert.deepEqual(await traces(server, api), before)
})
