import { ramp } from '../ease.ts'
import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb } from '../frame/colour.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import { between } from '../random.ts'
import { lit } from './light.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

const TAU = Math.PI * 2

/** A loose flock far away, each with a beat of its own. */
export function birdsPainter(stage: Stage): Painter {
  const { width, horizon, unit } = stage
  const random = randomFor(stage, 'flock')
  const colour = mix(lit(stage.light, [40, 40, 52]), stage.light.haze, 0.25)
  const phases = [0.9, 0.45, 0, -0.45, 0, 0.45].map((up) => wings(unit, colour, up))
  const flock = Array.from({ length: 9 }, (_, n) => ({ row: n, y: random(), lag: random() * 6, x: random() * 0.05 }))
  const high = horizon * between(random, 0.16, 0.34)
  return (frame, { seconds }) => {
    const lead = 0.12 + seconds * 0.035
    for (const { row, y, lag, x } of flock) {
      const layer = phases[Math.floor(seconds * 9 + lag) % phases.length]
      if (!layer) continue
      const back = Math.ceil(row / 2) * 0.026 + x
      const side = (row % 2 ? 1 : -1) * Math.ceil(row / 2) * 13 * unit
      blendLayer(frame, layer, (lead - back) * width, high + side + 8 * unit * Math.sin(seconds + y * 7))
    }
  }
}

function wings(unit: number, colour: Rgb, up: number): Layer {
  const [w, h] = [26 * unit, 20 * unit]
  return paintLayer(w, h, (context) => {
    context.strokeStyle = css(colour, 0.9)
    context.lineWidth = Math.max(1, 2 * unit)
    context.lineCap = 'round'
    context.beginPath()
    context.moveTo(w * 0.06, h * (0.5 - 0.4 * up))
    context.quadraticCurveTo(w * 0.3, h * (0.42 - 0.34 * up), w * 0.5, h * 0.56)
    context.quadraticCurveTo(w * 0.7, h * (0.42 - 0.34 * up), w * 0.94, h * (0.5 - 0.4 * up))
    context.stroke()
  })
}

/** A bow opposite the sun. */
export function rainbowPainter(stage: Stage): Painter {
  const { width, height, horizon } = stage
  const x = width - stage.sunX
  const radius = Math.max(width, height) * 0.46
  const layer = paintLayer(width, horizon, (context) => {
    const colours: readonly Rgb[] = [
      [226, 60, 60],
      [244, 150, 50],
      [250, 226, 90],
      [90, 200, 110],
      [70, 140, 230],
      [120, 80, 200],
    ]
    context.lineWidth = radius * 0.022
    context.filter = `blur(${(radius * 0.006).toFixed(1)}px)`
    for (const [n, colour] of colours.entries()) {
      context.strokeStyle = css(colour, 0.3)
      context.beginPath()
      context.arc(x, horizon + radius * 0.18, radius * (1 - n * 0.018), Math.PI, TAU)
      context.stroke()
    }
  })
  return (frame) => blendLayer(frame, layer, 0, 0)
}

/** Curtains of light that wander over each other. */
export function auroraPainter(stage: Stage): Painter {
  const { width, horizon, unit } = stage
  const random = randomFor(stage, 'aurora')
  const tones: readonly Rgb[] = [
    [90, 255, 170],
    [80, 220, 230],
    [170, 110, 240],
  ]
  const veils = tones.map((colour, n) => ({ layer: curtain(stage, { colour, seed: random() * 9 }), lag: n * 2.1 }))
  return (frame, { seconds }) => {
    for (const { layer, lag } of veils) {
      const x = (width - layer.width) / 2 + 70 * unit * Math.sin(seconds * 0.32 + lag)
      blendLayer(frame, layer, x, horizon * 0.03 + 12 * unit * Math.sin(seconds * 0.5 + lag * 2))
    }
  }
}

