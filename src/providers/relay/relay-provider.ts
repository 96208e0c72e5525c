import { basename, join } from 'node:path'
import { z } from 'zod'
import type { CheckOutcome, Provider, ProviderJob, ProviderOutput, StartOutcome } from '../../domain/provider.ts'
import type { RelaySettings } from '../../domain/provider-settings.ts'
import type { InputImage } from '../../domain/video-request.ts'
import type { Json } from '../../lib/json.ts'
import { openKey } from '../credentials-file.ts'
import { formBody, jsonBody } from '../http/body.ts'
import { Caller } from '../http/caller.ts'
import type { Call, TextAnswer } from '../http/caller.ts'
import { download } from '../http/download.ts'
import { readAs } from '../http/read-json.ts'
import { noiseOf, problemOf, StartJudge } from '../problem.ts'
import { Scratch } from '../scratch.ts'
import { relayBody, relayedFailure, submittedShape, taskShape, uploadedShape } from './relay-shapes.ts'
import type { RelayedTask } from './relay-shapes.ts'
import type { ProviderOptions } from '../provider-options.ts'

/** `task` is the other side's id, `key` our own task's. */
const tokenShape = z.object({ task: z.string().min(1), key: z.string().min(1) })
const uploadsShape = z.record(z.string(), z.string())
const UPLOADS = 'uploads.json'
const ESTIMATE_SECONDS = 60

const endOf = ({ completed }: RelayedTask) =>
  typeof completed === 'number' ? { endedMsAgo: Date.now() - completed * 1000 } : {}

/** The other side refuses a picture, or is busy, before anything was submitted. */
class UploadAnswer extends Error {
  readonly answer: TextAnswer

  constructor(answer: TextAnswer) {
    super(`an upload was answered with HTTP ${answer.status}`)
    this.answer = answer
  }
}

/**
 * Any server of our own contract: another Reelgate, or a vendor of the family. Our task's id is the idempotency key, so
 * a start whose answer was lost is sent again and finds the task that it made.
 */
class RelayProvider implements Provider {
  readonly name: string
  readonly capacity: number
  readonly startsPerMinute: number | undefined
  readonly checksPerMinute: number | undefined
  readonly startIsRepeatable: boolean
  readonly judgesPictures = true
  readonly #options: ProviderOptions<RelaySettings>
  readonly #caller: Caller
  readonly #judge: StartJudge
  readonly #scratch: Scratch
  readonly #key: () => Promise<string | undefined>

  constructor(options: ProviderOptions<RelaySettings>) {
    const { name, settings, dataDir, log } = options
    this.name = name
    this.capacity = settings.capacity
    this.startsPerMinute = settings.startsPerMinute
    this.checksPerMinute = settings.checksPerMinute
    this.startIsRepeatable = settings.idempotent
    this.#options = options
    this.#caller = new Caller(settings)
    this.#judge = new StartJudge(name, log)
    this.#scratch = new Scratch(dataDir, name)
    this.#key = openKey(options)
  }

  estimateSeconds(): number {
    return ESTIMATE_SECONDS
  }

