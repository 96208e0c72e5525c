import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb } from '../frame/colour.ts'
import { lit } from './light.ts'
import { ridge } from './noise-field.ts'
import { periodOf, type Plate } from './plate.ts'
import { randomFor, type Stage } from './stage.ts'

/** A range of hills or mountains. Heights in design units (see Stage.unit), measured from the horizon. */
export interface Range {
  name: string
  /** Of its mean line above the horizon; negative = below. */
  above: number
  /** Of its peaks over the mean line. */
  rise: number
  /** 0 = dunes and hills, 1 = crags. */
  rough: number
  colour: Rgb
  /** 0 = near, 1 = lost in the haze. */
  far: number
  parallax: number
  /** How far down it is drawn, in units below the horizon. */
  depth: number
  /** Snow on the highest parts. */
  capped?: boolean
  /** Widths of the picture after which it repeats. */
  pictures?: number
  /** What grows on it; `topAt` gives the height of the ground in pixels. */
  grow?: (context: SKRSContext2D, ground: { period: number; topAt: (x: number) => number }) => void
}

/** The plate of a range. */
export function rangePlate(stage: Stage, range: Range): Plate {
  const { horizon, unit, light } = stage
  const period = periodOf(stage, range.pictures ?? 1.6)
  const seed = Math.floor(randomFor(stage, `range ${range.name}`)() * 1e6)
  const mean = horizon - range.above * unit
  const topAt = (x: number): number => mean - ridge(x / period, seed, range.rough) * range.rise * unit
  const bottom = Math.min(stage.height, horizon + range.depth * unit)
  const top = mean - (range.rise * 1.1 + (range.grow ? 130 : 4)) * unit
  return {
    ...{ period, top: Math.max(0, top), bottom, parallax: range.parallax },
    paint(context) {
      outline(context, { period, bottom, topAt, step: 2 * Math.max(1, unit) })
      const fill = context.createLinearGradient(0, mean - range.rise * unit, 0, bottom)
      fill.addColorStop(0, css(lit(light, range.colour, range.far)))
      fill.addColorStop(1, css(mix(lit(light, range.colour, Math.min(1, range.far + 0.3)), light.haze, 0.1)))
      context.fillStyle = fill
      context.fill()
      context.save()
      context.clip()
      shadeSlopes(context, stage, { range, period, topAt, seed })
      context.restore()
      range.grow?.(context, { period, topAt })
    },
  }
}

function outline(
  context: SKRSContext2D,
  shape: { period: number; bottom: number; topAt: (x: number) => number; step: number },
): void {
  context.beginPath()
  context.moveTo(-4, shape.bottom + 4)
  for (let x = -4; x <= shape.period + 4; x += shape.step) context.lineTo(x, shape.topAt(x))
  context.lineTo(shape.period + 4, shape.topAt(shape.period + 4))
  context.lineTo(shape.period + 4, shape.bottom + 4)
  context.closePath()
}

interface Slopes {
  range: Range
  period: number
  topAt: (x: number) => number
  seed: number
}

/** Light on the slopes that face the sun, shade on the others, snow above a wandering line. */
function shadeSlopes(context: SKRSContext2D, stage: Stage, { range, period, topAt, seed }: Slopes): void {
  const { unit, light } = stage
  const step = Math.max(2, 3 * unit)
  const strength = (1 - range.far) * (0.25 + 0.35 * range.rough)
  for (let x = 0; x < period; x += step) {
    const top = topAt(x)
    const slope = (topAt(x + step) - topAt(x - step)) / (2 * step)
    const side = Math.max(-1, Math.min(1, slope * 1.4 * (stage.sunX > stage.width / 2 ? 1 : -1)))
    const length = range.rise * unit * (0.7 + 0.6 * ridge(((x / period) * 5) % 1, seed + 9, 0.5))
    const tone = side > 0 ? css(light.key, 0.5 * strength * side) : `rgba(8,8,30,${0.8 * strength * -side})`
    const fade = context.createLinearGradient(0, top, 0, top + Math.max(8, length))
    fade.addColorStop(0, tone)
    fade.addColorStop(1, 'rgba(0,0,0,0)')
    context.fillStyle = fade
    context.fillRect(x, top - 2, step + 0.5, Math.max(8, length))
    if (range.capped)
      snowCap(context, stage, { x, top, step, range, side, jag: ridge(((x / period) * 9) % 1, seed, 0.9) })
  }
}

function snowCap(
  context: SKRSContext2D,
  stage: Stage,
  at: { x: number; top: number; step: number; range: Range; side: number; jag: number },
): void {
  const { unit, light, horizon } = stage
  const line = horizon - (at.range.above + at.range.rise * (0.05 + 0.22 * at.jag)) * unit
  if (at.top >= line) return
  const white = mix(lit(light, [250, 252, 255], at.range.far * 0.55), [70, 84, 130], at.side < 0 ? 0.4 * -at.side : 0)
  const fade = context.createLinearGradient(0, at.top, 0, line)
  fade.addColorStop(0, css(white, 0.95))
  fade.addColorStop(0.75, css(white, 0.8))
  fade.addColorStop(1, css(white, 0))
  context.fillStyle = fade
  context.fillRect(at.x, at.top - 1, at.step + 0.5, line - at.top)
}
