import { type Rgb, scaled } from '../../frame/colour.ts'
import type { Leg, Pose } from '../dog-pose.ts'
import type { Point } from '../shapes.ts'
import { ball, blob, chain, type Clay, farSide, limb } from './clay.ts'
import { drawAnimalHead } from './quadruped-head.ts'
import { drawMarks } from './quadruped-marks.ts'
import { along } from './skeleton.ts'
import type { Species } from './builds.ts'

/** Looking right, the middle of the trunk at x = 0, the ground at y = HOOF_LINE. */
export const QUADRUPED_BOX = { left: -290, right: 280, top: -290, bottom: 150 }
export const HOOF_LINE = 138

interface Bones {
  joints: readonly Point[]
  toe: Point
}

/** How an animal is at rest: on its legs, or on its haunches. */
export type Rest = 'up' | 'haunches'

/** Draws an animal in a pose; the lowest hoof is on the ground unless the pose leaps. */
export function drawQuadruped(clay: Clay, species: Species, pose: Pose, rest: Rest): void {
  const { context } = clay
  const { length, depth } = species
  const shoulder: Point = [length * 0.37, depth * 0.12]
  const hip: Point = [-length * 0.38, depth * 0.02]
  const sitting = rest === 'haunches'
  // On its haunches it leans back just so far that fore feet and rump are both on the ground.
  const back = Math.asin(Math.min(0.75, Math.max(0.2, (species.leg * 1.05 - depth * 0.45) / (length * 0.75))))
  const pitch = sitting ? -back : pose.pitch
  const turned = ([x, y]: Point): Point => [
    x * Math.cos(pitch) - y * Math.sin(pitch),
    x * Math.sin(pitch) + y * Math.cos(pitch),
  ]
  const [nearFore, farFore, nearHind, farHind] = pose.legs
  const fores = [nearFore, farFore].map((leg) => foreLeg(species, turned(shoulder), sitting ? PROPPED : leg))
  const hinds = [nearHind, farHind].map((leg) => hindLeg(species, turned(hip), sitting ? FOLDED : leg))
  const lowest = Math.max(...[...fores, ...hinds].map(({ joints, toe }) => Math.max(joints.at(-1)?.[1] ?? 0, toe[1])))
  const down = sitting ? Math.max(lowest, turned(hip)[1] + depth * 0.46) : lowest + species.leg * 0.06
  context.save()
  context.translate(-length * 0.08, HOOF_LINE - (down - pose.lift) * 1)
  drawLeg(clay, species, fores[1], { far: true, hind: false })
  drawLeg(clay, species, hinds[1], { far: true, hind: true })
  context.save()
  context.rotate(pitch)
  drawTail(clay, species, pose.tail, pitch)
  drawTrunk(clay, species)
  context.restore()
  drawLeg(clay, species, hinds[0], { far: false, hind: true })
  const base = turned([length * 0.4, -depth * 0.16])
  drawLeg(clay, species, fores[0], { far: false, hind: false })
  drawAnimalHead(clay, species, { base, nod: pose.head + (sitting ? 0.1 : 0), ear: pose.ear })
  context.restore()
}

const PROPPED: Leg = { swing: 0.04, fold: 0 }
const FOLDED: Leg = { swing: 1.5, fold: 1.35 }

function foreLeg({ leg }: Species, shoulder: Point, { swing, fold }: Leg): Bones {
  const elbow = along(shoulder, leg * 0.36, swing - 0.1 + fold * 0.4)
  const wrist = along(elbow, leg * 0.36, swing + 0.02 - fold * 1.15)
  const ankle = along(wrist, leg * 0.26, swing * 0.8 - fold * 1.9)
  return { joints: [shoulder, elbow, wrist, ankle], toe: along(ankle, leg * 0.1, swing * 0.6 - fold * 1.9 + 0.75) }
}

function hindLeg({ leg }: Species, hip: Point, { swing, fold }: Leg): Bones {
  const knee = along(hip, leg * 0.36, swing + 0.3 + fold * 0.5)
  const hock = along(knee, leg * 0.36, swing - 0.5 - fold * 0.85)
  const ankle = along(hock, leg * 0.32, swing + 0.1 - fold * 0.8)
  return { joints: [hip, knee, hock, ankle], toe: along(ankle, leg * 0.1, swing * 0.5 + 0.75 - fold * 1.4) }
}

