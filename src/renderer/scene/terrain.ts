import type { SKRSContext2D } from '@napi-rs/canvas'
import { ramp } from '../ease.ts'
import { mix, type Rgb } from '../frame/colour.ts'
import { lit, shone } from './light.ts'
import { noise, ridge } from './noise-field.ts'
import { periodOf, type Plate } from './plate.ts'
import { fillSmooth } from './relief.ts'
import { randomFor, type Stage, sunwards } from './stage.ts'

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
  /** Sharp crests between a bright and a dark side. */
  dunes?: boolean
  /** Snow on the highest parts. */
  capped?: boolean
  /** Widths of the picture after which it repeats. */
  pictures?: number
  /** Height in units of what grows on it. */
  growth?: number
  /** What grows on it; `topAt` gives the height of the ground in pixels. */
  grow?: (context: SKRSContext2D, ground: { period: number; topAt: (x: number) => number }) => void
}

/** The outline of dunes: long slopes up to sharp crests, -1..1, repeating after 1. */
function crest(x: number, seed: number): number {
  const wide = 1 - 2 * Math.abs(2 * noise(x * 5, 0.3, seed, 5) - 1)
  return 0.8 * wide + 0.2 * (noise(x * 14, 0.7, seed + 1, 14) * 2 - 1)
}

interface Shape {
  period: number
  bottom: number
  topAt: (x: number) => number
  seed: number
}

/** The plate of a range. */
export function rangePlate(stage: Stage, range: Range): Plate {
  const { horizon, unit } = stage
  const period = periodOf(stage, range.pictures ?? 1.6)
  const seed = Math.floor(randomFor(stage, `range ${range.name}`)() * 1e6)
  const mean = horizon - range.above * unit
  let heights: Float32Array | undefined
  const topAt = (x: number): number => {
    heights ??= Float32Array.from({ length: period }, (_, at) => {
      return range.dunes ? crest(at / period, seed) : ridge(at / period, seed, range.rough)
    })
    const column = Math.round(x) % period
    return mean - (heights[column < 0 ? column + period : column] ?? 0) * range.rise * unit
  }
  // The nearest ranges reach down to the ground, whatever the picture's shape: nothing may stay undrawn.
  const depth = range.parallax > 0.3 ? Math.max(range.depth, stage.edge + 40) : range.depth
  const bottom = Math.min(stage.height, horizon + depth * unit)
  const top = mean - (range.rise * 1.1 + (range.growth ?? 4)) * unit
  const shape = { period, bottom, topAt, seed }
  return {
    period,
    top: Math.max(0, top),
    bottom,
    parallax: range.parallax,
    paint(context) {
      context.save()
      outline(context, shape, 2 * Math.max(1, unit))
      context.clip()
      const area = { left: 0, top: mean - range.rise * 1.1 * unit, width: period, height: 0 }
      const rocky = range.rough > 0.5
      fillSmooth(
        context,
        { ...area, height: bottom - area.top },
        (rocky ? 2 : 4) * Math.max(1, unit),
        rocky ? rockShader(stage, range, shape) : hillShader(stage, range, shape),
      )
      context.restore()
      range.grow?.(context, { period, topAt })
    },
  }
}

function outline(context: SKRSContext2D, shape: Shape, step: number): void {
  context.beginPath()
  context.moveTo(-4, shape.bottom + 4)
  for (let x = -4; x <= shape.period + 4; x += step) context.lineTo(x, shape.topAt(x))
  context.lineTo(shape.period + 4, shape.topAt(shape.period + 4))
  context.lineTo(shape.period + 4, shape.bottom + 4)
  context.closePath()
}

type Shader = (x: number, y: number) => Rgb

/** How much more haze lies before what is lower: mist gathers in the valleys. */
function hazeAt(range: Range, down: number): number {
  return range.far + (1 - range.far) * Math.min(0.42, 0.03 + range.far) * ramp(0.2, 1.3, down)
}

