import { createReadStream } from 'node:fs'
import { z } from 'zod'
import type { CheckOutcome, Provider, ProviderJob, ProviderOutput, StartOutcome } from '../../domain/provider.ts'
import type { VertexSettings } from '../../domain/provider-settings.ts'
import { newSecret } from '../../lib/ids.ts'
import type { Json } from '../../lib/json.ts'
import { describeError } from '../../lib/log.ts'
import { filteredOf, operationFailure, operationShape, startedShape } from '../google/operation.ts'
import type { Operation } from '../google/operation.ts'
import { asMp4 } from '../http/as-mp4.ts'
import { jsonBody } from '../http/body.ts'
import type { Body } from '../http/body.ts'
import { Caller, piecesOf } from '../http/caller.ts'
import { divertBase64 } from '../http/divert-base64.ts'
import { download } from '../http/download.ts'
import { readAs } from '../http/read-json.ts'
import { noiseOf, problemOf, StartJudge } from '../problem.ts'
import { Scratch } from '../scratch.ts'
import { openCredentials } from './credentials.ts'
import type { Credentials } from './credentials.ts'
import { vertexBody } from './request-body.ts'
import type { ProviderOptions } from '../provider-options.ts'

/** `model` is Google's id: an operation is asked for where it was started, also when the settings have changed since. */
const tokenShape = z.object({ operation: z.string().min(1), model: z.string().min(1), key: z.string().min(1) })

/** Google's 4K clips have some 100 MB; room for four in one answer is left. */
const VIDEO_BYTES_MAX = 1024 ** 3
const TEXT_BYTES_MAX = 2 * 1024 * 1024
const ANSWER = 'answer.json'
/** Observed: 11 s to 6 min. */
const ESTIMATE_SECONDS = 90

/**
 * Veo on Vertex AI: `predictLongRunning`, then `fetchPredictOperation` until it is done. It charges, and knows no key
 * that makes a second start harmless. It can't be told to stop.
 * https://docs.cloud.google.com/vertex-ai/generative-ai/docs/model-reference/veo-video-generation
 */
class VertexProvider implements Provider {
  readonly name: string
  readonly capacity: number
  readonly startsPerMinute: number | undefined
  readonly checksPerMinute: number | undefined
  readonly startIsRepeatable = false
  readonly judgesPictures = true
  readonly #options: ProviderOptions<VertexSettings>
  readonly #caller: Caller
  readonly #judge: StartJudge
  readonly #scratch: Scratch
  readonly #credentials: Credentials

  constructor(options: ProviderOptions<VertexSettings>) {
    const { name, settings, dataDir, log } = options
    this.name = name
    this.capacity = settings.capacity
    this.startsPerMinute = settings.startsPerMinute
    this.checksPerMinute = settings.checksPerMinute
    this.#options = options
    this.#caller = new Caller(settings)
    this.#judge = new StartJudge(name, log)
    this.#scratch = new Scratch(dataDir, name)
    this.#credentials = openCredentials(settings)
  }

  estimateSeconds(): number {
    return ESTIMATE_SECONDS
  }

  async start({ request }: ProviderJob, signal: AbortSignal): Promise<StartOutcome> {
    const { settings, dataDir } = this.#options
    const model = settings.models[request.model] ?? request.model
    let body: Body
    try {
      body = await jsonBody(vertexBody(request, { dataDir, settings }))
    } catch (error) {
      return { kind: 'refused', failure: { code: 'provider_failed', operatorText: describeError(error) } }
    }
    const url = this.#url(model, 'predictLongRunning')
    try {
      const headers = await this.#credentials.headers()
      const answer = await this.#caller.askOnce({ method: 'POST', url, headers, body, signal })
      if (answer.status === 401) this.#credentials.refused()
      if (answer.status !== 200) return this.#judge.judge(problemOf(answer))
      const { name: operation } = readAs(startedShape, answer, 'predictLongRunning')
      this.#judge.accepted()
      return { kind: 'started', token: { operation, model, key: newSecret(26) } }
    } catch (error) {
      return this.#judge.caught(error)
    }
  }

