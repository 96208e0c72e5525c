import { progressOf } from '../ease.ts'
import { FPS } from '../clip-spec.ts'
import type { Film } from '../film.ts'
import { newFrame } from '../frame/frame.ts'
import { resampleFrame } from '../frame/resample.ts'
import type { SceneBrief } from '../prompt/scene-brief.ts'
import { castScene } from './cast-scene.ts'
import { frameCamera } from './scene-camera.ts'
import { shownIndex, styleFinish } from './styles.ts'

/** Above this many pixels a scene is drawn at half size: it is soft by nature and four times as quick. */
const NATIVE_PIXELS_MAX = 1920 * 1088

export interface FilmSize {
  width: number
  height: number
  seconds: number
  frames: number
  seed: number
}

/** A scene composed from a brief. */
export async function sceneFilm(brief: SceneBrief, size: FilmSize): Promise<Film> {
  const large = size.width * size.height > NATIVE_PIXELS_MAX && size.width % 4 === 0 && size.height % 4 === 0
  const enlarge = large ? 2 : 1
  const drawn = { ...size, width: size.width / enlarge, height: size.height / enlarge }
  const { painters, speed } = await castScene(brief, drawn)
  const composed = newFrame(drawn.width, drawn.height)
  const finish = styleFinish(brief.style, drawn)
  const camera = frameCamera(brief, size.seed)
  return {
    frames: size.frames,
    enlarge,
    draw(index, into) {
      const shown = shownIndex(brief.style, index)
      const seconds = shown / FPS
      const progress = progressOf(shown, size.frames)
      const { view, aside } = camera(progress, seconds)
      const moment = { seconds, progress, travel: speed * seconds + aside * drawn.width }
      for (const paint of painters) paint(composed, moment)
      resampleFrame(composed, into, view)
      finish?.(into, index)
    },
  }
}