/** Spurs and gullies that run down from the crest, lit from the side of the sun, snow where it is high and not steep. */
function rockShader(stage: Stage, range: Range, { period, topAt, seed }: Shape): Shader {
  const { unit, light, horizon } = stage
  const sun = sunwards(stage)
  const cells = Math.max(4, Math.round(period / (150 * unit)))
  const side = Math.sign(sun[0])
  const lift = (u: number, v: number): number => {
    const warp = (noise(u * cells * 0.5, v * 0.8, seed + 5, cells) - 0.5) * 1.5
    let sum = 0
    let share = 0.56
    for (let octave = 0; octave < 4; octave++) {
      const scale = 1 << octave
      const n = noise((u * cells + warp) * scale, v * scale * 0.62, seed + 11 + octave, cells * scale)
      sum += share * (1 - Math.abs(n * 2 - 1))
      share *= 0.52
    }
    return sum
  }
  const mean = horizon - range.above * unit
  const bright = shone(light, sun, range.colour, [side * 0.75, -0.45])
  const dark = shone(light, sun, range.colour, [-side * 0.85, 0.1])
  const snowBright = shone(light, sun, [252, 253, 255], [side * 0.6, -0.6])
  const snowDark = mix(shone(light, sun, [206, 218, 244], [-side * 0.8, -0.1]), light.zenith, 0.12)
  const step = 7 * unit
  return (x, y) => {
    const top = topAt(x)
    const fall = (y - top) / unit
    const v = fall / 120
    // Spurs lean away from the peaks: the mountain widens downwards.
    const lean = ((topAt(x + 40 * unit) - topAt(x - 40 * unit)) / (80 * unit)) * 0.5
    const u = (x - lean * Math.min(fall, 200) * unit) / period
    const height = lift(u, v)
    const facing = (lift(u - (side * step) / period, v) - height) * -2.6
    const flank = Math.max(-1, Math.min(1, lean * 1.5 * side)) * Math.exp(-fall / 90)
    const tone = ramp(-0.6, 0.62, facing * side * side + flank * 0.8)
    const rock = mix(dark, bright, tone)
    const high = (mean - y) / (range.rise * unit)
    const snow = range.capped ? ramp(0.06, 0.4, high + (height - 0.5) * 0.8) : 0
    const colour = snow > 0 ? mix(rock, mix(snowDark, snowBright, ramp(0.12, 0.8, tone)), snow) : rock
    return mix(colour, light.haze, hazeAt(range, fall / (range.rise * 1.6)))
  }
}

/** Soft folds: hills with patches of growth, dunes with a lit and a shaded side. */
function hillShader(stage: Stage, range: Range, { period, topAt, seed }: Shape): Shader {
  const { unit, light } = stage
  const sun = sunwards(stage)
  const side = Math.sign(sun[0])
  const cells = Math.max(3, Math.round(period / (340 * unit)))
  const lift = (u: number, v: number): number => {
    const wide = noise(u * cells + v * 0.5, v, seed + 21, cells)
    return 1 - Math.abs(wide * 2 - 1) + 0.3 * noise(u * cells * 4, v * 3, seed + 22, cells * 4)
  }
  const relief = range.dunes ? 1 : 0
  const level = lit(light, range.colour)
  const bright = mix(level, shone(light, sun, range.colour, [side * 0.5, -0.7]), 0.5 + 0.4 * relief)
  const dark = mix(level, shone(light, sun, range.colour, [-side * 0.9, 0]), 0.55 + 0.45 * relief)
  const step = 16 * unit
  return (x, y) => {
    const fall = Math.max(0, (y - topAt(x)) / unit)
    const v = fall / (range.dunes ? 110 : 46)
    const u = x / period
    const height = lift(u, v)
    const facing = (height - lift(u + (side * step) / period, v)) * 3
    const slope = ((topAt(x + 20 * unit) - topAt(x - 20 * unit)) / (40 * unit)) * side * Math.exp(-fall / 50)
    const tone = ramp(-0.7, 0.7, facing * (1 + relief) + slope * (2.6 + 2 * relief))
    const patches = 0.93 + 0.14 * noise(u * cells * 7, fall / 9, seed + 23, cells * 7)
    const colour = mix(dark, bright, tone)
    const spotted: Rgb = [colour[0] * patches, colour[1] * patches, colour[2] * patches]
    return mix(spotted, light.haze, hazeAt(range, (1.2 * fall) / (range.rise + 60)))
  }
}
