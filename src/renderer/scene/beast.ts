import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { layerFromRgba } from '../frame/layer.ts'
import type { Action } from '../prompt/scene-brief.ts'
import { type Leg, type Pose, poseAt } from './dog-pose.ts'
import { iconCanvas } from './figure.ts'
import { type Cycle, makeCycle } from './gait.ts'
import { relight } from './relight.ts'
import { type Point, traceBlob, traceLimb } from './shapes.ts'
import type { Stage } from './stage.ts'
import { tint } from './tint.ts'

// Drawn like the dog: in its own units, looking right, the middle of the body at (0, 0) and the ground at y = 152.
const BOX = { left: -250, right: 270, top: -190, bottom: 166 }
const GROUND = 152
const PHASES = 12

/** An animal of which the icon set has only the face. */
interface Beast {
  body: Rgb
  legs: Rgb
  /** A dark band around the shoulders: a panda's. */
  band?: Rgb
  tail: 'stub' | 'tuft' | 'ringed'
  tailEnd: Rgb
  /** Thickness of the body and the legs; 1 = a lion's. */
  bulk: number
  head: number
}

const BROWN: Rgb = [150, 96, 74]
const DARK: Rgb = [56, 46, 74]

const BEASTS: Readonly<Record<string, Beast | undefined>> = {
  lion: { body: [248, 182, 74], legs: [242, 170, 62], tail: 'tuft', tailEnd: [110, 70, 56], bulk: 1, head: 196 },
  bear: { body: BROWN, legs: scaled(BROWN, 0.92), tail: 'stub', tailEnd: BROWN, bulk: 1.3, head: 158 },
  panda: {
    body: [244, 244, 246],
    legs: DARK,
    band: DARK,
    tail: 'stub',
    tailEnd: [244, 244, 246],
    bulk: 1.34,
    head: 166,
  },
  'polar-bear': {
    body: [238, 240, 244],
    legs: [226, 230, 236],
    tail: 'stub',
    tailEnd: [238, 240, 244],
    bulk: 1.26,
    head: 152,
  },
  koala: { body: [156, 156, 160], legs: [146, 146, 150], tail: 'stub', tailEnd: [156, 156, 160], bulk: 1.2, head: 182 },
  raccoon: {
    body: [148, 148, 152],
    legs: [104, 100, 110],
    tail: 'ringed',
    tailEnd: [70, 66, 76],
    bulk: 1.05,
    head: 168,
  },
}

export function isBeast(icon: string): boolean {
  return BEASTS[icon] !== undefined
}

export interface BeastLook {
  icon: string
  /** Of the whole picture, in pixels. */
  height: number
  action: Action
  tint?: Rgb
}

/** Where the feet are, as a share of the picture's height. */
export const BEAST_FOOT = (GROUND - BOX.top) / (BOX.bottom - BOX.top)

/** A four-legged animal with its icon for a face, at a run, a walk or at rest. */
export function beastCycle(stage: Stage, look: BeastLook): Cycle {
  const scale = look.height / (BOX.bottom - BOX.top)
  const width = Math.ceil(((BOX.right - BOX.left) * scale) / 2) * 2
  const height = Math.ceil(look.height / 2) * 2
  const beast = BEASTS[look.icon] ?? { ...(BEASTS['bear'] as Beast) }
  let face: Canvas | undefined
  const strides = look.action === 'sit' ? 0.5 : look.action === 'run' ? 1.9 : 1.05
  const side = stage.sunX > stage.width / 2 ? 0.6 : -0.6
  const round = { fine: Math.max(1, Math.round(4 * scale)), broad: Math.max(2, Math.round(17 * scale)), side }
  return makeCycle(PHASES, { perSecond: PHASES * strides, width }, (phase) => {
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    context.scale(scale, scale)
    context.translate(-BOX.left, -BOX.top)
    // Once in each thread that draws phases, rather than once for every phase.
    face ??= iconCanvas(look.icon, Math.max(16, Math.round(beast.head * scale)))
    drawBeast(context, { beast, face }, poseAt(phase / PHASES, look.action))
    const { data } = context.getImageData(0, 0, width, height)
    if (look.tint) tint({ data, width, height }, look.tint)
    relight({ data, width, height }, stage.light, round)
    return layerFromRgba(data, width, height)
  })
}

