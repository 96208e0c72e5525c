import { type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Point } from '../shapes.ts'
import type { Stage } from '../stage.ts'
import { ball, blob, type Clay, clayCycle, farSide, flat, limb } from './clay.ts'

/** Looking right, the middle of the cabin at (40, 0). */
const BOX = { left: -230, right: 230, top: -110, bottom: 92 }

/** Where its skids stand, as a share of the picture's height. */
export const HELICOPTER_FOOT = (82 - BOX.top) / (BOX.bottom - BOX.top)

const PHASES = 12
/** Half turns of the rotor a second: as quick as pictures can show without standing still. */
const TURNS = 2.6
const TAU = Math.PI * 2
const STEEL: Rgb = [92, 98, 112]

/** A helicopter with turning rotors, its nose a little down in flight; `height` is of the whole picture in pixels. */
export function helicopterCycle(
  stage: Stage,
  { tint, action }: Pick<Subject, 'tint' | 'action'>,
  { height }: { height: number },
): Cycle {
  const parked = action === 'stand'
  const pitch = action === 'fly' ? 0.07 : 0
  return clayCycle(stage, BOX, { height, count: PHASES, perSecond: parked ? 0 : PHASES * TURNS }, (clay, phase) =>
    drawHelicopter(clay, tint ?? [222, 82, 52], { turn: (TAU / 2) * (phase / PHASES), pitch }),
  )
}

function drawHelicopter(clay: Clay, colour: Rgb, { turn, pitch }: { turn: number; pitch: number }): void {
  const { context } = clay
  context.save()
  context.rotate(pitch)
  drawSkid(clay, true)
  limb(
    clay,
    [
      [-20, -16],
      [-196, -34],
    ],
    { from: 46, to: 15 },
    colour,
  )
  blob(
    clay,
    [
      [-196, -30],
      [-218, -84],
      [-200, -86],
      [-174, -36],
    ],
    scaled(colour, 0.86),
  )
  drawTailRotor(clay, turn)
  blob(
    clay,
    [
      [-60, -26],
      [-20, -52],
      [50, -56],
      [104, -34],
      [124, 4],
      [110, 36],
      [60, 50],
      [-10, 46],
      [-54, 22],
    ],
    colour,
  )
  drawCabin(clay)
  drawSkid(clay, false)
  limb(
    clay,
    [
      [18, -52],
      [18, -78],
    ],
    { from: 17, to: 12 },
    STEEL,
  )
  drawRotor(clay, turn)
  context.restore()
}

function drawCabin(clay: Clay): void {
  const glass: Rgb = [84, 150, 190]
  blob(
    clay,
    [
      [58, -42],
      [96, -28],
      [114, 2],
      [102, 14],
      [58, 14],
    ],
    glass,
  )
  blob(
    clay,
    [
      [8, -38],
      [44, -40],
      [44, 12],
      [8, 12],
    ],
    scaled(glass, 0.86),
  )
  limb(
    clay,
    [
      [-46, 26],
      [112, 26],
    ],
    { from: 6, to: 6 },
    [244, 240, 232],
  )
  limb(
    clay,
    [
      [72, -34],
      [92, -20],
    ],
    { from: 4, to: 3 },
    [206, 232, 246],
  )
}

function drawSkid(clay: Clay, far: boolean): void {
  const [dx, dy] = far ? [10, -8] : [0, 0]
  const steel = far ? farSide(STEEL) : STEEL
  for (const x of [-14, 66])
    limb(
      clay,
      [
        [x, 38],
        [x + dx, 76 + dy],
      ],
      { from: 7, to: 7 },
      steel,
    )
  limb(
    clay,
    [
      [-62 + dx, 78 + dy],
      [112 + dx, 78 + dy],
    ],
    { from: 8, to: 8 },
    steel,
  )
}

/** Two blades seen from the side, in the haze that they draw. */
function drawRotor(clay: Clay, turn: number): void {
  const { context } = clay
  const [x, y] = [18, -82]
  context.globalAlpha = 0.16
  context.fillStyle = flat(clay, [190, 196, 206])
  context.beginPath()
  context.ellipse(x, y, 190, 12, 0, 0, TAU)
  context.fill()
  context.globalAlpha = 0.82
  for (const side of [0, Math.PI]) {
    const end: Point = [x + 190 * Math.cos(turn + side), y + 11 * Math.sin(turn + side)]
    limb(clay, [[x, y], end], { from: 9, to: 6 }, [62, 66, 78])
  }
  context.globalAlpha = 1
  ball(clay, [x, y], [11, 8], STEEL)
}

function drawTailRotor(clay: Clay, turn: number): void {
  const { context } = clay
  const [x, y] = [-208, -58]
  context.globalAlpha = 0.2
  ball(clay, [x, y], [33, 33], [190, 196, 206])
  context.globalAlpha = 1
  const [dx, dy] = [31 * Math.cos(turn * 3), 31 * Math.sin(turn * 3)]
  limb(
    clay,
    [
      [x - dx, y - dy],
      [x + dx, y + dy],
    ],
    { from: 6, to: 6 },
    [62, 66, 78],
  )
  ball(clay, [x, y], [7, 7], STEEL)
}
