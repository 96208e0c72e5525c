import { mix, scaled } from '../../frame/colour.ts'
import type { Point } from '../shapes.ts'
import { deepWater } from '../water.ts'
import { blob, type Clay, flat } from './clay.ts'
import { GROUND } from './skeleton.ts'

const TAU = Math.PI * 2

/** The wave behind a surfer: it rises from before the board, and its lip falls over behind. */
export function drawWave(clay: Clay, swing: number): void {
  const { context, light } = clay
  const high = 14 * swing
  const face: Point[] = [
    [-345, GROUND + 12],
    [-316, GROUND - 40],
    [-270, GROUND - 128 - high],
    [-206, GROUND - 176 - high],
    [-132, GROUND - 170 - high],
    [-30, GROUND - 118 - high * 0.6],
    [70, GROUND - 66],
    [150, GROUND - 22],
    [206, GROUND + 14],
    [190, GROUND + 30],
    [0, GROUND + 32],
    [-345, GROUND + 30],
  ]
  const water = mix(mix(light.middle, deepWater(light), 0.42), [44, 134, 170], 0.22)
  blob(clay, face, water)
  context.save()
  context.clip()
  // Water that is drawn up the face.
  context.lineWidth = 5
  for (let n = 0; n < 13; n++) {
    const foot = -330 + n * 40
    context.strokeStyle = flat(clay, n % 2 ? scaled(water, 1.4) : scaled(water, 0.7), [0, -0.4])
    context.globalAlpha = 0.32
    context.beginPath()
    context.moveTo(foot + 56 + 8 * swing, GROUND + 30)
    context.quadraticCurveTo(foot + 10, GROUND - 60, foot - 62, GROUND - 190 - high)
    context.stroke()
  }
  context.globalAlpha = 1
  context.restore()
  drawLip(clay, high)
}

/** Broken water along the wave's lip, in flakes that fall behind it, and along its foot. */
function drawLip(clay: Clay, high: number): void {
  const { context } = clay
  const flake = (x: number, y: number, size: number): void => {
    context.beginPath()
    context.ellipse(x, y, size, size * 0.6, -0.5, 0, TAU)
    context.fill()
  }
  context.fillStyle = flat(clay, [246, 250, 252], [0, -0.7])
  for (let n = 0; n < 190; n++) {
    const share = ((n * 61) % 190) / 190
    const down = (((n * n * 7 + n * 29) % 97) / 97) ** 2.2
    const crest = GROUND - 18 - 160 * Math.sin(Math.PI * Math.min(1, share * 0.88 + 0.08)) ** 0.8 - high
    context.globalAlpha = 0.3 + 0.5 * (1 - down)
    flake(
      -326 + 316 * share + 26 * down,
      crest + (GROUND - crest) * 0.62 * down,
      (3 + 11 * Math.sin(Math.PI * share)) * (1 - 0.6 * down),
    )
  }
  for (let n = 0; n < 70; n++) {
    const share = ((n * 23) % 70) / 70
    context.globalAlpha = 0.5
    flake(-344 + 540 * share, GROUND - 4 - ((n * 13) % 17) * (1 - share * 0.7), 5 + ((n * 7) % 11))
  }
  context.globalAlpha = 1
}
