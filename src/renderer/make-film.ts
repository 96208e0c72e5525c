import { type ClipSpec, FPS } from './clip-spec.ts'
import { readPrompt } from './prompt/read-prompt.ts'
import type { Film } from './film.ts'
import { betweenFilm } from './picture/between-film.ts'
import { cameraFilm } from './picture/camera-film.ts'
import { loadPicture } from './picture/load-picture.ts'
import { readMood } from './picture/picture-mood.ts'
import { sceneFilm } from './scene/scene-film.ts'

/**
 * The film that a spec asks for: a scene from the prompt, a camera over the first picture, or a way from the first
 * picture to the last. With a last picture alone the camera settles onto it.
 *
 * @throws {RenderError} bad_input for a picture that cannot be read
 */
export async function makeFilm(spec: ClipSpec): Promise<Film> {
  const frames = spec.seconds * FPS
  const { prompt, seed, negativePrompt } = spec
  const first = spec.firstFrame === undefined ? undefined : await loadPicture(spec.firstFrame, spec)
  const last = spec.lastFrame === undefined ? undefined : await loadPicture(spec.lastFrame, spec)
  if (first && last) return betweenFilm(first, last, readMood(prompt, seed, negativePrompt), { frames, seed })
  const only = first ?? last
  if (only) {
    const rest = first ? 'first' : 'last'
    return cameraFilm(only, readMood(prompt, seed, negativePrompt), { frames, seed, rest })
  }
  return sceneFilm(readPrompt(prompt, seed, negativePrompt), { ...spec, frames })
}
