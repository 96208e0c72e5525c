import { progressOf } from '../ease.ts'
import { FPS } from '../clip-spec.ts'
import type { Film } from '../film.ts'
import { clearFrame, newFrame } from '../frame/frame.ts'
import { resampleFrame } from '../frame/resample.ts'
import type { SceneBrief } from '../prompt/scene-brief.ts'
import { castScene } from './cast-scene.ts'
import { frameCamera } from './scene-camera.ts'

/** Of the drawn frames. */
export interface FilmSize {
  width: number
  height: number
  seconds: number
  frames: number
  seed: number
}

/** A scene composed from a brief. */
export async function sceneFilm(brief: SceneBrief, size: FilmSize): Promise<Film> {
  const { painters, speed } = await castScene(brief, size)
  const composed = newFrame(size.width, size.height)
  const camera = frameCamera(brief, size.seed)
  return {
    frames: size.frames,
    draw(index, into) {
      const seconds = index / FPS
      const progress = progressOf(index, size.frames)
      const moment = { seconds, progress, travel: speed * seconds }
      // Where no painter of a world reaches, nothing of another frame may show through.
      clearFrame(composed)
      for (const paint of painters) paint(composed, moment)
      resampleFrame(composed, into, camera(progress))
    },
  }
}
