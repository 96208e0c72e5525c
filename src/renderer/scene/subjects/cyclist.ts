import { type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Point } from '../shapes.ts'
import type { Stage } from '../stage.ts'
import { ball, chain, type Clay, clayCycle, farSide, flat, limb } from './clay.ts'
import { drawHead, drawLongHair } from './person-head.ts'
import { type Look, lookOf, wornBy } from './person-look.ts'
import { stanceAt } from './person-pose.ts'
import type { Stance } from './stance.ts'
import { drawRobot } from './robot.ts'
import { legTo, skeletonOf } from './skeleton.ts'

/** Looking right, the bottom bracket at (0, 0), the road at y = ROAD. */
const BOX = { left: -170, right: 190, top: -300, bottom: 84 }
const ROAD = 72

/** Where the wheels touch the road, as a share of the picture's height. */
export const CYCLIST_FOOT = (ROAD - BOX.top) / (BOX.bottom - BOX.top)

/** Turns of the pedals a second; the wheels turn as often as the chain has it. */
const CADENCE = 1.05
const GEAR = 2
const PHASES = 24
const TAU = Math.PI * 2

const WHEEL = 62
const CRANK = 25
const REAR: Point = [-84, ROAD - WHEEL]
const FRONT: Point = [112, ROAD - WHEEL]
const SADDLE: Point = [-42, -118]
const STEM: Point = [78, -122]
const GRIP: Point = [96, -134]
const [THIGH, SHIN] = [80, 84]

/** Of the whole picture, in design units. */
export const CYCLIST_HEIGHT = 400

/** A child's bicycle, as a share of a grown-up's. */
const SMALL = 0.74

/** How far its wheels roll in a second, in design units. */
export function cyclistSpeed({ rider }: Pick<Subject, 'rider'>): number {
  const wheel = WHEEL * (rider ? sizeOf(lookOf(rider.icon, 0, 0)) : 1)
  return (TAU * wheel * GEAR * CADENCE * CYCLIST_HEIGHT) / (BOX.bottom - BOX.top)
}

function sizeOf({ size }: Look): number {
  return size < 1 ? SMALL : 1
}

/** Somebody on a bicycle: feet on the pedals, which turn with the wheels; `height` is of the whole picture in pixels. */
export function cyclistCycle(
  stage: Stage,
  { tint, rider: named }: Pick<Subject, 'tint' | 'rider'>,
  look: { height: number; which: number },
): Cycle {
  const rider = wornBy(named ?? { icon: 'person-walking' }, stage.seed, look.which)
  const frame: Rgb = tint ?? [220, 66, 58]
  return clayCycle(stage, BOX, { height: look.height, count: PHASES, perSecond: PHASES * CADENCE }, (clay, phase) =>
    named?.icon === 'robot'
      ? drawRobotRider(clay, { plate: named.tint, frame }, TAU * (phase / PHASES))
      : drawCyclist(clay, { rider: { ...rider, skirt: 0 }, frame }, TAU * (phase / PHASES)),
  )
}

function drawCyclist(clay: Clay, { rider, frame }: { rider: Look; frame: Rgb }, turn: number): void {
  const size = sizeOf(rider)
  clay.context.translate(0, ROAD)
  clay.context.scale(size, size)
  clay.context.translate(0, -ROAD)
  const rolls = turn * GEAR
  const bob = 1.6 * Math.sin(turn * 2)
  const hip: Point = [SADDLE[0] + 4, SADDLE[1] - 16 + bob]
  const neck: Point = [34, -206 + bob]
  const pedal = (angle: number): Point => [Math.cos(angle) * CRANK, Math.sin(angle) * CRANK]
  const near = pedal(turn)
  const far = pedal(turn + Math.PI)
  const dark: Rgb = [58, 60, 70]
  drawLeg(clay, rider, { hip, pedal: far, far: true })
  limb(clay, [[0, 0], far], { from: 7, to: 6 }, farSide(dark))
  drawArm(clay, rider, neck, true)
  for (const hub of [REAR, FRONT]) drawWheel(clay, hub, rolls)
  drawFrame(clay, frame)
  // From hip to shoulders, bent over the bars.
  limb(clay, [hip, [neck[0] - 6, neck[1] + 16]], { from: 46, to: 50 }, rider.top)
  ball(clay, hip, [25, 22], rider.bottom)
  drawHeadOn(clay, rider, neck)
  limb(clay, [[0, 0], near], { from: 8, to: 7 }, dark)
  drawLeg(clay, rider, { hip, pedal: near, far: false })
  drawArm(clay, rider, neck, false)
}

/** A robot rides as people do: its hips on the saddle, its feet where the pedals are. */
function drawRobotRider(clay: Clay, { plate, frame }: { plate: Rgb | undefined; frame: Rgb }, turn: number): void {
  const { context } = clay
  const hip: Point = [SADDLE[0] + 2, SADDLE[1] - 14]
  for (const hub of [REAR, FRONT]) drawWheel(clay, hub, turn * GEAR)
  drawFrame(clay, frame)
  const leg = (angle: number) => legTo([Math.cos(angle) * CRANK - 10 - hip[0], Math.sin(angle) * CRANK - 14 - hip[1]])
  const arm = { swing: 0.86, bend: 0.24 }
  const upper = { turn: 0.1, lean: 0.62, roll: 0, nod: -0.3, sway: 0, leap: 0, blink: false }
  const stance: Stance = { ...upper, arms: [arm, { ...arm, swing: 0.94 }], legs: [leg(turn), leg(turn + Math.PI)] }
  context.save()
  context.translate(hip[0], hip[1] - skeletonOf(stance, 1).down)
  drawRobot(clay, plate, stance)
  context.restore()
  limb(
    clay,
    [
      [0, 0],
      [Math.cos(turn) * CRANK, Math.sin(turn) * CRANK],
    ],
    { from: 8, to: 7 },
    [58, 60, 70],
  )
}

