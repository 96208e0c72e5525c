import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { layerFromRgba } from '../frame/layer.ts'
import type { Action } from '../prompt/scene-brief.ts'
import { seededRandom } from '../random.ts'
import { type Cycle, makeCycle } from './gait.ts'
import { relight } from './relight.ts'
import { type Point, traceBlob, traceLimb } from './shapes.ts'
import type { Stage } from './stage.ts'

// The dog is drawn in its own units, looking right, the middle of its body at (0, 0) and the ground at y = 152.
const BOX = { left: -262, right: 268, top: -178, bottom: 166 }
const GROUND = 152
const GOLDEN: Rgb = [222, 158, 84]
const PHASES = 12
const TAU = Math.PI * 2

export interface DogLook {
  /** Of the whole picture, in pixels. */
  height: number
  action: Action
  coat?: Rgb
  /** Upright pointed ears and a narrow muzzle: a fox, a wolf. */
  pointed?: boolean
}

interface Coat {
  pointed: boolean
  base: Rgb
  light: Rgb
  dark: Rgb
}

/** Where the feet of the drawn dog are, as a share of the picture's height. */
export const DOG_FOOT = (GROUND - BOX.top) / (BOX.bottom - BOX.top)

/** A long-haired dog (or its wild relatives) at a run, a walk or at rest. */
export function dogCycle(stage: Stage, look: DogLook): Cycle {
  const scale = look.height / (BOX.bottom - BOX.top)
  const width = Math.ceil(((BOX.right - BOX.left) * scale) / 2) * 2
  const height = Math.ceil(look.height / 2) * 2
  const base = look.coat ?? GOLDEN
  const coat = {
    pointed: look.pointed ?? false,
    base,
    light: mix(base, [255, 236, 200], 0.48),
    dark: scaled(base, 0.74),
  }
  const strides = look.action === 'sit' ? 0.5 : look.action === 'run' ? 2.3 : 1.25
  return makeCycle(PHASES, { perSecond: PHASES * strides, width }, (phase) => {
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    context.scale(scale, scale)
    context.translate(-BOX.left, -BOX.top)
    drawDog(context, coat, poseAt(phase / PHASES, look.action))
    const { data } = context.getImageData(0, 0, width, height)
    const side = stage.sunX > stage.width / 2 ? 0.6 : -0.6
    const fine = Math.max(1, Math.round(3.4 * scale))
    relight({ data, width, height }, stage.light, { fine, broad: Math.max(2, Math.round(15 * scale)), side })
    return layerFromRgba(data, width, height)
  })
}

interface Pose {
  lift: number
  pitch: number
  head: number
  tail: number
  ear: number
  mouth: number
  /** Near fore, far fore, near hind, far hind. */
  legs: readonly [Leg, Leg, Leg, Leg]
}

interface Leg {
  /** Of the upper bone, from straight down, positive forwards (radians). */
  swing: number
  /** 0 straight .. 1 folded. */
  fold: number
}

function poseAt(phase: number, action: Action): Pose {
  const t = TAU * phase
  if (action === 'sit') return restingPose(t)
  const running = action === 'run'
  const reach = running ? 0.78 : 0.36
  const leg = (lag: number, centre: number): Leg => {
    const angle = t + TAU * lag
    // The foot is on the ground while it goes back, folded while it comes forward.
    return { swing: centre + reach * Math.cos(angle), fold: Math.max(0, -Math.sin(angle)) * (running ? 1 : 0.55) }
  }
  const legs: Pose['legs'] = running
    ? [leg(0, 0.08), leg(0.1, 0.08), leg(0.5, 0), leg(0.6, 0)]
    : [leg(0, 0), leg(0.5, 0), leg(0.75, 0), leg(0.25, 0)]
  const effort = running ? 1 : 0.3
  return {
    lift: -9 * effort * Math.sin(t + 0.9),
    pitch: 0.075 * effort * Math.sin(t + 2.4),
    head: -0.06 + 0.1 * effort * Math.sin(t + 0.4),
    tail: 0.25 + 0.2 * Math.sin(t + 1),
    ear: 0.25 * effort + 0.4 * effort * Math.sin(t + 0.6),
    mouth: running ? 1 : 0.5,
    legs,
  }
}

