import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readClientConfig, readConfig, terminalLanguage } from '../config.ts'
import { createFirstAccount } from '../flow/manage-accounts.ts'
import { openLog } from '../lib/log.ts'
import { sleep } from '../lib/sleep.ts'
import { startReelgate } from '../main.ts'
import { ApiClient, ApiProblem } from './api-client.ts'
import type { TaskStatus } from './api-client.ts'
import { Progress } from './progress.ts'
import { readArguments, UsageError } from './usage.ts'

const POLL_MS = 250
const INTERRUPTED = 130
const DEFAULT_MODEL = 'veo3.1-fast-official'

const OPTIONS = {
  model: { type: 'string', default: DEFAULT_MODEL },
  'negative-prompt': { type: 'string' },
  duration: { type: 'string' },
  'aspect-ratio': { type: 'string' },
  resolution: { type: 'string' },
  'first-frame': { type: 'string' },
  'last-frame': { type: 'string' },
  seed: { type: 'string' },
  'sample-count': { type: 'string' },
  audio: { type: 'boolean' },
  'person-generation': { type: 'string' },
  'resize-mode': { type: 'string' },
  'idempotency-key': { type: 'string' },
  out: { type: 'string' },
} as const

function parseOptions(args: string[]) {
  const { values, positionals } = readArguments(args, OPTIONS)
  const [prompt] = positionals
  if (prompt === undefined || positionals.length !== 1) {
    throw new UsageError('generate wants one prompt in quotes: reelgate generate "a lighthouse at night"')
  }
  return { values, prompt }
}

type Values = ReturnType<typeof parseOptions>['values']

/** A number goes out as a number; anything else goes out as it is, and the server says what is wrong with it. */
const toNumber = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text)

function requestBody(prompt: string, values: Values, images: { first?: string; last?: string }): object {
  return {
    model: values.model,
    prompt,
    ...(values['negative-prompt'] !== undefined && { negative_prompt: values['negative-prompt'] }),
    ...(values.duration !== undefined && { duration: toNumber(values.duration) }),
    ...(values['aspect-ratio'] !== undefined && { aspect_ratio: values['aspect-ratio'] }),
    ...(values.resolution !== undefined && { resolution: values.resolution }),
    ...(values.seed !== undefined && { seed: toNumber(values.seed) }),
    ...(values['sample-count'] !== undefined && { sample_count: toNumber(values['sample-count']) }),
    ...(values.audio === true && { generate_audio: true }),
    ...(values['person-generation'] !== undefined && { person_generation: values['person-generation'] }),
    ...(values['resize-mode'] !== undefined && { resize_mode: values['resize-mode'] }),
    ...(images.first !== undefined && { first_frame_image: images.first }),
    ...(images.last !== undefined && { last_frame_image: images.last }),
  }
}

/** A local file is uploaded first; an address goes to the server as it is. */
async function imageSource(client: ApiClient, option: string, given: string | undefined, signal: AbortSignal) {
  if (given === undefined || /^(https?|data):/i.test(given)) return given
  const bytes = await readFile(given).catch(() => {
    throw new UsageError(`--${option}: there is no file ${given} that can be read`)
  })
  return client.upload(new Blob([bytes]), basename(given), signal)
}

/** `a golden retriever running on` -> `a-golden-retriever-running-on`, in any script; never one that exists. */
function outputName(prompt: string): string {
  const words = prompt
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  const stem = Array.from(words).slice(0, 48).join('').replace(/-+$/, '') || 'video'
  for (let n = 1; ; n += 1) {
    const name = `${stem}${n === 1 ? '' : `-${n}`}.mp4`
    if (!existsSync(name)) return name
  }
}

/** Names for N samples: `x.mp4`, or `x-1.mp4`, `x-2.mp4`, ... */
function outputNames(out: string, count: number): string[] {
  const extension = extname(out)
  const stem = extension === '' ? out : out.slice(0, -extension.length)
  return Array.from({ length: count }, (_, index) => resolve(count === 1 ? out : `${stem}-${index + 1}${extension}`))
}

