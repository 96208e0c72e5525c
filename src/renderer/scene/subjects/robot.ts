import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../../frame/colour.ts'
import type { Point } from '../shapes.ts'
import { ball, chain, type Clay, farSide, flat, limb } from './clay.ts'
import type { Stance } from './stance.ts'
import { type ArmJoints, type LegJoints, skeletonOf } from './skeleton.ts'

const STEEL: Rgb = [178, 190, 206]
const JOINT: Rgb = [84, 92, 112]
const GLOW: Rgb = [110, 240, 255]

/** A robot in somebody's stance: plates of metal over round joints, a face of light. */
export function drawRobot(clay: Clay, colour: Rgb | undefined, stance: Stance): void {
  const { context } = clay
  const { turn } = stance
  const plate = colour ?? STEEL
  const { down, neck, legs, arms } = skeletonOf(stance, 1)
  context.save()
  context.translate(0, down)
  context.rotate(stance.roll)
  drawArm(clay, farSide(plate), arms[1])
  drawLeg(clay, farSide(plate), legs[1])
  drawLeg(clay, plate, legs[0])
  drawTrunk(clay, plate, { neck, stance })
  context.save()
  context.translate(neck[0] + 3, neck[1] - 12)
  limb(
    clay,
    [
      [0, 10],
      [0, -8],
    ],
    { from: 18, to: 18 },
    JOINT,
  )
  context.rotate(stance.nod + stance.lean * 0.4)
  drawHead(clay, plate, turn)
  context.restore()
  drawArm(clay, plate, arms[0])
  context.restore()
}

/** A rounded box lit from the sun's side. */
function panel(clay: Clay, box: { x: number; y: number; w: number; h: number; r: number }, colour: Rgb): void {
  const { context, sun } = clay
  const { x, y, w, h, r } = box
  const away = sun[0] > 0 ? [x, x + w] : [x + w, x]
  const fill = context.createLinearGradient(away[0] ?? x, y + h, away[1] ?? x, y)
  fill.addColorStop(0, flat(clay, scaled(colour, 0.66), [-sun[0] * 0.9, 0.4]))
  fill.addColorStop(0.55, flat(clay, colour, [0, 0]))
  fill.addColorStop(1, flat(clay, mix(colour, [255, 255, 255], 0.25), [sun[0] * 0.9, -0.4]))
  context.fillStyle = fill
  context.beginPath()
  context.roundRect(x, y, w, h, r)
  context.fill()
}

function drawTrunk(clay: Clay, plate: Rgb, { neck, stance }: { neck: Point; stance: Stance }): void {
  const { context } = clay
  const { turn, sway } = stance
  const wide = 58 + 26 * turn
  panel(clay, { x: sway - 24, y: -12, w: 48, h: 32, r: 12 }, JOINT)
  context.save()
  context.translate((neck[0] + sway) / 2, 0)
  context.transform(1, 0, -(neck[0] - sway) / Math.abs(neck[1]), 1, 0, 0)
  panel(clay, { x: -wide / 2, y: neck[1] - 2, w: wide, h: 84, r: 20 }, plate)
  const face = 6 + 2 * turn - 8 * (1 - turn) * -1
  panel(clay, { x: -wide * 0.3 + face * (1 - turn), y: neck[1] + 18, w: wide * 0.6, h: 34, r: 8 }, scaled(plate, 0.8))
  lamp(context, [face * (1 - turn), neck[1] + 35], 8)
  context.restore()
}

function lamp(context: SKRSContext2D, [x, y]: Point, radius: number): void {
  const glow = context.createRadialGradient(x, y, 0, x, y, radius * 2.4)
  glow.addColorStop(0, css(mix(GLOW, [255, 255, 255], 0.6)))
  glow.addColorStop(0.35, css(GLOW, 0.9))
  glow.addColorStop(1, css(GLOW, 0))
  context.fillStyle = glow
  context.beginPath()
  context.arc(x, y, radius * 2.4, 0, 7)
  context.fill()
}

function drawHead(clay: Clay, plate: Rgb, turn: number): void {
  const { context } = clay
  limb(
    clay,
    [
      [-6, -64],
      [-6, -84],
    ],
    { from: 5, to: 4 },
    JOINT,
  )
  lamp(context, [-6, -88], 5)
  panel(clay, { x: -40, y: -68, w: 80, h: 62, r: 22 }, plate)
  ball(clay, [-37 - 3 * turn, -38], [9, 13], JOINT)
  if (turn > 0.5) ball(clay, [40, -38], [9, 13], JOINT)
  context.fillStyle = flat(clay, [22, 28, 44])
  context.beginPath()
  context.roundRect(-18 - 14 * turn, -57, 56 + 8 * turn, 38, 16)
  context.fill()
  for (const x of [2 - 16 * turn, 24 - 8 * turn]) lamp(context, [x, -40], 5.6)
  context.strokeStyle = css(GLOW, 0.8)
  context.lineWidth = 2.6
  context.beginPath()
  context.moveTo(6 - 14 * turn, -27)
  context.quadraticCurveTo(13 - 13 * turn, -23, 20 - 12 * turn, -27)
  context.stroke()
}

function drawLeg(clay: Clay, plate: Rgb, { hip, knee, ankle, toes }: LegJoints): void {
  limb(clay, [[ankle[0] - 8, ankle[1] + 5], toes], { from: 19, to: 15 }, scaled(plate, 0.85))
  chain(clay, [[hip[0], hip[1] + 6], knee, ankle], [22, 16, 14], JOINT)
  limb(clay, [between(hip, knee, 0.24), between(hip, knee, 0.74)], { from: 36, to: 30 }, plate)
  limb(clay, [between(knee, ankle, 0.3), between(knee, ankle, 0.86)], { from: 30, to: 34 }, plate)
  ball(clay, knee, [12, 12], JOINT)
}

function drawArm(clay: Clay, plate: Rgb, { shoulder, elbow, wrist, hand }: ArmJoints): void {
  chain(clay, [shoulder, elbow, wrist], [16, 13, 12], JOINT)
  ball(clay, shoulder, [17, 17], scaled(plate, 0.9))
  limb(clay, [between(elbow, wrist, 0.22), between(elbow, wrist, 0.84)], { from: 21, to: 25 }, plate)
  ball(clay, elbow, [10, 10], JOINT)
  ball(clay, hand, [11, 11], JOINT)
}

function between(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}
