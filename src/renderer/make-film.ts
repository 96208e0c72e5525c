import { type ClipSpec, FPS } from './clip-spec.ts'
import { readPrompt } from './prompt/read-prompt.ts'
import { drawnSize, type Film } from './film.ts'
import { finishWork } from './kernels/memory.ts'
import { betweenFilm } from './picture/between-film.ts'
import { cameraFilm } from './picture/camera-film.ts'
import { readMood } from './picture/picture-mood.ts'
import { loadPictures, type Pictures } from './load-pictures.ts'
import { sceneFilm } from './scene/scene-film.ts'

/**
 * The film that a spec asks for: a scene from the prompt, a camera over the first picture, or a way from the first
 * picture to the last. With a last picture alone the camera settles onto it. Every thread that draws frames of a clip
 * makes the same film from the same pictures (loaded here if not given), in one shared memory, where they divide the
 * work.
 *
 * @throws {RenderError} bad_input for a picture that cannot be read
 */
export async function makeFilm(spec: ClipSpec, pictures?: Pictures): Promise<Film> {
  const film = await composeFilm(spec, pictures ?? (await loadPictures(spec)))
  finishWork()
  if (spec.watermark === undefined) return film
  // What decodes it takes a while to load.
  const { withWatermark } = await import('./watermark.ts')
  return withWatermark(film, spec.watermark, drawnSize(spec))
}

async function composeFilm(spec: ClipSpec, { first, last, relation }: Pictures): Promise<Film> {
  const frames = spec.seconds * FPS
  const { prompt, seed, negativePrompt } = spec
  const mood = readMood(prompt, seed, negativePrompt)
  if (first && last && relation) return betweenFilm({ first, last, relation }, mood, { frames, seed })
  const only = first ?? last
  if (only) return cameraFilm(only, mood, { frames, seed, rest: first ? 'first' : 'last' })
  const { width, height } = drawnSize(spec)
  return sceneFilm(readPrompt(prompt, seed, negativePrompt), { ...spec, width, height, frames })
}