function drawWheel(clay: Clay, [x, y]: Point, turn: number): void {
  const { context } = clay
  context.lineWidth = 7
  context.strokeStyle = flat(clay, [50, 50, 58])
  context.beginPath()
  context.arc(x, y, WHEEL - 4, 0, TAU)
  context.stroke()
  context.lineWidth = 2.4
  context.strokeStyle = flat(clay, [204, 208, 216])
  context.beginPath()
  context.arc(x, y, WHEEL - 9, 0, TAU)
  for (let spoke = 0; spoke < 10; spoke++) {
    const angle = turn + (spoke / 10) * TAU
    context.moveTo(x, y)
    context.lineTo(x + Math.cos(angle) * (WHEEL - 9), y + Math.sin(angle) * (WHEEL - 9))
  }
  context.stroke()
  // A reflector between the spokes shows how it turns.
  ball(clay, [x + Math.cos(turn + 0.3) * WHEEL * 0.56, y + Math.sin(turn + 0.3) * WHEEL * 0.56], [6, 6], [255, 150, 60])
  ball(clay, [x, y], [8, 8], [150, 154, 164])
}

function drawFrame(clay: Clay, colour: Rgb): void {
  const head: Point = [72, -96]
  const seat: Point = [-36, -92]
  for (const [a, b] of [
    [seat, REAR],
    [REAR, [0, 0]],
    [[0, 0], seat],
    [seat, head],
    [[0, 0], head],
    [head, FRONT],
    [head, STEM],
    [seat, SADDLE],
  ] as const)
    limb(clay, [a, b], { from: 9, to: 9 }, colour)
  limb(clay, [STEM, GRIP], { from: 8, to: 9 }, [58, 60, 70])
  limb(
    clay,
    [
      [SADDLE[0] - 20, SADDLE[1] - 2],
      [SADDLE[0] + 20, SADDLE[1]],
    ],
    { from: 14, to: 8 },
    [52, 46, 50],
  )
  ball(clay, [0, 0], [17, 17], [120, 124, 134])
}

/** The knee between a hip and a foot on its pedal: both bones keep their lengths. */
function kneeOf(hip: Point, ankle: Point): Point {
  const [dx, dy] = [ankle[0] - hip[0], ankle[1] - hip[1]]
  const reach = Math.min(Math.hypot(dx, dy), THIGH + SHIN - 0.5)
  const share = (THIGH ** 2 - SHIN ** 2 + reach ** 2) / (2 * reach)
  const out = Math.sqrt(Math.max(0, THIGH ** 2 - share ** 2))
  const [ux, uy] = [dx / reach, dy / reach]
  return [hip[0] + ux * share + uy * out, hip[1] + uy * share - ux * out]
}

function drawLeg(
  clay: Clay,
  { skin, bottom, shoes, sleeves }: Look,
  { hip, pedal, far }: { hip: Point; pedal: Point; far: boolean },
): void {
  const tone = (colour: Rgb): Rgb => (far ? farSide(colour) : colour)
  const ankle: Point = [pedal[0] - 10, pedal[1] - 14]
  const knee = kneeOf(hip, ankle)
  limb(
    clay,
    [
      [pedal[0] - 14, pedal[1] + 3],
      [pedal[0] + 14, pedal[1] + 3],
    ],
    { from: 5, to: 5 },
    tone([58, 60, 70]),
  )
  limb(
    clay,
    [
      [ankle[0] - 2, ankle[1] + 6],
      [pedal[0] + 16, pedal[1] - 5],
    ],
    { from: 16, to: 12 },
    tone(shoes),
  )
  const shorts = sleeves === 'short'
  chain(clay, [hip, knee, ankle], [38, 27, 18], tone(shorts ? skin : bottom))
  if (shorts)
    limb(clay, [hip, [hip[0] * 0.3 + knee[0] * 0.7, hip[1] * 0.3 + knee[1] * 0.7]], { from: 40, to: 32 }, tone(bottom))
}

function drawArm(clay: Clay, { skin, top, sleeves }: Look, neck: Point, far: boolean): void {
  const tone = (colour: Rgb): Rgb => (far ? scaled(colour, 0.76) : colour)
  const shoulder: Point = [neck[0] - 2, neck[1] + 14]
  const hand: Point = [GRIP[0] - (far ? -4 : 2), GRIP[1] - 4]
  const elbow: Point = [(shoulder[0] + hand[0]) / 2 + 2, (shoulder[1] + hand[1]) / 2 + 13]
  chain(clay, [shoulder, elbow, hand], [22, 18, 14], tone(sleeves === 'short' ? skin : top))
  if (sleeves === 'short') limb(clay, [shoulder, elbow], { from: 25, to: 21 }, tone(top))
  ball(clay, hand, [9, 9], tone(skin))
}

function drawHeadOn(clay: Clay, rider: Look, neck: Point): void {
  const { context } = clay
  const stance = stanceAt(0, 'walk')
  context.save()
  context.translate(neck[0] + 6, neck[1] - 6)
  context.rotate(0.06)
  // The head of a child is large for its body.
  const head = rider.size < 1 ? 1.4 : 1.05
  context.scale(head, head)
  if (rider.hairstyle === 'long') drawLongHair(clay, rider.hair, stance)
  limb(
    clay,
    [
      [0, 10],
      [1, -12],
    ],
    { from: 19, to: 17 },
    scaled(rider.skin, 0.84),
  )
  drawHead(clay, rider, stance)
  context.restore()
}
