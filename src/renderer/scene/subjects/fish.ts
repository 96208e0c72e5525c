import { mix, type Rgb, scaled } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Point } from '../shapes.ts'
import type { Stage } from '../stage.ts'
import { ball, blob, type Clay, clayCycle, farSide, flat, limb } from './clay.ts'

/** Looking right, the middle of the body at (0, 0). */
const BOX = { left: -190, right: 170, top: -120, bottom: 120 }
const PHASES = 18
const TAU = Math.PI * 2

/** What swims by bending its body. Lengths in its own units. */
interface Swimmer {
  back: Rgb
  belly: Rgb
  fin: Rgb
  /** Half of its length, and of its height. */
  long: number
  high: number
  /** An upright tail beats sideways, a level one up and down. */
  tail: 'upright' | 'level'
  dorsal: number
  beats: number
  stripes?: Rgb
  size: number
}

const SWIMMERS: Readonly<Record<string, Swimmer | undefined>> = {
  fish: {
    back: [250, 128, 56],
    belly: [255, 214, 150],
    fin: [250, 160, 80],
    long: 96,
    high: 46,
    tail: 'upright',
    dorsal: 26,
    beats: 1.5,
    size: 0.8,
  },
  'tropical-fish': {
    back: [40, 120, 220],
    belly: [120, 200, 250],
    fin: [255, 206, 70],
    long: 82,
    high: 58,
    tail: 'upright',
    dorsal: 34,
    beats: 1.3,
    stripes: [255, 240, 190],
    size: 0.8,
  },
  blowfish: {
    back: [226, 190, 96],
    belly: [252, 244, 220],
    fin: [240, 170, 70],
    long: 72,
    high: 64,
    tail: 'upright',
    dorsal: 18,
    beats: 1.6,
    size: 0.7,
  },
  shark: {
    back: [106, 124, 144],
    belly: [232, 238, 242],
    fin: [92, 110, 130],
    long: 128,
    high: 38,
    tail: 'upright',
    dorsal: 54,
    beats: 0.9,
    size: 1.3,
  },
  dolphin: {
    back: [86, 122, 160],
    belly: [222, 234, 242],
    fin: [74, 106, 142],
    long: 118,
    high: 36,
    tail: 'level',
    dorsal: 38,
    beats: 0.9,
    size: 1.15,
  },
  whale: {
    back: [64, 92, 138],
    belly: [206, 222, 236],
    fin: [54, 80, 122],
    long: 134,
    high: 62,
    tail: 'level',
    dorsal: 16,
    beats: 0.5,
    size: 1.7,
  },
  'spouting-whale': {
    back: [64, 92, 138],
    belly: [206, 222, 236],
    fin: [54, 80, 122],
    long: 134,
    high: 62,
    tail: 'level',
    dorsal: 16,
    beats: 0.5,
    size: 1.7,
  },
  seal: {
    back: [110, 112, 122],
    belly: [160, 160, 166],
    fin: [92, 94, 104],
    long: 108,
    high: 40,
    tail: 'level',
    dorsal: 0,
    beats: 0.9,
    size: 0.9,
  },
}

export function isSwimmer(icon: string): boolean {
  return SWIMMERS[icon] !== undefined
}

/** The whole height of the picture for a fish of size 1, in design units, times its own size. */
export function swimmerHeight(icon: string): number {
  return 230 * (SWIMMERS[icon]?.size ?? 1)
}

/** Its beat through the water; `height` is of the whole picture in pixels. */
export function swimmerCycle(stage: Stage, { icon, tint }: Subject, height: number): Cycle {
  const usual = SWIMMERS[icon]
  if (!usual) throw new Error(`no swimmer ${icon}`)
  const worn = tint ? { ...usual, back: tint, belly: mix(tint, [255, 255, 255], 0.5), fin: scaled(tint, 0.85) } : usual
  return clayCycle(stage, BOX, { height, count: PHASES, perSecond: PHASES * usual.beats }, (clay, phase) =>
    drawSwimmer(clay, worn, phase / PHASES),
  )
}

