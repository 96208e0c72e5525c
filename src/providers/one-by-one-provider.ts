import type { CheckOutcome, Pictures, Provider, ProviderJob, ProviderOutput, StartOutcome } from '../domain/provider.ts'
import type { GeminiSettings, OpenaiVideosSettings } from '../domain/provider-settings.ts'
import type { TaskFailure } from '../domain/errors.ts'
import type { VideoRequest } from '../domain/video-request.ts'
import type { Json } from '../lib/json.ts'
import { describeError } from '../lib/log.ts'
import { fittedPictures } from './fitted-pictures.ts'
import type { SentPicture } from './fitted-pictures.ts'
import type { Body } from './http/body.ts'
import { Caller } from './http/caller.ts'
import type { TextAnswer } from './http/caller.ts'
import { download } from './http/download.ts'
import { openSilent } from './mend/silent-copy.ts'
import { noiseOf, problemOf, StartJudge } from './problem.ts'
import type { ProviderOptions } from './provider-options.ts'
import { Scratch } from './scratch.ts'
import { operationsOf, Series, tasksOf } from './series.ts'
import type { BeginOutcome, LookOutcome } from './series.ts'

/** What an answer says of one video. `address` is where its bytes are. */
export type Standing =
  | { kind: 'running'; progress?: number }
  | { kind: 'done'; address: string; endedMsAgo?: number }
  | { kind: 'failed'; failure: TaskFailure; endedMsAgo?: number }

/** How a protocol says the calls that make one video; it sends nothing itself. */
export interface OneByOneProtocol {
  estimateSeconds: number
  /** Credentials as they are now; they go to `baseUrl` alone. Rejects with NotSent where there are none. */
  headers(): Promise<Readonly<Record<string, string>>>
  /** Throws ReelgateError for what this protocol can't say and we can't mend. */
  assertAcceptable(request: VideoRequest, pictures: Pictures): void
  /** The call that begins a video. `sample` counts from 0; the pictures have the frame's ratio. */
  create(job: ProviderJob, sample: number, pictures: SentPictures): Promise<{ url: URL; body: Body }>
  /** The operation in the answer to it. Throws where there is none, which leaves the start unknown. */
  begun(answer: TextAnswer): string
  operationUrl(operation: string): URL
  /** Throws for an answer that says nothing. */
  standing(answer: TextAnswer, operation: string): Standing
  /** Whether an operation is deleted there once its video lies in our own store. */
  deleteWhenDone: boolean
}

interface SentPictures {
  first?: SentPicture
  last?: SentPicture
}

/**
 * A provider whose protocol makes one video with each call, and charges for each: N samples are N operations under one
 * task (docs/decisions/0012-one-task-several-operations.md). What these protocols lack and we can mend is mended:
 * silence (the sound is cut away), padding and cropping of pictures.
 */
export class OneByOneProvider implements Provider {
  readonly name: string
  readonly capacity: number
  readonly startsPerMinute: number | undefined
  readonly checksPerMinute: number | undefined
  readonly startIsRepeatable = false
  readonly checkReadsPictures = true
  readonly #options: ProviderOptions<GeminiSettings | OpenaiVideosSettings>
  readonly #protocol: OneByOneProtocol
  readonly #caller: Caller
  readonly #judge: StartJudge
  readonly #scratch: Scratch
  readonly #series: Series

  constructor(options: ProviderOptions<GeminiSettings | OpenaiVideosSettings>, protocol: OneByOneProtocol) {
    const { name, settings, dataDir, log } = options
    this.name = name
    this.capacity = settings.capacity
    this.startsPerMinute = settings.startsPerMinute
    this.checksPerMinute = settings.checksPerMinute
    this.#options = options
    this.#protocol = protocol
    this.#caller = new Caller(settings)
    this.#judge = new StartJudge(name, log)
    this.#scratch = new Scratch(dataDir, name)
    this.#series = new Series({
      pollMs: settings.pollSeconds * 1000,
      begin: (job, sample, signal) => this.#begin(job, sample, signal),
      look: (operation, place, signal) => this.#look(operation, place, signal),
    })
  }

  estimateSeconds(): number {
    return this.#protocol.estimateSeconds
  }

  startsOf(request: VideoRequest): number {
    return request.sampleCount
  }

  assertAcceptable(request: VideoRequest, pictures: Pictures): void {
    this.#protocol.assertAcceptable(request, pictures)
  }

  start(job: ProviderJob, signal: AbortSignal): Promise<StartOutcome> {
    return this.#series.start(job, signal)
  }

  check(token: Json, signal: AbortSignal): Promise<CheckOutcome> {
    return this.#series.check(token, signal)
  }

  async forget(token: Json): Promise<void> {
    for (const taskId of tasksOf([token])) await this.#scratch.remove(taskId)
    if (!this.#protocol.deleteWhenDone) return
    const headers = await this.#protocol.headers()
    const signal = AbortSignal.timeout(this.#options.settings.requestSeconds * 1000)
    for (const operation of operationsOf(token)) {
      await this.#caller.ask({ method: 'DELETE', url: this.#protocol.operationUrl(operation), headers, signal })
    }
  }

  async keepOnly(tokens: Json[]): Promise<void> {
    await this.#scratch.keepOnly(tasksOf(tokens))
  }

  close(): Promise<void> {
    return this.#caller.close()
  }

  async #begin(job: ProviderJob, sample: number, signal: AbortSignal): Promise<BeginOutcome> {
    let created: { url: URL; body: Body }
    try {
      const pictures = await fittedPictures(job, this.#options.dataDir, this.#scratch)
      created = await this.#protocol.create(job, sample, pictures)
    } catch (error) {
      return { kind: 'refused', failure: { code: 'provider_failed', operatorText: describeError(error) } }
    }
    try {
      const headers = await this.#protocol.headers()
      const answer = await this.#caller.askOnce({ method: 'POST', ...created, headers, signal })
      if (answer.status < 200 || answer.status > 202) return this.#judge.judge(problemOf(answer))
      const operation = this.#protocol.begun(answer)
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
    const headers = await this.#protocol.headers()
    const url = this.#protocol.operationUrl(operation)
    const answer = await this.#caller.ask({ method: 'GET', url, headers, signal })
    if (answer.status !== 200) throw noiseOf(answer)
    const standing = this.#protocol.standing(answer, operation)
    if (standing.kind !== 'done') return standing
    const { address, ...rest } = standing
    return { ...rest, output: this.#output(address, place) }
  }

  #output(address: string, { job, sample }: { job: ProviderJob; sample: number }): ProviderOutput {
    const { baseUrl: trusted, resultOrigins: alsoPrivate } = this.#options.settings
    const fetch = async (signal: AbortSignal) => {
      const headers = await this.#protocol.headers()
      return download(this.#caller, address, { trusted, alsoPrivate, headers, signal })
    }
    const key = job.taskId
    return {
      contentType: 'video/mp4',
      open: job.request.generateAudio ? fetch : (signal) => openSilent(this.#scratch, { key, sample }, fetch, signal),
    }
  }
}
