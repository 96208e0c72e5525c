import type { Rgb } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Point } from '../shapes.ts'
import type { Stage } from '../stage.ts'
import { ball, blob, type Clay, clayCycle, farSide, limb } from './clay.ts'

/** Looking right, the ground at y = 0. */
const BOX = { left: -170, right: 180, top: -230, bottom: 14 }

export const ROVER_FOOT = -BOX.top / (BOX.bottom - BOX.top)
/** Of the whole picture, in design units. */
export const ROVER_HEIGHT = 260

const WHEEL = 27
const SPOKES = 6
const PHASES = 12
/** Turns of a wheel a second. */
const TURNS = 0.62
const TAU = Math.PI * 2

/** How far its wheels roll in a second, in design units. */
export const ROVER_SPEED = (TAU * WHEEL * TURNS * ROVER_HEIGHT) / (BOX.bottom - BOX.top)

/** A rover on six wheels that turn as it goes, its camera on a mast; `height` is of the whole picture in pixels. */
export function roverCycle(
  stage: Stage,
  { tint, action }: Pick<Subject, 'tint' | 'action'>,
  { height }: { height: number },
): Cycle {
  const turns = action === 'drive' ? TURNS : 0
  // After a spoke's way the wheel looks as before.
  return clayCycle(stage, BOX, { height, count: PHASES, perSecond: PHASES * turns * SPOKES }, (clay, phase) =>
    drawRover(clay, tint ?? [232, 228, 222], (TAU * phase) / PHASES / SPOKES),
  )
}

function drawRover(clay: Clay, colour: Rgb, turn: number): void {
  const steel: Rgb = [128, 132, 144]
  const arm = (from: Point, to: Point, width: number): void => limb(clay, [from, to], { from: width, to: width }, steel)
  for (const x of [-96, 8, 112]) drawWheel(clay, x + 16, { turn, far: true })
  blob(
    clay,
    [
      [-132, -128],
      [-60, -134],
      [80, -134],
      [128, -122],
      [124, -84],
      [60, -72],
      [-90, -72],
      [-130, -84],
    ],
    colour,
  )
  limb(
    clay,
    [
      [-120, -132],
      [120, -134],
    ],
    { from: 13, to: 13 },
    [54, 70, 108],
  )
  limb(
    clay,
    [
      [-138, -126],
      [-164, -152],
    ],
    { from: 30, to: 22 },
    [74, 78, 88],
  )
  arm([74, -134], [74, -196], 11)
  limb(
    clay,
    [
      [54, -206],
      [100, -206],
    ],
    { from: 30, to: 30 },
    colour,
  )
  for (const x of [82, 104]) ball(clay, [x, -206], [8, 8], [30, 36, 52])
  arm([-46, -134], [-56, -182], 6)
  ball(clay, [-56, -188], [22, 11], [238, 240, 244])
  arm([-40, -76], [-96, -WHEEL - 12], 9)
  arm([-40, -76], [8, -WHEEL - 10], 9)
  arm([8, -72], [112, -WHEEL - 12], 9)
  for (const x of [-96, 8, 112]) drawWheel(clay, x, { turn, far: false })
}

function drawWheel(clay: Clay, x: number, { turn, far }: { turn: number; far: boolean }): void {
  const tyre: Rgb = [86, 88, 98]
  const y = -WHEEL - (far ? 5 : 0)
  ball(clay, [x, y], [WHEEL, WHEEL], far ? farSide(tyre) : tyre)
  ball(clay, [x, y], [WHEEL - 8, WHEEL - 8], far ? [60, 62, 70] : [150, 154, 166])
  for (let n = 0; n < SPOKES; n++) {
    const angle = turn + (n / SPOKES) * TAU
    const out: Point = [x + Math.cos(angle) * (WHEEL - 4), y + Math.sin(angle) * (WHEEL - 4)]
    limb(clay, [[x, y], out], { from: 4, to: 5 }, far ? [52, 54, 62] : [70, 72, 82])
  }
}
