import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { ProviderFault } from '../../src/domain/provider.ts'
import type { CheckOutcome, Provider, ProviderJob, StartOutcome } from '../../src/domain/provider.ts'
import type { Json } from '../../src/lib/json.ts'
import { describeError } from '../../src/lib/log.ts'
import { listenFor } from './listen.ts'
import type { Ending } from './process.ts'

/** How the upstream answers the next calls of one kind; a number is an HTTP status, `hang` never answers, `cut` drops the connection. */
export type Behaviour = 'ok' | 'hang' | 'cut' | number

/** One operation at the fake upstream, as its operator would see it in the bill. */
export interface Operation {
  id: string
  taskId: string
  /** What it was asked to make. */
  request: ProviderJob['request']
  samples: number
  state: 'running' | 'done' | 'failed' | 'cancelled'
  progress: number
  /** Samples that come back when done; fewer than asked for means that the rest was filtered. */
  delivered: number
}

/**
 * A video service of its own over real HTTP that charges for every operation it accepts: what a test asserts about
 * double starts and lost answers is read here, on the other side of the wire.
 */
export class Upstream {
  readonly operations: Operation[] = []
  /** Bytes of each video. */
  video = Buffer.from('not a real film, but real bytes')
  onStart: Behaviour | (() => Behaviour) = 'ok'
  onCheck: Behaviour | (() => Behaviour) = 'ok'
  onDownload: Behaviour | (() => Behaviour) = 'ok'
  /** New operations are done at once, unless a test wants to end them itself. */
  finishAtOnce = true
  /** What becomes of those. */
  endsAs: 'done' | 'failed' = 'done'
  /** Accepts the start, then drops the connection without an answer. */
  loseStartAnswers = false
  checks = 0
  starts = 0
  url = ''
  readonly #hanging: ServerResponse[] = []
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  static async open(context: Ending): Promise<Upstream> {
    const upstream = new Upstream()
    upstream.url = await listenFor(context, upstream.#server)
    return upstream
  }

  finish(change: Partial<Operation> = {}): void {
    for (const operation of this.operations) {
      if (operation.state === 'running') Object.assign(operation, { state: 'done', progress: 100 }, change)
    }
  }

  /** Answers all calls that hang, with this status. */
  answerHanging(status: number): void {
    for (const response of this.#hanging.splice(0)) response.writeHead(status).end()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, kind, id] = (request.url ?? '').split('/')
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const chosen = kind === 'start' ? this.onStart : kind === 'download' ? this.onDownload : this.onCheck
    const behaviour = typeof chosen === 'function' ? chosen() : chosen
    if (kind === 'check') this.checks += 1
    if (kind === 'start') this.starts += 1
    if (behaviour === 'hang') return void this.#hanging.push(response)
    if (behaviour === 'cut') return void response.destroy()
    if (typeof behaviour === 'number') return void response.writeHead(behaviour).end('{"oops":true}')
    if (kind === 'start') return this.#start(JSON.parse(body) as ProviderJob, response)
    const operation = this.operations.find((one) => one.id === id)
    if (operation === undefined) return void response.writeHead(404).end()
    if (kind === 'download') return void response.end(this.video)
    if (kind === 'cancel' && operation.state === 'running') operation.state = 'cancelled'
    response.end(JSON.stringify(operation))
  }

  #start(job: ProviderJob, response: ServerResponse): void {
    const samples = job.request.sampleCount
    const state = this.finishAtOnce ? this.endsAs : 'running'
    const progress = this.finishAtOnce ? 100 : 0
    const id = `op-${this.operations.length + 1}`
    this.operations.push({ id, taskId: job.taskId, request: job.request, samples, state, progress, delivered: samples })
    if (this.loseStartAnswers) return void response.destroy()
    response.end(JSON.stringify({ id }))
  }
}

export interface HttpProviderOptions {
  url: string
  startIsRepeatable?: boolean
  canCancel?: boolean
  capacity?: number
  startsPerMinute?: number
  /** A stand-in for the configured provider, unless a test has several. */
  name?: string
  /** How long after a check the next one is due. */
  checkAfterMs?: number
}

/** For how long a provider that answered 429, or can't be reached, is not asked again. */
export const BUSY_MS = 20_000

async function call<T>(url: string, signal: AbortSignal, body?: unknown): Promise<T> {
  const init = body === undefined ? { signal } : { signal, method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(url, init).catch((error: unknown) => {
    throw signal.aborted ? error : new ProviderFault('the upstream failed', error)
  })
  const text = `the upstream answered ${response.status}`
  if (response.status >= 500 || response.status === 401) throw new ProviderFault(text)
  if (!response.ok) throw new Error(text)
  return (await response.json()) as T
}

/** A provider over HTTP, as small as the port allows; by default it charges, so a start is never repeated. */
export function httpProvider(options: HttpProviderOptions): Provider {
  const { url, checkAfterMs = 20 } = options
  const idOf = (token: Json) => (token as { id: string }).id
  return {
    // The catalogue's models belong to the configured provider, so the stand-in takes its name.
    name: options.name ?? 'builtin',
    capacity: options.capacity ?? 1000,
    startsPerMinute: options.startsPerMinute,
    startIsRepeatable: options.startIsRepeatable ?? false,
    estimateSeconds: () => 60,
    async start(job, signal): Promise<StartOutcome> {
      try {
        return { kind: 'started', token: await call<{ id: string }>(`${url}/start`, signal, job) }
      } catch (error) {
        const operatorText = describeError(error)
        const isBusy = operatorText.includes('answered 429')
        if (/answered 4(00|22)/.test(operatorText)) {
          return { kind: 'refused', failure: { code: 'provider_refused', operatorText } }
        }
        if (!isBusy && !/answered 401|ECONNREFUSED/.test(operatorText)) throw error
        return { kind: 'busy', retryAfterMs: BUSY_MS, operatorText, ...(!isBusy && { isFault: true as const }) }
      }
    },
    async check(token, signal): Promise<CheckOutcome> {
      const operation = await call<Operation>(`${url}/check/${idOf(token)}`, signal)
      if (operation.state === 'running') return { kind: 'running', progress: operation.progress, checkAfterMs }
      if (operation.state !== 'done') return { kind: 'failed', failure: { code: 'provider_failed' } }
      const outputs = Array.from({ length: operation.delivered }, () => ({
        contentType: 'video/mp4',
        open: async (outputSignal: AbortSignal) => {
          const response = await fetch(`${url}/download/${operation.id}`, { signal: outputSignal })
          if (!response.ok || response.body === null) throw new Error(`the upstream answered ${response.status}`)
          return Readable.fromWeb(response.body)
        },
      }))
      const filtered = operation.delivered < operation.samples ? { code: 'content_filtered' as const } : undefined
      return { kind: 'done', outputs, ...(filtered && { filtered }) }
    },
    ...(options.canCancel === true && {
      async cancel(token: Json, signal: AbortSignal) {
        const { state } = await call<Operation>(`${url}/cancel/${idOf(token)}`, signal)
        return state === 'cancelled' ? ('stopped' as const) : ('too-late' as const)
      },
    }),
  }
}
