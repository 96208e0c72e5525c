import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { test } from 'node:test'
import type { Api } from '../harness/api.ts'
import { EventReader } from '../harness/events.ts'
import { ownFolder } from '../harness/folder.ts'
import { HAS_PEAK_MEMORY, peakGrowth } from '../harness/peak-memory.ts'
import { startServer } from '../harness/process.ts'
import { Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

const MB = 1024 * 1024
const LISTENERS = 5_000
const TASKS = 50
/** Connections that are being opened at a time. */
const OPENING = 100

interface Listening {
  /** All that came so far. */
  text: string
  ended: Promise<unknown>
}

/** An event stream from which something has come. */
async function listen({ url, key }: Api, id: string): Promise<Listening> {
  const headers = { authorization: `Bearer ${key}` }
  const request = get(`${url}/v1/tasks/${id}/events`, { agent: false, headers })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  assert.equal(response.statusCode, 200)
  const listener = { text: '', ended: once(response, 'end') }
  response.setEncoding('latin1').on('data', (chunk: string) => (listener.text += chunk))
  await once(response, 'data')
  return listener
}

test(
  '5,000 event streams on one node take no more than 400 MB, and each of them is told the end',
  { skip: !HAS_PEAK_MEMORY, timeout: 300_000 },
  async (context) => {
    const upstream = await Upstream.open(context)
    upstream.finishAtOnce = false
    const env = { REELGATE_LISTENERS_PER_KEY: String(LISTENERS), REELGATE_LOG_LEVEL: 'error' }
    const dataDir = await ownFolder(context)
    const { api, program } = await startServer(context, { dataDir, upstream: upstream.url, env })
    const ids = await Promise.all(Array.from({ length: TASKS }, () => api.submitted()))
    await eventually(() => upstream.operations.length === TASKS)
    const grown = await peakGrowth(program, async () => {
      const listeners: Listening[] = []
      while (listeners.length < LISTENERS) {
        const from = listeners.length
        const opening = Array.from({ length: OPENING }, (_, index) => listen(api, ids[(from + index) % TASKS] ?? ''))
        listeners.push(...(await Promise.all(opening)))
      }
      upstream.finish()
      for (const { ended } of listeners) await ended
      assert.ok(listeners.every(({ text }) => text.includes('"status":"completed"')))
    })
    context.diagnostic(`${LISTENERS} listeners: the server grew by ${Math.round(grown / MB)} MB`)
    assert.ok(grown < 400 * MB, `the server grew by ${Math.round(grown / MB)} MB`)
  },
)

test('SIGTERM ends streams and answers long polls well before the time to drain is over, and clients find the end at the next process', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const dataDir = await ownFolder(context)
  const env = { REELGATE_DRAIN_SECONDS: '60' }
  const first = await startServer(context, { dataDir, upstream: upstream.url, env })
  const id = await first.api.submitted()
  await eventually(() => upstream.checks > 0)
  const reader = await EventReader.open(first.api, id)
  const seen = await reader.next()
  const poll = first.api.get(`/v1/tasks/${id}?wait=60`)
  // What comes after it on the same kind of connection has been taken, so it has been too.
  await first.api.task(id)
  const asked = performance.now()
  first.program.child.kill('SIGTERM')
  assert.deepEqual(await reader.all(), [])
  assert.deepEqual((await poll).body.data, seen?.data)
  const { code } = await first.program.finished
  assert.equal(code, 0)
  assert.ok(performance.now() - asked < 30_000, 'a listener held up the stop')

  const next = await startServer(context, { dataDir, upstream: upstream.url }, first.api.key)
  upstream.finish()
  const again = await EventReader.open(next.api, id, seen?.id)
  assert.equal((await again.all()).at(-1)?.data.status, 'completed')
})