function restingPose(t: number): Pose {
  const straight = { swing: 0.02, fold: 0 }
  const breath = Math.sin(t)
  const legs: Pose['legs'] = [straight, { swing: -0.1, fold: 0 }, { swing: 0.05, fold: 0 }, { swing: -0.12, fold: 0 }]
  return {
    lift: breath * 1.5,
    pitch: 0,
    head: 0.03 * breath,
    tail: 0.5 + 0.3 * Math.sin(t * 2),
    ear: 0,
    mouth: 0.6,
    legs,
  }
}

function drawDog(context: SKRSContext2D, coat: Coat, pose: Pose): void {
  const shadowed = {
    ...coat,
    base: scaled(coat.base, 0.6),
    light: scaled(coat.light, 0.6),
    dark: scaled(coat.dark, 0.6),
  }
  const [nearFore, farFore, nearHind, farHind] = pose.legs
  const shoulder: Point = [88, 22 + pose.lift]
  const hip: Point = [-92, 8 + pose.lift]
  drawForeLeg(context, shadowed, [shoulder[0] + 14, shoulder[1]], farFore)
  drawHindLeg(context, shadowed, [hip[0] + 16, hip[1]], farHind)
  context.save()
  context.translate(0, pose.lift)
  context.rotate(pose.pitch)
  drawTail(context, coat, pose.tail)
  drawBody(context, coat)
  context.restore()
  drawHindLeg(context, coat, hip, nearHind)
  drawForeLeg(context, coat, shoulder, nearFore)
  context.save()
  context.translate(0, pose.lift)
  context.rotate(pose.pitch)
  drawNeckAndHead(context, coat, pose)
  context.restore()
}

function drawBody(context: SKRSContext2D, coat: Coat): void {
  const outline: Point[] = [
    ...([
      [-138, -26],
      [-104, -48],
      [-40, -46],
      [30, -50],
      [92, -62],
      [134, -44],
      [146, -2],
    ] as const),
    ...([
      [124, 44],
      [76, 60],
      [16, 46],
      [-46, 28],
      [-92, 36],
      [-132, 30],
      [-148, 2],
    ] as const),
  ]
  traceBlob(context, outline)
  const fill = context.createLinearGradient(0, -60, 0, 60)
  fill.addColorStop(0, css(coat.dark))
  fill.addColorStop(0.45, css(coat.base))
  fill.addColorStop(1, css(coat.light))
  context.fillStyle = fill
  context.fill()
  context.save()
  context.clip()
  drawFur(context, coat, {
    from: [-150, -64],
    to: [150, 64],
    count: 900,
    angle: (y) => Math.PI - 0.25 - y * 0.006,
    seed: 3,
  })
  context.restore()
  drawFringe(context, coat, {
    points: [
      [124, 42],
      [84, 58],
      [36, 50],
      [-10, 40],
      [-50, 28],
    ],
    length: 20,
    lean: -0.5,
  })
}

/** Short strokes in the direction in which the hair lies. */
function drawFur(
  context: SKRSContext2D,
  coat: Coat,
  area: { from: Point; to: Point; count: number; angle: (y: number) => number; seed: number },
): void {
  const random = seededRandom(area.seed, 'fur')
  context.lineCap = 'round'
  for (let i = 0; i < area.count; i++) {
    const x = area.from[0] + (area.to[0] - area.from[0]) * random()
    const y = area.from[1] + (area.to[1] - area.from[1]) * random()
    const angle = area.angle(y) + (random() - 0.5) * 0.5
    const length = 9 + 11 * random()
    context.strokeStyle = random() < 0.55 ? css(coat.light, 0.3) : css(coat.dark, 0.34)
    context.lineWidth = 1.2 + random() * 1.3
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(x + Math.cos(angle) * length, y + Math.abs(Math.sin(angle)) * length)
    context.stroke()
  }
}

