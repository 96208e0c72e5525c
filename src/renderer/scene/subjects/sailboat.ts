import { type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Point } from '../shapes.ts'
import type { Stage } from '../stage.ts'
import { blob, type Clay, clayCycle, flat, limb } from './clay.ts'

/** The bow to the right, the water at y = 0, the mast at x = 0. */
const BOX = { left: -150, right: 170, top: -330, bottom: 44 }
const KEEL = 34

/** Where the keel is, as a share of the picture's height. */
export const SAILBOAT_FOOT = (KEEL - BOX.top) / (BOX.bottom - BOX.top)

/** One swell takes this long in seconds. */
const SWELL = 3.6
const PHASES = 40
const TAU = Math.PI * 2

/** A boat that rocks on the swell, its sails filling and their edges fluttering; `height` is of the whole picture in pixels. */
export function sailboatCycle(stage: Stage, { tint }: Pick<Subject, 'tint'>, { height }: { height: number }): Cycle {
  const windy = stage.brief.weather === 'storm' || stage.brief.weather === 'wind'
  return clayCycle(stage, BOX, { height, count: PHASES, perSecond: PHASES / SWELL }, (clay, phase) =>
    drawSailboat(clay, tint, { swell: TAU * (phase / PHASES), windy }),
  )
}

function drawSailboat(clay: Clay, tint: Rgb | undefined, { swell, windy }: { swell: number; windy: boolean }): void {
  const { context } = clay
  const hull = tint ?? [178, 92, 52]
  context.save()
  context.translate(0, KEEL)
  context.rotate((windy ? 0.1 : 0.03) + (windy ? 0.09 : 0.05) * Math.sin(swell))
  context.translate(0, -KEEL)
  // The fuller the sails, the further the mast leans.
  const wind = 1 + 0.22 * Math.sin(swell + 1.1)
  limb(
    clay,
    [
      [0, -8],
      [2, -306],
    ],
    { from: 9, to: 5 },
    [120, 84, 58],
  )
  drawPennant(clay, tint ?? [226, 72, 60], swell)
  drawMainSail(clay, swell, wind)
  limb(
    clay,
    [
      [0, -26],
      [-112, -32],
    ],
    { from: 7, to: 5 },
    [120, 84, 58],
  )
  drawJib(clay, tint ?? [236, 104, 78], { swell, wind })
  drawHull(clay, hull)
  context.restore()
}

/** How far the free edge of a sail flaps at a share (0..1) of its height. */
function flutter(swell: number, share: number): number {
  return 4.5 * Math.sin(swell * 6 - share * 7) * Math.sin(Math.PI * share)
}

function drawMainSail(clay: Clay, swell: number, wind: number): void {
  const leech = [0.15, 0.35, 0.55, 0.75, 0.92].map((share): Point => {
    const x = -4 - 108 * share ** 0.8 - 10 * wind * Math.sin(Math.PI * share) + flutter(swell, share)
    return [x, -296 + 262 * share]
  })
  const sail: Rgb = [250, 243, 226]
  blob(clay, [[-3, -300], ...leech, [-112, -36], [-50, -31], [-4, -32], [-4, -120], [-3, -220]], sail)
  clay.context.save()
  clay.context.clip()
  clay.context.strokeStyle = flat(clay, scaled(sail, 0.8))
  clay.context.lineWidth = 2
  for (const y of [-236, -176, -112, -62]) {
    clay.context.beginPath()
    clay.context.moveTo(0, y)
    clay.context.quadraticCurveTo(-60, y + 10 * wind, -130, y + 6)
    clay.context.stroke()
  }
  clay.context.restore()
}

function drawJib(clay: Clay, colour: Rgb, { swell, wind }: { swell: number; wind: number }): void {
  const stay = (share: number): Point => [8 + 124 * share, -268 + 252 * share]
  const foot: Point = [26, -34]
  blob(
    clay,
    [
      stay(0),
      [stay(0.35)[0] + 5 * wind, stay(0.35)[1]],
      [stay(0.7)[0] + 4 * wind, stay(0.7)[1]],
      stay(1),
      [84, -24 + 6 * wind],
      foot,
      [10 + 20 * wind + flutter(swell + 2, 0.6), -110],
      [8 + 12 * wind + flutter(swell + 2, 0.3), -190],
    ],
    colour,
  )
}

function drawHull(clay: Clay, colour: Rgb): void {
  blob(
    clay,
    [
      [-128, -18],
      [-40, -12],
      [60, -13],
      [146, -24],
      [120, 10],
      [84, 28],
      [0, 34],
      [-90, 30],
      [-120, 12],
    ],
    colour,
  )
  clay.context.save()
  clay.context.clip()
  limb(
    clay,
    [
      [-140, -14],
      [10, -6],
    ],
    { from: 11, to: 11 },
    [246, 240, 230],
  )
  limb(
    clay,
    [
      [10, -6],
      [150, -19],
    ],
    { from: 11, to: 11 },
    [246, 240, 230],
  )
  clay.context.restore()
}

function drawPennant(clay: Clay, colour: Rgb, swell: number): void {
  const wave = (n: number): number => 4 * (n / 3) * Math.sin(swell * 8 - n * 1.2)
  blob(
    clay,
    [
      [2, -312],
      [-14, -312 + wave(1)],
      [-30, -308 + wave(2)],
      [-46, -303 + wave(3)],
      [-30, -298 + wave(2)],
      [-14, -298 + wave(1)],
      [2, -296],
    ],
    colour,
  )
}
