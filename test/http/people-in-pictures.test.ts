import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import sharp from 'sharp'
import { SUBMIT } from '../harness/api.ts'
import { descendants } from '../harness/descendants.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'
import { photograph } from '../renderer/photographs.ts'
import { assertProblem, traces } from './fixture.ts'

const asUrl = (jpeg: Buffer) => `data:image/jpeg;base64,${jpeg.toString('base64')}`
const ASTRONAUT = await readFile(photograph('astronaut'))
/** Of her photograph: the face alone, and what is below it. */
const FACE = await sharp(ASTRONAUT).extract({ left: 170, top: 20, width: 130, height: 170 }).toBuffer()
const SUIT = await sharp(ASTRONAUT).extract({ left: 0, top: 180, width: 512, height: 332 }).toBuffer()
const COFFEE = asUrl(await readFile(photograph('coffee')))
const ROCKET = asUrl(await readFile(photograph('rocket')))
const PERSON = asUrl(ASTRONAUT)

const DISALLOW = { ...SUBMIT, person_generation: 'disallow' }

const lookers = () => descendants(process.pid).filter(({ command }) => command.includes('person-child'))

test('a person in a picture is refused under disallow by the built-in provider, with the field, before anything is charged', async (context) => {
  const server = await startTestServer(context)
  const { api } = await server.newCaller(100)
  const before = await traces(server, api)
  const refused = { status: 400, type: 'invalid_request_error' }
  for (const picture of [PERSON, asUrl(FACE), asUrl(SUIT)]) {
    const answer = await api.submit({ ...DISALLOW, first_frame_image: picture })
    const message = assertProblem(answer, { ...refused, param: 'first_frame_image' })
    assert.match(message, /person in the picture of first_frame_image/)
  }
  const last = await api.submit({ ...DISALLOW, first_frame_image: COFFEE, last_frame_image: PERSON })
  assertProblem(last, { ...refused, param: 'last_frame_image' })
  const alias = await api.submit({ ...DISALLOW, image_urls: [PERSON] })
  assertProblem(alias, { ...refused, param: 'image_urls[0]' })
  assert.deepEqual(await traces(server, api), before)

  await api.submitted({ ...DISALLOW, first_frame_image: COFFEE, last_frame_image: ROCKET })
  await api.submitted({ ...SUBMIT, first_frame_image: PERSON })
})

test("Google's and OpenAI's surfaces refuse a person under their own names of the field", async (context) => {
  const { api } = await startTestServer(context)
  const image = { bytesBase64Encoded: ASTRONAUT.toString('base64'), mimeType: 'image/jpeg' }
  const body = { instances: [{ prompt: 'a slow pan', image }], parameters: { personGeneration: 'dont_allow' } }
  const google = await api.call('POST', '/v1beta/models/veo-3.1-fast-generate-preview:predictLongRunning', { body })
  assert.equal(google.status, 400)
  assert.match(JSON.stringify(google.body), /person in the picture of instances\[0\]\.image/)
  const openai = await api.call('POST', '/v1/videos', {
    body: { prompt: 'a slow pan', person_generation: 'disallow', input_reference: { image_url: PERSON } },
  })
  assert.equal(openai.status, 400)
  assert.match(JSON.stringify(openai.body), /person in the picture of input_reference/)
})

test('a provider that judges pictures itself gets them unseen; the model is there only where it is used, once for all', async (context) => {
  const upstream = await Upstream.open(context)
  const provider = httpProvider({ url: upstream.url })
  const judging = await startTestServer(context, { providers: [{ ...provider, judgesPictures: true }] })
  const id = await judging.api.submitted({ ...DISALLOW, first_frame_image: PERSON })
  assert.equal((await judging.api.ended(id)).status, 'completed')
  assert.equal(lookers().length, 0)

  const server = await startTestServer(context, { providers: [provider] })
  await server.api.submitted({ ...SUBMIT, first_frame_image: PERSON })
  await server.api.submitted(DISALLOW)
  assert.equal(lookers().length, 0)
  const answers = await Promise.all(
    [PERSON, COFFEE, PERSON, ROCKET].map((picture) => server.api.submit({ ...DISALLOW, first_frame_image: picture })),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    [400, 200, 400, 200],
  )
  assert.equal(lookers().length, 1)
  await server.stop()
  assert.equal(lookers().length, 0)
})

test('a submit whose pictures could not be looked at fails uncharged, and the next one is looked at again', async (context) => {
  const server = await startTestServer(context)
  const { api } = await server.newCaller(100)
  const before = await traces(server, api)
  const submitting = api.submit({ ...DISALLOW, first_frame_image: PERSON })
  await eventually(() => lookers().length === 1)
  const [looker = assert.fail()] = lookers()
  process.kill(looker.pid, 'SIGKILL')
  assertProblem(await submitting, { status: 500, type: 'server_error' })
  assert.deepEqual(await traces(server, api), before)
  const again = await api.submit({ ...DISALLOW, first_frame_image: PERSON })
  assertProblem(again, { status: 400, type: 'invalid_request_error', param: 'first_frame_image' })
})
