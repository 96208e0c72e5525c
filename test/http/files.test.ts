import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { createKey } from '../../src/flow/admin/keys.ts'
import { ACT } from '../harness/database.ts'
import { sweep } from '../../src/flow/sweep.ts'
import { Api, SUBMIT } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { ownFolder } from '../harness/folder.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { assertProblem, eventually, raw, startWithUpstream, untilStarted } from './fixture.ts'

const DAY_MS = 86_400_000

async function finished(context: TestContext, clock = new TestClock()) {
  const server = await startWithUpstream(context, { clock })
  server.upstream.video = Buffer.from(Array.from({ length: 1000 }, (_, index) => (index * 31) % 256))
  const id = await server.api.submitted()
  const { result } = await server.api.ended(id)
  const url = result.videos[0].url[0] as string
  return { server, clock, id, url, video: server.upstream.video }
}

test('a link plays without any header: whole, with type, length, ETag, and the offer of ranges', async (context) => {
  const { url, video, server } = await finished(context)
  assert.match(url, new RegExp(`^${server.url}/files/[a-z2-7]{32}\\.mp4$`))
  const { status, headers, bytes } = await raw(url)
  assert.equal(status, 200)
  assert.deepEqual(bytes, video)
  assert.equal(headers['content-type'], 'video/mp4')
  assert.equal(headers['content-length'], '1000')
  assert.equal(headers['accept-ranges'], 'bytes')
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.match(headers.etag ?? '', /^"[0-9a-f]{64}"$/)
  assert.match(headers['cache-control'] ?? '', /max-age=86400/)
})

test('HEAD has the headers of GET and no body, for the whole file and for a range', async (context) => {
  const { url } = await finished(context)
  const noise = new Set(['x-request-id', 'date', 'connection', 'keep-alive'])
  for (const headers of [{}, { range: 'bytes=10-19' }]) {
    const [get, head] = [await raw(url, { headers }), await raw(url, { method: 'HEAD', headers })]
    assert.equal(head.status, get.status)
    assert.equal(head.bytes.length, 0)
    const told = ({ headers: all }: typeof get) => Object.entries(all).filter(([name]) => !noise.has(name))
    assert.deepEqual(new Map(told(head)), new Map(told(get)))
  }
})

test('one range is answered with 206 and exactly its bytes; what cannot be read or is several gets the whole file', async (context) => {
  const { url, video } = await finished(context)
  const PARTS: [range: string, start: number, end: number][] = [
    ['bytes=0-0', 0, 0],
    ['bytes=0-99', 0, 99],
    ['bytes=10-19', 10, 19],
    ['bytes=990-', 990, 999],
    ['bytes=0-', 0, 999],
    ['bytes=500-99999', 500, 999],
    ['bytes=-1', 999, 999],
    ['bytes=-500', 500, 999],
    // A suffix longer than the file is the whole of it.
    ['bytes=-5000', 0, 999],
    ['Bytes= 5-6 ', 5, 6],
  ]
  for (const [range, start, end] of PARTS) {
    const { status, headers, bytes } = await raw(url, { headers: { range } })
    assert.equal(status, 206, range)
    assert.equal(headers['content-range'], `bytes ${start}-${end}/1000`)
    assert.equal(headers['content-length'], String(end - start + 1))
    assert.deepEqual(bytes, video.subarray(start, end + 1), range)
  }
  for (const range of [
    'bytes=0-1,5-6',
    'bytes=',
    'bytes=-',
    'bytes=9-5',
    'bytes=a-b',
    'items=0-5',
    '0-5',
    'bytes=1-2-3',
  ]) {
    const { status, headers, bytes } = await raw(url, { headers: { range } })
    assert.equal(status, 200, range)
    assert.equal(headers['content-range'], undefined)
    assert.deepEqual(bytes, video)
  }
})

test('a range beyond the file is a 416 in the documented form that tells how long the file is', async (context) => {
  const { url, server } = await finished(context)
  for (const range of ['bytes=1000-', 'bytes=1000-2000', 'bytes=99999999999999999999-', 'bytes=-0']) {
    const answer = await server.api.get(url, { range })
    assertProblem(answer, { status: 416, type: 'invalid_request_error', param: null })
    assert.equal(answer.headers.get('content-range'), 'bytes */1000')
  }
})

test('If-Range gives the range while the file is the same, and the whole file otherwise', async (context) => {
  const { url } = await finished(context)
  const { headers } = await raw(url)
  const etag = headers.etag ?? ''
  const range = 'bytes=0-9'
  const TABLE: [ifRange: string, status: number][] = [
    [etag, 206],
    ['"other"', 200],
    [`W/${etag}`, 200],
    ['Wed, 01 Jan 2026 00:00:00 GMT', 200],
  ]
  for (const [ifRange, status] of TABLE) {
    assert.equal((await raw(url, { headers: { range, 'if-range': ifRange } })).status, status, ifRange)
  }
  // A range that does not count can't lie outside the file either.
  assert.equal((await raw(url, { headers: { range: 'bytes=5000-', 'if-range': '"other"' } })).status, 200)
})

