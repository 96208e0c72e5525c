import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb } from '../frame/colour.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import { between } from '../random.ts'
import { periodOf, platePainter } from './plate.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

interface Drift {
  name: string
  count: number
  /** Diameters in design units, small to large. */
  sizes: readonly number[]
  colour: Rgb
  alpha: number
  /** Pictures per second: sideways and down (negative = up), for the largest. */
  velocity: readonly [number, number]
  sway: number
}

/** Soft round things in the air: motes in the light, snowflakes, bubbles. */
export function driftPainter(stage: Stage, drift: Drift): Painter {
  const random = randomFor(stage, drift.name)
  const sprites = drift.sizes.map((size) => softDot(size * stage.unit, drift.colour, drift.alpha))
  const items = Array.from({ length: drift.count }, () => {
    const kind = Math.floor(Math.pow(random(), 1.6) * sprites.length)
    return {
      kind,
      x: random(),
      y: random(),
      phase: random() * 7,
      near: (0.45 + (0.55 * (kind + 1)) / sprites.length) * between(random, 0.8, 1.2),
    }
  })
  return (frame, { seconds, travel }) => {
    for (const { kind, x, y, phase, near } of items) {
      const sprite = sprites[kind]
      if (!sprite) continue
      const sway = drift.sway * stage.unit * Math.sin(seconds * 1.3 + phase)
      const along = x + drift.velocity[0] * near * seconds - (travel * near * 0.5) / stage.width
      const down = y + drift.velocity[1] * near * seconds
      const spanX = stage.width + sprite.width
      const spanY = stage.height + sprite.height
      blendLayer(frame, sprite, wrap(along) * spanX - sprite.width + sway, wrap(down) * spanY - sprite.height)
    }
  }
}

function wrap(value: number): number {
  return value - Math.floor(value)
}

function softDot(diameter: number, colour: Rgb, alpha: number): Layer {
  const size = Math.max(4, Math.ceil(diameter / 2) * 2 + 2)
  return paintLayer(size, size, (context) => {
    const r = size / 2
    const fade = context.createRadialGradient(r, r, 0, r, r, r)
    fade.addColorStop(0, css(colour, alpha))
    fade.addColorStop(0.4, css(colour, alpha * 0.7))
    fade.addColorStop(1, css(colour, 0))
    context.fillStyle = fade
    context.fillRect(0, 0, size, size)
  })
}

/** Falling streaks, drawn straight into the luma plane. */
export function rainPainter(stage: Stage): Painter {
  const random = randomFor(stage, 'rain')
  const { width, height, unit } = stage
  const count = Math.round((520 * width * height) / (1280 * 720 * unit * unit))
  const drops = Array.from({ length: count }, () => ({ x: random(), y: random(), near: between(random, 0.45, 1) }))
  const slant = 0.16
  return (frame, { seconds, travel }) => {
    for (const { x, y, near } of drops) {
      const length = Math.round(46 * near * unit)
      const top = wrap(y + seconds * 2.1 * near) * (height + length) - length
      const left = wrap(x - (travel * near * 0.4) / width) * (width + 120 * unit) - 60 * unit
      const lift = 26 + 44 * near
      for (let k = 0; k < length; k++) {
        const py = Math.floor(top + k)
        const px = Math.floor(left - k * slant)
        if (py < 0 || py >= height || px < 0 || px >= width - 1) continue
        const i = py * width + px
        const strength = lift * (k / length)
        frame.y[i] = Math.min(235, (frame.y[i] as number) + strength)
        if (near > 0.8 && unit > 0.8) frame.y[i + 1] = Math.min(235, (frame.y[i + 1] as number) + strength * 0.5)
      }
    }
  }
}

/** Banks of mist that pass at their own speed. */
export function mistPainter(
  stage: Stage,
  bank: { y: number; thickness: number; alpha: number; parallax: number },
): Painter {
  const random = randomFor(stage, `mist ${bank.y}`)
  const period = periodOf(stage, 1.5)
  const { light } = stage
  const colour = mix(light.haze, light.horizon, 0.4)
  return platePainter({
    period,
    top: bank.y - bank.thickness,
    bottom: bank.y + bank.thickness,
    parallax: bank.parallax,
    paint(context) {
      for (let n = 0; n < 46; n++) {
        const x = random() * period
        const r = bank.thickness * between(random, 0.5, 1)
        const y = bank.y + (random() - 0.5) * (bank.thickness - r) * 1.6
        for (const shift of [-period, 0, period]) {
          const fade = context.createRadialGradient(x + shift, y * 3, 0, x + shift, y * 3, r * 3)
          fade.addColorStop(0, css(colour, bank.alpha))
          fade.addColorStop(1, css(colour, 0))
          context.save()
          context.scale(1, 1 / 3)
          context.fillStyle = fade
          context.fillRect(x + shift - r * 3, y * 3 - r * 3, r * 6, r * 6)
          context.restore()
        }
      }
    },
  })
}
