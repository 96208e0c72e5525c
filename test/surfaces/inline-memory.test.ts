import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { ownFolder } from '../harness/folder.ts'
import { HAS_PEAK_MEMORY, peakGrowth } from '../harness/peak-memory.ts'
import { startServer } from '../harness/process.ts'
import { Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

const MB = 1024 * 1024
const MODEL = '/v1/publishers/google/models/veo-3.1-generate-001'

test(
  'S16: a result of 100 MB goes out inline, whole, and is never in memory whole',
  { skip: !HAS_PEAK_MEMORY },
  async (context) => {
    const upstream = await Upstream.open(context)
    // One byte over a multiple of three: the padding must come once, at the end.
    upstream.video = Buffer.alloc(100 * MB + 1, 'reelgate')
    const { api, url, program } = await startServer(context, {
      dataDir: await ownFolder(context),
      upstream: upstream.url,
    })
    const instances = [{ prompt: 'a dog' }]
    const { name } = (await api.call('POST', `${MODEL}:predictLongRunning`, { body: { instances } })).body
    await eventually(async () => (await api.task((name as string).split('/').at(-1) ?? '')).status === 'completed')
    const chunks: string[] = []
    const grown = await peakGrowth(program, async () => {
      const fetching = await fetch(`${url}${MODEL}:fetchPredictOperation`, {
        method: 'POST',
        headers: { authorization: `Bearer ${api.key}` },
        body: JSON.stringify({ operationName: name }),
      })
      const decoder = new TextDecoder()
      for await (const chunk of fetching.body ?? []) chunks.push(decoder.decode(chunk, { stream: true }))
    })
    const answer = JSON.parse(chunks.join(''))
    const video = Buffer.from(answer.response.videos[0].bytesBase64Encoded as string, 'base64')
    const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    assert.deepEqual([video.length, digest(video)], [upstream.video.length, digest(upstream.video)])
    assert.ok(grown < 64 * MB, `the server grew by ${Math.round(grown / MB)} MB`)
  },
)