function drawLeg(
  clay: Clay,
  { coat: trunk, limbs: coat = trunk, socks, stout, foot, leg }: Species,
  bones: Bones | undefined,
  { far, hind }: { far: boolean; hind: boolean },
): void {
  if (!bones) return
  const { joints, toe } = bones
  const [hip, knee, hock, ankle] = joints
  if (!hip || !knee || !hock || !ankle) return
  const tone = (colour: Rgb): Rgb => (far ? farSide(colour) : colour)
  const w = stout * leg * 0.01
  const thick = hind ? 1.28 : 1
  if (foot === 'hoof') limb(clay, [ankle, toe], { from: 15 * w, to: 19 * w }, tone([62, 50, 48]))
  else limb(clay, [ankle, [toe[0] + 6 * w, toe[1]]], { from: 26 * w, to: 22 * w }, tone(socks))
  chain(clay, [hock, ankle], [21 * w, 18 * w], tone(socks))
  chain(clay, [knee, hock], [34 * w * thick, 21 * w], tone(coat))
  limb(clay, [hip, knee], { from: 52 * w * thick, to: 33 * w * thick, merged: !far }, tone(coat))
}

export function drawTrunk(clay: Clay, species: Species): void {
  const { length: l, depth: d, coat, belly } = species
  const half = l / 2
  const outline: readonly Point[] = [
    [-half - d * 0.06, -d * 0.12],
    [-half * 0.82, -d * 0.45],
    [-half * 0.3, -d * 0.44],
    [half * 0.2, -d * 0.43],
    [half * 0.72, -d * 0.5],
    [half + d * 0.08, -d * 0.22],
    [half + d * 0.1, d * 0.14],
    [half * 0.72, d * 0.5],
    [half * 0.1, d * 0.54],
    [-half * 0.5, d * 0.42],
    [-half * 0.9, d * 0.36],
    [-half - d * 0.1, d * 0.12],
  ]
  if (species.wool) {
    for (const [i, [x, y]] of outline.entries())
      ball(clay, [x * 0.94, y * 0.94], [d * 0.2, d * 0.2], scaled(coat, i % 2 ? 0.96 : 1))
  }
  if (species.hump) {
    blob(
      clay,
      [
        [-half * 0.6, -d * 0.36],
        [-half * 0.2, -d * 0.98],
        [half * 0.12, -d * 0.96],
        [half * 0.5, -d * 0.36],
        [0, 0],
      ],
      coat,
    )
  }
  blob(clay, outline, coat)
  clay.context.save()
  clay.context.clip()
  const under = clay.context.createLinearGradient(0, d * 0.1, 0, d * 0.56)
  const [r, g, b] = scaled(belly, (clay.light.ambient[1] + 60) / 255)
  under.addColorStop(0, `rgba(${r | 0},${g | 0},${b | 0},0)`)
  under.addColorStop(1, `rgba(${r | 0},${g | 0},${b | 0},0.75)`)
  clay.context.fillStyle = under
  clay.context.fillRect(-l, -d, l * 2, d * 2)
  drawMarks(clay, species, { left: -half - d * 0.1, right: half + d * 0.1, top: -d * 0.6, bottom: d * 0.6 })
  clay.context.restore()
}

function drawTail(clay: Clay, { tail, length, depth, coat, hair, leg }: Species, wag: number, pitch: number): void {
  const root: Point = [-length / 2 + 2, -depth * 0.28]
  const swing = wag * 1.2 - 0.3
  const at = (share: number, angle: number): Point => along(root, share, angle)
  switch (tail) {
    case 'hair': {
      const mid = at(leg * 0.42, -0.75 - swing * 0.5)
      blob(
        clay,
        [
          [root[0] + 10, root[1] - 8],
          [root[0] - 12, root[1] - 4],
          [mid[0] - 16, mid[1]],
          along(mid, leg * 0.62, -0.2 - swing * 0.9),
          [mid[0] + 13, mid[1] + 12],
        ],
        hair,
      )
      return
    }
    case 'stub':
      ball(clay, [root[0] - 5, root[1] + 2], [depth * 0.14, depth * 0.17], coat)
      return
    case 'curl':
      chain(clay, [root, at(16, -1.6), at(24, -2.3 + swing * 0.4), at(15, -2.6)], [9, 8, 7, 5], coat)
      return
    default: {
      // A long tail hangs, or stands up when the trunk does, and its end lags behind its root.
      const up = tail === 'whip' ? 0 : 1
      const joints: Point[] = [root]
      const pieces = 7
      for (let n = 0; n < pieces; n++) {
        const t = n / (pieces - 1)
        const angle = up ? -1.5 - 0.9 * t + swing * (0.4 + t) + pitch : -0.7 + 0.5 * t - swing * 0.5
        joints.push(along(joints.at(-1) ?? root, leg * (tail === 'bushy' ? 0.15 : 0.2), angle))
      }
      const thick = tail === 'bushy' ? 30 : tail === 'whip' ? 9 : 16
      chain(
        clay,
        joints,
        joints.map((_, n) => thick * (tail === 'bushy' ? 0.7 + 0.4 * Math.sin((n / pieces) * 3) : 1 - 0.04 * n)),
        coat,
      )
      const end = joints.at(-1)
      if (end && tail !== 'long') ball(clay, end, [thick * 0.75, thick * 0.75], hair)
    }
  }
}
