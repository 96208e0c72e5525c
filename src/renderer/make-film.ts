import { type ClipSpec, FPS } from './clip-spec.ts'
import { drawnSize, type Film } from './film.ts'
import { finishWork } from './kernels/memory.ts'
import { type Preparation, prepareClip } from './prepare-clip.ts'

/**
 * The film that a spec asks for: a scene from the prompt, a camera over the first picture, or a way from the first
 * picture to the last. With a last picture alone the camera settles onto it. Every thread that draws frames of a clip
 * makes the same film from the same preparation (made here if not given), in one shared memory, where they divide the
 * work.
 *
 * @throws {RenderError} bad_input for a picture that cannot be read
 */
export async function makeFilm(spec: ClipSpec, preparation?: Preparation): Promise<Film> {
  const film = await composeFilm(spec, preparation ?? (await prepareClip(spec)))
  finishWork()
  if (spec.watermark === undefined) return film
  // What decodes it takes a while to load.
  const { withWatermark } = await import('./watermark.ts')
  return withWatermark(film, spec.watermark, drawnSize(spec))
}

async function composeFilm(spec: ClipSpec, made: Preparation): Promise<Film> {
  const frames = spec.seconds * FPS
  const { seed } = spec
  switch (made.kind) {
    case 'pair': {
      const { betweenFilm } = await import('./picture/between-film.ts')
      return betweenFilm(made, made.mood, { frames, seed })
    }
    case 'picture': {
      const { cameraFilm } = await import('./picture/camera-film.ts')
      return cameraFilm(made.picture, made.mood, { frames, seed, rest: made.shown })
    }
    case 'scene': {
      const { width, height } = drawnSize(spec)
      const { sceneFilm } = await import('./scene/scene-film.ts')
      return sceneFilm(made.brief, { ...spec, width, height, frames })
    }
  }
}

/** Loads the code of the film that a spec asks for, and of no other, before what it is made of is known. */
export async function loadFilmCode({ firstFrame, lastFrame }: ClipSpec): Promise<void> {
  if (firstFrame !== undefined && lastFrame !== undefined) await import('./picture/between-film.ts')
  else if (firstFrame !== undefined || lastFrame !== undefined) await import('./picture/camera-film.ts')
  else await import('./scene/scene-film.ts')
}
