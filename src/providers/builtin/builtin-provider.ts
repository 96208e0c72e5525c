import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ReelgateError } from '../../domain/errors.ts'
import type { TaskFailure } from '../../domain/errors.ts'
import type { CheckOutcome, Provider, ProviderJob, ProviderOutput, StartOutcome } from '../../domain/provider.ts'
import { pixelSize, SEED_MAX } from '../../domain/video-request.ts'
import type { StoredRequest } from '../../domain/video-request.ts'
import { newSecret } from '../../lib/ids.ts'
import { turns } from '../../lib/turns.ts'
import type { TakeTurn } from '../../lib/turns.ts'
import type { Json } from '../../lib/json.ts'
import { describeError } from '../../lib/log.ts'
import { RenderError } from '../../renderer/render-error.ts'
import type { Log } from '../../lib/log.ts'
import type { ClipSpec } from '../../renderer/clip-spec.ts'
import { examineFfmpeg } from '../../renderer/encode/find-ffmpeg.ts'
import { mentionsPeople } from '../../renderer/people.ts'
import { openRenderer } from '../../renderer/kept-processes.ts'

export interface BuiltinOptions {
  /** Absolute path of the data folder; clips are drawn in `renders/` below it. */
  dataDir: string
  /** Clips drawn at a time, each in a process that draws no other meanwhile. */
  jobsMax: number
  /** `auto`, `none` or a path. */
  ffmpeg: string
  /** What every clip carries, and how it is framed, by the operator's choice. */
  marks: Pick<ClipSpec, 'metadata' | 'watermark' | 'bars'>
  log: Log
  /** Told of each clip that was drawn: its seconds, and those that the drawing took. */
  onDrawn?: (clipSeconds: number, workSeconds: number) => void
}

/** How often a running clip is looked at. A look costs a row, never a frame. */
const CHECK_AFTER_MS = 250
/** Longer than any clip takes on a slow machine; a renderer that hangs is killed then. */
const DEADLINE_MS = 20 * 60_000

/** Pictures in the work order are named below the data folder, so that the folder can be moved. */
const tokenShape = z.object({
  folder: z.string().regex(/^[a-z2-7]{26}$/),
  clips: z.array(z.custom<Omit<ClipSpec, 'out' | 'ffmpeg'>>((value) => typeof value === 'object')).min(1),
})
type Token = z.infer<typeof tokenShape>

/** The clips of one task in this process: how far they are, and how they ended. */
interface Run {
  abort: AbortController
  /** Work done, measured in frames, in all clips together. */
  done: number
  total: number
  ended: Promise<void>
  result: 'running' | 'done' | 'stopped' | TaskFailure
  /** By the clock of `performance`. */
  endedAt: number
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  )

/** What a render failed of, for the operator: what its process said, too. */
function wordsOf(error: unknown): string {
  const said = error instanceof RenderError ? error.operatorText : ''
  return said === '' ? describeError(error) : `${describeError(error)} ${said}`
}

/**
 * The offline renderer as a provider. The token holds the whole work order, and the same order always draws the same
 * clip, so a run that died with its process is simply drawn again at the next check: starting twice costs nothing.
 */
class BuiltinProvider implements Provider {
  readonly name = 'builtin'
  readonly capacity: number
  readonly worksHere = true
  readonly startIsRepeatable = true
  readonly checkReadsPictures = true
  readonly #options: BuiltinOptions
  readonly #renderer = openRenderer()
  readonly #runs = new Map<string, Run>()
  readonly #takePlace: TakeTurn
  /** The ffmpeg of every clip, looked for when the first one is drawn. */
  #ffmpeg: Promise<string | null> | undefined

  constructor(options: BuiltinOptions) {
    this.#options = options
    this.capacity = options.jobsMax
    this.#takePlace = turns(options.jobsMax)
  }

  estimateSeconds(request: StoredRequest): number {
    const { width, height } = pixelSize(request)
    const framesOf720p = (request.durationSeconds * width * height) / (1280 * 720)
    return Math.ceil(2 + 0.8 * framesOf720p * request.sampleCount)
  }

  assertAcceptable(request: StoredRequest): void {
    if (request.personGeneration !== 'disallow') return
    const word = mentionsPeople(request.prompt)
    if (word !== undefined) throw new ReelgateError('people_refused', { param: 'prompt', values: { word } })
  }

  async start({ request }: ProviderJob): Promise<StartOutcome> {
    const clip = {
      ...pixelSize(request),
      prompt: request.prompt,
      seconds: request.durationSeconds,
      audio: request.generateAudio,
      resize: request.resizeMode,
      ...(request.negativePrompt !== undefined && { negativePrompt: request.negativePrompt }),
      ...(request.firstFrame && { firstFrame: request.firstFrame.file }),
      ...(request.lastFrame && { lastFrame: request.lastFrame.file }),
    }
    const clips = Array.from({ length: request.sampleCount }, (_, sample) => ({
      ...clip,
      seed: (request.seed + sample) % (SEED_MAX + 1),
    }))
    const token: Token = { folder: newSecret(26), clips }
    return { kind: 'started', token: token as unknown as Json }
  }

