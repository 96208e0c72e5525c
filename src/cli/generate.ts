import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readClientConfig, terminalLanguage } from '../config.ts'
import { openLog } from '../lib/log.ts'
import { sleep } from '../lib/sleep.ts'
import { ApiClient, ApiProblem } from './api-client.ts'
import type { TaskStatus } from './api-client.ts'
import { checkOut, downloadAll, outputFiles } from './output-files.ts'
import { startOwnServer } from './own-server.ts'
import { Progress } from './progress.ts'
import { readArguments, UsageError } from './usage.ts'

const POLL_MS = 250
/** How long a server may be away, or limit our polls, before we give up on it. */
const PATIENCE_MS = 60_000
const SUBMIT_GRACE_MS = 3_000
const INTERRUPTED = 130
const DEFAULT_MODEL = 'veo3.1-fast-official'

/** Nobody else is to find the server that this command starts for itself. */
const OWN_SETTINGS = { REELGATE_HOST: '127.0.0.1', REELGATE_PORT: '0', REELGATE_DRAIN_SECONDS: '0' }

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
  checkOut(values.out)
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

/** Asks for the task's state; an answer that may be better next time is waited for, with a bound. */
async function askPatiently(client: ApiClient, taskId: string, signal: AbortSignal): Promise<TaskStatus> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await client.status(taskId, signal)
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.retryAfterMs === undefined || performance.now() > deadline)
        throw error
      await sleep(error.retryAfterMs, signal)
      signal.throwIfAborted()
    }
  }
}

async function follow(client: ApiClient, taskId: string, progress: Progress, signal: AbortSignal): Promise<TaskStatus> {
  for (;;) {
    const status = await askPatiently(client, taskId, signal)
    progress.show(status.status, status.progress)
    if (['completed', 'failed', 'cancelled'].includes(status.status)) return status
    await sleep(POLL_MS, signal)
    signal.throwIfAborted()
  }
}

/** An interrupted submit gets a little longer: only its answer says which task there is to cancel. */
function graceAfter(signal: AbortSignal): AbortSignal {
  const grace = new AbortController()
  const end = () => setTimeout(() => grace.abort(signal.reason), SUBMIT_GRACE_MS).unref()
  signal.addEventListener('abort', end, { once: true })
  return grace.signal
}

async function make(client: ApiClient, args: ReturnType<typeof parseOptions>, signal: AbortSignal): Promise<number> {
  const { values, prompt } = args
  const started = performance.now()
  const first = await imageSource(client, 'first-frame', values['first-frame'], signal)
  const last = await imageSource(client, 'last-frame', values['last-frame'], signal)
  const body = requestBody(prompt, values, { ...(first && { first }), ...(last && { last }) })
  signal.throwIfAborted()
  // A key of our own makes a retried submit safe.
  const taskId = await client.submit(body, values['idempotency-key'] ?? randomUUID(), graceAfter(signal))
  const progress = new Progress(process.stderr, taskId)
  try {
    const status = await follow(client, taskId, progress, signal)
    progress.end()
    if (status.status !== 'completed')
      throw new ApiProblem(status.error?.message ?? `the task ended as ${status.status}`)
    const urls = status.result?.videos.flatMap((video) => video.url) ?? []
    const files = outputFiles(values.out, prompt, urls.length)
    await downloadAll(urls, files, signal)
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

/** `reelgate generate "a prompt"`: makes one video through the public contract and writes it into the current folder. */
export async function generate(args: string[]): Promise<number> {
  const wanted = parseOptions(args)
  const { url, apiKey } = readClientConfig()
  if (url !== undefined && apiKey === undefined) {
    throw new UsageError('REELGATE_URL is set, so set REELGATE_API_KEY too (make one with: reelgate keys create)')
  }
  const interrupted = new AbortController()
  // Listened to until the end: a second Ctrl-C must not cut the cleaning up short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => interrupted.abort(new Error(signal)))
  const own = url === undefined ? await startOwnServer(OWN_SETTINGS, { log: openLog('error') }) : undefined
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
