import { mix, type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import { ramp } from '../../ease.ts'
import { heightAt } from '../ascent-way.ts'
import type { Cycle } from '../gait.ts'
import type { Point } from '../shapes.ts'
import type { Stage } from '../stage.ts'
import { ball, blob, type Clay, clayCycle, farSide, flat, limb } from './clay.ts'

/** The nose to the right, the middle of the fuselage at (0, 0). */
const BOX = { left: -262, right: 262, top: -150, bottom: 130 }

/** One sway from wing to wing takes this long in seconds. */
const SWAY = 4
const PHASES = 40
const TAU = Math.PI * 2

/** An airliner that climbs a little and banks to and fro, with blinking lights; `height` is of the whole picture in pixels. */
export function airplaneCycle(
  stage: Stage,
  { tint, action }: Pick<Subject, 'tint' | 'action'>,
  { height }: { height: number },
): Cycle {
  // Over the whole clip: level on its wheels, then the nose goes up and the wheels go in, or the other way round.
  if (action === 'launch' || action === 'land')
    return clayCycle(stage, BOX, { height, count: PHASES, perSecond: PHASES / stage.seconds }, (clay, phase) => {
      const up = heightAt(action, 'airplane', phase / PHASES)
      const pitch = -0.2 * ramp(0, 0.14, up) * (action === 'land' ? 0.5 : 1)
      drawAirplane(clay, tint ?? BLUE, { phase, bank: 0.3, pitch, wheels: 1 - ramp(0.3, 0.6, up) })
    })
  return clayCycle(stage, BOX, { height, count: PHASES, perSecond: PHASES / SWAY }, (clay, phase) => {
    const turn = TAU * (phase / PHASES)
    const pitch = -0.13 + 0.025 * Math.sin(turn + 1.2)
    drawAirplane(clay, tint ?? BLUE, { phase, bank: Math.sin(turn), pitch, wheels: 0 })
  })
}

const BLUE: Rgb = [36, 116, 206]

/** `wheels`: how far they are out, 0..1. */
interface Attitude {
  phase: number
  bank: number
  pitch: number
  wheels: number
}

function drawAirplane(clay: Clay, livery: Rgb, { phase, bank, pitch, wheels }: Attitude): void {
  const { context } = clay
  context.save()
  context.rotate(pitch)
  if (wheels > 0) for (const x of [-52, -24, 150]) drawWheel(clay, x, wheels)
  const wing = farSide([214, 218, 228])
  blob(
    clay,
    [
      [44, -14],
      [-6, -22],
      [-64, -62 - 30 * bank],
      [-84, -62 - 30 * bank],
      [-40, -14],
    ],
    wing,
  )
  blob(
    clay,
    [
      [-176, -14],
      [-214, -40 - 9 * bank],
      [-230, -40 - 9 * bank],
      [-210, -10],
    ],
    farSide(livery),
  )
  drawFuselage(clay, livery)
  blob(
    clay,
    [
      [-158, -22],
      [-192, -74],
      [-214, -112],
      [-240, -112],
      [-222, -54],
      [-218, -8],
    ],
    livery,
  )
  drawWing(clay, bank)
  blob(
    clay,
    [
      [-172, -4],
      [-222, 22 + 12 * bank],
      [-242, 22 + 12 * bank],
      [-214, -6],
    ],
    scaled(livery, 0.92),
  )
  // A flash every second, first of the wing tip and then of the tail.
  if (phase % 10 < 2) shine(clay, [-116, 86 + 26 * bank], [255, 70, 60])
  if (phase % 10 === 5) shine(clay, [-236, -112], [255, 255, 255])
  context.restore()
}

function drawWheel(clay: Clay, x: number, out: number): void {
  const y = 20 + 44 * out
  limb(
    clay,
    [
      [x, 16],
      [x, y],
    ],
    { from: 7, to: 6 },
    [150, 156, 168],
  )
  ball(clay, [x, y], [11, 11], [46, 46, 54])
  ball(clay, [x, y], [4, 4], [160, 164, 174])
}

function drawFuselage(clay: Clay, livery: Rgb): void {
  const white: Rgb = [244, 246, 250]
  blob(
    clay,
    [
      [236, 8],
      [222, -12],
      [180, -30],
      [90, -36],
      [-100, -35],
      [-190, -26],
      [-240, -16],
      [-236, -6],
      [-160, 18],
      [-80, 31],
      [100, 33],
      [190, 28],
      [228, 18],
    ],
    white,
  )
  const { context } = clay
  context.save()
  context.clip()
  limb(
    clay,
    [
      [-270, 1],
      [250, 15],
    ],
    { from: 7, to: 9 },
    livery,
  )
  context.fillStyle = flat(clay, [52, 70, 100])
  for (let x = -150; x <= 150; x += 23) {
    context.beginPath()
    context.roundRect(x, -17, 9, 13, 4)
    context.fill()
  }
  blob(
    clay,
    [
      [186, -26],
      [214, -15],
      [206, -7],
      [184, -10],
    ],
    [64, 92, 130],
  )
  context.restore()
}

function drawWing(clay: Clay, bank: number): void {
  const tip = 84 + 26 * bank
  const engine: Point = [-4, 46 + 12 * bank]
  limb(
    clay,
    [
      [engine[0] - 20, engine[1]],
      [engine[0] + 28, engine[1] - 1],
    ],
    { from: 19, to: 26 },
    [206, 210, 220],
  )
  ball(clay, [engine[0] + 39, engine[1] - 1], [4.5, 11], mix([60, 66, 80], [120, 126, 140], 0.3))
  blob(
    clay,
    [
      [58, 10],
      [24, 20],
      [-88, tip],
      [-120, tip + 3],
      [-124, tip - 3],
      [-72, 34 + 10 * bank],
      [-46, 12],
      [0, 5],
    ],
    [226, 230, 238],
  )
}

function shine({ context }: Clay, [x, y]: Point, [r, g, b]: Rgb): void {
  const glow = context.createRadialGradient(x, y, 0, x, y, 20)
  glow.addColorStop(0, `rgba(${r},${g},${b},1)`)
  glow.addColorStop(0.25, `rgba(${r},${g},${b},0.8)`)
  glow.addColorStop(1, `rgba(${r},${g},${b},0)`)
  context.fillStyle = glow
  context.fillRect(x - 20, y - 20, 40, 40)
}
