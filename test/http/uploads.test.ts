import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import type { Answer, Api } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import type { TestServer } from '../harness/server.ts'
import { photo, pngBomb } from '../images/pictures.ts'
import { sweep } from '../../src/flow/sweep.ts'
import { assertProblem, raw, startWithUpstream } from './fixture.ts'

const PATH = '/v1/uploads/images'
const HOURS_72_MS = 72 * 3_600_000
const IMAGE_BYTES_MAX = 20_000

const PNG = await photo().png().toBuffer()

function form(content: Uint8Array | string, { field = 'file', name = 'a.png' } = {}): FormData {
  const data = new FormData()
  data.append('note', 'first frame')
  data.append(field, new Blob([Buffer.from(content)], { type: 'text/plain' }), name)
  return data
}

const upload = (api: Api, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  api.call('POST', PATH, { body, headers })

const left = ({ dataDir }: TestServer) => readdir(join(dataDir, 'uploads'))

test('JPEG, PNG, WebP and GIF are taken by their content, whatever name and type they come with, and served as they are', async (context) => {
  const server = await startWithUpstream(context, { clock: new TestClock() })
  const TABLE = [
    ['jpg', 'image/jpeg', await photo().jpeg().toBuffer()],
    ['png', 'image/png', PNG],
    ['webp', 'image/webp', await photo().webp().toBuffer()],
    ['gif', 'image/gif', await photo().gif().toBuffer()],
  ] as const
  for (const [extension, content_type, content] of TABLE) {
    const answer = await upload(server.api, form(content, { name: 'film.exe' }))
    assert.equal(answer.status, 200)
    const { url, ...flat } = answer.body
    const created_at = Date.UTC(2026, 0, 1) / 1000
    assert.deepEqual(flat, { filename: 'film.exe', content_type, bytes: content.length, created_at })
    assert.match(url, new RegExp(`^${server.url}/files/[a-z2-7]{32}\\.${extension}$`))
    const { headers, bytes } = await raw(url)
    assert.equal(headers['content-type'], content_type)
    assert.deepEqual(bytes, content)
    const part = await raw(url, { headers: { range: 'bytes=1-3' } })
    assert.deepEqual([part.status, part.bytes], [206, content.subarray(1, 4)])
    const again = await raw(url, { headers: { 'if-none-match': headers.etag ?? '' } })
    assert.equal(again.status, 304)
  }
})

test('a raw multipart body with a file name in UTF-8 is read, and the name loses its folders', async (context) => {
  const server = await startWithUpstream(context)
  const boundary = '----x7'
  const begin = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="C:\\图片/海边 🐕.png"\r\n\r\n`
  const chunks = [begin, PNG.subarray(0, 100), PNG.subarray(100), `\r\n--${boundary}--\r\n`]
  const headers = {
    authorization: server.api.key,
    'content-type': `multipart/form-data; boundary=${boundary}`,
  }
  const answer = await raw(`${server.url}${PATH}`, { method: 'POST', headers, chunks })
  assert.equal(answer.status, 200, answer.bytes.toString())
  assert.equal(JSON.parse(answer.bytes.toString()).filename, '海边 🐕.png')
})

test('an upload is used as a frame from our own disk, under whatever address it is known', async (context) => {
  // Nobody could fetch anything from this address.
  const env = { REELGATE_PUBLIC_URL: 'http://video.invalid' }
  const server = await startWithUpstream(context, { env })
  const first = await upload(server.api, form(PNG))
  const last = await upload(server.api, form(await photo(48, 64).gif().toBuffer()))
  assert.match(first.body.url, /^http:\/\/video\.invalid\/files\//)
  const frames = {
    first_frame_image: first.body.url.replace('http://video.invalid', 'https://old-name.invalid/base'),
    last_frame_image: last.body.url,
  }
  await server.api.ended(await server.api.submitted({ ...SUBMIT, ...frames }))
  const [request] = server.requests
  assert.deepEqual([request?.firstFrame?.width, request?.firstFrame?.bytes], [64, PNG.length])
  // A provider takes no GIF.
  assert.deepEqual([request?.lastFrame?.width, request?.lastFrame?.contentType], [48, 'image/png'])
  assert.equal((await left(server)).length, 2)
})

test('an upload lives 72 hours: then its link is a 410 and a submit with it a 400, before and after the sweep', async (context) => {
  const clock = new TestClock()
  const server = await startWithUpstream(context, { clock })
  const { url } = (await upload(server.api, form(PNG))).body
  clock.advance(HOURS_72_MS - 1)
  assert.equal((await raw(url)).status, 200)
  await server.api.submitted({ ...SUBMIT, first_frame_image: url })
  clock.advance(1)
  const assertGone = async () => {
    assertProblem(await server.api.get(url), { status: 410, type: 'invalid_request_error' })
    const answer = await server.api.submit({ ...SUBMIT, image_urls: [url] })
    const message = assertProblem(answer, { status: 400, type: 'invalid_request_error', param: 'image_urls[0]' })
    assert.match(message, /upload it again/)
  }
  await assertGone()
  await sweep(server.flow)
  assert.deepEqual(await left(server), [])
  await assertGone()
})

test('what is no upload of a picture is refused with its reason, and leaves nothing in the folder', async (context) => {
  const server = await startWithUpstream(context)
  const half = (await photo(200, 200).jpeg().toBuffer()).subarray(0, 2000)
  const TABLE: [title: string, body: unknown, headers: Record<string, string>, param: string | null, says: RegExp][] = [
    ['HTML with a good name', form('<html>', { name: 'cat.png' }), {}, 'file', /not a JPEG, PNG, WebP or GIF/],
    ['an SVG', form('<svg xmlns="http://www.w3.org/2000/svg"/>'), {}, 'file', /not a JPEG, PNG, WebP or GIF/],
    ['half a picture', form(half), {}, 'file', /damaged/],
    ['a pixel bomb', form(pngBomb(60_000, 60_000)), {}, 'file', /too many pixels/],
    ['an empty file', form(''), {}, 'file', /no file/],
    ['another field', form(PNG, { field: 'image' }), {}, 'file', /must be named file/],
    ['an empty form', new FormData(), {}, 'file', /no file/],
    ['JSON', '{"file":"x"}', {}, null, /multipart\/form-data/],
    ['a bare picture', PNG.toString('latin1'), { 'content-type': 'image/png' }, null, /multipart\/form-data/],
    ['no boundary', 'x', { 'content-type': 'multipart/form-data' }, null, /multipart\/form-data/],
    [
      'a cut form',
      '--b\r\nContent',
      { 'content-type': 'multipart/form-data; boundary=b' },
      'file',
      /multipart\/form-data/,
    ],
  ]
  for (const [title, body, headers, param, says] of TABLE) {
    const answer = await upload(server.api, body, headers)
    const message = assertProblem(answer, { status: 400, type: 'invalid_request_error', param })
    assert.match(message, says, title)
    assert.deepEqual(await left(server), [], title)
  }
})

test('a file over the size is a 413 with and without a declared length, and one of exactly the size is taken', async (context) => {
  const env = { REELGATE_IMAGE_BYTES_MAX: String(IMAGE_BYTES_MAX) }
  const server = await startWithUpstream(context, { env })
  const boundary = 'b7'
  const begin = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n`
  const end = `\r\n--${boundary}--\r\n`
  // What follows the end of a PNG is ignored by who reads it.
  const padded = (bytes: number) => Buffer.concat([PNG, Buffer.alloc(bytes - PNG.length)])
  const send = async (bytes: number, declared: boolean) => {
    const chunks = [begin, padded(bytes), end]
    const length = chunks.reduce((sum, chunk) => sum + Buffer.byteLength(chunk), 0)
    const headers = {
      authorization: server.api.key,
      'accept-language': 'en',
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...(declared && { 'content-length': String(length) }),
    }
    const answer = await raw(`${server.url}${PATH}`, { method: 'POST', headers, chunks })
    const body = JSON.parse(answer.bytes.toString())
    return { status: answer.status, headers: new Headers(answer.headers as Record<string, string>), body }
  }
  for (const declared of [true, false]) {
    const before = await left(server)
    // The last is over what a form of that file could be at all.
    for (const bytes of [IMAGE_BYTES_MAX + 1, 3_000_000]) {
      const answer = await send(bytes, declared)
      const message = assertProblem(answer, { status: 413, type: 'invalid_request_error', param: 'file' })
      assert.match(message, /0\.02 MB/)
      assert.deepEqual(await left(server), before)
    }
    assert.equal((await send(IMAGE_BYTES_MAX, declared)).status, 200)
  }
})
