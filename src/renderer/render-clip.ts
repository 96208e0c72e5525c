import { rm } from 'node:fs/promises'
import { checkSpec } from './check-spec.ts'
import { type ClipReport, type ClipSpec, FPS, partialPath, SCENE_VERSION } from './clip-spec.ts'
import type { EncodeOrder, Encoder } from './encode/encoder.ts'
import { ffmpegEncoder } from './encode/ffmpeg-encoder.ts'
import { findFfmpeg } from './encode/find-ffmpeg.ts'
import { publishFile } from './encode/publish-file.ts'
import { type DrawingCrew, type FilmAtWork, startCrew, usualThreads } from './drawing-crew.ts'
import { enlargementOf } from './film.ts'
import { prepareClip } from './prepare-clip.ts'

export interface RenderOptions {
  /** Called with the share of the work that is done: strictly growing, 1 when the last frame is encoded. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
  /** A folder where compiled code is kept from clip to clip: starting to draw then takes a third of the time. */
  codeCache?: string
  /** The threads to draw with, which are kept; absent = some of its own. */
  crew?: DrawingCrew
  /** What `findFfmpeg` has found for the spec; looked for if absent. */
  program?: string | null
}

/** The part of the progress that belongs to what is done before the first frame, and how soon it is used up. */
const SET_UP_SHARE = 0.15
const SET_UP_PIECES = 12

/**
 * Renders one clip with threads of this process. On any failure and on abort neither `spec.out` nor its partial file is
 * left; a crew that was given is of no use then.
 *
 * @throws {RenderError} bad_input for a spec or picture that cannot be used, encoder when encoding failed
 * @throws the signal's reason when aborted
 */
export async function renderClip(spec: ClipSpec, options: RenderOptions): Promise<ClipReport> {
  const started = performance.now()
  checkSpec(spec)
  const { signal, onProgress, codeCache, program = findFfmpeg(spec.ffmpeg), crew = startCrew(codeCache) } = options
  signal?.throwIfAborted()
  let told = 0
  const tell = (share: number): void => {
    // A thread may still be setting up when frames of a quicker one are encoded.
    if (share > told) onProgress?.((told = share))
  }
  let pieces = 0
  const onPiece = (): void => {
    pieces += 1
    // How many there will be is not known, so each takes a part of what is left.
    tell((SET_UP_SHARE * pieces) / (pieces + SET_UP_PIECES))
  }
  const film = crew.startFilm(spec, usualThreads(spec), onPiece)
  // A process and its code were loaded: no small piece of the set-up.
  onPiece()
  const onAbort = (): void => film.fail(signal?.reason)
  signal?.addEventListener('abort', onAbort)
  const onShare = (share: number): void => tell(SET_UP_SHARE + (1 - SET_UP_SHARE) * share)
  const start = async (): Promise<Encoder> => startEncoder(spec, await program, onShare)
  // A program takes a while to load, and can do so while the clip is prepared; making sound must not hold that up.
  let starting = spec.audio ? undefined : start()
  // Whoever waits for it hears of a failure.
  starting?.catch(() => {})
  const closeEncoder = async (): Promise<void> => (await starting?.catch(() => undefined))?.close()
  const partial = partialPath(spec.out)
  try {
    const preparation = await prepareClip(spec)
    onPiece()
    film.begin(preparation)
    starting ??= start()
    const encoder = await starting
    signal?.throwIfAborted()
    await encodeFilm(spec.seconds * FPS, film, encoder)
    signal?.throwIfAborted()
    const bytes = await publishFile(partial, spec.out, spec.seconds)
    const elapsedMs = Math.round(performance.now() - started)
    const { out, audio, width, height } = spec
    const frames = spec.seconds * FPS
    return { out, bytes, width, height, frames, fps: FPS, audio, encoder: encoder.name, elapsedMs }
  } catch (cause) {
    await closeEncoder()
    await rm(partial, { force: true })
    throw cause
  } finally {
    signal?.removeEventListener('abort', onAbort)
    await Promise.all([closeEncoder(), options.crew ? undefined : crew.close()])
  }
}

async function startEncoder(
  spec: ClipSpec,
  program: string | null,
  onShare: (share: number) => void,
): Promise<Encoder> {
  const file = partialPath(spec.out)
  const { width, height } = spec
  const frames = spec.seconds * FPS
  const sound = spec.audio ? (await import('./sound/make-sound.ts')).makeSound(spec) : undefined
  const comment = spec.metadata === false ? undefined : `Reelgate renderer, scene ${SCENE_VERSION}, seed ${spec.seed}`
  const extras = { ...(sound && { sound }), ...(comment && { comment }) }
  const onFrame = (done: number): void => onShare(done / frames)
  const order: EncodeOrder = { width, height, enlarge: enlargementOf(spec), frames, file, onFrame, ...extras }
  if (program !== null) return ffmpegEncoder(program, order)
  // What writes files without ffmpeg is large, and loaded only where it is needed.
  const { wasmEncoder } = await import('./encode/wasm-encoder.ts')
  return wasmEncoder(order)
}

/** Frames are drawn in any order, as many at a time as the encoder has room for, and encoded in theirs. */
async function encodeFilm(frames: number, film: FilmAtWork, encoder: Encoder): Promise<void> {
  let pushed = Promise.resolve()
  for (let index = 0; index < frames; index++) {
    const frame = await Promise.race([encoder.take(), film.failed])
    const drawn = film.draw(index, frame)
    pushed = Promise.all([drawn, pushed]).then(() => encoder.push(frame))
    // Whoever waits for the last one hears of it.
    pushed.catch(() => {})
  }
  await pushed
  await encoder.finish()
}
