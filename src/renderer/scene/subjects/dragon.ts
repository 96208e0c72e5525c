import { mix, type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Point } from '../shapes.ts'
import type { Stage } from '../stage.ts'
import { ball, blob, chain, type Clay, clayCycle, farSide, flat, limb } from './clay.ts'

/** In flight to the right, the shoulders at (40, 0). */
const BOX = { left: -310, right: 270, top: -250, bottom: 190 }
/** Of the whole picture, in design units. */
export const DRAGON_HEIGHT = 380

const PHASES = 22
const BEATS = 0.85
const TAU = Math.PI * 2
const HORN: Rgb = [238, 222, 186]

/** A dragon that beats its wings, its tail and neck following; `height` is of the whole picture in pixels. */
export function dragonCycle(stage: Stage, { tint }: Pick<Subject, 'tint'>, { height }: { height: number }): Cycle {
  return clayCycle(stage, BOX, { height, count: PHASES, perSecond: PHASES * BEATS }, (clay, phase) =>
    drawDragon(clay, tint ?? [66, 138, 82], phase / PHASES),
  )
}

function drawDragon(clay: Clay, coat: Rgb, phase: number): void {
  const { context } = clay
  const beat = Math.sin(TAU * phase)
  context.save()
  // The body rises while the wings go down.
  context.translate(0, 9 * Math.sin(TAU * phase + 1.5))
  const spine = spineAt(phase)
  drawWing(clay, farSide(coat), { root: [58, -22], beat, far: true })
  drawLegs(clay, farSide(coat), 12)
  drawSpikes(clay, mix(coat, [250, 190, 80], 0.55), spine)
  const bodies = spine.map(([x, y]): Point => [x, y])
  chain(
    clay,
    bodies,
    spine.map((_, n) => widthAt(n)),
    coat,
  )
  drawBelly(clay, spine)
  drawLegs(clay, coat, 0)
  drawHead(clay, coat, spine.at(-1) ?? [0, 0], 0.1 * Math.sin(TAU * phase + 2.2))
  drawWing(clay, coat, { root: [38, -20], beat, far: false })
  context.restore()
}

const JOINTS = 26

/** From the tail's end to the nape: a wave runs back along it, the wider the further from the shoulders. */
function spineAt(phase: number): Point[] {
  return Array.from({ length: JOINTS }, (_, n) => {
    const t = n / (JOINTS - 1)
    const loose = Math.max(0, 0.62 - t) / 0.62
    const x = -284 + 452 * t - 10 * Math.max(0, t - 0.8)
    const neck = Math.max(0, (t - 0.76) / 0.24)
    return [x, 26 * loose * Math.sin(TAU * (phase + t * 1.5)) + 20 * loose - 92 * neck ** 1.3]
  })
}

function widthAt(n: number): number {
  const t = n / (JOINTS - 1)
  return 7 + 66 * Math.sin(Math.PI * Math.min(1, t / 1.24)) ** 1.7 * (t > 0.72 ? 1 - 1.5 * (t - 0.72) : 1)
}

function drawBelly(clay: Clay, spine: readonly Point[]): void {
  const { context } = clay
  context.strokeStyle = flat(clay, [238, 212, 146], [0, 0.5])
  context.lineCap = 'round'
  for (const [n, [x, y]] of spine.entries()) {
    const wide = widthAt(n)
    if (n < 7) continue
    context.lineWidth = wide * 0.2
    context.beginPath()
    context.moveTo(x - wide * 0.1, y + wide * 0.3)
    context.lineTo(x + wide * 0.1, y + wide * 0.4)
    context.stroke()
  }
}

function drawSpikes(clay: Clay, colour: Rgb, spine: readonly Point[]): void {
  for (const [n, [x, y]] of spine.entries()) {
    const half = widthAt(n) / 2
    const tall = 8 + half * 0.42
    blob(
      clay,
      [
        [x - 8, y - half + 5],
        [x - 9, y - half - tall],
        [x + 9, y - half + 5],
      ],
      colour,
    )
  }
  const [x, y] = spine[0] ?? [0, 0]
  blob(
    clay,
    [
      [x + 12, y],
      [x - 8, y - 17],
      [x - 25, y + 1],
      [x - 8, y + 17],
    ],
    colour,
  )
}

