import { basename } from 'node:path'
import { z } from 'zod'
import type { TaskFailure } from '../../domain/errors.ts'
import type {
  CheckOutcome,
  Pictures,
  Provider,
  ProviderJob,
  ProviderOutput,
  StartOutcome,
} from '../../domain/provider.ts'
import type { OpenaiVideosSettings } from '../../domain/provider-settings.ts'
import { pixelSize, SEED_MAX } from '../../domain/video-request.ts'
import type { VideoRequest } from '../../domain/video-request.ts'
import type { Json } from '../../lib/json.ts'
import { describeError } from '../../lib/log.ts'
import { fittedPictures } from '../fitted-pictures.ts'
import type { SentPicture } from '../fitted-pictures.ts'
import { formBody } from '../http/body.ts'
import type { Body, FormField } from '../http/body.ts'
import { Caller } from '../http/caller.ts'
import { download } from '../http/download.ts'
import { readAs } from '../http/read-json.ts'
import { openSilent } from '../mend/silent-copy.ts'
import { problemOf, StartJudge } from '../problem.ts'
import { Scratch } from '../scratch.ts'
import { Series, seriesToken, tasksOf } from '../series.ts'
import type { BeginOutcome, LookOutcome } from '../series.ts'
import { refuseUnsupported } from '../unsupported.ts'
import type { ProviderOptions } from '../provider-options.ts'

const videoShape = z.object({
  id: z.string().min(1),
  status: z.string().nullish(),
  progress: z.number().nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish().catch(null),
})
type Video = z.infer<typeof videoShape>

const ESTIMATE_SECONDS = 120

/**
 * Any server with OpenAI's `/v1/videos`: create, retrieve, content, delete. One video for each call, so several
 * samples are several calls. https://platform.openai.com/docs/api-reference/videos ·
 * https://docs.vllm.ai/projects/vllm-omni/en/latest/serving/videos_api/
 */
class OpenaiVideosProvider implements Provider {
  readonly name: string
  readonly capacity: number
  readonly startsPerMinute: number | undefined
  readonly startIsRepeatable = false
  readonly #options: ProviderOptions<OpenaiVideosSettings>
  readonly #caller: Caller
  readonly #judge: StartJudge
  readonly #scratch: Scratch
  readonly #series: Series
  readonly #headers: Readonly<Record<string, string>>