  async check(token: Json, signal: AbortSignal): Promise<CheckOutcome> {
    const { operation, model, key } = tokenShape.parse(token)
    const state = await this.#look(operation, model, key, signal)
    if (state.done !== true) {
      const progress = state.metadata?.progressPercent
      const checkAfterMs = this.#options.settings.pollSeconds * 1000
      return { kind: 'running', checkAfterMs, ...(typeof progress === 'number' && { progress }) }
    }
    if (state.error) return { kind: 'failed', failure: operationFailure(state.error) }
    const videos = state.response?.videos ?? []
    const outputs = videos.flatMap((video) => this.#output(key, video) ?? [])
    const filtered = filteredOf(state.response)
    return { kind: 'done', outputs, ...(filtered && { filtered }) }
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

  #url(model: string, verb: string): URL {
    const { project, region, apiVersion, baseUrl } = this.#options.settings
    const host = region === 'global' ? 'aiplatform.googleapis.com' : `${region}-aiplatform.googleapis.com`
    const path = `projects/${project}/locations/${region}/publishers/google/models/${encodeURIComponent(model)}:${verb}`
    return new URL(`${baseUrl ?? `https://${host}`}/${apiVersion}/${path}`)
  }

  /** The operation as it is now. Its end is kept on disk together with its videos, so that it is fetched once. */
  async #look(operationName: string, model: string, key: string, signal: AbortSignal): Promise<Operation> {
    const known = operationShape.safeParse(await this.#scratch.readJson(key, ANSWER))
    if (known.success && (await this.#hasFiles(key, known.data))) return known.data
    const headers = await this.#credentials.headers()
    const body = await jsonBody({ operationName })
    const url = this.#url(model, 'fetchPredictOperation')
    const call = { method: 'POST' as const, url, headers, body, signal }
    const answer = await this.#caller.open(call)
    const { text } = await divertBase64(piecesOf(answer, call), {
      member: 'bytesBase64Encoded',
      place: (index) => this.#scratch.place(key, `${index}.mp4`),
      textBytesMax: TEXT_BYTES_MAX,
      fileBytesMax: VIDEO_BYTES_MAX,
    })
    const whole = { status: answer.status, headers: answer.headers, text }
    if (answer.status === 401) this.#credentials.refused()
    if (answer.status !== 200) throw noiseOf(whole)
    const state = numbered(readAs(operationShape, whole, 'fetchPredictOperation'))
    if (state.done === true && !state.error) await this.#scratch.writeJson(key, ANSWER, state)
    return state
  }

  /** Whether all that came inside the answer is still there; whoever removed it finds it fetched again. */
  async #hasFiles(key: string, { response }: Operation): Promise<boolean> {
    const numbers = (response?.videos ?? []).flatMap(({ bytesBase64Encoded }) => bytesBase64Encoded ?? [])
    const found = await Promise.all(numbers.map((number) => this.#scratch.has(key, `${number}.mp4`)))
    return !found.includes(false)
  }

  #output(key: string, video: Video): ProviderOutput | undefined {
    const contentType = video.mimeType ?? 'video/mp4'
    const { gcsUri, bytesBase64Encoded: number } = video
    if (gcsUri) return { contentType, open: (signal) => this.#openStored(gcsUri, signal) }
    if (typeof number !== 'string') return undefined
    return {
      contentType,
      open: async () => asMp4(createReadStream(await this.#scratch.place(key, `${number}.mp4`)), 'the answer'),
    }
  }

  /** https://docs.cloud.google.com/storage/docs/json_api/v1/objects/get with alt=media */
  async #openStored(gcsUri: string, signal: AbortSignal) {
    const { storageBaseUrl, resultOrigins: alsoPrivate } = this.#options.settings
    const [, bucket = '', object = ''] = /^gs:\/\/([^/]+)\/(.+)$/.exec(gcsUri) ?? []
    if (object === '') throw new Error('the answer names a place that is not gs://bucket/object')
    const path = `b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(object)}`
    const address = `${storageBaseUrl}/storage/v1/${path}?alt=media`
    const headers = await this.#credentials.headers()
    return download(this.#caller, address, { trusted: storageBaseUrl, alsoPrivate, headers, signal })
  }
}

type Video = NonNullable<NonNullable<Operation['response']>['videos']>[number]

/** The answer with the number of its file in place of each text that went there, in the same order. */
function numbered(state: Operation): Operation {
  let next = 0
  const videos = state.response?.videos?.map((video) =>
    typeof video.bytesBase64Encoded === 'string' ? { ...video, bytesBase64Encoded: String(next++) } : video,
  )
  return { ...state, response: { ...state.response, ...(videos && { videos }) } }
}

export function openVertexProvider(options: ProviderOptions<VertexSettings>): Provider {
  return new VertexProvider(options)
}
