import { css, mix, type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Point } from '../shapes.ts'
import { type Stage } from '../stage.ts'
import { ball, blob, type Clay, clayCycle, limb } from './clay.ts'

/** The middle of the envelope at (0, 0). */
const BOX = { left: -150, right: 150, top: -150, bottom: 222 }

export const BALLOON_FOOT = (212 - BOX.top) / (BOX.bottom - BOX.top)

/** One swing of the basket takes this long in seconds. */
const SWING = 5
const PHASES = 40
const TAU = Math.PI * 2

/** A hot-air balloon whose basket swings below it and whose burner flares up now and then; `height` in pixels. */
export function balloonCycle(stage: Stage, { tint }: Pick<Subject, 'tint'>, { height }: { height: number }): Cycle {
  return clayCycle(stage, BOX, { height, count: PHASES, perSecond: PHASES / SWING }, (clay, phase) =>
    drawBalloon(clay, tint ?? [222, 62, 58], phase / PHASES),
  )
}

function drawBalloon(clay: Clay, colour: Rgb, phase: number): void {
  const { context } = clay
  const swing = Math.sin(TAU * phase)
  context.save()
  context.rotate(0.022 * swing)
  const flares = phase < 0.3
  drawBasket(clay, { swing, flares, flicker: Math.sin(phase * TAU * 16) })
  drawEnvelope(clay, colour, flares ? 0.3 : 0)
  context.restore()
}

/** Gores of cloth from crown to mouth, in turn in the balloon's colour, in gold and in white. */
function drawEnvelope(clay: Clay, colour: Rgb, glow: number): void {
  const { context } = clay
  const outline: readonly Point[] = [
    [0, -142],
    [68, -128],
    [118, -82],
    [134, -18],
    [116, 44],
    [74, 100],
    [30, 140],
    [-30, 140],
    [-74, 100],
    [-116, 44],
    [-134, -18],
    [-118, -82],
    [-68, -128],
  ]
  blob(clay, outline, colour)
  const gores: readonly Rgb[] = [mix(colour, [255, 190, 70], 0.85), colour, [246, 242, 232], colour]
  // From the edges to the middle, each narrower as the cloth turns away.
  for (const [n, angle] of [1.25, 0.92, 0.6, 0.3].entries()) {
    const share = Math.sin(angle)
    blob(
      clay,
      outline.map(([x, y]): Point => [x * share, y]),
      gores[n] ?? colour,
    )
  }
  if (glow > 0) {
    const light = context.createRadialGradient(0, 120, 4, 0, 90, 130)
    light.addColorStop(0, css([255, 214, 130], glow))
    light.addColorStop(1, css([255, 190, 90], 0))
    context.globalCompositeOperation = 'source-atop'
    context.fillStyle = light
    context.fillRect(-140, -40, 280, 190)
    context.globalCompositeOperation = 'source-over'
  }
  limb(
    clay,
    [
      [-28, 141],
      [28, 141],
    ],
    { from: 10, to: 10 },
    scaled(colour, 0.7),
  )
}

function drawBasket(clay: Clay, { swing, flares, flicker }: { swing: number; flares: boolean; flicker: number }): void {
  const lean = 3.5 * swing
  for (const side of [-1, 1])
    limb(
      clay,
      [
        [side * 26, 138],
        [side * 22 + lean, 178],
      ],
      { from: 3, to: 3 },
      [96, 74, 58],
    )
  if (flares)
    blob(
      clay,
      [
        [lean - 7, 168],
        [lean, 132 + 5 * flicker],
        [lean + 7, 168],
      ],
      [255, 214, 110],
    )
  blob(
    clay,
    [
      [-28 + lean, 176],
      [28 + lean, 176],
      [24 + lean, 210],
      [-24 + lean, 210],
    ],
    [156, 104, 62],
  )
  for (const y of [186, 198])
    limb(
      clay,
      [
        [-25 + lean, y],
        [25 + lean, y],
      ],
      { from: 3, to: 3 },
      [122, 78, 46],
    )
  for (const x of [-9, 9]) ball(clay, [x + lean, 168], [7, 8], [214, 160, 122])
  limb(
    clay,
    [
      [-28 + lean, 177],
      [28 + lean, 177],
    ],
    { from: 7, to: 7 },
    [112, 70, 42],
  )
}
