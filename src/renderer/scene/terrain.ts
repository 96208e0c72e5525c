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
  /** Height in units of what grows on it. */
  growth?: number
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
  // The nearest ranges reach down to the ground, whatever the picture's shape: nothing may stay undrawn.
  const depth = range.parallax > 0.3 ? Math.max(range.depth, stage.edge + 40) : range.depth
  const bottom = Math.min(stage.height, horizon + depth * unit)
  const top = mean - (range.rise * 1.1 + (range.growth ?? 4)) * unit
  return {
    period,
    top: Math.max(0, top),
    bottom,
    parallax: range.parallax,
    paint(context) {
      outline(context, {
        period,
        bottom,
        topAt,
        step: 2 * Math.max(1, unit),
      })
      const fill = context.createLinearGradient(0, mean - range.rise * unit, 0, bottom)
      fill.addColorStop(0, css(lit(light, range.colour, range.far)))
      fill.addColorStop(1, css(mix(lit(light, range.colour, Math.min(1, range.far + 0.3)), light.haze, 0.1)))
      context.fillStyle = fill
      context.fill()
      context.save()
      context.clip()
      shadeSlopes(context, stage, {
        range,
        period,
        topAt,
        seed,
      })
      context.restore()
      range.grow?.(context, {
        period,
        topAt,
      })
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
  const step = 4 * unit
  const window = 16 * unit
  const strength = (1 - range.far) * (0.25 + 0.35 * range.rough)
  const sunSide = stage.sunX > stage.width / 2 ? 1 : -1
  for (let x = -window; x < period + window; x += step) {
    const slope = (topAt(x + window) - topAt(x - window)) / (2 * window)
    const side = Math.max(-1, Math.min(1, slope * 1.6 * sunSide))
    const place = (((x / period) % 1) + 1) % 1
    const run = range.rise * unit * (0.8 + 0.5 * ridge((place * 4) % 1, seed + 9, 0.3))
    // What lies on a slope follows it down, so the bands lean the way the ground falls.
    const lean = Math.max(-0.7, Math.min(0.7, slope)) * range.rough
    const band = { x, next: x + step + 0.6, topAt, lean }
    const tone: Rgb = side > 0 ? light.key : [8, 8, 30]
    fillBand(
      context,
      { ...band, length: run },
      { colour: tone, alpha: (side > 0 ? 0.5 : 0.8) * strength * Math.abs(side) },
    )
    if (!range.capped) continue
    const line =
      stage.horizon - (range.above + range.rise * (0.12 + 0.3 * ridge((place * 6) % 1, seed + 4, 0.6))) * unit
    const white = mix(lit(light, [250, 252, 255], range.far * 0.55), [70, 84, 130], side < 0 ? 0.45 * -side : 0)
    fillBand(context, { ...band, length: line - topAt(x) }, { colour: white, alpha: 0.92 })
  }
}

interface Band {
  x: number
  next: number
  topAt: (x: number) => number
  lean: number
  length: number
}

/** A strip hanging from the ridge that fades out at its lower end. */
function fillBand(context: SKRSContext2D, band: Band, { colour, alpha }: { colour: Rgb; alpha: number }): void {
  const { x, next, topAt, length } = band
  if (length <= 1 || alpha < 0.01) return
  const top = topAt(x) - 1
  const fade = context.createLinearGradient(0, top, 0, top + length)
  fade.addColorStop(0, css(colour, alpha))
  fade.addColorStop(0.7, css(colour, alpha * 0.7))
  fade.addColorStop(1, css(colour, 0))
  context.fillStyle = fade
  context.beginPath()
  context.moveTo(x, top)
  context.lineTo(next, topAt(next) - 1)
  context.lineTo(next + band.lean * length, top + length)
  context.lineTo(x + band.lean * length, top + length)
  context.fill()
}
