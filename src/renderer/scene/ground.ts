import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { between } from '../random.ts'
import { lit } from './light.ts'
import { ridge } from './noise-field.ts'
import { acrossSeam, periodOf, type Plate } from './plate.ts'
import { randomFor, type Stage } from './stage.ts'

/** The ground that the subject stands on. Heights in design units below the horizon. */
export interface Ground {
  /** Where its far edge is. */
  edge: number
  /** How much that edge goes up and down. */
  wave: number
  colour: Rgb
  /** Specks per 1000 square units, and how far they differ from the colour (0..1). */
  specks: { density: number; contrast: number; flat: number }
  /** Drawn over it, still behind the subject. */
  dress?: (context: SKRSContext2D, ground: GroundShape) => void
}

export interface GroundShape {
  period: number
  top: (x: number) => number
  bottom: number
}

export function groundShape(stage: Stage, ground: Ground): GroundShape {
  const period = periodOf(stage, 2)
  const seed = Math.floor(randomFor(stage, 'ground')() * 1e6)
  const edge = stage.horizon + ground.edge * stage.unit
  const top = (x: number): number => edge - ridge(x / period, seed, 0) * ground.wave * stage.unit
  return { period, top, bottom: stage.height }
}

export function groundPlate(stage: Stage, ground: Ground): Plate {
  const shape = groundShape(stage, ground)
  const { unit, light, horizon, height } = stage
  const edge = horizon + ground.edge * unit
  return {
    period: shape.period,
    top: edge - (ground.wave + 60) * unit,
    bottom: height,
    parallax: 1,
    paint(context) {
      context.beginPath()
      context.moveTo(-4, height + 4)
      for (let x = -4; x <= shape.period + 4; x += 3) context.lineTo(x, shape.top(x))
      context.lineTo(shape.period + 4, height + 4)
      context.closePath()
      const fill = context.createLinearGradient(0, edge, 0, height)
      fill.addColorStop(0, css(lit(light, ground.colour, 0.22)))
      fill.addColorStop(0.3, css(lit(light, ground.colour)))
      fill.addColorStop(1, css(scaled(lit(light, ground.colour), 0.62)))
      context.fillStyle = fill
      context.fill()
      context.save()
      context.clip()
      drawSpecks(context, stage, {
        ground,
        shape,
      })
      context.restore()
      ground.dress?.(context, shape)
    },
  }
}

/** Small flat marks, larger and sparser towards the viewer: they give the plane its depth. */
function drawSpecks(
  context: SKRSContext2D,
  stage: Stage,
  { ground, shape }: { ground: Ground; shape: GroundShape },
): void {
  const { unit, light } = stage
  const random = randomFor(stage, 'specks')
  const edge = stage.horizon + ground.edge * unit
  const depth = shape.bottom - edge
  const area = (shape.period * depth) / (unit * unit)
  const count = Math.min(5000, Math.round((area / 1000) * ground.specks.density))
  const base = lit(light, ground.colour)
  for (let n = 0; n < count; n++) {
    const near = Math.pow(random(), 0.75)
    const y = edge + near * depth
    const size = (0.7 + near * 2.4) * unit
    const bright = random() < 0.45
    const tone = bright ? mix(base, light.key, ground.specks.contrast) : scaled(base, 1 - ground.specks.contrast)
    const alpha = between(random, 0.12, 0.45)
    const wide = size * between(random, 1.2, ground.specks.flat)
    acrossSeam(context, { x: random() * shape.period, reach: wide, period: shape.period }, (c) => {
      c.fillStyle = css(tone, alpha)
      c.beginPath()
      c.ellipse(0, y, wide, size * 0.7, 0, 0, 7)
      c.fill()
    })
  }
}
