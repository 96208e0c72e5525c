import { type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Point } from '../shapes.ts'
import type { Stage } from '../stage.ts'
import { ball, blob, type Clay, clayCycle, farSide, flat, limb } from './clay.ts'
import { drawHeadwear, type Hat, hatOf } from './headwear.ts'

/** Looking right, the ground at y = 0. */
const BOX = { left: -140, right: 150, top: -296, bottom: 16 }

export const RABBIT_FOOT = -BOX.top / (BOX.bottom - BOX.top)
/** Of the whole picture, in design units. */
export const RABBIT_HEIGHT = 260

const PHASES = 24
const TAU = Math.PI * 2

/** A rabbit that hops, or sits and sniffs; `height` is of the whole picture in pixels. */
export function rabbitCycle(
  stage: Stage,
  { tint, action, wears }: Pick<Subject, 'tint' | 'action' | 'wears'>,
  { height }: { height: number },
): Cycle {
  const hops = action === 'walk' || action === 'run' || action === 'jump' || action === 'dance'
  const perSecond = PHASES * (hops ? (action === 'run' ? 2.1 : 1.35) : 0.42)
  return clayCycle(stage, BOX, { height, count: PHASES, perSecond }, (clay, phase) =>
    drawRabbit(clay, tint ?? [190, 164, 136], { phase: phase / PHASES, hops, hat: hatOf(wears) }),
  )
}

function drawRabbit(
  clay: Clay,
  coat: Rgb,
  { phase, hops, hat }: { phase: number; hops: boolean; hat: Hat | undefined },
): void {
  const { context } = clay
  // On the ground for the first third of a hop, then in the air.
  const air = hops ? Math.max(0, Math.sin(Math.PI * ((phase - 0.34) / 0.66))) : 0
  const crouch = hops ? Math.max(0, Math.sin(Math.PI * (phase / 0.34))) : 0.4
  const tip = hops && phase > 0.34 ? -0.3 * Math.cos(Math.PI * ((phase - 0.34) / 0.66)) : 0
  const breath = hops ? 0 : Math.sin(TAU * phase)
  context.save()
  context.translate(0, -42 * air + 7 * crouch)
  context.translate(-6, -70)
  context.rotate(tip)
  context.translate(6, 70)
  drawLegs(clay, coat, { air, far: true })
  ball(clay, [-88, -62], [20, 19], [250, 248, 244])
  blob(
    clay,
    [
      [-78, -66],
      [-62, -112 - breath],
      [-14, -126 - breath],
      [34, -104],
      [56, -62],
      [34, -22],
      [-20, -16],
      [-66, -26],
    ],
    coat,
  )
  ball(clay, [36, -52], [26, 27], [244, 236, 226])
  drawLegs(clay, coat, { air, far: false })
  drawHead(clay, coat, { nod: 0.05 * breath - 0.12 * air, ears: -0.1 - 0.5 * air + 0.05 * breath, hat })
  context.restore()
}

/** Long hind feet that push off and trail behind, small fore feet that reach out. */
function drawLegs(clay: Clay, coat: Rgb, { air, far }: { air: number; far: boolean }): void {
  const tone = (colour: Rgb): Rgb => (far ? farSide(colour) : colour)
  const dx = far ? 12 : 0
  const hip: Point = [-42 + dx, -50]
  const heel: Point = [-62 + dx - 26 * air, -12 + 4 * air]
  const toe: Point = [-6 + dx - 96 * air, -6 + 16 * air]
  limb(clay, [heel, toe], { from: 19, to: 16 }, tone(scaled(coat, 1.06)))
  limb(clay, [hip, heel], { from: 60, to: 24 }, tone(coat))
  if (!far) ball(clay, [hip[0], hip[1] - 4], [37, 36], coat)
  const shoulder: Point = [38 + dx, -54]
  const paw: Point = [48 + dx + 34 * air, -6 - 16 * air]
  limb(clay, [shoulder, paw], { from: 25, to: 15 }, tone(coat))
  ball(clay, [paw[0] + 5, paw[1] - 1], [11, 7], tone(scaled(coat, 1.06)))
}

function drawHead(
  clay: Clay,
  coat: Rgb,
  { nod, ears, hat }: { nod: number; ears: number; hat: Hat | undefined },
): void {
  const { context } = clay
  context.save()
  context.translate(58, -118)
  context.rotate(nod)
  for (const far of [true, false]) {
    context.save()
    context.translate(far ? 4 : -8, -24)
    context.rotate(ears + (far ? 0.2 : 0))
    ball(clay, [0, -50], [15, 52], far ? farSide(coat) : coat)
    if (!far) ball(clay, [3, -50], [8, 40], [240, 178, 172])
    context.restore()
  }
  blob(
    clay,
    [
      [-36, -8],
      [-22, -34],
      [10, -38],
      [36, -18],
      [46, 4],
      [34, 22],
      [2, 30],
      [-28, 20],
    ],
    coat,
  )
  ball(clay, [28, 13], [17, 12], [246, 238, 228])
  ball(clay, [45, 2], [6, 5], [232, 140, 146])
  context.fillStyle = flat(clay, [34, 26, 28])
  context.beginPath()
  context.ellipse(14, -9, 6, 8, 0, 0, TAU)
  context.fill()
  context.fillStyle = 'rgba(255,255,255,0.85)'
  context.fillRect(14.5, -13, 3.4, 3.4)
  drawHeadwear(clay, hat, 36)
  context.restore()
}