/** Tufts hanging from a line. */
function drawFringe(
  context: SKRSContext2D,
  coat: Coat,
  line: { points: readonly Point[]; length: number; lean: number },
): void {
  const random = seededRandom(11, 'fringe')
  for (let i = 0; i + 1 < line.points.length; i++) {
    const [a, b] = [line.points[i] ?? [0, 0], line.points[i + 1] ?? [0, 0]]
    for (let k = 0; k < 7; k++) {
      const x = a[0] + ((b[0] - a[0]) * k) / 7
      const y = a[1] + ((b[1] - a[1]) * k) / 7 - 5
      const length = line.length * (0.6 + 0.7 * random())
      context.fillStyle = css(random() < 0.6 ? coat.light : coat.base)
      context.beginPath()
      context.moveTo(x - 6, y)
      context.quadraticCurveTo(x + line.lean * length * 0.4, y + length * 0.7, x + line.lean * length, y + length)
      context.quadraticCurveTo(x + 4, y + length * 0.5, x + 7, y)
      context.fill()
    }
  }
}

function drawTail(context: SKRSContext2D, coat: Coat, wag: number): void {
  context.save()
  context.translate(-132, -22)
  context.rotate(wag)
  traceBlob(context, [
    [8, -14],
    [-30, -22],
    [-70, -18],
    [-104, -2],
    [-112, 12],
    [-84, 26],
    [-56, 38],
    [-24, 24],
    [8, 14],
  ])
  context.fillStyle = css(mix(coat.base, coat.light, 0.4))
  context.fill()
  context.save()
  context.clip()
  drawFur(context, coat, { from: [-112, -24], to: [8, 40], count: 170, angle: () => Math.PI - 0.5, seed: 5 })
  context.restore()
  drawFringe(context, coat, {
    points: [
      [-100, 8],
      [-76, 26],
      [-50, 34],
      [-22, 24],
    ],
    length: 18,
    lean: -0.6,
  })
  context.restore()
}

function drawForeLeg(context: SKRSContext2D, coat: Coat, shoulder: Point, { swing, fold }: Leg): void {
  const elbow = along(shoulder, 58, swing - 0.12 + fold * 0.35)
  const wrist = along(elbow, 54, swing - fold * 1.5)
  const toes = along(wrist, 24, swing * 0.5 - fold * 1.7 + 0.25)
  const paint = (colour: Rgb): void => {
    context.fillStyle = css(colour)
    context.fill()
  }
  traceLimb(context, wrist, toes, { from: 20, to: 18 })
  paint(coat.light)
  traceLimb(context, elbow, wrist, { from: 32, to: 20 })
  paint(mix(coat.base, coat.light, 0.25))
  traceLimb(context, shoulder, elbow, { from: 62, to: 32 })
  paint(coat.base)
}

function drawHindLeg(context: SKRSContext2D, coat: Coat, hip: Point, { swing, fold }: Leg): void {
  const knee = along(hip, 58, swing + 0.32 + fold * 0.5)
  const hock = along(knee, 52, swing - 0.62 - fold * 0.75)
  const foot = along(hock, 42, swing + 0.12 - fold * 0.9)
  const toes = along(foot, 18, swing * 0.5 + 0.7 - fold * 1.4)
  const paint = (colour: Rgb): void => {
    context.fillStyle = css(colour)
    context.fill()
  }
  traceLimb(context, foot, toes, { from: 17, to: 16 })
  paint(coat.light)
  traceLimb(context, hock, foot, { from: 20, to: 18 })
  paint(mix(coat.base, coat.light, 0.3))
  traceLimb(context, knee, hock, { from: 42, to: 21 })
  paint(coat.base)
  traceLimb(context, hip, knee, { from: 86, to: 44 })
  paint(coat.base)
}

