import { type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Stage } from '../stage.ts'
import { ball, blob, type Clay, clayCycle, farSide, flat, limb } from './clay.ts'
import { drawHeadwear, type Hat, hatOf } from './headwear.ts'

/** Looking right, the ground at y = 0. */
const BOX = { left: -110, right: 110, top: -314, bottom: 16 }

export const PENGUIN_FOOT = -BOX.top / (BOX.bottom - BOX.top)
/** Of the whole picture, in design units. */
export const PENGUIN_HEIGHT = 326

const PHASES = 24
/** Two steps, in seconds. */
const STRIDE = 1.05
/** How far a foot goes in one, in units. */
const STEP = 52
const TAU = Math.PI * 2

/** How fast the feet go backwards on the ground, in design units a second. */
export const PENGUIN_SPEED = (STEP * 2 * PENGUIN_HEIGHT) / STRIDE / (BOX.bottom - BOX.top)

const ORANGE: Rgb = [246, 150, 48]

/** A penguin that waddles, or stands and breathes; `height` is of the whole picture in pixels. */
export function penguinCycle(
  stage: Stage,
  { tint, action, wears }: Pick<Subject, 'tint' | 'action' | 'wears'>,
  { height }: { height: number },
): Cycle {
  const walks = action === 'walk' || action === 'run' || action === 'dance' || action === 'jump'
  const perSecond = PHASES / (walks ? STRIDE : 3.4)
  return clayCycle(stage, BOX, { height, count: PHASES, perSecond }, (clay, phase) =>
    drawPenguin(clay, tint ?? [44, 48, 62], { phase: phase / PHASES, walks, hat: hatOf(wears) }),
  )
}

function drawPenguin(
  clay: Clay,
  coat: Rgb,
  { phase, walks, hat }: { phase: number; walks: boolean; hat: Hat | undefined },
): void {
  const { context } = clay
  const rock = Math.sin(TAU * phase)
  const strong = walks ? 1 : 0.12
  drawFoot(clay, { phase: phase + 0.5, walks, far: true })
  drawFoot(clay, { phase, walks, far: false })
  context.save()
  // The whole body rolls over the foot that stands.
  context.translate(0, -10 - 4 * strong * Math.abs(rock))
  context.rotate(0.1 * strong * rock)
  const lifted = 0.35 + 0.35 * strong * Math.sin(TAU * phase + 0.8)
  limb(
    clay,
    [
      [26, -148],
      [46 + 40 * lifted, -84],
    ],
    { from: 26, to: 12 },
    farSide(coat),
  )
  limb(
    clay,
    [
      [-44, -30],
      [-72, -6],
    ],
    { from: 26, to: 8 },
    coat,
  )
  drawBody(clay, coat)
  drawHead(clay, coat, { nod: 0.06 * Math.sin(TAU * phase + 1.4), hat })
  limb(
    clay,
    [
      [-24, -148],
      [-40 - 30 * lifted, -78],
    ],
    { from: 31, to: 13 },
    scaled(coat, 1.15),
  )
  context.restore()
}

function drawBody(clay: Clay, coat: Rgb): void {
  blob(
    clay,
    [
      [-14, -186],
      [26, -182],
      [56, -130],
      [62, -70],
      [46, -18],
      [8, -2],
      [-36, -12],
      [-58, -60],
      [-52, -124],
    ],
    coat,
  )
  blob(
    clay,
    [
      [20, -172],
      [46, -140],
      [57, -84],
      [46, -26],
      [14, -10],
      [-6, -44],
      [-6, -116],
    ],
    [247, 246, 242],
  )
}

function drawHead(clay: Clay, coat: Rgb, { nod, hat }: { nod: number; hat: Hat | undefined }): void {
  const { context } = clay
  context.save()
  context.translate(12, -192)
  context.rotate(nod)
  blob(
    clay,
    [
      [36, -26],
      [78, -12],
      [38, -6],
    ],
    ORANGE,
  )
  ball(clay, [6, -14], [46, 44], coat)
  blob(
    clay,
    [
      [10, -10],
      [28, -30],
      [46, -18],
      [42, 8],
      [24, 26],
      [6, 12],
    ],
    [247, 246, 242],
  )
  context.fillStyle = flat(clay, [28, 26, 34])
  context.beginPath()
  context.ellipse(29, -14, 5, 6.5, 0, 0, TAU)
  context.fill()
  context.fillStyle = 'rgba(255,255,255,0.85)'
  context.fillRect(29, -18, 3, 3)
  context.translate(8, -12)
  drawHeadwear(clay, hat, 38)
  context.restore()
}

/** On the ground a foot goes back evenly; in the air it comes forward. */
function drawFoot(clay: Clay, { phase, walks, far }: { phase: number; walks: boolean; far: boolean }): void {
  const p = phase - Math.floor(phase)
  const stands = p < 0.5
  const along = !walks ? 0 : stands ? 1 - 4 * p : -Math.cos(TAU * (p - 0.5))
  const up = walks && !stands ? 15 * Math.sin(TAU * (p - 0.5)) : 0
  const x = (far ? 12 : -10) + (along * STEP) / 2
  const y = -6 - up - (far ? 4 : 0)
  limb(
    clay,
    [
      [x - 10, y],
      [x + 32, y + 1],
    ],
    { from: 15, to: 11 },
    far ? farSide(ORANGE) : ORANGE,
  )
}
