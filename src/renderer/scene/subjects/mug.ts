import { mix, type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Stage } from '../stage.ts'
import { ball, blob, chain, type Clay, clayCycle, flat } from './clay.ts'

/** The middle of the mug at x = 0, the table at y = 100. */
const BOX = { left: -130, right: 150, top: -120, bottom: 116 }
const CHINA: Rgb = [240, 236, 228]
const COFFEE: Rgb = [92, 56, 36]

/** Where it stands, as a share of the picture's height. */
export const MUG_FOOT = (100 - BOX.top) / (BOX.bottom - BOX.top)

/** A mug of coffee on its saucer; `height` is of the whole picture in pixels. What moves is the gleam on the coffee. */
export function mugCycle(stage: Stage, { tint }: Pick<Subject, 'tint'>, { height }: { height: number }): Cycle {
  const phases = 12
  return clayCycle(stage, BOX, { height, count: phases, perSecond: 5 }, (clay, phase) =>
    drawMug(clay, tint ?? CHINA, phase / phases),
  )
}

function drawMug(clay: Clay, china: Rgb, phase: number): void {
  const { context } = clay
  ball(clay, [0, 98], [118, 17], scaled(china, 0.94))
  ball(clay, [0, 93], [82, 10], scaled(china, 0.8))
  chain(
    clay,
    [
      [66, -34],
      [104, -30],
      [112, 4],
      [92, 38],
      [54, 46],
    ],
    [17, 17, 17, 17, 17],
    scaled(china, 0.96),
  )
  blob(
    clay,
    [
      [-80, -58],
      [0, -66],
      [80, -58],
      [77, 0],
      [66, 62],
      [46, 92],
      [0, 97],
      [-46, 92],
      [-66, 62],
      [-77, 0],
    ],
    china,
  )
  ball(clay, [0, -58], [80, 19], mix(china, [255, 255, 255], 0.3))
  ball(clay, [0, -56], [71, 14], COFFEE)
  context.fillStyle = flat(clay, [206, 160, 112])
  context.globalAlpha = 0.55
  context.beginPath()
  context.ellipse(-16 + 5 * Math.sin(phase * Math.PI * 2), -57, 30, 4.6, -0.05, 0, 7)
  context.fill()
  context.globalAlpha = 1
}