function along([x, y]: Point, length: number, angle: number): Point {
  return [x + Math.sin(angle) * length, y + Math.cos(angle) * length]
}

function drawNeckAndHead(context: SKRSContext2D, coat: Coat, pose: Pose): void {
  traceBlob(context, [
    [74, -52],
    [112, -84],
    [148, -116],
    [184, -104],
    [184, -74],
    [164, -40],
    [150, 8],
    [122, 30],
    [92, 10],
  ])
  context.fillStyle = css(coat.base)
  context.fill()
  context.save()
  context.clip()
  drawFur(context, coat, { from: [76, -116], to: [190, 34], count: 330, angle: () => Math.PI / 2 + 0.5, seed: 7 })
  context.restore()
  drawFringe(context, coat, {
    points: [
      [160, -36],
      [152, -8],
      [140, 14],
      [118, 26],
    ],
    length: 22,
    lean: -0.25,
  })
  context.save()
  context.translate(168, -104)
  context.rotate(pose.head)
  drawHead(context, coat, pose)
  context.restore()
}

/** The head around its own middle. */
function drawHead(context: SKRSContext2D, coat: Coat, { mouth, ear }: Pose): void {
  context.save()
  context.rotate(0.12 + 0.26 * mouth)
  context.fillStyle = '#c8525c'
  context.beginPath()
  context.ellipse(48, 21, 22, 8, 0.15, 0, 7)
  context.fill()
  traceBlob(context, [
    [6, 20],
    [36, 24],
    [62, 24],
    [66, 30],
    [44, 36],
    [10, 34],
  ])
  context.fillStyle = css(coat.light)
  context.fill()
  context.restore()
  traceBlob(context, [
    [-34, 4],
    [-26, -26],
    [4, -38],
    [28, -26],
    [40, -12],
    [68, -6],
    [80, 4],
    [78, 18],
    [54, 24],
    [24, 28],
    [-10, 30],
  ])
  const face = context.createLinearGradient(-30, 0, 80, 6)
  face.addColorStop(0, css(coat.base))
  face.addColorStop(1, css(coat.light))
  context.fillStyle = face
  context.fill()
  context.fillStyle = '#1c1210'
  context.beginPath()
  context.ellipse(77, 2, 9, 7.5, 0.2, 0, 7)
  context.fill()
  context.beginPath()
  context.ellipse(28, -12, 5.6, 6, 0, 0, 7)
  context.fill()
  context.fillStyle = '#fff6e6'
  context.beginPath()
  context.arc(30, -14.4, 1.9, 0, 7)
  context.fill()
  if (coat.pointed) drawPointedEars(context, coat, ear)
  else drawHangingEar(context, coat, ear)
}

function drawPointedEars(context: SKRSContext2D, coat: Coat, ear: number): void {
  for (const [x, colour] of [
    [16, scaled(coat.dark, 0.8)],
    [-8, coat.dark],
  ] as const) {
    context.save()
    context.translate(x, -28)
    context.rotate(-0.35 - ear * 0.25)
    traceBlob(context, [
      [-15, 6],
      [-10, -22],
      [2, -50],
      [12, -22],
      [15, 6],
    ])
    context.fillStyle = css(colour)
    context.fill()
    context.restore()
  }
}

function drawHangingEar(context: SKRSContext2D, coat: Coat, ear: number): void {
  context.save()
  context.translate(-8, -24)
  context.rotate(0.1 + ear)
  traceBlob(context, [
    [-12, -6],
    [8, -10],
    [20, 12],
    [18, 40],
    [4, 56],
    [-12, 44],
    [-20, 18],
  ])
  context.fillStyle = css(coat.dark)
  context.fill()
  context.restore()
}
