import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, scaled } from '../frame/colour.ts'
import { type Coat, drawFringe, drawFur } from './dog-fur.ts'
import type { Pose } from './dog-pose.ts'
import { traceBlob } from './shapes.ts'

export function drawNeckAndHead(context: SKRSContext2D, coat: Coat, pose: Pose): void {
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
