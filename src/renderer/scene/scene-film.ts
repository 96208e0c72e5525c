import { progressOf } from '../ease.ts'
import { FPS } from '../clip-spec.ts'
import type { Film } from '../film.ts'
import { newFrame } from '../frame/frame.ts'
import { resampleFrame } from '../frame/resample.ts'
import { upscaleFrame } from '../frame/upscale.ts'
import type { SceneBrief } from '../prompt/scene-brief.ts'
import { castScene } from './cast-scene.ts'
import { frameCamera } from './scene-camera.ts'

/** Above this many pixels a scene is composed at half size: it is soft by nature and four times as quick. */
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
  const halved = size.width * size.height > NATIVE_PIXELS_MAX && size.width % 4 === 0 && size.height % 4 === 0
  const by = halved ? 2 : 1
  const inner = { width: size.width / by, height: size.height / by, seconds: size.seconds, seed: size.seed }
  const { painters, speed } = await castScene(brief, inner)
  const composed = newFrame(inner.width, inner.height)
  const viewed = newFrame(inner.width, inner.height)
  const camera = frameCamera(brief, size.seed)
  return {
    frames: size.frames,
    draw(index, into) {
      const seconds = index / FPS
      const progress = progressOf(index, size.frames)
      const moment = { seconds, progress, travel: speed * seconds }
      for (const paint of painters) paint(composed, moment)
      resampleFrame(composed, halved ? viewed : into, camera(progress))
      if (halved) upscaleFrame(viewed, into)
    },
  }
}
