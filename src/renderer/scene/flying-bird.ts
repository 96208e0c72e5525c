import { mix, type Rgb, scaled } from '../frame/colour.ts'
import { type Cycle, makeCycle } from './gait.ts'
import type { Point } from './shapes.ts'
import type { Stage } from './stage.ts'
import { ball, blob, chain, type Clay, limb, modelled, pixelsOf } from './subjects/clay.ts'

// In its own units, looking right, the middle of the body at (0, 0).
const BOX = { left: -190, right: 160, top: -236, bottom: 170 }
const PHASES = 18
const TAU = Math.PI * 2

/** A bird in the air: its plumage, and how fast and far it beats its wings. */
interface Plumage {
  body: Rgb
  wing: Rgb
  tip: Rgb
  beak: Rgb
  belly: Rgb
  head?: Rgb
  beats: number
  span: number
  /** Length of the neck and of legs that trail behind. */
  neck?: number
  legs?: Rgb
}

const ORANGE: Rgb = [246, 158, 48]

const SONGBIRD: Plumage = {
  body: [70, 132, 204],
  wing: [58, 108, 184],
  tip: [36, 60, 118],
  belly: [248, 206, 150],
  beak: ORANGE,
  beats: 2.4,
  span: 0.86,
}

/** Every bird that is drawn in flight, by its icon. To add one: a line here. */
const BIRDS: Readonly<Record<string, Plumage | undefined>> = {
  bird: SONGBIRD,
  dove: {
    ...SONGBIRD,
    body: [244, 244, 248],
    wing: [226, 230, 240],
    tip: [124, 134, 156],
    belly: [250, 248, 244],
    beats: 1.6,
    span: 1.05,
  },
  parrot: {
    ...SONGBIRD,
    body: [222, 52, 48],
    wing: [60, 120, 210],
    tip: [250, 200, 60],
    belly: [236, 90, 60],
    beak: [60, 52, 56],
    beats: 1.8,
    span: 1,
  },
  owl: {
    ...SONGBIRD,
    body: [140, 104, 74],
    wing: [122, 88, 62],
    tip: [82, 60, 46],
    belly: [214, 184, 144],
    beak: [90, 74, 60],
    beats: 1.2,
    span: 1.15,
  },
  duck: {
    ...SONGBIRD,
    body: [126, 96, 74],
    wing: [112, 88, 72],
    tip: [60, 84, 150],
    belly: [196, 182, 164],
    head: [44, 116, 84],
    beats: 2.2,
    span: 0.9,
    neck: 30,
  },
  swan: {
    ...SONGBIRD,
    body: [246, 246, 250],
    wing: [232, 236, 244],
    tip: [206, 212, 226],
    belly: [250, 250, 252],
    beats: 1,
    span: 1.2,
    neck: 62,
  },
  flamingo: {
    ...SONGBIRD,
    body: [244, 138, 150],
    wing: [238, 104, 124],
    tip: [60, 44, 56],
    belly: [250, 178, 182],
    beats: 1.3,
    span: 1.05,
    neck: 58,
    legs: [230, 110, 126],
  },
  eagle: {
    ...SONGBIRD,
    body: [98, 66, 46],
    wing: [84, 56, 40],
    tip: [44, 32, 28],
    belly: [122, 86, 62],
    beak: [250, 196, 60],
    head: [246, 244, 238],
    beats: 0.7,
    span: 1.26,
  },
}

export function isBirdInFlight(icon: string): boolean {
  return BIRDS[icon] !== undefined
}

/** The beat of its wings; `height` is of the whole picture in pixels. */
export function birdCycle(stage: Stage, look: { icon: string; height: number; tint?: Rgb }): Cycle {
  const scale = look.height / (BOX.bottom - BOX.top)
  const { width } = pixelsOf(BOX, scale)
  const usual = BIRDS[look.icon] ?? SONGBIRD
  const { tint } = look
  const dyed = tint
    ? {
        ...usual,
        body: tint,
        wing: scaled(tint, 0.86),
        tip: scaled(tint, 0.55),
        belly: mix(tint, [255, 250, 240], 0.4),
        head: tint,
      }
    : usual
  return makeCycle(PHASES, { perSecond: PHASES * usual.beats, width }, (phase) =>
    modelled(stage, BOX, scale, (clay) => drawBird(clay, dyed, phase / PHASES)),
  )
}