  constructor(options: ProviderOptions<OpenaiVideosSettings>) {
    const { name, settings, dataDir, log } = options
    this.name = name
    this.capacity = settings.capacity
    this.startsPerMinute = settings.startsPerMinute
    this.#options = options
    this.#caller = new Caller(settings)
    this.#judge = new StartJudge(name, log)
    this.#scratch = new Scratch(dataDir, name)
    this.#headers = settings.apiKey === undefined ? {} : { authorization: `Bearer ${settings.apiKey}` }
    this.#series = new Series({
      pollMs: settings.pollSeconds * 1000,
      begin: (job, sample, signal) => this.#begin(job, sample, signal),
      look: (operation, place, signal) => this.#look(operation, place, signal),
    })
  }

  estimateSeconds(): number {
    return ESTIMATE_SECONDS
  }

  startsOf(request: VideoRequest): number {
    return request.sampleCount
  }

  assertAcceptable(request: VideoRequest, pictures: Pictures): void {
    const { personGeneration, negativePrompt } = request
    if (personGeneration === 'disallow') {
      refuseUnsupported(request, 'person_generation', personGeneration, ['allow_adult'])
    }
    if (pictures.last) refuseUnsupported(request, 'last_frame_image', '', [])
    if (negativePrompt !== undefined && this.#options.settings.dialect === 'openai') {
      refuseUnsupported(request, 'negative_prompt', '', [])
    }
  }

  start(job: ProviderJob, signal: AbortSignal): Promise<StartOutcome> {
    return this.#series.start(job, signal)
  }

  check(token: Json, signal: AbortSignal): Promise<CheckOutcome> {
    return this.#series.check(token, signal)
  }

  async forget(token: Json): Promise<void> {
    const { job, begun } = seriesToken.parse(token)
    await this.#scratch.remove(job.taskId)
    if (!this.#options.settings.deleteWhenDone) return
    const signal = AbortSignal.timeout(this.#options.settings.requestSeconds * 1000)
    for (const one of begun) {
      if ('operation' in one)
        await this.#caller.ask({ method: 'DELETE', url: this.#url(one.operation), headers: this.#headers, signal })
    }
  }

  async keepOnly(tokens: Json[]): Promise<void> {
    await this.#scratch.keepOnly(tasksOf(tokens))
  }

  close(): Promise<void> {
    return this.#caller.close()
  }

  #url(id?: string, rest = ''): URL {
    const path = id === undefined ? '' : `/${encodeURIComponent(id)}${rest}`
    return new URL(`${this.#options.settings.baseUrl}/v1/videos${path}`)
  }

  async #begin(job: ProviderJob, sample: number, signal: AbortSignal): Promise<BeginOutcome> {
    let body: Body
    try {
      const { first } = await fittedPictures(job, this.#options.dataDir, this.#scratch)
      body = await formBody(createFields(job, { sample, settings: this.#options.settings, ...(first && { first }) }))
    } catch (error) {
      return { kind: 'refused', failure: { code: 'provider_failed', operatorText: describeError(error) } }
    }
    try {
      const call = { method: 'POST' as const, url: this.#url(), headers: this.#headers, body, signal }
      const answer = await this.#caller.askOnce(call)
      if (answer.status < 200 || answer.status > 202) return this.#judge.judge(problemOf(answer))
      const { id: operation } = readAs(videoShape, answer, 'create')
      this.#judge.accepted()
      return { kind: 'accepted', operation }
    } catch (error) {
      return this.#judge.caught(error)
    }
  }

  async #look(id: string, place: { job: ProviderJob; sample: number }, signal: AbortSignal): Promise<LookOutcome> {
    const answer = await this.#caller.ask({ method: 'GET', url: this.#url(id), headers: this.#headers, signal })
    if (answer.status !== 200) throw new Error(problemOf(answer).text)
    const video = readAs(videoShape, answer, 'retrieve')
    switch (video.status) {
      case 'queued':
      case 'in_progress':
        return { kind: 'running', ...(typeof video.progress === 'number' && { progress: video.progress }) }
      case 'completed':
        return { kind: 'done', output: this.#output(id, place) }
      case 'failed':
        return { kind: 'failed', failure: failureOf(video) }
      default:
        throw new Error(`the provider has a status that we don't know: ${String(video.status).slice(0, 40)}`)
    }
  }

  #output(id: string, { job, sample }: { job: ProviderJob; sample: number }): ProviderOutput {
    const { href } = this.#url(id, '/content')
    const { baseUrl: trusted, resultOrigins: alsoPrivate } = this.#options.settings
    const options = { trusted, alsoPrivate, headers: this.#headers }
    const fetch = (signal: AbortSignal) => download(this.#caller, href, { ...options, signal })
    const key = job.taskId
    return {
      contentType: 'video/mp4',
      open: job.request.generateAudio ? fetch : (signal) => openSilent(this.#scratch, { key, sample }, fetch, signal),
    }
  }
}

/** The form of a create. OpenAI's own fields first; a seed and a negative prompt where the dialect has them. */
function createFields(
  { request }: ProviderJob,
  options: { sample: number; settings: OpenaiVideosSettings; first?: SentPicture },
): Record<string, FormField> {
  const { sample, settings, first } = options
  const { width, height } = pixelSize(request)
  const isOpen = settings.dialect === 'vllm-omni'
  const { negativePrompt } = request
  return {
    model: settings.models[request.model] ?? request.model,
    prompt: request.prompt,
    seconds: String(request.durationSeconds),
    size: `${width}x${height}`,
    ...(isOpen && { seed: String((request.seed + sample) % (SEED_MAX + 1)) }),
    ...(isOpen && negativePrompt !== undefined && { negative_prompt: negativePrompt }),
    ...settings.extraFields,
    ...(first && { input_reference: { file: first.file, name: basename(first.file), contentType: first.contentType } }),
  }
}

/** `moderation_blocked` and `content_policy_violation` are OpenAI's words for its filter. */
function failureOf({ error }: Video): TaskFailure {
  const operatorText = `failed: ${error?.code ?? 'no code'} ${(error?.message ?? '').slice(0, 500)}`
  const isFiltered = /moderation|content_policy|safety/.test(error?.code ?? '')
  return { code: isFiltered ? 'content_filtered' : 'provider_failed', operatorText }
}

export function openOpenaiVideosProvider(options: ProviderOptions<OpenaiVideosSettings>): Provider {
  return new OpenaiVideosProvider(options)
}
