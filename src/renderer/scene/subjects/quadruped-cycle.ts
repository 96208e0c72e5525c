import { type Rgb, scaled } from '../../frame/colour.ts'
import type { Action, Subject } from '../../prompt/scene-brief.ts'
import { poseAt, strideOf } from '../dog-pose.ts'
import { type Cycle, makeCycle } from '../gait.ts'
import type { Stage } from '../stage.ts'
import { modelled, pixelsOf } from './clay.ts'
import { hatOf } from './headwear.ts'
import { drawQuadruped, HOOF_LINE, QUADRUPED_BOX } from './quadruped.ts'
import { drawAsleep } from './quadruped-rest.ts'
import { HORSE, type Species } from './builds.ts'
import { SPECIES } from './species.ts'

const PHASES = 14

export function speciesOf(icon: string): Species | undefined {
  return SPECIES[icon]
}

/** Cycles a second. */
const STRIDES = { walk: 1, run: 1.9 }

/** No camera follows a gallop faster, in design units a second: the scenery would be a blur. */
export const FASTEST = 700

/** Long legs gallop a little slower than they might, so that their feet keep to the ground that the camera follows. */
function stridesOf({ leg, size }: Pick<Species, 'leg' | 'size'>, action: 'walk' | 'run'): number {
  return Math.min(STRIDES[action], FASTEST / (strideOf(leg, action) * size))
}

/** How fast the feet go backwards on the ground, in design units a second. */
export function quadrupedFootSpeed(icon: string, action: 'walk' | 'run'): number {
  const species = SPECIES[icon] ?? HORSE
  return strideOf(species.leg, action) * species.size * stridesOf(species, action)
}

/** Where the feet are, as a share of the picture's height. */
export const QUADRUPED_FOOT = (HOOF_LINE - QUADRUPED_BOX.top) / (QUADRUPED_BOX.bottom - QUADRUPED_BOX.top)

/** A four-legged animal doing something; `height` is of the whole picture in pixels. */
export function quadrupedCycle(
  stage: Stage,
  species: Species,
  { height, action, tint, wears }: { height: number; action: Action } & Pick<Subject, 'tint' | 'wears'>,
): Cycle {
  const scale = height / (QUADRUPED_BOX.bottom - QUADRUPED_BOX.top)
  const { width } = pixelsOf(QUADRUPED_BOX, scale)
  const hat = hatOf(wears)
  const worn = { ...(tint ? tinted(species, tint) : species), ...(hat ? { hat } : {}) }
  const sits = action === 'sit' && species.foot === 'paw'
  const strides =
    sits || action === 'sleep' ? 0.32 : action === 'run' || action === 'walk' ? stridesOf(species, action) : 0.5
  return makeCycle(PHASES, { perSecond: PHASES * strides, width }, (phase) =>
    modelled(stage, QUADRUPED_BOX, scale, (clay) => {
      clay.context.translate(0, HOOF_LINE)
      clay.context.scale(species.size, species.size)
      clay.context.translate(0, -HOOF_LINE)
      const pose = poseAt(phase / PHASES, action)
      if (action === 'sleep') drawAsleep(clay, worn, pose)
      else drawQuadruped(clay, worn, pose, sits ? 'haunches' : 'up')
    }),
  )
}

/** In a coat of another colour; the mane of a white horse is white. */
function tinted(species: Species, tint: Rgb): Species {
  const pale = Math.min(...tint) > 200
  const coat = { coat: tint, belly: tint, socks: scaled(tint, pale ? 0.9 : 0.8), muzzle: scaled(tint, 0.85) }
  return { ...species, ...coat, ...(pale ? { hair: scaled(tint, 0.92) } : {}) }
}
