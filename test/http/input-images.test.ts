import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import type { RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import type { TestServer } from '../harness/server.ts'
import { serve } from '../images/fixture.ts'
import { photo, pngBomb } from '../images/pictures.ts'
import { assertProblem, BEGINNINGS, dataUrl, eventually, startWithUpstream, traces, untilStarted } from './fixture.ts'

const PNG = await photo().png().toBuffer()
const JPEG = await photo(48, 64).jpeg().toBuffer()
const PICTURE = await dataUrl()

const inputs = ({ dataDir }: TestServer) => readdir(join(dataDir, 'inputs'))

test('frames by http from an allowed host and by data: URL reach the provider as files, gone after the end of the task', async (context) => {
  const host = await serve(context, (_request, response) => response.end(JPEG))
  const server = await startWithUpstream(context, { env: { REELGATE_IMAGE_HOSTS_ALLOWED: host } })
  server.upstream.finishAtOnce = false
  const frames = { first_frame_image: `http://${host}/cat`, last_frame_image: PICTURE }
  for (const end of ['completed', 'failed', 'cancelled']) {
    const id = await server.api.submitted({ ...SUBMIT, ...frames })
    await untilStarted(server, id)
    const { firstFrame, lastFrame } = server.requests.at(-1) ?? {}
    assert.deepEqual([firstFrame?.contentType, firstFrame?.width, firstFrame?.bytes], ['image/jpeg', 48, JPEG.length])
    assert.deepEqual([lastFrame?.contentType, lastFrame?.width], ['image/png', 64])
    assert.equal((await inputs(server)).length, 1)
    if (end === 'cancelled') await server.api.call('POST', `/v1/tasks/${id}/cancel`)
    else server.upstream.finish({ state: end === 'completed' ? 'done' : 'failed' })
    assert.equal((await server.api.ended(id)).status, end)
    await eventually(async () => (await inputs(server)).length === 0)
  }
})

test('S14: every spelling of a private address is a 400 that names the field, without a connection', async (context) => {
  let connections = 0
  const host = await serve(context, (_request, response) => {
    connections += 1
    response.end(PNG)
  })
  const port = host.split(':')[1] ?? ''
  const server = await startWithUpstream(context)
  const { api } = await server.newCaller(100)
  const before = await traces(server, api)
  const addresses = [
    `http://127.0.0.1:${port}/a.png`,
    `http://localhost:${port}/a.png`,
    `http://LOCALHOST.:${port}/a.png`,
    `http://sub.localhost:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f000001:${port}/`,
    `http://0177.0.0.1:${port}/`,
    `http://127.1:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://[::ffff:7f00:1]:${port}/`,
    `http://0.0.0.0:${port}/`,
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://[64:ff9b::a00:1]/',
  ]
  for (const address of addresses) {
    const answer = await api.submit({ ...SUBMIT, first_frame_image: address })
    const expected = { status: 400, type: 'invalid_request_error', param: 'first_frame_image' }
    assert.match(assertProblem(answer, expected), /first_frame_image.* private or reserved/, address)
  }
  const credentials = { ...SUBMIT, image_urls: [`http://user:pass@127.0.0.1:${port}/`] }
  assertProblem(await api.submit(credentials), { status: 400, type: 'invalid_request_error', param: 'image_urls[0]' })
  const last = { ...SUBMIT, first_frame_image: PICTURE, last_frame_image: addresses[0] }
  for (const [language, beginning] of Object.entries(BEGINNINGS)) {
    const answer = await api.submit(last, { 'accept-language': language })
    const expected = { status: 400, type: 'invalid_request_error', param: 'last_frame_image' }
    const message = assertProblem(answer, expected)
    assert.ok(message.startsWith(beginning) && message.includes('REELGATE_IMAGE_HOSTS_ALLOWED'), message)
  }
  assert.equal(connections, 0)
  assert.deepEqual(await traces(server, api), before)
})

/** Sends a byte now and then until the other side has had enough. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'image/png' })
  const timer = setInterval(() => response.write('x'), 50)
  response.on('close', () => clearInterval(timer))
}

const redirect = (location: string) => (_request: unknown, response: ServerResponse) =>
  void response.writeHead(302, { location }).end()

test('S14: a hostile server behind an address is a 400 within the deadline that names the field, and nothing is held', async (context) => {
  const TABLE: Record<string, [listener: RequestListener, says: RegExp]> = {
    metadata: [redirect('http://169.254.169.254/latest/'), /private or reserved/],
    mapped: [redirect('http://[::ffff:10.0.0.1]/'), /private or reserved/],
    file: [redirect('file:///etc/passwd'), /not a usable image address/],
    loop: [redirect('/loop'), /redirects too often/],
    large: [(_request, response) => void response.end(Buffer.alloc(200_000)), /too large/],
    endless: [
      (_request, response) => {
        response.on('error', () => undefined)
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        }
        response.on('drain', more)
        more()
      },
      /too large/,
    ],
    drip: [(_request, response) => drip(response), /took too long.*1 s/],
    silence: [() => undefined, /took too long.*1 s/],
    html: [(_request, response) => void response.setHeader('content-type', 'image/png').end('<html>'), /not a JPEG/],
    bomb: [(_request, response) => void response.end(pngBomb(60_000, 60_000)), /too many pixels/],
    cut: [(_request, response) => void response.end(JPEG.subarray(0, JPEG.length / 2)), /damaged/],
    empty: [(_request, response) => void response.end(), /not a JPEG/],
    missing: [(_request, response) => void response.writeHead(404).end(PNG), /HTTP 404/],
    gone: [(request) => void request.socket.destroy(), /cannot be reached/],
  }
  const host = await serve(context, (request, response) => TABLE[request.url?.slice(1) ?? '']?.[0](request, response))
  const env = {
    REELGATE_IMAGE_HOSTS_ALLOWED: host,
    REELGATE_IMAGE_BYTES_MAX: '100000',
    REELGATE_IMAGE_FETCH_SECONDS: '1',
  }
  const server = await startWithUpstream(context, { env })
  const { api } = await server.newCaller(100)
  const before = await traces(server, api)
  const refusals = Object.entries(TABLE).map(async ([name, [, says]]) => {
    const answer = await api.submit({ ...SUBMIT, image_urls: [`http://${host}/${name}`] })
    const message = assertProblem(answer, { status: 400, type: 'invalid_request_error', param: 'image_urls[0]' })
    assert.match(message, says, name)
    assert.match(message, /image_urls\[0\]/)
  })
  await Promise.all(refusals)
  assert.deepEqual(await traces(server, api), before)
  assert.equal(server.upstream.operations.length, 0)
})

test('a refused frame leaves nothing of the other one, which was still on its way', async (context) => {
  const slow = Promise.withResolvers<ServerResponse>()
  const host = await serve(context, (request, response) => {
    if (request.url === '/first') response.write(PNG.subarray(0, 100), () => slow.resolve(response))
    else {
      void slow.promise.then((first) => response.writeHead(404).end(() => first.end(PNG.subarray(100))))
    }
  })
  const server = await startWithUpstream(context, { env: { REELGATE_IMAGE_HOSTS_ALLOWED: host } })
  const { api } = await server.newCaller(100)
  const before = await traces(server, api)
  const frames = { first_frame_image: `http://${host}/first`, last_frame_image: `http://${host}/last` }
  const param = 'last_frame_image'
  assertProblem(await api.submit({ ...SUBMIT, ...frames }), { status: 400, type: 'invalid_request_error', param })
  assert.deepEqual(await traces(server, api), before)
})

test('pictures are not looked at where the money or the model says no', async (context) => {
  let connections = 0
  const host = await serve(context, (_request, response) => {
    connections += 1
    response.end(PNG)
  })
  const server = await startWithUpstream(context, { env: { REELGATE_IMAGE_HOSTS_ALLOWED: host } })
  const { api } = await server.newCaller(0.1)
  const body = { ...SUBMIT, first_frame_image: `http://${host}/` }
  assertProblem(await api.submit(body), { status: 402, type: 'payment_required' })
  assertProblem(await api.submit({ ...body, duration: 5 }), { status: 400, type: 'invalid_request_error' })
  assert.equal(connections, 0)
})