function curtain({ width, horizon, unit }: Stage, { colour, seed }: { colour: Rgb; seed: number }): Layer {
  const wide = width * 1.25
  const high = horizon * 0.8
  return paintLayer(wide, high, (context) => {
    const step = 3 * unit
    for (let x = 0; x < wide; x += step) {
      const t = (x / wide) * TAU
      const foot = high * (0.62 + 0.16 * Math.sin(t * 1.3 + seed) + 0.08 * Math.sin(t * 3.1 + seed * 2))
      const ray = 0.5 + 0.5 * Math.sin((x * 0.035) / unit + 3 * Math.sin((x * 0.011) / unit + seed))
      const edge = ramp(0, 0.16, x / wide) * ramp(0, 0.16, 1 - x / wide)
      const tall = high * (0.35 + 0.22 * ray)
      const fade = context.createLinearGradient(0, foot - tall, 0, foot + high * 0.05)
      fade.addColorStop(0, css(colour, 0))
      fade.addColorStop(0.8, css(colour, (0.1 + 0.24 * ray) * edge))
      fade.addColorStop(1, css(colour, 0))
      context.fillStyle = fade
      context.fillRect(x, foot - tall, step + 0.5, tall + high * 0.05)
    }
  })
}

/** Once or twice in a clip a streak across the upper sky. */
export function shootingStarPainter(stage: Stage): Painter {
  const { width, horizon, unit } = stage
  const random = randomFor(stage, 'shooting star')
  const long = 150 * unit
  const layer = paintLayer(long, long * 0.5, (context) => {
    const fade = context.createLinearGradient(0, 0, long, long * 0.45)
    fade.addColorStop(0, 'rgba(255,255,255,0)')
    fade.addColorStop(1, 'rgba(240,246,255,0.95)')
    context.strokeStyle = fade
    context.lineWidth = 2.4 * unit
    context.lineCap = 'round'
    context.beginPath()
    context.moveTo(2, 2)
    context.lineTo(long - 4, long * 0.45 - 2)
    context.stroke()
  })
  const stars = [0.18, 0.66].map((at) => ({
    at: at + random() * 0.12,
    x: between(random, 0, 0.6),
    y: between(random, 0, 0.3),
  }))
  return (frame, { progress, seconds }) => {
    for (const { at, x, y } of stars) {
      const age = ((progress - at) * stage.seconds) / 0.7
      if (age < 0 || age > 1 || seconds < 0) continue
      blendLayer(frame, layer, (x + age * 0.3) * width, (y + age * 0.24) * horizon)
    }
  }
}

/** Rockets that burst and sink, one after the other. */
export function fireworksPainter(stage: Stage): Painter {
  const { width, horizon, unit } = stage
  const random = randomFor(stage, 'fireworks')
  const tones: readonly Rgb[] = [
    [255, 110, 90],
    [255, 214, 110],
    [120, 220, 255],
    [200, 130, 255],
    [130, 255, 160],
  ]
  const sparks = tones.map((colour) => spark(unit, colour))
  const bursts = Array.from({ length: Math.ceil(stage.seconds * 1.4) + 2 }, (_, n) => ({
    at: n / 1.4 - 0.8 + random() * 0.4,
    x: between(random, 0.12, 0.88),
    y: between(random, 0.12, 0.5),
    size: between(random, 70, 130) * unit,
    layer: sparks[Math.floor(random() * sparks.length)],
  }))
  return (frame, { seconds }) => {
    for (const { at, x, y, size, layer } of bursts) {
      const age = (seconds - at) / 1.7
      if (age < 0 || age > 1 || !layer) continue
      const out = size * (1 - (1 - age) ** 3)
      for (let n = 0; n < 44; n++) {
        // Late sparks go out one by one.
        if (age > 0.5 && (n * 7) % 44 < (age - 0.5) * 88) continue
        const angle = n * 2.39996
        const reach = out * Math.sqrt((n + 0.5) / 44)
        const px = x * width + Math.cos(angle) * reach
        const py = y * horizon + Math.sin(angle) * reach + 70 * unit * age * age
        blendLayer(frame, layer, px - layer.width / 2, py - layer.height / 2)
      }
    }
  }
}

function spark(unit: number, colour: Rgb): Layer {
  const size = 13 * unit
  return paintLayer(size, size, (context) => {
    const r = context.canvas.width / 2
    const fade = context.createRadialGradient(r, r, 0, r, r, r)
    fade.addColorStop(0, css(mix(colour, [255, 255, 255], 0.7), 0.95))
    fade.addColorStop(0.35, css(colour, 0.6))
    fade.addColorStop(1, css(colour, 0))
    context.fillStyle = fade
    context.fillRect(0, 0, size, size)
  })
}