  async check(token: Json): Promise<CheckOutcome> {
    const order = tokenShape.parse(token)
    const run = this.#runs.get(order.folder) ?? this.#begin(order)
    if (run.result === 'running' || run.result === 'stopped') {
      return { kind: 'running', progress: Math.floor((run.done / run.total) * 100), checkAfterMs: CHECK_AFTER_MS }
    }
    const endedMsAgo = performance.now() - run.endedAt
    if (run.result !== 'done') return { kind: 'failed', failure: run.result, endedMsAgo }
    const outputs = order.clips.map((_, sample) => this.#output(order, sample))
    // A finished clip is looked for on disk: whoever removed it finds it drawn again.
    const present = await Promise.all(outputs.map(({ file }) => exists(file)))
    if (present.includes(false)) {
      this.#runs.delete(order.folder)
      return { kind: 'running', checkAfterMs: CHECK_AFTER_MS }
    }
    return { kind: 'done', outputs, endedMsAgo }
  }

  async cancel(token: Json): Promise<'stopped' | 'too-late'> {
    const run = this.#runs.get(tokenShape.parse(token).folder)
    run?.abort.abort(new Error('cancelled'))
    await run?.ended
    // A run that had ended before the abort keeps its result.
    return run?.result === 'done' ? 'too-late' : 'stopped'
  }

  async forget(token: Json): Promise<void> {
    const { folder } = tokenShape.parse(token)
    const run = this.#runs.get(folder)
    run?.abort.abort(new Error('the task has ended'))
    await run?.ended
    this.#runs.delete(folder)
    await rm(this.#folder(folder), { recursive: true, force: true })
  }

  async keepOnly(tokens: Json[]): Promise<void> {
    const needed = new Set(tokens.map((token) => tokenShape.parse(token).folder))
    const root = join(this.#options.dataDir, 'renders')
    for (const name of await readdir(root)) {
      if (!needed.has(name)) await rm(join(root, name), { recursive: true, force: true })
    }
  }

  async close(): Promise<void> {
    const runs = [...this.#runs.values()]
    for (const run of runs) run.abort.abort(new Error('the server is shutting down'))
    await Promise.all(runs.map((run) => run.ended))
    this.#renderer.close()
  }

  #folder(name: string): string {
    return join(this.#options.dataDir, 'renders', name)
  }

  #output(order: Token, sample: number): ProviderOutput & { file: string } {
    const file = join(this.#folder(order.folder), `${sample}.mp4`)
    return { file, contentType: 'video/mp4', open: async () => createReadStream(file) }
  }

  #begin(order: Token): Run {
    const frames = order.clips.map((clip) => clip.seconds * 24)
    const total = frames.reduce((sum, count) => sum + count, 0)
    const run: Run = {
      abort: new AbortController(),
      done: 0,
      total,
      result: 'running',
      ended: Promise.resolve(),
      endedAt: 0,
    }
    const end = (result: Run['result']) => Object.assign(run, { result, endedAt: performance.now() })
    run.ended = this.#drawInTurn(order, run).then(
      () => void end('done'),
      (error: unknown) => {
        const failure = { code: 'renderer_failed' as const, operatorText: wordsOf(error) }
        end(run.abort.signal.aborted ? 'stopped' : failure)
      },
    )
    this.#runs.set(order.folder, run)
    return run
  }

  /**
   * What another worker handed back, or left behind when it died, comes on top of our own, and waits for a place. A run that
   * is aborted before it has one ends at once.
   */
  async #drawInTurn(order: Token, run: Run): Promise<void> {
    const { signal } = run.abort
    const place = Promise.withResolvers<void>()
    signal.addEventListener('abort', () => place.reject(signal.reason), { once: true })
    const drawn = this.#takePlace(async () => {
      place.resolve()
      signal.throwIfAborted()
      await this.#draw(order, run)
    })
    await Promise.all([place.promise, drawn])
  }

  async #findFfmpeg(): Promise<string | null> {
    const { ffmpeg, log } = this.#options
    if (ffmpeg === 'none') return null
    const found = await examineFfmpeg(ffmpeg === 'auto' ? undefined : ffmpeg)
    if (found.program === null && found.why !== null) {
      log.warn({ detail: found.why }, 'clips are encoded with the slower encoder from the registry')
    }
    return found.program
  }

  /** One clip after the other: the places in the pool are for tasks, so that a task of four does not push others out. */
  async #draw(order: Token, run: Run): Promise<void> {
    await mkdir(this.#folder(order.folder), { recursive: true })
    const { dataDir, marks } = this.#options
    this.#ffmpeg ??= this.#findFfmpeg()
    const ffmpeg = await this.#ffmpeg
    let before = 0
    for (const [sample, clip] of order.clips.entries()) {
      const out = this.#output(order, sample).file
      const spec: ClipSpec = {
        ...clip,
        ...marks,
        out,
        ffmpeg,
        ...(clip.firstFrame !== undefined && { firstFrame: join(dataDir, clip.firstFrame) }),
        ...(clip.lastFrame !== undefined && { lastFrame: join(dataDir, clip.lastFrame) }),
      }
      // A clip appears under its name only when it is whole; one that an earlier process finished is kept.
      if (!(await exists(out))) {
        const began = performance.now()
        await this.#renderer.render(spec, {
          onProgress: (share) => void (run.done = before + share * clip.seconds * 24),
          signal: run.abort.signal,
          deadlineMs: DEADLINE_MS,
        })
        this.#options.onDrawn?.(clip.seconds, (performance.now() - began) / 1000)
      }
      before += clip.seconds * 24
    }
  }
}

export function openBuiltinProvider(options: BuiltinOptions): Provider {
  return new BuiltinProvider(options)
}
