import type {
  CheckOutcome,
  Pictures,
  Provider,
  ProviderJob,
  ProviderOutput,
  StartOutcome,
} from '../../domain/provider.ts'
import type { GeminiSettings } from '../../domain/provider-settings.ts'
import type { VideoRequest } from '../../domain/video-request.ts'
import type { Json } from '../../lib/json.ts'
import { describeError } from '../../lib/log.ts'
import { fittedPictures } from '../fitted-pictures.ts'
import { filteredOf, operationFailure, operationShape, startedShape } from '../google/operation.ts'
import type { Operation } from '../google/operation.ts'
import { jsonBody } from '../http/body.ts'
import type { Body } from '../http/body.ts'
import { Caller } from '../http/caller.ts'
import { download } from '../http/download.ts'
import { readAs } from '../http/read-json.ts'
import { openSilent } from '../mend/silent-copy.ts'
import { problemOf, StartJudge } from '../problem.ts'
import { Scratch } from '../scratch.ts'
import { Series, tasksOf } from '../series.ts'
import type { BeginOutcome, LookOutcome } from '../series.ts'
import { refuseUnsupported } from '../unsupported.ts'
import { geminiBody } from './request-body.ts'
import type { ProviderOptions } from '../provider-options.ts'

const ESTIMATE_SECONDS = 90
/** The only length for 1080p, 4K and a first with a last frame. */
const FULL_SECONDS = 8

/**
 * Veo on the Gemini API: one operation for each video. What this surface can't do is refused before anything is
 * charged, what we can mend is mended: silence (the sound is cut away), padding and cropping.
 * https://ai.google.dev/gemini-api/docs/video
 */
class GeminiProvider implements Provider {
  readonly name: string
  readonly capacity: number
  readonly startsPerMinute: number | undefined
  readonly startIsRepeatable = false
  readonly #options: ProviderOptions<GeminiSettings>
  readonly #caller: Caller
  readonly #judge: StartJudge
  readonly #scratch: Scratch
  readonly #series: Series
  readonly #headers: Readonly<Record<string, string>>

  constructor(options: ProviderOptions<GeminiSettings>) {
    const { name, settings, dataDir, log } = options
    this.name = name
    this.capacity = settings.capacity
    this.startsPerMinute = settings.startsPerMinute
    this.#options = options
    this.#caller = new Caller(settings)
    this.#judge = new StartJudge(name, log)
    this.#scratch = new Scratch(dataDir, name)
    this.#headers = { 'x-goog-api-key': settings.apiKey }
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
    const { personGeneration, durationSeconds, resolution } = request
    if (personGeneration === 'disallow') {
      refuseUnsupported(request, 'person_generation', personGeneration, ['allow_adult'])
    }
    if (durationSeconds !== FULL_SECONDS && (resolution !== '720p' || pictures.last)) {
      refuseUnsupported(request, 'duration', durationSeconds, [FULL_SECONDS])
    }
  }

  start(job: ProviderJob, signal: AbortSignal): Promise<StartOutcome> {
    return this.#series.start(job, signal)
  }

  check(token: Json, signal: AbortSignal): Promise<CheckOutcome> {
    return this.#series.check(token, signal)
  }

  async forget(token: Json): Promise<void> {
    for (const taskId of tasksOf([token])) await this.#scratch.remove(taskId)
  }

  async keepOnly(tokens: Json[]): Promise<void> {
    await this.#scratch.keepOnly(tasksOf(tokens))
  }

  close(): Promise<void> {
    return this.#caller.close()
  }

  #url(path: string): URL {
    const { baseUrl, apiVersion } = this.#options.settings
    return new URL(`${baseUrl}/${apiVersion}/${path}`)
  }

  async #begin(job: ProviderJob, sample: number, signal: AbortSignal): Promise<BeginOutcome> {
    const { settings, dataDir } = this.#options
    const { models, sendSeed } = settings
    let body: Body
    try {
      const pictures = await fittedPictures(job, dataDir, this.#scratch)
      body = await jsonBody(geminiBody(job.request, pictures, { sample, sendSeed }))
    } catch (error) {
      return { kind: 'refused', failure: { code: 'provider_failed', operatorText: describeError(error) } }
    }
    const model = encodeURIComponent(models[job.request.model] ?? job.request.model)
    const url = this.#url(`models/${model}:predictLongRunning`)
    try {
      const answer = await this.#caller.askOnce({ method: 'POST', url, headers: this.#headers, body, signal })
      if (answer.status !== 200) return this.#judge.judge(problemOf(answer))
      const { name: operation } = readAs(startedShape, answer, 'predictLongRunning')
      this.#judge.accepted()
      return { kind: 'accepted', operation }
    } catch (error) {
      return this.#judge.caught(error)
    }
  }

  async #look(
    operation: string,
    place: { job: ProviderJob; sample: number },
    signal: AbortSignal,
  ): Promise<LookOutcome> {
    const answer = await this.#caller.ask({ method: 'GET', url: this.#url(operation), headers: this.#headers, signal })
    if (answer.status !== 200) throw new Error(problemOf(answer).text)
    const state = readAs(operationShape, answer, 'operation')
    if (state.done !== true) {
      const progress = state.metadata?.progressPercent
      return { kind: 'running', ...(typeof progress === 'number' && { progress }) }
    }
    if (state.error) return { kind: 'failed', failure: operationFailure(state.error) }
    const uri = uriOf(state.response)
    if (uri !== undefined) return { kind: 'done', output: this.#output(uri, place) }
    const nothing = { code: 'provider_failed' as const, operatorText: 'done, but without a video' }
    return { kind: 'failed', failure: filteredOf(state.response) ?? nothing }
  }

  #output(uri: string, { job, sample }: { job: ProviderJob; sample: number }): ProviderOutput {
    const { baseUrl: trusted, resultOrigins: alsoPrivate } = this.#options.settings
    const options = { trusted, alsoPrivate, headers: this.#headers }
    const fetch = (signal: AbortSignal) => download(this.#caller, uri, { ...options, signal })
    const key = job.taskId
    return {
      contentType: 'video/mp4',
      open: job.request.generateAudio ? fetch : (signal) => openSilent(this.#scratch, { key, sample }, fetch, signal),
    }
  }
}

function uriOf(response: Operation['response']): string | undefined {
  const said = response?.generateVideoResponse ?? response
  return said?.generatedSamples?.[0]?.video?.uri ?? undefined
}

export function openGeminiProvider(options: ProviderOptions<GeminiSettings>): Provider {
  return new GeminiProvider(options)
}
