import { scaled } from '../../frame/colour.ts'
import type { Action, Subject } from '../../prompt/scene-brief.ts'
import { poseAt } from '../dog-pose.ts'
import { type Cycle, makeCycle } from '../gait.ts'
import type { Stage } from '../stage.ts'
import { modelled, pixelsOf } from './clay.ts'
import { drawQuadruped, HOOF_LINE, QUADRUPED_BOX, type Rest } from './quadruped.ts'
import type { Species } from './builds.ts'
import { SPECIES } from './species.ts'

const PHASES = 14

export function speciesOf(icon: string): Species | undefined {
  return SPECIES[icon]
}

/** Where the feet are, as a share of the picture's height. */
export const QUADRUPED_FOOT = (HOOF_LINE - QUADRUPED_BOX.top) / (QUADRUPED_BOX.bottom - QUADRUPED_BOX.top)

/** A four-legged animal doing something; `height` is of the whole picture in pixels. */
export function quadrupedCycle(
  stage: Stage,
  species: Species,
  { height, action, tint }: { height: number; action: Action } & Pick<Subject, 'tint'>,
): Cycle {
  const scale = height / (QUADRUPED_BOX.bottom - QUADRUPED_BOX.top)
  const { width } = pixelsOf(QUADRUPED_BOX, scale)
  const worn = tint
    ? { ...species, coat: tint, belly: tint, socks: scaled(tint, 0.8), muzzle: scaled(tint, 0.85) }
    : species
  const rest = restOf(species, action)
  const strides = rest !== 'up' ? 0.32 : action === 'run' ? 1.9 : action === 'walk' ? 1 : 0.5
  return makeCycle(PHASES, { perSecond: PHASES * strides, width }, (phase) =>
    modelled(stage, QUADRUPED_BOX, scale, (clay) => {
      clay.context.translate(0, HOOF_LINE)
      clay.context.scale(species.size, species.size)
      clay.context.translate(0, -HOOF_LINE)
      drawQuadruped(clay, worn, poseAt(phase / PHASES, action), rest)
    }),
  )
}

function restOf({ foot }: Species, action: Action): Rest {
  if (action === 'sleep') return 'lying'
  return action === 'sit' && foot === 'paw' ? 'haunches' : 'up'
}
