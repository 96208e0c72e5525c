import type { SceneBrief } from '../prompt/scene-brief.ts'
import { between, seededRandom } from '../random.ts'
import { lightOf } from './light.ts'
import { skyPainter } from './sky.ts'
import { waterPainter } from './water.ts'
import type { Painter, Stage } from './stage.ts'

export interface SceneSize {
  width: number
  height: number
  seconds: number
  seed: number
}

/** Everything of a scene from back to front, and how fast the camera goes along the ground (pixels a second). */
export function castScene(brief: SceneBrief, size: SceneSize): { painters: Painter[]; speed: number } {
  const stage = setStage(brief, size)
  return { painters: [skyPainter(stage), waterPainter(stage, stage.height)], speed: 0 }
}

function setStage(brief: SceneBrief, size: SceneSize): Stage {
  const random = seededRandom(size.seed, 'stage')
  const light = lightOf(brief)
  const horizon = Math.round((size.height * (0.54 + between(random, -0.03, 0.03))) / 2) * 2
  const sunX = size.width * between(random, 0.3, 0.78)
  const unit = Math.min(size.width, size.height) / 720
  return { ...size, unit, horizon, light, brief, sunX, sunY: horizon * (1 - light.sun.height) }
}
