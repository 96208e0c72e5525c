import type { Frame } from '../frame/frame.ts'
import type { SceneBrief } from '../prompt/scene-brief.ts'
import { type Random, seededRandom } from '../random.ts'
import type { Facing, Light } from './light.ts'

/** What the makers of layers know about the scene. Lengths in pixels of the composed picture. */
export interface Stage {
  readonly width: number
  readonly height: number
  /** One unit of design: the picture's short side is 720 of them. */
  readonly unit: number
  readonly horizon: number
  /** The far edge of the ground, in design units below the horizon. */
  readonly edge: number
  /** Where the sun stands, measured at the first frame. */
  readonly sunX: number
  readonly sunY: number
  readonly light: Light
  readonly brief: SceneBrief
  readonly seconds: number
  readonly seed: number
}

/** One moment of the clip. */
export interface Moment {
  seconds: number
  /** 0 at the first frame, 1 at the last. */
  progress: number
  /** How far the camera has gone along the ground, in pixels. */
  travel: number
}

/** One thing of the scene: draws itself over what is already in the frame. Depends on nothing but the moment. */
export type Painter = (frame: Frame, moment: Moment) => void

/** The random numbers of one purpose in this scene. */
export function randomFor(stage: Stage, purpose: string): Random {
  return seededRandom(stage.seed, purpose)
}

/** The way to the light in the picture, y down; what is missing to length 1 points at the viewer. */
export function sunwards({ sunX, width, light }: Stage): Facing {
  const side = sunX > width / 2 ? 1 : -1
  return light.sun.height > 0.4 ? [0.42 * side, -0.7] : [0.68 * side, -0.42]
}

/** Where the feet of somebody in front are, in pixels. */
export function groundY({ width, height, horizon, brief }: Stage): number {
  // From above one sees what lies before them as well.
  const far = height > width || brief.camera === 'aerial'
  return horizon + (height - horizon) * (far ? 0.62 : 0.8)
}

/** How fast the ground at a height of the picture passes by, as a share of the camera's speed: 1 where feet are. */
export function parallaxAt(stage: Stage, y: number): number {
  return Math.max(0.02, (y - stage.horizon) / (groundY(stage) - stage.horizon))
}
