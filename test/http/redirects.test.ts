import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { TestClock } from '../harness/clock.ts'
import { openTestBucket } from '../harness/object-store.ts'
import { photo } from '../images/pictures.ts'
import { startWithUpstream } from './fixture.ts'

const HOUR_MS = 3_600_000
const REDIRECT = { REELGATE_S3_DOWNLOADS: 'redirect' }

/** A finished video of a server whose links lead on to its store. */
async function finished(context: TestContext) {
  const { env } = await openTestBucket(context)
  const clock = new TestClock(Date.now())
  const server = await startWithUpstream(context, { clock, env: { ...env, ...REDIRECT } })
  const { upstream, api } = server
  upstream.video = Buffer.from('0123456789')
  const id = await api.submitted()
  const url = (await api.ended(id)).result.videos[0].url[0] as string
  return { server, clock, url, id, video: '0123456789', origin: new URL(env['REELGATE_S3_ENDPOINT'] ?? '').origin }
}

const lead = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers, redirect: 'manual' })

test('a link leads on to the store, where the video plays whole and in ranges without a key, under its own type', async (context) => {
  const { url, video, origin } = await finished(context)
  const answer = await lead(url)
  assert.equal(answer.status, 302)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  const at = answer.headers.get('location') ?? ''
  assert.equal(new URL(at).origin, origin)
  const whole = await fetch(at)
  assert.equal(whole.status, 200)
  assert.equal(whole.headers.get('content-type'), 'video/mp4')
  assert.equal(whole.headers.get('content-disposition'), null)
  assert.equal(await whole.text(), video)
  // As a player does it: the range goes along.
  const part = await fetch(url, { headers: { range: 'bytes=2-5' } })
  assert.equal(part.status, 206)
  assert.equal(part.headers.get('content-range'), 'bytes 2-5/10')
  assert.equal(await part.text(), '2345')
  // Another object by the same signature: no.
  assert.equal((await fetch(at.replace('/results/', '/inputs/'))).status, 403)
})

test('a signed address lives for an hour, and never longer than its video', async (context) => {
  const { url, clock } = await finished(context)
  const lives = async () => {
    const at = (await lead(url)).headers.get('location') ?? ''
    return Number(new URL(at).searchParams.get('X-Amz-Expires'))
  }
  assert.equal(await lives(), 3600)
  clock.advance(24 * HOUR_MS - 90_000)
  assert.equal(await lives(), 90)
  clock.advance(90_000)
  assert.equal((await lead(url)).status, 410)
})

test('who sends a key, asks for the head alone, or for an upload, is answered here', async (context) => {
  const { server, url, id, video } = await finished(context)
  const { api } = server
  for (const header of ['authorization', 'x-goog-api-key']) {
    const answer = await lead(url, { [header]: 'Bearer of something' })
    assert.equal(answer.status, 200)
    assert.equal(await answer.text(), video)
  }
  const head = await fetch(url, { method: 'HEAD', redirect: 'manual' })
  assert.deepEqual([head.status, head.headers.get('content-length')], [200, '10'])
  const content = await lead(`${server.url}/v1/videos/${id}/content`, { authorization: `Bearer ${api.key}` })
  assert.deepEqual([content.status, await content.text()], [200, video])
  const form = new FormData()
  form.append('file', new Blob([Buffer.from(await photo().png().toBuffer())]), 'a.png')
  const upload = (await api.call('POST', '/v1/uploads/images', { body: form })).body.url as string
  assert.equal((await lead(upload)).status, 200)
})

test('a file is saved under the name that is asked for, from the store and from here; other words than a name are ignored', async (context) => {
  const { server, url } = await finished(context)
  const dispositions = async (name: string) => {
    const asked = `${url}?download=${name}`
    const [there, here] = [await fetch(asked), await lead(asked, { authorization: `Bearer ${server.api.key}` })]
    return [there, here].map(({ headers }) => headers.get('content-disposition'))
  }
  const saved = 'attachment; filename="task_1-1.mp4"'
  assert.deepEqual(await dispositions('task_1-1.mp4'), [saved, saved])
  for (const name of ['', '..%2Fa.mp4', 'a%22%0d%0ab', 'x'.repeat(101)]) {
    assert.deepEqual(await dispositions(name), [null, null])
  }
})

test('pages of the console may play videos from the store, and load nothing else from it', async (context) => {
  const { server, origin } = await finished(context)
  const policyOf = async (path: string) => {
    const page = await fetch(`${server.url}${path}`, { headers: { accept: 'text/html' } })
    return (page.headers.get('content-security-policy') ?? '').split('; ').filter((one) => one.includes(origin))
  }
  assert.deepEqual(await policyOf('/sign-in'), [`media-src 'self' blob: ${origin}`])
  assert.deepEqual(await policyOf('/docs'), [])
})
