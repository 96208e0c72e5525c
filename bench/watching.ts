import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { listen } from '../test/harness/listen.ts'
import { startReelgate } from './programs.ts'

/** Tasks with the provider at one time; of these some end, one after another. */
const TASKS = 1_000
const ENDING = 100
const ENDS_EVERY_MS = 150
/** How often the server looks at each, and the caller at the one that has ended. */
export const POLL_SECONDS = 3
const CALLER_POLL_MS = 20
/** An MP4 begins with the size of its first box, and that box's kind. */
const FILM = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(100_000)])

export interface Watching {
  /** From the provider's end to the caller's `completed`. */
  medianMs: number
  p99Ms: number
  /** Resident memory with all of them in flight. */
  memoryMb: number
}

/** A server of the contract over HTTP that calls tasks by our own ids, and whose tasks end when they are told to. */
async function openUpstream() {
  const started = new Set<string>()
  const ended = new Set<string>()
  const server = createServer((request, response) => {
    if (request.url === '/film.mp4') return void response.end(FILM)
    request.resume()
    const { 'idempotency-key': task } = request.headers
    if (typeof task === 'string') {
      started.add(task)
      return void response.end(JSON.stringify({ code: 200, data: [{ task_id: task }] }))
    }
    const isEnded = ended.has(/\/v1\/tasks\/(\w+)/.exec(request.url ?? '')?.[1] ?? '')
    const result = { videos: [{ url: [`${url}/film.mp4`] }] }
    const data = isEnded ? { status: 'completed', progress: 100, result } : { status: 'processing', progress: 50 }
    response.end(JSON.stringify({ code: 200, data }))
  })
  const url = await listen(server)
  return { url, started, ended, close: () => server.close().closeAllConnections() }
}

/** Puts all tasks with the provider, lets some end one after another, and asks for each as a caller would. */
export async function measureWatching(folder: string): Promise<Watching> {
  const upstream = await openUpstream()
  mkdirSync(folder)
  const relay = { type: 'relay', baseUrl: upstream.url, apiKey: 'none', capacity: 10_000, pollSeconds: POLL_SECONDS }
  writeFileSync(join(folder, 'reelgate.json'), JSON.stringify({ provider: 'behind', providers: { behind: relay } }))
  const files = { REELGATE_DATA_DIR: join(folder, 'data'), REELGATE_CONFIG: join(folder, 'reelgate.json') }
  const server = await startReelgate(['configured'], files)
  const headers = { authorization: `Bearer ${server.hello.secret}`, 'content-type': 'application/json' }
  const call = async (path: string, body?: object) => {
    const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) }
    return ((await (await fetch(`${server.hello.url}${path}`, init)).json()) as { data: unknown }).data
  }
  const request = { model: 'veo3.1-fast-official', prompt: 'a lighthouse at night', duration: 4 }
  for (let task = 0; task < TASKS; task += 1) await call('/v1/videos/generations', request)
  while (upstream.started.size < TASKS) await pause(100)
  // Each has been looked at a few times: what that needs is needed by now.
  await pause(3 * POLL_SECONDS * 1000)
  const memoryMb = server.memoryMb()
  const untilCompleted = async (id: string) => {
    const from = performance.now()
    upstream.ended.add(id)
    while (((await call(`/v1/tasks/${id}`)) as { status: string }).status !== 'completed') await pause(CALLER_POLL_MS)
    return performance.now() - from
  }
  const measuring: Promise<number>[] = []
  for (const id of [...upstream.started].slice(0, ENDING)) {
    measuring.push(untilCompleted(id))
    await pause(ENDS_EVERY_MS)
  }
  const waits = (await Promise.all(measuring)).sort((one, other) => one - other)
  await server.stop()
  upstream.close()
  return { medianMs: waits[ENDING / 2] ?? 0, p99Ms: waits[Math.floor(ENDING * 0.99)] ?? 0, memoryMb }
}
