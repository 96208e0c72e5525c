import { type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import { type Stage } from '../stage.ts'
import { blob, type Clay, clayCycle, flat, limb } from './clay.ts'

/** The bow to the right, the water at y = 0. */
const BOX = { left: -262, right: 268, top: -190, bottom: 46 }
const KEEL = 34

export const SHIP_FOOT = (KEEL - BOX.top) / (BOX.bottom - BOX.top)

/** One swell takes this long in seconds. */
const SWELL = 5.4
const PHASES = 40
const TAU = Math.PI * 2

/** A passenger ship that pitches slowly on the swell, lit from within at night; `height` is of the whole picture in pixels. */
export function shipCycle(stage: Stage, { tint }: Pick<Subject, 'tint'>, { height }: { height: number }): Cycle {
  const { weather, dayTime } = stage.brief
  const rough = weather === 'storm' || weather === 'wind' ? 2.4 : 1
  return clayCycle(stage, BOX, { height, count: PHASES, perSecond: PHASES / SWELL }, (clay, phase) => {
    const swell = TAU * (phase / PHASES)
    clay.context.translate(0, KEEL + 2.5 * rough * Math.sin(swell + 1))
    clay.context.rotate(0.012 * rough * Math.sin(swell))
    clay.context.translate(0, -KEEL)
    drawShip(clay, tint ?? [36, 62, 110], dayTime === 'night')
  })
}

const WHITE: Rgb = [244, 245, 248]

function drawShip(clay: Clay, colour: Rgb, night: boolean): void {
  drawFunnels(clay)
  const decks = [
    [-150, 112, -112],
    [-178, 140, -90],
    [-200, 166, -66],
    [-214, 186, -42],
  ] as const
  for (const [from, to, y] of decks) {
    limb(
      clay,
      [
        [from, y],
        [to, y],
      ],
      { from: 25, to: 25 },
      WHITE,
    )
  }
  drawWindows(clay, decks, night)
  drawHull(clay, colour, night)
}

function drawWindows(clay: Clay, decks: readonly (readonly [number, number, number])[], night: boolean): void {
  const { context } = clay
  for (const [from, to, y] of decks) {
    for (let x = from + 4, n = 0; x < to - 6; x += 15, n++) {
      // Not everybody is in.
      context.fillStyle = night && n % 4 !== 1 ? 'rgb(255,222,148)' : flat(clay, [70, 92, 124])
      context.fillRect(x, y - 5, 9, 9)
    }
  }
}

function drawFunnels(clay: Clay): void {
  for (const x of [-96, -18]) {
    limb(
      clay,
      [
        [x, -118],
        [x - 12, -172],
      ],
      { from: 36, to: 32 },
      [214, 70, 56],
    )
    limb(
      clay,
      [
        [x - 9, -160],
        [x - 13, -176],
      ],
      { from: 34, to: 33 },
      [48, 50, 60],
    )
  }
  limb(
    clay,
    [
      [92, -110],
      [88, -182],
    ],
    { from: 6, to: 4 },
    [150, 154, 166],
  )
}

function drawHull(clay: Clay, colour: Rgb, night: boolean): void {
  blob(
    clay,
    [
      [-242, -34],
      [-120, -28],
      [60, -28],
      [180, -34],
      [256, -48],
      [232, -6],
      [206, 34],
      [0, 36],
      [-214, 34],
      [-236, 6],
    ],
    colour,
  )
  clay.context.save()
  clay.context.clip()
  limb(
    clay,
    [
      [-260, -22],
      [270, -32],
    ],
    { from: 7, to: 7 },
    WHITE,
  )
  limb(
    clay,
    [
      [-260, 32],
      [270, 32],
    ],
    { from: 16, to: 16 },
    [176, 58, 50],
  )
  clay.context.fillStyle = night ? 'rgb(255,224,150)' : flat(clay, scaled(colour, 0.5))
  for (let x = -210; x < 190; x += 26) {
    clay.context.beginPath()
    clay.context.arc(x, -6, 4, 0, TAU)
    clay.context.fill()
  }
  clay.context.restore()
}
