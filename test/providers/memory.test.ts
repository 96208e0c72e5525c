import assert from 'node:assert/strict'
import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { once } from 'node:events'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { InputImage } from '../../src/domain/video-request.ts'
import { ownFolder } from '../harness/folder.ts'
import { serve } from '../harness/listen.ts'
import { calm, jobFor, startedToken } from './conformance.ts'
import { ENTRIES, openProvider } from './open-providers.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const MB = 1024 * 1024
const STEP = 4 * MB
/** Far under one picture or video of those below, far over what a few pieces of them need. */
const ALLOWED = 16 * MB

/** Bytes that are really in use, as more and more of a body goes by. */
function liveMemory() {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Measures after every STEP bytes. */
class Gauge {
  readonly #before = liveMemory()
  #bytes = 0
  peak = 0
  total = 0

  add(bytes: number): void {
    this.#bytes += bytes
    this.total += bytes
    if (this.#bytes < STEP) return
    this.#bytes = 0
    this.peak = Math.max(this.peak, liveMemory() - this.#before)
  }
}

test('S16: 4K with two pictures of 20 MB is sent, and neither picture is ever in memory', async (context) => {
  const gauge = new Gauge()
  const url = await serve(context, async (request, response) => {
    for await (const chunk of request) gauge.add((chunk as Buffer).length)
    response.end(JSON.stringify({ name: 'operations/1' }))
  })
  const dataDir = await ownFolder(context)
  await mkdir(join(dataDir, 'inputs'))
  const picture = async (name: string): Promise<InputImage> => {
    await writeFile(join(dataDir, 'inputs', name), name)
    await truncate(join(dataDir, 'inputs', name), 20 * MB)
    return { file: `inputs/${name}`, contentType: 'image/png', width: 3840, height: 2160, bytes: 20 * MB }
  }
  const job = jobFor({ resolution: '4K', firstFrame: await picture('first'), lastFrame: await picture('last') })
  const provider = openProvider(ENTRIES.vertex(url), dataDir)
  context.after(() => provider.close?.())
  await startedToken(provider, job)
  assert.ok(gauge.total > 53 * MB, `${gauge.total} bytes arrived`)
  assert.ok(gauge.peak < ALLOWED, `${Math.round(gauge.peak / MB)} MB were in use`)
})

test('S16: a 4K result of 90 MB inside the answer is kept, and is never in memory', async (context) => {
  const gauge = new Gauge()
  const piece = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42'), Buffer.alloc(3 * MB - 12, 5)]).toString('base64')
  const pieces = 30
  const url = await serve(context, async (request, response) => {
    for await (const _ of request);
    if (request.url?.endsWith(':predictLongRunning')) return void response.end(JSON.stringify({ name: 'operations/1' }))
    response.write('{"name":"operations/1","done":true,"response":{"videos":[{"bytesBase64Encoded":"')
    for (let sent = 0; sent < pieces; sent += 1) {
      if (!response.write(piece)) await once(response, 'drain')
      gauge.add(piece.length)
    }
    response.end('","mimeType":"video/mp4"}]}}')
  })
  const provider = openProvider(ENTRIES.vertex(url), await ownFolder(context))
  context.after(() => provider.close?.())
  const token = await startedToken(provider, jobFor({ resolution: '4K' }))
  const outcome = await provider.check(token, calm())
  assert.ok(outcome.kind === 'done')
  const [output] = outcome.outputs
  assert.ok(output)
  let bytes = 0
  for await (const chunk of await output.open(calm())) bytes += (chunk as Buffer).length
  assert.equal(bytes, pieces * 3 * MB)
  assert.ok(gauge.peak < 2 * ALLOWED, `${Math.round(gauge.peak / MB)} MB were in use`)
})
