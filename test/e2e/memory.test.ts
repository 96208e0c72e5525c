import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text as streamText } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { serve } from '../harness/listen.ts'
import { HAS_PEAK_MEMORY, peakGrowth } from '../harness/peak-memory.ts'
import { startServer } from '../harness/process.ts'
import { Upstream } from '../harness/upstream.ts'

const MB = 1024 * 1024
const VIDEO_BYTES = 100 * MB
const OPTIONS = { skip: !HAS_PEAK_MEMORY, timeout: 400_000 }

/** A download under way; its bytes are counted and thrown away once it may flow. */
async function open(url: string) {
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage]
  const read = async () => {
    let bytes = 0
    for await (const chunk of response) bytes += (chunk as Buffer).length
    return bytes
  }
  return { read }
}

test(
  'S13: 50 downloads of 100 MB at a time, half of them by callers who are slow to read, take no more than 200 MB',
  OPTIONS,
  async (context) => {
    const upstream = await Upstream.open(context)
    upstream.video = Buffer.alloc(VIDEO_BYTES, 'reelgate')
    const dataDir = await ownFolder(context)
    const { api, program } = await startServer(context, { dataDir, upstream: upstream.url })
    const task = await api.ended(await api.submitted())
    const url = task.result.videos[0].url[0] as string
    const grown = await peakGrowth(program, async () => {
      const downloads = await Promise.all(Array.from({ length: 50 }, () => open(url)))
      const [slow, fast] = [downloads.slice(0, 25), downloads.slice(25)]
      for (const half of [fast, slow]) {
        const bytes = await Promise.all(half.map(({ read }) => read()))
        assert.ok(bytes.every((one) => one === VIDEO_BYTES))
      }
    })
    assert.ok(grown < 200 * MB, `the server grew by ${Math.round(grown / MB)} MB`)
  },
)

const PIECE = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42'), Buffer.alloc(3 * MB - 12, 5)])
const PIECES = 34

function* video(encoding: 'latin1' | 'base64') {
  const piece = Buffer.from(PIECE.toString(encoding), 'latin1')
  for (let sent = 0; sent < PIECES; sent += 1) yield piece
}

function* inlineAnswer() {
  yield '{"name":"operations/inline","done":true,"response":{"videos":[{"bytesBase64Encoded":"'
  yield* video('base64')
  yield '","mimeType":"video/mp4"}]}}'
}

/** Google, as far as it takes to hand out large videos: by link, from Cloud Storage, and inside the answer. */
async function largeVideos(context: TestContext): Promise<string> {
  let url = ''
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await streamText(request)
    const path = request.url ?? ''
    const isInline = /inline/.test(`${path}${body}`)
    const samples = [{ video: { uri: `${url}/v1beta/files/1:download?alt=media` } }]
    const stored = [{ gcsUri: 'gs://bucket/1.mp4', mimeType: 'video/mp4' }]
    if (path.endsWith(':predictLongRunning')) {
      response.end(JSON.stringify({ name: `operations/${isInline ? 'inline' : 'large'}` }))
    } else if (path.includes(':download') || path.startsWith('/storage/')) {
      await pipeline(Readable.from(video('latin1'), { objectMode: false }), response)
    } else if (isInline) {
      await pipeline(Readable.from(inlineAnswer(), { objectMode: false }), response)
    } else if (path.endsWith(':fetchPredictOperation')) {
      response.end(JSON.stringify({ name: 'operations/large', done: true, response: { videos: stored } }))
    } else {
      const generateVideoResponse = { generatedSamples: samples }
      response.end(JSON.stringify({ name: 'operations/large', done: true, response: { generateVideoResponse } }))
    }
  }
  return (url = await serve(context, answer))
}

test(
  'S13, S16: nine results of 100 MB are copied at a time, by link, from Cloud Storage and out of answers, and take no more than 200 MB',
  OPTIONS,
  async (context) => {
    const baseUrl = await largeVideos(context)
    const dataDir = await ownFolder(context)
    const config = join(dataDir, 'reelgate.json')
    const vertex = { type: 'vertex', project: 'p', baseUrl, storageBaseUrl: baseUrl, accessToken: 't' }
    const providers = {
      link: { type: 'gemini', baseUrl, apiKey: 'k' },
      storage: vertex,
      inline: { ...vertex, models: { inline: 'inline' } },
    }
    const second = { '720p': 0.1, '1080p': 0.1, '4K': 0.1 }
    const price = { withAudio: second, silent: second }
    const models = Object.keys(providers).map((id) => ({ id, provider: id, price }))
    await writeFile(config, JSON.stringify({ providers, models }))
    const { api, program } = await startServer(context, { dataDir, env: { REELGATE_CONFIG: config } })
    const grown = await peakGrowth(program, async () => {
      const submits = [...models, ...models, ...models].map(({ id: model }) => ({
        ...SUBMIT,
        model,
        generate_audio: true,
      }))
      const ids = await Promise.all(submits.map((body) => api.submitted(body)))
      for (const id of ids) {
        const task = await api.ended(id)
        assert.equal(task.status, 'completed', JSON.stringify(task))
        const { headers } = await fetch(task.result.videos[0].url[0] as string, { method: 'HEAD' })
        assert.equal(Number(headers.get('content-length')), PIECES * PIECE.length)
      }
    })
    assert.ok(grown < 200 * MB, `the server grew by ${Math.round(grown / MB)} MB`)
  },
)
