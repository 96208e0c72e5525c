import type { SKRSContext2D } from '@napi-rs/canvas'
import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import { between } from '../random.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

const VELVET: Rgb = [150, 24, 44]
const BOARDS: Rgb = [118, 74, 50]
const BEAMS: readonly Rgb[] = [
  [255, 226, 170],
  [150, 190, 255],
  [255, 130, 190],
]

/** A stage: curtains, boards, swaying spotlights with a pool of light where somebody stands. */
export function theatrePainters(stage: Stage, footY: number): Painter[] {
  const { width, height, unit } = stage
  const floorY = footY - 105 * unit
  const house = paintLayer(width, height, (context) => {
    paintBackdrop(context, stage, floorY)
    paintBoards(context, stage, floorY)
    for (const side of [0, 1]) paintCurtain(context, stage, { side, floorY })
    paintValance(context, stage)
  })
  return [(frame) => blendLayer(frame, house, 0, 0), spotlights(stage, footY)]
}

function paintBackdrop(context: SKRSContext2D, { width, height }: Stage, floorY: number): void {
  const fill = context.createRadialGradient(width / 2, floorY, 0, width / 2, floorY, width * 0.6)
  fill.addColorStop(0, css([92, 44, 92]))
  fill.addColorStop(0.5, css([46, 22, 62]))
  fill.addColorStop(1, css([16, 8, 26]))
  context.fillStyle = fill
  // Below the boards as well: between the two no half-covered row may be left.
  context.fillRect(0, 0, width, height)
}

function paintBoards(context: SKRSContext2D, { width, height, unit }: Stage, floorY: number): void {
  const fill = context.createLinearGradient(0, floorY, 0, height)
  fill.addColorStop(0, css(scaled(BOARDS, 0.6)))
  fill.addColorStop(0.5, css(BOARDS))
  fill.addColorStop(1, css(scaled(BOARDS, 0.45)))
  context.fillStyle = fill
  context.fillRect(0, floorY, width, height - floorY)
  context.strokeStyle = 'rgba(30,12,10,0.5)'
  context.lineWidth = 1.6 * unit
  context.beginPath()
  for (let n = -16; n <= 16; n++) {
    context.moveTo(width / 2 + n * 56 * unit, floorY)
    context.lineTo(width / 2 + n * 112 * unit, height)
  }
  context.stroke()
}

/** Folds of velvet at one side (0 = left), gathered towards the floor. */
function paintCurtain(
  context: SKRSContext2D,
  { width, unit }: Stage,
  { side, floorY }: { side: number; floorY: number },
): void {
  const folds = 7
  const wide = Math.min(210 * unit, width * 0.2)
  context.save()
  if (side === 1) {
    context.translate(width, 0)
    context.scale(-1, 1)
  }
  for (let fold = folds - 1; fold >= 0; fold--) {
    const from = (fold / folds) * wide
    const to = ((fold + 1) / folds) * wide
    const fill = context.createLinearGradient(from, 0, to, 0)
    fill.addColorStop(0, css(scaled(VELVET, 0.4)))
    fill.addColorStop(0.5, css(mix(VELVET, [255, 120, 110], 0.12)))
    fill.addColorStop(1, css(scaled(VELVET, 0.5)))
    context.fillStyle = fill
    context.beginPath()
    context.moveTo(from, 0)
    context.lineTo(to + 1, 0)
    context.quadraticCurveTo(to * 0.72, floorY * 0.62, to * 0.84 + 1, floorY + 34 * unit)
    context.lineTo(from * 0.84, floorY + 34 * unit)
    context.quadraticCurveTo(from * 0.72, floorY * 0.62, from, 0)
    context.fill()
  }
  context.restore()
}

/** The scalloped cloth along the top. */
function paintValance(context: SKRSContext2D, { width, unit }: Stage): void {
  const count = Math.max(4, Math.round(width / (150 * unit)))
  const wide = width / count
  for (let n = 0; n < count; n++) {
    const fill = context.createLinearGradient(0, 0, 0, 92 * unit)
    fill.addColorStop(0, css(scaled(VELVET, 0.5)))
    fill.addColorStop(1, css(VELVET))
    context.fillStyle = fill
    context.beginPath()
    context.ellipse((n + 0.5) * wide, 30 * unit, wide * 0.54, 60 * unit, 0, 0, 7)
    context.fill()
    context.strokeStyle = css([224, 178, 84])
    context.lineWidth = 5 * unit
    context.beginPath()
    context.ellipse((n + 0.5) * wide, 30 * unit, wide * 0.5, 58 * unit, 0, 0.25, Math.PI - 0.25)
    context.stroke()
  }
  context.fillStyle = css(scaled(VELVET, 0.55))
  context.fillRect(0, 0, width, 34 * unit)
}

function spotlights(stage: Stage, footY: number): Painter {
  const { width, unit } = stage
  const random = randomFor(stage, 'spotlights')
  const pool = poolLayer(stage)
  const beams = BEAMS.map((colour, i) => ({
    layer: beamLayer(stage, { colour, length: footY, lean: i - 1 }),
    x: width / 2,
    phase: between(random, 0, 6),
  }))
  return (frame, { seconds }) => {
    for (const { layer, x, phase } of beams) {
      const sway = 46 * unit * Math.sin(seconds * 0.8 + phase)
      blendLayer(frame, layer, x - layer.width / 2 + sway, 0)
    }
    blendLayer(frame, pool, width / 2 - pool.width / 2, footY - pool.height / 2)
  }
}

/** A cone from a lamp above (`lean` -1 left, 0 middle, 1 right) down to the middle of the boards. */
function beamLayer(
  { unit, width: pictureWidth }: Stage,
  { colour, length, lean }: { colour: Rgb; length: number; lean: number },
): Layer {
  const width = Math.min(1000 * unit, pictureWidth * 0.9)
  return paintLayer(width, length, (context) => {
    const strength = lean === 0 ? 0.34 : 0.22
    for (let row = 0; row < length; row += 2) {
      const t = row / length
      const middle = width / 2 + lean * width * 0.34 * (1 - t)
      const half = (10 + 130 * t) * unit
      const fade = context.createLinearGradient(middle - half, 0, middle + half, 0)
      fade.addColorStop(0, css(colour, 0))
      fade.addColorStop(0.5, css(colour, strength * (1 - 0.75 * t)))
      fade.addColorStop(1, css(colour, 0))
      context.fillStyle = fade
      context.fillRect(0, row, width, 2)
    }
  })
}

function poolLayer({ unit, width: pictureWidth }: Stage): Layer {
  const width = Math.min(860 * unit, pictureWidth * 0.95)
  const height = width * 0.17
  return paintLayer(width, height, (context) => {
    context.scale(1, height / width)
    const fade = context.createRadialGradient(width / 2, width / 2, 0, width / 2, width / 2, width / 2)
    fade.addColorStop(0, 'rgba(255,236,196,0.62)')
    fade.addColorStop(0.6, 'rgba(255,226,180,0.34)')
    fade.addColorStop(1, 'rgba(255,220,170,0)')
    context.fillStyle = fade
    context.fillRect(0, 0, width, width)
  })
}