/** The file appears under its name only when it is whole. */
async function download(url: string, file: string, signal: AbortSignal): Promise<void> {
  const partial = `${file}.part`
  try {
    const response = await fetch(url, { signal })
    if (!response.ok || response.body === null)
      throw new ApiProblem(`the server answered ${response.status} for the video`)
    await pipeline(Readable.fromWeb(response.body), createWriteStream(partial), { signal })
    await rename(partial, file)
  } finally {
    await rm(partial, { force: true })
  }
}

async function follow(client: ApiClient, taskId: string, progress: Progress, signal: AbortSignal): Promise<TaskStatus> {
  for (;;) {
    const status = await client.status(taskId, signal)
    progress.show(status.status, status.progress)
    if (['completed', 'failed', 'cancelled'].includes(status.status)) return status
    await sleep(POLL_MS, signal)
    signal.throwIfAborted()
  }
}

async function make(client: ApiClient, args: ReturnType<typeof parseOptions>, signal: AbortSignal): Promise<number> {
  const { values, prompt } = args
  const started = performance.now()
  const first = await imageSource(client, 'first-frame', values['first-frame'], signal)
  const last = await imageSource(client, 'last-frame', values['last-frame'], signal)
  const body = requestBody(prompt, values, { ...(first && { first }), ...(last && { last }) })
  // A key of our own makes a retried submit safe.
  const taskId = await client.submit(body, values['idempotency-key'] ?? randomUUID(), signal)
  const progress = new Progress(process.stderr, taskId)
  try {
    const status = await follow(client, taskId, progress, signal)
    progress.end()
    if (status.status !== 'completed')
      throw new ApiProblem(status.error?.message ?? `the task ended as ${status.status}`)
    const urls = status.result?.videos.flatMap((video) => video.url) ?? []
    const files = outputNames(values.out ?? outputName(prompt), urls.length)
    for (const [index, url] of urls.entries()) await download(url, files[index] ?? '', signal)
    if (status.warning !== undefined) console.error(`note: ${status.warning.message}`)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    for (const file of files) console.log(file)
    console.error(`done in ${seconds} s, seed ${status.seed ?? 'unknown'}, cost ${status.cost} USD`)
    return 0
  } catch (error) {
    progress.end()
    if (signal.aborted) await client.cancel(taskId).catch(() => undefined)
    throw error
  }
}

/** A server in this process, in a folder of its own that goes away with it. */
async function startOwnServer() {
  const folder = await mkdtemp(join(tmpdir(), 'reelgate-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const own = {
      REELGATE_HOST: '127.0.0.1',
      REELGATE_PORT: '0',
      REELGATE_DATA_DIR: folder,
      REELGATE_DRAIN_SECONDS: '0',
    }
    const { publicUrl: _elsewhere, ...config } = readConfig(own)
    const server = await startReelgate({ ...config, publicUrl: undefined }, { log: openLog('error') })
    const key = (await createFirstAccount(server.flow.db, Date.now())) ?? ''
    return { url: server.url, key, stop: () => server.stop().then(remove, remove) }
  } catch (error) {
    await remove()
    throw error
  }
}

/** `reelgate generate "a prompt"`: makes one video through the public contract and writes it into the current folder. */
export async function generate(args: string[]): Promise<number> {
  const wanted = parseOptions(args)
  const { url, apiKey } = readClientConfig()
  if (url !== undefined && apiKey === undefined) {
    throw new UsageError('REELGATE_URL is set, so set REELGATE_API_KEY too (make one with: reelgate keys create)')
  }
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort(new Error(signal)))
  const own = url === undefined ? await startOwnServer() : undefined
  const client = new ApiClient(own?.url ?? url ?? '', own?.key ?? apiKey ?? '', terminalLanguage())
  try {
    return await make(client, wanted, interrupted.signal)
  } catch (error) {
    if (!interrupted.signal.aborted) throw error
    console.error('interrupted; nothing was kept')
    return INTERRUPTED
  } finally {
    await own?.stop()
  }
}
