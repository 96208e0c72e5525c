import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { layerFromRgba } from '../frame/layer.ts'
import { type Cycle, makeCycle } from './gait.ts'
import { relight } from './relight.ts'
import { type Point, traceBlob } from './shapes.ts'
import type { Stage } from './stage.ts'

// In its own units, looking right, the middle of the body at (0, 0).
const BOX = { left: -150, right: 150, top: -150, bottom: 130 }
const PHASES = 16
const TAU = Math.PI * 2

/** A bird in the air: its plumage, and how fast and far it beats its wings. */
interface Plumage {
  body: Rgb
  wing: Rgb
  tip: Rgb
  beak: Rgb
  head?: Rgb
  beats: number
  span: number
}

const ORANGE: Rgb = [246, 158, 48]

const SONGBIRD: Plumage = {
  body: [214, 62, 74],
  wing: [186, 44, 66],
  tip: [120, 30, 52],
  beak: ORANGE,
  beats: 2.2,
  span: 0.9,
}

const BIRDS: Readonly<Record<string, Plumage | undefined>> = {
  bird: SONGBIRD,
  dove: { body: [246, 246, 248], wing: [232, 234, 240], tip: [150, 156, 168], beak: ORANGE, beats: 1.5, span: 1.06 },
  eagle: {
    body: [110, 72, 50],
    wing: [96, 62, 44],
    tip: [56, 38, 32],
    beak: [250, 196, 60],
    head: [246, 244, 238],
    beats: 0.8,
    span: 1.25,
  },
}

export function isBirdInFlight(icon: string): boolean {
  return BIRDS[icon] !== undefined
}

/** The beat of its wings; `height` is of the whole picture in pixels. */
export function birdCycle(stage: Stage, look: { icon: string; height: number; tint?: Rgb }): Cycle {
  const scale = look.height / (BOX.bottom - BOX.top)
  const width = Math.ceil(((BOX.right - BOX.left) * scale) / 2) * 2
  const height = Math.ceil(look.height / 2) * 2
  const usual = BIRDS[look.icon] ?? SONGBIRD
  const { tint } = look
  const dyed = tint ? { ...usual, body: tint, wing: scaled(tint, 0.9), tip: scaled(tint, 0.6), head: tint } : usual
  const side = stage.sunX > stage.width / 2 ? 0.6 : -0.6
  const round = { fine: Math.max(1, Math.round(4 * scale)), broad: Math.max(2, Math.round(11 * scale)), side }
  return makeCycle(PHASES, { perSecond: PHASES * usual.beats, width }, (phase) => {
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    context.scale(scale, scale)
    context.translate(-BOX.left, -BOX.top)
    drawBird(context, dyed, phase / PHASES)
    const { data } = context.getImageData(0, 0, width, height)
    relight({ data, width, height }, stage.light, round)
    return layerFromRgba(data, width, height)
  })
}

function drawBird(context: SKRSContext2D, plumage: Plumage, phase: number): void {
  // Down is quicker than up, and the body rises while the wings go down.
  const beat = Math.sin(TAU * phase + 0.35 * Math.sin(TAU * phase))
  const fill = (colour: Rgb): void => {
    context.fillStyle = css(colour)
    context.fill()
  }
  context.translate(0, -beat * 9)
  drawWing(context, plumage, { beat: beat * 0.9 + 0.16, root: [26, -10], shade: 0.74 })
  traceBlob(context, [
    [-60, 2],
    [-128, -10],
    [-138, 8],
    [-126, 22],
    [-58, 16],
  ])
  fill(plumage.tip)
  traceBlob(context, [
    [-76, 4],
    [-30, -20],
    [30, -24],
    [74, -16],
    [84, 4],
    [50, 24],
    [0, 28],
    [-44, 18],
  ])
  const belly = context.createLinearGradient(0, -24, 0, 28)
  belly.addColorStop(0, css(plumage.body))
  belly.addColorStop(1, css(mix(plumage.body, [255, 250, 240], 0.5)))
  context.fillStyle = belly
  context.fill()
  traceBlob(context, [
    [104, -16],
    [136, -8],
    [104, 0],
  ])
  fill(plumage.beak)
  context.beginPath()
  context.arc(84, -12, 27, 0, 7)
  fill(plumage.head ?? plumage.body)
  context.beginPath()
  context.arc(94, -18, 4.5, 0, 7)
  fill([26, 20, 26])
  drawWing(context, plumage, { beat, root: [0, -8], shade: 1 })
}

/** One wing, seen from the side: it reaches up or down from its root, its outer half lags behind. */
function drawWing(
  context: SKRSContext2D,
  { wing, tip, span }: Plumage,
  { beat, root, shade }: { beat: number; root: Point; shade: number },
): void {
  const [x, y] = root
  const reach = 92 * span
  // Seen a little from above, so that a wing held level still shows its breadth.
  const rise = -(0.42 + 0.74 * beat) * reach
  const bend = -beat * 12 - 10
  context.beginPath()
  context.moveTo(x + 34, y)
  context.quadraticCurveTo(x + 26, y + rise * 0.55 + bend, x - 30 * span, y + rise * 1.2)
  context.quadraticCurveTo(x - 62 * span, y + rise * 0.86, x - 48, y + rise * 0.42 + 4)
  context.quadraticCurveTo(x - 44, y + 8, x - 26, y + 12)
  context.closePath()
  const fill = context.createLinearGradient(x, y, x - 40, y + rise * 1.2 + (rise === 0 ? 1 : 0))
  fill.addColorStop(0, css(scaled(wing, shade)))
  fill.addColorStop(0.6, css(scaled(wing, shade)))
  fill.addColorStop(1, css(scaled(tip, shade)))
  context.fillStyle = fill
  context.fill()
}