/** A fore leg and a hind leg, folded in flight. */
function drawLegs(clay: Clay, coat: Rgb, dx: number): void {
  for (const [x, y, size] of [
    [-52, 26, 1],
    [66, 22, 0.82],
  ] as const) {
    const [knee, foot]: [Point, Point] = [
      [x + dx - 26 * size, y + 36 * size],
      [x + dx + 4, y + 54 * size],
    ]
    limb(clay, [[x + dx, y], knee], { from: 36 * size, to: 21 * size }, coat)
    limb(clay, [knee, foot], { from: 20 * size, to: 14 * size }, coat)
    for (const claw of [-0.5, 0, 0.5])
      limb(clay, [foot, [foot[0] + 15, foot[1] + 4 + claw * 12]], { from: 7, to: 2 }, HORN)
  }
}

/** An arm, three fingers and the skin between them; `beat` -1 = down, 1 = up. */
function drawWing(clay: Clay, coat: Rgb, { root, beat, far }: { root: Point; beat: number; far: boolean }): void {
  const lift = 0.42 + 0.62 * beat + (far ? 0.12 : 0)
  const reach = (length: number, angle: number): Point => [
    root[0] - Math.sin(angle * 0.5 + 0.42) * length,
    root[1] - Math.sin(angle + 0.36) * length,
  ]
  const wrist: Point = [root[0] + 10, root[1] - 96 * Math.sin(lift + 0.3)]
  const fingers = [reach(212, lift + 0.34), reach(205, lift - 0.06), reach(168, lift - 0.46)]
  const skin: Rgb = mix(coat, [214, 96, 58], 0.55)
  const [tip, second, third] = fingers
  if (!tip || !second || !third) return
  const between = (a: Point, b: Point): Point => [
    (a[0] + b[0]) / 2 + (root[0] - (a[0] + b[0]) / 2) * 0.16,
    (a[1] + b[1]) / 2 + (root[1] - (a[1] + b[1]) / 2) * 0.16,
  ]
  const tail: Point = [root[0] - 96, root[1] + 12]
  blob(
    clay,
    [root, wrist, tip, between(tip, second), second, between(second, third), third, between(third, tail), tail],
    skin,
  )
  for (const finger of fingers) limb(clay, [wrist, finger], { from: 9, to: 3 }, scaled(coat, 0.9))
  limb(clay, [root, wrist], { from: 26, to: 13 }, coat)
  ball(clay, wrist, [8, 8], coat)
}

function drawHead(clay: Clay, coat: Rgb, [x, y]: Point, nod: number): void {
  const { context } = clay
  context.save()
  context.translate(x + 4, y - 6)
  context.rotate(0.22 + nod)
  for (const far of [true, false])
    chain(
      clay,
      [
        [-4, -16],
        [-34, -34],
        [-62, -36],
      ],
      [13, 9, 3],
      far ? farSide(HORN) : HORN,
    )
  blob(
    clay,
    [
      [6, 12],
      [30, 15],
      [64, 22],
      [58, 31],
      [24, 32],
      [-6, 24],
    ],
    scaled(coat, 0.84),
  )
  blob(
    clay,
    [
      [-26, -4],
      [-14, -27],
      [16, -30],
      [40, -16],
      [74, -14],
      [84, 2],
      [76, 14],
      [30, 17],
      [-10, 22],
    ],
    coat,
  )
  blob(
    clay,
    [
      [-22, 8],
      [-52, 4],
      [-40, 16],
      [-56, 26],
      [-24, 24],
    ],
    mix(coat, [250, 190, 80], 0.4),
  )
  drawSnout(clay, coat)
  context.restore()
}

/** Nostril, teeth and an eye under its brow. */
function drawSnout(clay: Clay, coat: Rgb): void {
  const { context } = clay
  ball(clay, [74, -10], [7, 5], scaled(coat, 1.1))
  for (const tooth of [40, 52, 64])
    limb(
      clay,
      [
        [tooth, 14],
        [tooth + 1, 22],
      ],
      { from: 5, to: 1 },
      [250, 246, 236],
    )
  ball(clay, [20, -13], [9, 8], [250, 214, 74])
  context.fillStyle = flat(clay, [26, 20, 20])
  context.beginPath()
  context.ellipse(22, -12, 2.6, 6, 0, 0, TAU)
  context.fill()
  limb(
    clay,
    [
      [8, -24],
      [34, -19],
    ],
    { from: 8, to: 5 },
    scaled(coat, 0.8),
  )
}
