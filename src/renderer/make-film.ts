import { type ClipSpec, FPS } from './clip-spec.ts'
import { findAll } from './prompt/lexicon.ts'
import { readPrompt } from './prompt/read-prompt.ts'
import { CAMERA_MOVES } from './prompt/scene-words.ts'
import type { Film } from './film.ts'
import { betweenFilm } from './picture/between-film.ts'
import { cameraFilm } from './picture/camera-film.ts'
import { choosePath } from './picture/camera-path.ts'
import { loadPicture } from './picture/load-picture.ts'
import { sceneFilm } from './scene/scene-film.ts'

/**
 * The film that a spec asks for: a scene from the prompt, a camera over the first picture, or a way from the first
 * picture to the last. With a last picture alone the camera settles onto it.
 *
 * @throws {RenderError} bad_input for a picture that cannot be read
 */
export async function makeFilm(spec: ClipSpec): Promise<Film> {
  const frames = spec.seconds * FPS
  const first = spec.firstFrame === undefined ? undefined : await loadPicture(spec.firstFrame, spec)
  const last = spec.lastFrame === undefined ? undefined : await loadPicture(spec.lastFrame, spec)
  const path = choosePath(findAll(spec.prompt, CAMERA_MOVES)[0], spec.seed, spec.resize === 'pad')
  if (first && last) return betweenFilm(first, last, path, { frames, seed: spec.seed })
  if (first) return cameraFilm(first, path, frames)
  if (last) return cameraFilm(last, (way) => path(1 - way), frames)
  return sceneFilm(readPrompt(spec.prompt, spec.seed, spec.negativePrompt), { ...spec, frames })
}