  async start({ taskId, request }: ProviderJob, signal: AbortSignal): Promise<StartOutcome> {
    let pictures: { first?: string; last?: string }
    try {
      pictures = await this.#uploaded(taskId, { first: request.firstFrame, last: request.lastFrame }, signal)
    } catch (error) {
      // An upload starts nothing and costs nothing: whatever became of it, the task can wait for a better time.
      if (error instanceof UploadAnswer && error.answer.status < 500) return this.#judge.judge(problemOf(error.answer))
      if (signal.aborted) throw error
      return this.#judge.operatorNeeded(`a picture could not be uploaded: ${String(error)}`)
    }
    const body = await jsonBody(relayBody(request, pictures, this.#options.settings))
    try {
      const headers = { ...(await this.#headers()), 'idempotency-key': taskId }
      const call = { method: 'POST' as const, url: this.#url('v1/videos/generations'), headers, body, signal }
      const answer = await this.#caller.askOnce(call)
      if (answer.status !== 200 && answer.status !== 202) return this.#judge.judge(problemOf(answer))
      const task = readAs(submittedShape, answer, 'submit')
      if (task === undefined) throw new Error('the answer to the submit names no task')
      this.#judge.accepted()
      return { kind: 'started', token: { task, key: taskId } }
    } catch (error) {
      return this.#judge.caught(error)
    }
  }

  async check(token: Json, signal: AbortSignal): Promise<CheckOutcome> {
    const { task } = tokenShape.parse(token)
    const data = await this.#ask({
      method: 'GET',
      url: this.#url(`v1/tasks/${encodeURIComponent(task)}`, true),
      signal,
    })
    switch (data.status) {
      case 'submitted':
      case 'pending':
      case 'processing': {
        const checkAfterMs = this.#options.settings.pollSeconds * 1000
        return { kind: 'running', checkAfterMs, ...(typeof data.progress === 'number' && { progress: data.progress }) }
      }
      case 'completed':
        return this.#done(task, data)
      case 'failed':
        return { kind: 'failed', failure: relayedFailure(data.error, 'provider_failed'), ...endOf(data) }
      case 'cancelled':
        return {
          kind: 'failed',
          isCancelled: true,
          failure: { code: 'provider_failed', operatorText: 'cancelled at the other side' },
        }
      default:
        throw new Error(`the other side has a status that we don't know: ${data.status.slice(0, 40)}`)
    }
  }

  async cancel(token: Json, signal: AbortSignal): Promise<'stopped' | 'too-late'> {
    const path = `v1/tasks/${encodeURIComponent(tokenShape.parse(token).task)}/cancel`
    const { status } = await this.#ask({ method: 'POST', url: this.#url(path, true), signal })
    return status === 'cancelled' ? 'stopped' : 'too-late'
  }

  async forget(token: Json): Promise<void> {
    await this.#scratch.remove(tokenShape.parse(token).key)
  }

  async keepOnly(tokens: Json[]): Promise<void> {
    await this.#scratch.keepOnly(new Set(tokens.flatMap((token) => tokenShape.safeParse(token).data?.key ?? [])))
  }

  close(): Promise<void> {
    return this.#caller.close()
  }

  /** Sentences are asked for in English: the operator reads them. */
  #url(path: string, inEnglish = false): URL {
    return new URL(`${this.#options.settings.baseUrl}/${path}${inEnglish ? '?language=en' : ''}`)
  }

  async #headers(): Promise<Readonly<Record<string, string>>> {
    return { authorization: `Bearer ${await this.#key()}` }
  }

  async #ask(call: Call): Promise<RelayedTask> {
    const answer = await this.#caller.ask({ ...call, headers: await this.#headers() })
    if (answer.status !== 200) throw noiseOf(answer)
    return readAs(taskShape, answer, 'task').data
  }

  #done(task: string, data: RelayedTask): CheckOutcome {
    const { baseUrl, resultOrigins: alsoPrivate } = this.#options.settings
    const urls = (data.result?.videos ?? []).flatMap(({ url }) => url)
    // Results need no key, so none goes along, wherever they lie.
    const outputs = urls.map((url): ProviderOutput => {
      const address = new URL(url, baseUrl).href
      return {
        contentType: 'video/mp4',
        open: (signal) => download(this.#caller, address, { trusted: baseUrl, alsoPrivate, signal }),
      }
    })
    this.#options.log.info({ provider: this.name, task, cost_usd: data.cost ?? null }, 'the other side has charged')
    const filtered = data.warning ? relayedFailure(data.warning, 'provider_failed') : undefined
    return { kind: 'done', outputs, ...(filtered && { filtered }), ...endOf(data) }
  }

  /**
   * The pictures' addresses there. They are remembered: a start that is repeated must send the very same body, or the
   * idempotency key would be refused.
   */
  async #uploaded(
    taskId: string,
    pictures: { first: InputImage | undefined; last: InputImage | undefined },
    signal: AbortSignal,
  ): Promise<{ first?: string; last?: string }> {
    if (pictures.first === undefined) return {}
    const known = uploadsShape.safeParse(await this.#scratch.readJson(taskId, UPLOADS))
    if (known.success) return known.data
    const urls: Record<string, string> = {}
    for (const [role, picture] of Object.entries(pictures)) {
      if (picture !== undefined) urls[role] = await this.#upload(picture, signal)
    }
    await this.#scratch.writeJson(taskId, UPLOADS, urls)
    return urls
  }

  async #upload({ file, contentType }: InputImage, signal: AbortSignal): Promise<string> {
    const path = join(this.#options.dataDir, file)
    const body = await formBody({ file: { file: path, name: basename(file), contentType } })
    const headers = await this.#headers()
    const call = { method: 'POST' as const, url: this.#url('v1/uploads/images'), headers, body, signal }
    const answer = await this.#caller.askOnce(call)
    if (answer.status !== 200) throw new UploadAnswer(answer)
    return readAs(uploadedShape, answer, 'upload').url
  }
}

export function openRelayProvider(options: ProviderOptions<RelaySettings>): Provider {
  return new RelayProvider(options)
}
