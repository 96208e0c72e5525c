import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { layerFromRgba } from '../frame/layer.ts'
import type { Action } from '../prompt/scene-brief.ts'
import { type Cycle, makeCycle } from './gait.ts'
import { relight } from './relight.ts'
import { type Coat, drawFringe, drawFur } from './dog-fur.ts'
import { drawNeckAndHead } from './dog-head.ts'
import { drawForeLeg, drawHindLeg } from './dog-legs.ts'
import { type Pose, poseAt, strideOf } from './dog-pose.ts'
import { type Point, type Stiff, stiff, traceBlob } from './shapes.ts'
import type { Stage } from './stage.ts'

// The dog is drawn in its own units, looking right, the middle of its body at (0, 0) and the ground at y = 152.
const BOX = { left: -262, right: 268, top: -178, bottom: 166 }
const GROUND = 152
const GOLDEN: Rgb = [222, 158, 84]
const PHASES = 12

export interface DogLook {
  /** Of the whole picture, in pixels. */
  height: number
  action: Action
  coat?: Rgb
  /** Upright pointed ears and a narrow muzzle: a fox, a wolf. */
  pointed?: boolean
}

/** Where the feet of the drawn dog are, as a share of the picture's height. */
export const DOG_FOOT = (GROUND - BOX.top) / (BOX.bottom - BOX.top)

/** Of the whole picture, in design units. */
export const DOG_HEIGHT = 300

const STRIDES = { run: 2.3, walk: 1.25 }
/** From the shoulder to the ground, as the bones of a leg swing. */
const LEG = 124

/** How fast the feet go backwards on the ground, in design units a second. */
export function dogFootSpeed(action: 'run' | 'walk'): number {
  return (strideOf(LEG, action) * STRIDES[action] * DOG_HEIGHT) / (BOX.bottom - BOX.top)
}

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
  const strides = look.action === 'sit' ? 0.5 : STRIDES[look.action === 'run' ? 'run' : 'walk']
  const body = stiff({ left: -170, right: 170, top: -90, bottom: 100 }, scale, (context) => drawBody(context, coat))
  return makeCycle(PHASES, { perSecond: PHASES * strides, width }, (phase) => {
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    context.scale(scale, scale)
    context.translate(-BOX.left, -BOX.top)
    drawDog(context, { coat, body }, poseAt(phase / PHASES, look.action))
    const { data } = context.getImageData(0, 0, width, height)
    const side = stage.sunX > stage.width / 2 ? 0.6 : -0.6
    const fine = Math.max(1, Math.round(3.4 * scale))
    relight({ data, width, height }, stage.light, { fine, broad: Math.max(2, Math.round(15 * scale)), side })
    return layerFromRgba(data, width, height)
  })
}

function drawDog(context: SKRSContext2D, { coat, body }: { coat: Coat; body: Stiff }, pose: Pose): void {
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
  body(context)
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