function drawBeast(context: SKRSContext2D, { beast, face }: { beast: Beast; face: Canvas }, pose: Pose): void {
  const [nearFore, farFore, nearHind, farHind] = pose.legs
  const shoulder: Point = [86, 20 + pose.lift]
  const hip: Point = [-92, 14 + pose.lift]
  const shade = scaled(beast.legs, 0.72)
  drawLeg(context, [shoulder[0] + 22, shoulder[1]], farFore, { colour: shade, bulk: beast.bulk })
  drawLeg(context, [hip[0] + 24, hip[1]], farHind, { colour: shade, bulk: beast.bulk })
  context.save()
  context.translate(0, pose.lift)
  context.rotate(pose.pitch)
  drawTail(context, beast, pose.tail)
  drawTrunk(context, beast)
  context.restore()
  drawLeg(context, hip, nearHind, { colour: beast.legs, bulk: beast.bulk * 1.12 })
  drawLeg(context, shoulder, nearFore, { colour: beast.legs, bulk: beast.bulk })
  context.save()
  context.translate(150, -52 + pose.lift * 1.3)
  context.rotate(pose.head * 0.7)
  context.drawImage(face, -beast.head / 2, -beast.head * 0.56, beast.head, beast.head)
  context.restore()
}

/** Upper and lower leg and a paw that stays flat while it is on the ground. */
function drawLeg(
  context: SKRSContext2D,
  hip: Point,
  { swing, fold }: Leg,
  { colour, bulk }: { colour: Rgb; bulk: number },
): void {
  const knee = along(hip, 60, swing + fold * 0.45)
  const ankle = along(knee, 58, swing - fold * 1.2)
  const toe = along(ankle, 16, 1.35 + swing * 0.3 - fold * 1.2)
  context.fillStyle = css(colour)
  traceLimb(context, ankle, toe, { from: 25 * bulk, to: 20 * bulk })
  context.fill()
  traceLimb(context, knee, ankle, { from: 37 * bulk, to: 26 * bulk })
  context.fill()
  traceLimb(context, hip, knee, { from: 68 * bulk, to: 38 * bulk })
  context.fill()
}

function drawTrunk(context: SKRSContext2D, { body, band, bulk }: Beast): void {
  const low = 52 * bulk
  traceBlob(context, [
    [-146, -22],
    [-116, -58 * bulk],
    [-40, -62 * bulk],
    [40, -62 * bulk],
    [104, -72 * bulk],
    [142, -46],
    [148, 4],
    [118, low * 0.92],
    [30, low],
    [-60, low * 0.9],
    [-122, low * 0.85],
    [-150, 14],
  ])
  const fill = context.createLinearGradient(0, -70, 0, 60)
  fill.addColorStop(0, css(scaled(body, 0.94)))
  fill.addColorStop(0.6, css(body))
  fill.addColorStop(1, css(mix(body, [255, 244, 226], 0.35)))
  context.fillStyle = fill
  context.fill()
  if (!band) return
  context.save()
  context.clip()
  context.fillStyle = css(band)
  context.fillRect(52, -120, 74, 240)
  context.restore()
}

function drawTail(context: SKRSContext2D, { tail, body, tailEnd }: Beast, wag: number): void {
  context.save()
  context.translate(-134, -26)
  context.rotate(wag * 0.8)
  if (tail === 'stub') {
    context.fillStyle = css(tailEnd)
    context.beginPath()
    context.arc(-8, 0, 20, 0, 7)
    context.fill()
  } else {
    const thick = tail === 'ringed' ? 30 : 13
    const pieces: Point[] = Array.from({ length: 7 }, (_, i) => [-i * 14, 6 * Math.sin(i * 0.9) + i * 3])
    for (const [i, piece] of pieces.entries()) {
      const next = pieces[i + 1]
      if (!next) continue
      context.fillStyle = css(tail === 'ringed' && i % 2 === 1 ? tailEnd : body)
      traceLimb(context, piece, next, { from: thick, to: thick })
      context.fill()
    }
    context.fillStyle = css(tailEnd)
    context.beginPath()
    context.ellipse(-92, 16, tail === 'tuft' ? 22 : 17, 15, 0.3, 0, 7)
    context.fill()
  }
  context.restore()
}

function along([x, y]: Point, length: number, angle: number): Point {
  return [x + Math.sin(angle) * length, y + Math.cos(angle) * length]
}