function drawBird(clay: Clay, plumage: Plumage, phase: number): void {
  const { context } = clay
  // Down is quicker than up, the outer half of the wing lags, and the body rises while the wings go down.
  const beat = Math.sin(TAU * phase + 0.4 * Math.sin(TAU * phase))
  const lag = Math.sin(TAU * (phase - 0.13) + 0.4 * Math.sin(TAU * (phase - 0.13)))
  context.translate(0, -beat * 10)
  context.rotate(-0.07 - 0.03 * beat)
  drawWing(clay, plumage, { beat, lag, far: true })
  if (plumage.legs)
    chain(
      clay,
      [
        [-50, 14],
        [-110, 18],
        [-160, 14 + 4 * beat],
      ],
      [7, 5, 4],
      plumage.legs,
    )
  for (const spread of [-0.2, 0, 0.2]) {
    limb(
      clay,
      [
        [-56, 6],
        [-124, 14 + spread * 70 - beat * 5],
      ],
      { from: 22, to: 11 },
      scaled(plumage.tip, 1 + spread),
    )
  }
  drawHead(clay, plumage)
  blob(
    clay,
    [
      [-84, 6],
      [-30, -22],
      [34, -28],
      [76, -18],
      [84, 2],
      [54, 25],
      [0, 31],
      [-46, 20],
    ],
    plumage.body,
  )
  blob(
    clay,
    [
      [-52, 14],
      [0, 12],
      [56, 4],
      [74, 8],
      [50, 25],
      [0, 31],
      [-40, 22],
    ],
    plumage.belly,
  )
  drawWing(clay, plumage, { beat, lag, far: false })
}

function drawHead(clay: Clay, { beak, head, body, neck = 0 }: Plumage): void {
  const { context } = clay
  const top: Point = [80 + neck * 0.95, -18 - neck * 0.2]
  if (neck > 0) chain(clay, [[62, -8], [72 + neck * 0.4, -18 - neck * 0.05], top], [36, 24, 20], body)
  const size = neck > 40 ? 19 : 26
  blob(
    clay,
    [
      [top[0] + size * 0.7, top[1] - 7],
      [top[0] + size * 2.05, top[1] + 6],
      [top[0] + size * 0.6, top[1] + 11],
    ],
    beak,
  )
  ball(clay, top, [size, size * 0.96], head ?? body)
  context.fillStyle = 'rgb(24,20,26)'
  context.beginPath()
  context.arc(top[0] + size * 0.34, top[1] - size * 0.2, 4.4, 0, 7)
  context.fill()
  context.fillStyle = 'rgba(255,255,255,0.9)'
  context.beginPath()
  context.arc(top[0] + size * 0.4, top[1] - size * 0.28, 1.6, 0, 7)
  context.fill()
}

/**
 * One wing, seen from the side and a little from above: an arm and a hand, each at its own angle, and feathers behind
 * them. The near wing is drawn over the body in a darker tone than its back, so that white does not vanish on white.
 */
function drawWing(
  clay: Clay,
  { wing, tip, span }: Plumage,
  { beat, lag, far }: { beat: number; lag: number; far: boolean },
): void {
  const tone = (colour: Rgb): Rgb => scaled(colour, far ? 0.7 : 0.94)
  const root: Point = far ? [30, -18] : [16, -12]
  const angle = (share: number): number => 0.36 + share
  const arm = 66 * span
  const hand = 78 * span
  const up = angle(1.15 * beat - 0.1)
  const out = angle(1.3 * lag)
  const back = far ? 0.1 : -0.16
  const wrist: Point = [root[0] + arm * (0.16 + back), root[1] - arm * Math.sin(up)]
  const end: Point = [wrist[0] - hand * (0.42 - back), wrist[1] - hand * Math.sin(out)]
  const feathers = 11
  for (let n = 0; n < feathers; n++) {
    const t = n / (feathers - 1)
    const from: Point = t < 0.5 ? between(root, wrist, t * 2) : between(wrist, end, t * 2 - 1)
    const long = span * (58 + 26 * Math.sin(Math.PI * (0.25 + 0.6 * t)))
    const sweep = 0.2 + 0.5 * t
    const reach: Point = [
      from[0] - long * Math.cos(sweep * 0.8),
      from[1] + long * (0.34 - 0.3 * t) - (end[1] - root[1]) * -0.06,
    ]
    limb(clay, [from, reach], { from: 32 * span, to: 11 * span }, tone(mix(wing, tip, 0.2 + 0.75 * t)))
  }
  chain(clay, [root, wrist, end], [34 * span, 26 * span, 11 * span], tone(wing))
}

function between(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}
