import { mix, type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Point } from '../shapes.ts'
import type { Stage } from '../stage.ts'
import { ball, blob, type Clay, clayCycle, farSide, limb } from './clay.ts'

const BOX = { left: -110, right: 110, top: -130, bottom: 100 }
const PHASES = 16
const TAU = Math.PI * 2
const ORANGE: Rgb = [246, 140, 40]
const DARK: Rgb = [52, 38, 44]

/** A butterfly's flutter; `height` is of the whole picture in pixels. */
export function butterflyCycle(stage: Stage, { tint }: Pick<Subject, 'tint'>, { height }: { height: number }): Cycle {
  return clayCycle(stage, BOX, { height, count: PHASES, perSecond: PHASES * 2.1 }, (clay, phase) =>
    drawButterfly(clay, tint ?? ORANGE, phase / PHASES),
  )
}

function drawButterfly(clay: Clay, colour: Rgb, phase: number): void {
  // 1 = spread towards us, 0 = closed above the back.
  const open = 0.52 + 0.48 * Math.sin(TAU * phase)
  clay.context.translate(0, 10 * Math.cos(TAU * phase))
  clay.context.rotate(-0.25)
  drawWings(clay, farSide(colour), { side: 0.72 - 0.3 * open, lift: -26 * (1 - open) })
  limb(
    clay,
    [
      [-46, 20],
      [34, -18],
    ],
    { from: 9, to: 14 },
    DARK,
  )
  ball(clay, [42, -22], [9, 9], DARK)
  for (const lean of [0, 10])
    limb(
      clay,
      [
        [46, -28],
        [66 + lean, -62 + lean],
      ],
      { from: 3, to: 2 },
      DARK,
    )
  drawWings(clay, colour, { side: open * 1.05 - 0.25, lift: 0 })
}

/** A fore and a hind wing around the root; `side` is how far they are turned to the viewer, -1..1. */
function drawWings(clay: Clay, colour: Rgb, { side, lift }: { side: number; lift: number }): void {
  const place = ([x, y]: Point): Point => [
    x * 0.9 + 4,
    (y * (0.35 + 0.65 * Math.abs(side)) + lift) * (side < 0 ? 0.4 : 1),
  ]
  const fore: Point[] = [
    [10, 0],
    [52, -58],
    [50, -100],
    [10, -104],
    [-26, -62],
    [-20, -12],
  ]
  const hind: Point[] = [
    [-8, 0],
    [-34, -50],
    [-78, -52],
    [-92, -16],
    [-64, 12],
    [-24, 14],
  ]
  for (const wing of [hind, fore]) {
    blob(clay, wing.map(place), DARK)
    const [mx, my] = [wing.reduce((sum, [x]) => sum + x, 0) / 6, wing.reduce((sum, [, y]) => sum + y, 0) / 6]
    blob(
      clay,
      wing.map(([x, y]) => place([mx + (x - mx) * 0.82, my + (y - my) * 0.8])),
      colour,
    )
    blob(
      clay,
      wing.map(([x, y]) => place([mx + (x - mx) * 0.34, my + (y - my) * 0.3])),
      mix(colour, [255, 244, 190], 0.5),
    )
    for (const [x, y] of wing.slice(1, 5))
      ball(clay, place([mx + (x - mx) * 0.9, my + (y - my) * 0.89]), [3.4, 3.4], scaled([250, 244, 230], 1))
  }
}
