import type { Point } from '../shapes.ts'
import type { Leg, Stance } from './stance.ts'

/** The box of an upright figure: looking right, the hips at (0, 0), the ground at y = GROUND. */
export const UPRIGHT_BOX = { left: -190, right: 190, top: -262, bottom: 172 }
export const GROUND = 158

const THIGH = 74
const SHIN = 70
const TRUNK = 88
const UPPER_ARM = 52
const FOREARM = 47

export const LEG_LENGTH = THIGH + SHIN

export interface LegJoints {
  hip: Point
  knee: Point
  ankle: Point
  toes: Point
}

export interface ArmJoints {
  shoulder: Point
  elbow: Point
  wrist: Point
  hand: Point
  /** Of the hand, from straight down. */
  angle: number
}

/** Where the joints of an upright figure are in a stance, before it is rolled and put on the ground. */
export interface Skeleton {
  /** How far down the whole figure goes so that its lowest foot is where the stance wants it, at this size. */
  down: number
  neck: Point
  /** Near side first. */
  legs: readonly [LegJoints, LegJoints]
  arms: readonly [ArmJoints, ArmJoints]
}

export function along([x, y]: Point, length: number, angle: number): Point {
  return [x + Math.sin(angle) * length, y + Math.cos(angle) * length]
}

export function skeletonOf(stance: Stance, size: number): Skeleton {
  const { turn, sway, lean } = stance
  const apart = 3 + 11 * turn
  const legs = [
    legJoints([-apart * 0.6 + sway, 0], stance.legs[0], turn),
    legJoints([apart * 0.6 + sway, 0], stance.legs[1], turn),
  ] as const
  const lowest = Math.max(...legs.flatMap(({ ankle, toes }) => [ankle[1] + 10, toes[1] + 3]), 22)
  // Who swims lies on the water, and who sleeps on the back.
  const standing = GROUND - lowest * size - stance.leap
  const down = stance.roll > 1 ? 0 : stance.roll < -1 ? GROUND - 26 * size : standing
  const neck: Point = [sway * 0.2 + Math.sin(lean) * TRUNK, -Math.cos(lean) * TRUNK]
  const wide = 6 + 22 * turn
  const near: Point = [neck[0] - wide * (0.35 + 0.65 * turn), neck[1] + 7]
  const far: Point = [neck[0] + wide, neck[1] + 6]
  return { down, neck, legs, arms: [armJoints(near, stance.arms[0]), armJoints(far, stance.arms[1])] }
}

function legJoints(hip: Point, leg: Leg, turn: number): LegJoints {
  const knee = along(hip, THIGH, leg.swing)
  const ankle = along(knee, SHIN, leg.swing - leg.bend)
  const foot = 24 * (1 - 0.45 * turn)
  return { hip, knee, ankle, toes: [ankle[0] + foot * Math.cos(leg.toes), ankle[1] + 7 - foot * Math.sin(leg.toes)] }
}

/** The leg whose ankle is at a place as seen from its hip, the knee forwards. */
export function legTo([x, y]: Point): Leg {
  const reach = Math.min(Math.hypot(x, y), LEG_LENGTH - 0.5)
  const thigh = Math.acos((THIGH ** 2 + reach ** 2 - SHIN ** 2) / (2 * THIGH * reach))
  const knee = Math.acos((THIGH ** 2 + SHIN ** 2 - reach ** 2) / (2 * THIGH * SHIN))
  return { swing: Math.atan2(x, y) + thigh, bend: Math.PI - knee, toes: 0 }
}

function armJoints(shoulder: Point, { swing, bend }: Stance['arms'][0]): ArmJoints {
  const elbow = along(shoulder, UPPER_ARM, swing)
  const wrist = along(elbow, FOREARM, swing + bend)
  return { shoulder, elbow, wrist, hand: along(wrist, 9, swing + bend * 1.1), angle: swing + bend }
}
