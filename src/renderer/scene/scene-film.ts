import { progressOf } from '../ease.ts'
import { FPS } from '../clip-spec.ts'
import type { Film } from '../film.ts'
import { clearFrame, newFrame } from '../frame/frame.ts'
import { resampleFrame } from '../frame/resample.ts'
import type { SceneBrief } from '../prompt/scene-brief.ts'
import { castScene } from './cast-scene.ts'
import { frameCamera } from './scene-camera.ts'
import { shownIndex, styleFinish } from './styles.ts'

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
  const { painters, speed, focus } = await castScene(brief, size)
  const composed = newFrame(size.width, size.height)
  const finish = styleFinish(brief.style, size)
  const camera = frameCamera(brief, size.seed, focus)
  return {
    frames: size.frames,
    draw(index, into) {
      const shown = shownIndex(brief.style, index)
      const seconds = shown / FPS
      const progress = progressOf(shown, size.frames)
      const { view, aside } = camera(progress, seconds)
      const moment = { seconds, progress, travel: speed * seconds + aside * size.width }
      // Where no painter of a world reaches, nothing of another frame may show through.
      clearFrame(composed)
      for (const paint of painters) paint(composed, moment)
      resampleFrame(composed, into, view)
      finish?.(into, index)
    },
  }
}