test('If-None-Match with the ETag is a 304 without a body, with another one the file', async (context) => {
  const { url, video } = await finished(context)
  const etag = (await raw(url)).headers.etag ?? ''
  for (const match of [etag, `W/${etag}`, '*', `"other", ${etag}`]) {
    for (const method of ['GET', 'HEAD']) {
      const answer = await raw(url, { method, headers: { 'if-none-match': match } })
      assert.equal(answer.status, 304, match)
      assert.equal(answer.bytes.length, 0)
      assert.equal(answer.headers.etag, etag)
    }
  }
  const other = await raw(url, { headers: { 'if-none-match': '"other"' } })
  assert.equal(other.status, 200)
  assert.deepEqual(other.bytes, video)
})

test('a name that is wrong in any part is a 404, and no path leads out of the folder', async (context) => {
  const { url, server } = await finished(context)
  const name = url.slice(url.lastIndexOf('/') + 1)
  const wrong = [
    name.replace('.mp4', ''),
    name.replace('.mp4', '.png'),
    `${name}.mp4`,
    name.toUpperCase(),
    name.slice(1),
    `${name}/`,
    `x/${name}`,
    '..%2freelgate.db',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    'reelgate.db',
    '%00',
    '%E0%A4%A',
  ]
  for (const one of wrong) {
    const answer = await server.api.get(`/files/${one}`)
    assertProblem(answer, { status: 404, type: 'invalid_request_error', param: null })
  }
})

test('names cannot be guessed: 160 random bits each, and no two alike', async (context) => {
  const server = await startWithUpstream(context)
  const id = await server.api.submitted({ ...SUBMIT, sample_count: 4 })
  const urls = (await server.api.ended(id)).result.videos[0].url as string[]
  const names = urls.map((url) => url.slice(url.lastIndexOf('/') + 1))
  assert.equal(new Set(names.map((name) => name.slice(0, 8))).size, 4)
  for (const name of names) assert.match(name, /^[a-z2-7]{32}\.mp4$/)
})

test('S12: after its time a file is a 410 and the task says that it has expired, before and after the sweep', async (context) => {
  const { url, server, clock, id } = await finished(context)
  const before = await server.api.task(id)
  assert.equal(before.result.videos[0].expired, undefined)
  clock.advance(DAY_MS - 1)
  assert.equal((await raw(url)).status, 200)
  clock.advance(1)
  const assertGone = async () => {
    assertProblem(await server.api.get(url), { status: 410, type: 'invalid_request_error', param: null })
    assert.equal((await raw(url, { method: 'HEAD' })).status, 410)
    const [video] = (await server.api.task(id)).result.videos
    assert.deepEqual(video, { ...before.result.videos[0], expired: true })
  }
  await assertGone()
  await sweep(server.flow)
  await assertGone()
})

test('nothing of a result is served before its task is completed', async (context) => {
  const server = await startWithUpstream(context)
  server.upstream.onDownload = 'hang'
  const id = await server.api.submitted()
  const named = () => server.flow.db.read.get<{ id: string }>('SELECT id FROM artifact WHERE task_id = ?', [id])
  await untilStarted(server, id)
  await eventually(async () => (await named()) !== undefined)
  const task = await server.api.task(id)
  assert.deepEqual([task.status, task.result], ['processing', undefined])
  const artifact = await named()
  assertProblem(await server.api.get(`/files/${artifact?.id}.mp4`), { status: 404, type: 'invalid_request_error' })
})

test("S12: our copy plays with Range after a restart although the provider's link is dead, and another key sees 400", async (context) => {
  const upstream = await Upstream.open(context)
  const dataDir = await ownFolder(context)
  const providers = [httpProvider({ url: upstream.url })]
  const first = await startTestServer(context, { providers, dataDir })
  const { api, account } = await first.newCaller(10)
  const id = await api.submitted()
  const link = new URL((await api.ended(id)).result.videos[0].url[0] as string)
  await first.stop()
  upstream.onDownload = 403
  upstream.onCheck = 404
  const second = await startTestServer(context, { providers, dataDir })
  const url = `${second.url}${link.pathname}`
  const { bytes, status } = await raw(url, { headers: { range: 'bytes=4-9' } })
  assert.equal(status, 206)
  assert.deepEqual(bytes, upstream.video.subarray(4, 10))
  assert.deepEqual((await raw(url)).bytes, upstream.video)
  const owner = new Api(second.url, api.key)
  assert.deepEqual((await owner.task(id)).result.videos[0].url, [url])
  assertProblem(await second.api.get(`/v1/tasks/${id}`), { status: 400, type: 'invalid_request_error' })
  const { secret } = await createKey(second.flow.db, ACT, account.id)
  assert.equal((await new Api(second.url, secret).task(id)).id, id)
})
