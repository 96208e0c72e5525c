import { rm } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { checkSpec } from './check-spec.ts'
import { type ClipReport, type ClipSpec, FPS, partialPath, SCENE_VERSION } from './clip-spec.ts'
import type { EncodeOrder, Encoder } from './encode/encoder.ts'
import { ffmpegEncoder } from './encode/ffmpeg-encoder.ts'
import { findFfmpeg } from './encode/find-ffmpeg.ts'
import { publishFile } from './encode/publish-file.ts'
import { wasmEncoder } from './encode/wasm-encoder.ts'
import type { Film } from './film.ts'
import { makeFilm } from './make-film.ts'
import { makeSound } from './sound/make-sound.ts'

export interface RenderOptions {
  /** Called with frames encoded so far, strictly growing up to `framesTotal`. */
  onProgress?: (framesDone: number, framesTotal: number) => void
  signal?: AbortSignal
}

/**
 * Renders one clip in this process and thread; the caller's event loop is busy for up to a frame at a time.
 * On any failure and on abort neither `spec.out` nor its partial file is left.
 *
 * @throws {RenderError} bad_input for a spec or picture that cannot be used, encoder when encoding failed
 * @throws the signal's reason when aborted
 */
export async function renderClip(spec: ClipSpec, options: RenderOptions): Promise<ClipReport> {
  const started = performance.now()
  checkSpec(spec)
  const { signal } = options
  signal?.throwIfAborted()
  const frames = spec.seconds * FPS
  const partial = partialPath(spec.out)
  const program = await findFfmpeg(spec.ffmpeg)
  const film = await makeFilm(spec)
  const sound = spec.audio ? makeSound(spec) : undefined
  const { width, height } = spec
  const onFrame = (done: number): void => options.onProgress?.(done, frames)
  const { enlarge } = film
  const comment = spec.metadata === false ? undefined : `Reelgate renderer, scene ${SCENE_VERSION}, seed ${spec.seed}`
  const extras = { ...(sound && { sound }), ...(comment && { comment }) }
  const order: EncodeOrder = { width, height, enlarge, frames, file: partial, onFrame, ...extras }
  signal?.throwIfAborted()
  const encoder = program === null ? wasmEncoder(order) : ffmpegEncoder(program, order)
  try {
    await encodeFilm(film, encoder, signal)
    const bytes = await publishFile(partial, spec.out, spec.seconds)
    const elapsedMs = Math.round(performance.now() - started)
    const { out, audio } = spec
    return { out, bytes, width, height, frames, fps: FPS, audio, encoder: encoder.name, elapsedMs }
  } catch (cause) {
    await encoder.close()
    await rm(partial, { force: true })
    throw cause
  } finally {
    await encoder.close()
  }
}

async function encodeFilm(film: Film, encoder: Encoder, signal: AbortSignal | undefined): Promise<void> {
  for (let index = 0; index < film.frames; index++) {
    const frame = await encoder.take()
    film.draw(index, frame)
    encoder.push(frame)
    // Lets pipes drain and messages (an abort, the end of the parent) arrive between two frames.
    await setImmediate()
    signal?.throwIfAborted()
  }
  await encoder.finish()
  signal?.throwIfAborted()
}