function drawSwimmer(clay: Clay, swimmer: Swimmer, phase: number): void {
  const { long, high, fin, tail, dorsal } = swimmer
  const level = tail === 'level'
  // A wave runs down the body and grows towards the tail; seen from the side a sideways one shortens what it turns.
  const wave = (t: number): number => Math.sin(TAU * (phase - t * 0.45)) * t * t
  const bend = (t: number): number => (level ? 26 * wave(t) : 7 * wave(t))
  const half = (t: number): number => high * Math.sin(Math.PI * (0.015 + 0.955 * t) ** 0.62) ** 0.8 + 3
  const at = (t: number): number => long * (1 - 2 * t)
  const stem: Point = [at(1), bend(1)]
  drawTail(clay, swimmer, { stem, turn: Math.cos(TAU * (phase - 0.52)), beat: wave(1.15) })
  limb(
    clay,
    [
      [long * 0.1, high * 0.4],
      [-long * 0.22, high * 1.02 + bend(0.5) + 4 * wave(0.7)],
    ],
    { from: high * 0.5, to: 9 },
    farSide(fin),
  )
  if (dorsal > 0) {
    blob(
      clay,
      [
        [long * 0.34, -high * 0.7],
        [-long * 0.02, -high - dorsal],
        [-long * 0.2, -high - dorsal * 0.8],
        [-long * 0.36, -high * 0.55 + bend(0.65)],
      ],
      fin,
    )
  }
  drawBody(clay, swimmer, { at, half, bend })
  const flap = 0.5 + 0.5 * Math.sin(TAU * phase)
  limb(
    clay,
    [
      [long * 0.26, high * 0.3],
      [-long * 0.12, high * (0.62 + 0.5 * flap)],
    ],
    { from: high * 0.42, to: 12 },
    fin,
  )
  drawFace(clay, swimmer)
}

interface Bent {
  at: (t: number) => number
  half: (t: number) => number
  bend: (t: number) => number
}

/** The body from nose (t = 0) to tail (1), with its belly and stripes. */
function drawBody(clay: Clay, { back, belly, high, stripes }: Swimmer, { at, half, bend }: Bent): void {
  const ts = [0, 0.06, 0.16, 0.3, 0.46, 0.62, 0.78, 0.92, 1]
  const upper = ts.map((t): Point => [at(t), bend(t) - half(t)])
  const lower = ts.map((t): Point => [at(t), bend(t) + half(t) * 0.92]).toReversed()
  blob(clay, [...upper, ...lower], back)
  clay.context.save()
  clay.context.clip()
  blob(
    clay,
    [
      ...ts.map((t): Point => [at(t) + 6, bend(t) + half(t) * 0.2]),
      ...ts.map((t): Point => [at(t), bend(t) + half(t) * 1.1]).toReversed(),
    ],
    belly,
  )
  if (stripes) {
    for (const t of [0.3, 0.55, 0.78])
      limb(
        clay,
        [
          [at(t), bend(t) - high],
          [at(t) - 6, bend(t) + high],
        ],
        { from: 13, to: 9 },
        stripes,
      )
  }
  clay.context.restore()
}

function drawTail(
  clay: Clay,
  { fin, high, tail }: Swimmer,
  { stem: [x, y], turn, beat }: { stem: Point; turn: number; beat: number },
): void {
  const size = 34 + high * 0.42
  if (tail === 'level') {
    blob(
      clay,
      [
        [x + 14, y - 5],
        [x - size * 0.55, y - 8 - beat * 18],
        [x - size, y - 12 - beat * 34],
        [x - size * 0.7, y + 6 - beat * 16],
        [x + 12, y + 7],
      ],
      fin,
    )
    return
  }
  const reach = size * (0.5 + 0.45 * Math.abs(turn))
  blob(
    clay,
    [
      [x + 14, y - 6],
      [x - reach * 0.7, y - size * 0.72],
      [x - reach, y - size * 0.86],
      [x - reach * 0.62, y],
      [x - reach, y + size * 0.8],
      [x - reach * 0.7, y + size * 0.66],
      [x + 14, y + 6],
    ],
    fin,
  )
}

function drawFace(clay: Clay, { long, high, back }: Swimmer): void {
  const { context } = clay
  const [x, y] = [long * 0.7, -high * 0.14]
  const r = Math.min(9, 4 + high * 0.08)
  ball(clay, [x, y], [r * 1.25, r * 1.25], [250, 250, 250])
  context.fillStyle = 'rgb(20,20,28)'
  context.beginPath()
  context.arc(x + r * 0.2, y, r * 0.8, 0, 7)
  context.fill()
  context.strokeStyle = flat(clay, scaled(back, 0.55))
  context.lineWidth = 2.4
  context.beginPath()
  context.moveTo(long * 0.98, high * 0.2)
  context.quadraticCurveTo(long * 0.84, high * 0.36, long * 0.7, high * 0.3)
  context.stroke()
}
