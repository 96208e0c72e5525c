import { createCanvas } from '@napi-rs/canvas'
import { mix, type Rgb } from '../frame/colour.ts'
import type { Subject } from '../prompt/scene-brief.ts'
import { type Facing, shone } from './light.ts'
import { PINE } from './planting.ts'
import { drawCactus, drawPalm, drawPine, drawTree, type Plant } from './plants.ts'
import type { Picture } from './relight.ts'
import { growthOf } from './season.ts'
import { randomFor, type Stage, sunwards } from './stage.ts'

interface Kind {
  draw: (context: Parameters<typeof drawTree>[0], plant: Plant) => void
  colour: (stage: Stage) => Rgb
  /** Of the foliage, where the season does not decide. */
  foliage?: number
}

/** Trees that are subjects are grown like those of the scenery. */
const KINDS: Readonly<Record<string, Kind | undefined>> = {
  'cherry-tree': { draw: drawTree, colour: () => [250, 176, 200], foliage: 1 },
  'deciduous-tree': { draw: drawTree, colour: (stage) => growthOf(stage).leaves[0] },
  'evergreen-tree': { draw: drawPine, colour: () => PINE },
  'palm-tree': { draw: drawPalm, colour: () => [92, 142, 66] },
  cactus: { draw: drawCactus, colour: () => [86, 132, 76] },
}

/** A tree as a picture of `side` pixels with a margin around its square, if the subject is one that is grown. */
export function loneTree(
  stage: Stage,
  subject: Subject,
  { size, side }: { size: number; side: number },
): Picture | undefined {
  const kind = KINDS[subject.icon]
  if (!kind) return undefined
  const canvas = createCanvas(side, side)
  const context = canvas.getContext('2d')
  context.translate(side / 2, (side + size) / 2)
  const { light, brief } = stage
  const sun = sunwards(stage)
  kind.draw(context, {
    height: size * 0.94,
    colour: subject.tint ?? kind.colour(stage),
    tone: (colour: Rgb, facing: Facing) => mix(shone(light, sun, colour, facing), light.haze, 0.03),
    random: randomFor(stage, `tree ${subject.icon}`),
    foliage: kind.foliage ?? growthOf(stage).foliage,
    snowy: brief.weather === 'snow' || brief.place === 'snow',
  })
  return { data: context.getImageData(0, 0, side, side).data, width: side, height: side }
}
