import { type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Point } from '../shapes.ts'
import type { Stage } from '../stage.ts'
import { ball, blob, type Clay, clayCycle, farSide, limb } from './clay.ts'

/** Upright, its nozzle around (0, 0). */
const BOX = { left: -110, right: 110, top: -330, bottom: 34 }

/** Where its fins stand, as a share of the picture's height. */
export const ROCKET_FOOT = (26 - BOX.top) / (BOX.bottom - BOX.top)

/** A rocket that stands upright or goes straight up or down; `height` is of the whole picture in pixels. */
export function rocketCycle(stage: Stage, { tint }: Pick<Subject, 'tint'>, { height }: { height: number }): Cycle {
  return clayCycle(stage, BOX, { height, count: 1, perSecond: 1 }, (clay) => drawRocket(clay, tint ?? [214, 48, 58]))
}

const SHELL: Rgb = [240, 242, 247]

function drawRocket(clay: Clay, colour: Rgb): void {
  blob(
    clay,
    [
      [-20, -6],
      [20, -6],
      [30, 18],
      [-30, 18],
    ],
    [74, 78, 90],
  )
  for (const side of [-1, 1]) drawFin(clay, side, side < 0 ? farSide(colour) : colour)
  drawHull(clay, colour)
  ball(clay, [2, -168], [23, 23], [136, 146, 166])
  ball(clay, [2, -168], [16, 16], [70, 150, 206])
  ball(clay, [-3, -174], [5, 4], [214, 240, 252])
  limb(
    clay,
    [
      [0, -70],
      [0, 20],
    ],
    { from: 9, to: 15 },
    scaled(colour, 0.94),
  )
}

/** The shell with its painted nose and rings. */
function drawHull(clay: Clay, colour: Rgb): void {
  const { context } = clay
  blob(
    clay,
    [
      [-36, 2],
      [-46, -70],
      [-48, -150],
      [-40, -222],
      [-22, -282],
      [0, -318],
      [22, -282],
      [40, -222],
      [48, -150],
      [46, -70],
      [36, 2],
      [0, 6],
    ],
    SHELL,
  )
  context.save()
  context.clip()
  blob(
    clay,
    [
      [-60, -236],
      [0, -226],
      [60, -236],
      [40, -350],
      [-40, -350],
    ],
    colour,
  )
  for (const y of [-24, -108])
    limb(
      clay,
      [
        [-60, y - 6],
        [60, y - 6],
      ],
      { from: 11, to: 11 },
      y === -24 ? scaled(colour, 0.8) : [66, 74, 96],
    )
  context.restore()
}

function drawFin(clay: Clay, side: number, colour: Rgb): void {
  const outline: readonly Point[] = [
    [30, -6],
    [42, -92],
    [66, -66],
    [92, -16],
    [96, 26],
    [70, 14],
  ]
  blob(
    clay,
    outline.map(([x, y]): Point => [x * side, y]),
    colour,
  )
}
