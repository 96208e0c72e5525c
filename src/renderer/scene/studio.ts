import type { SKRSContext2D } from '@napi-rs/canvas'
import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { paintLayer } from '../frame/layer.ts'
import { pick } from '../random.ts'
import { driftPainter } from './air.ts'
import { groundY, type Painter, randomFor, type Stage } from './stage.ts'

const BACKDROPS: readonly [Rgb, ...Rgb[]] = [
  [232, 222, 212],
  [206, 218, 230],
  [236, 208, 196],
  [214, 222, 204],
  [222, 212, 234],
]

/** A photographer's studio: a backdrop that runs into the floor without an edge, soft light, a plinth for what is a thing. */
export function studioPainters(stage: Stage): Painter[] {
  const { width, height, brief } = stage
  const paper = pick(randomFor(stage, 'studio'), BACKDROPS)
  const raised = standsOnPlinth(stage)
  const footY = raised ? plinthY(stage) : groundY(stage)
  const set = paintLayer(width, height, (context) => {
    paintBackdrop(context, stage, { paper, footY })
    if (raised) paintPlinth(context, stage, { paper, footY })
  })
  const dust = { name: 'dust', count: 22, sizes: [4, 6, 9], colour: [255, 255, 255] as const, sway: 14 }
  const motes = driftPainter(stage, { ...dust, alpha: 0.5, velocity: [0.01, -0.012] })
  return [(frame) => blendLayer(frame, set, 0, 0), ...(brief.without.includes('motes') ? [] : [motes])]
}

/** One thing alone is shown on a plinth. */
export function standsOnPlinth({ brief }: Stage): boolean {
  return brief.room === 'studio' && brief.subjects.length === 1 && brief.subject?.carriage === 'still'
}

/** How high the top of the plinth is, in pixels from the top of the picture. */
export function plinthY(stage: Stage): number {
  return groundY(stage) - 76 * stage.unit
}

function paintBackdrop(
  context: SKRSContext2D,
  { width, height, unit }: Stage,
  { paper, footY }: { paper: Rgb; footY: number },
): void {
  const wall = context.createLinearGradient(0, 0, 0, height)
  wall.addColorStop(0, css(scaled(paper, 0.7)))
  wall.addColorStop((footY - 150 * unit) / height, css(scaled(paper, 0.94)))
  wall.addColorStop(Math.min(1, (footY + 10 * unit) / height), css(mix(paper, [255, 255, 255], 0.45)))
  wall.addColorStop(1, css(scaled(paper, 0.86)))
  context.fillStyle = wall
  context.fillRect(0, 0, width, height)
  const pool = context.createRadialGradient(width / 2, footY - 200 * unit, 0, width / 2, footY - 200 * unit, 520 * unit)
  pool.addColorStop(0, 'rgba(255,255,255,0.6)')
  pool.addColorStop(0.5, 'rgba(255,255,255,0.2)')
  pool.addColorStop(1, 'rgba(255,255,255,0)')
  context.fillStyle = pool
  context.fillRect(0, 0, width, height)
}

function paintPlinth(
  context: SKRSContext2D,
  { width, height, unit }: Stage,
  { paper, footY }: { paper: Rgb; footY: number },
): void {
  const middle = width / 2
  for (const [reach, drop, tone] of [
    [300, 44, 0.9],
    [232, 0, 1],
  ] as const) {
    const [rx, ry, y] = [reach * unit, reach * 0.13 * unit, footY + drop * unit]
    const side = context.createLinearGradient(middle - rx, 0, middle + rx, 0)
    for (const [at, share] of [
      [0, 0.62],
      [0.3, 1],
      [0.55, 0.92],
      [1, 0.56],
    ] as const)
      side.addColorStop(at, css(scaled(paper, share * tone)))
    context.fillStyle = side
    context.beginPath()
    context.ellipse(middle, y, rx, ry, 0, 0, Math.PI)
    context.lineTo(middle - rx, drop > 0 ? height + ry : y + 44 * unit)
    context.ellipse(middle, drop > 0 ? height + ry : y + 44 * unit, rx, ry, 0, Math.PI, 0, true)
    context.fill()
    context.fillStyle = css(mix(paper, [255, 255, 255], 0.5 * tone))
    context.beginPath()
    context.ellipse(middle, y, rx, ry, 0, 0, Math.PI * 2)
    context.fill()
  }
}
