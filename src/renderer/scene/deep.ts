import type { SKRSContext2D } from '@napi-rs/canvas'
import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import { between } from '../random.ts'
import { driftPainter } from './air.ts'
import { acrossSeam, periodOf, platePainter } from './plate.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

const SURFACE: Rgb = [96, 214, 228]
const MIDDLE: Rgb = [18, 116, 168]
const DEEP: Rgb = [6, 38, 84]

/** The colours of the sea at this time of day, from its surface down. */
function tones(stage: Stage): [Rgb, Rgb, Rgb] {
  const dim = stage.brief.dayTime === 'night' ? 0.35 : stage.brief.dayTime === 'day' ? 1 : 0.8
  const warm = (colour: Rgb): Rgb =>
    mix(scaled(colour, dim), stage.light.sun.glow, stage.brief.dayTime === 'sunset' ? 0.2 : 0)
  return [warm(SURFACE), scaled(MIDDLE, dim), scaled(DEEP, dim)]
}

/** Below the surface: blue depth, shafts of light, weed on the sea bed, bubbles. */
export function deepPainters(stage: Stage): Painter[] {
  const { height } = stage
  return [
    backdrop(stage),
    bedPainter(stage, { name: 'far bed', y: height * 0.8, parallax: 0.35, far: 0.6 }),
    shoal(stage),
    shafts(stage),
    bedPainter(stage, { name: 'near bed', y: height * 0.9, parallax: 1, far: 0.1 }),
  ]
}

export function bubblePainter(stage: Stage): Painter {
  const colour: Rgb = [210, 246, 255]
  return driftPainter(stage, {
    name: 'bubbles',
    count: 60,
    sizes: [7, 11, 18],
    colour,
    alpha: 0.5,
    velocity: [0.01, -0.16],
    sway: 12,
  })
}

function backdrop(stage: Stage): Painter {
  const [surface, middle, deep] = tones(stage)
  const layer = paintLayer(stage.width + 2, stage.height + 2, (context) => {
    const fade = context.createLinearGradient(0, 0, 0, stage.height)
    fade.addColorStop(0, css(surface))
    fade.addColorStop(0.35, css(middle))
    fade.addColorStop(1, css(deep))
    context.fillStyle = fade
    context.fillRect(0, 0, stage.width + 2, stage.height + 2)
  })
  return (frame) => blendLayer(frame, layer, 0, 0)
}

/** Beams from above that sway and cross, each its own layer so that they move against each other. */
function shafts(stage: Stage): Painter {
  const random = randomFor(stage, 'shafts')
  const beams = Array.from({ length: 5 }, (_, i) => ({
    layer: beam(stage, between(random, 60, 130) * stage.unit),
    x: ((i + random()) / 5) * stage.width,
    phase: random() * 7,
  }))
  return (frame, { seconds }) => {
    for (const { layer, x, phase } of beams) {
      blendLayer(frame, layer, x - layer.width / 2 + 40 * stage.unit * Math.sin(seconds * 0.5 + phase), 0)
    }
  }
}

function beam(stage: Stage, width: number): Layer {
  const [surface] = tones(stage)
  const light = mix(surface, [255, 255, 255], 0.5)
  const length = stage.height * 0.85
  return paintLayer(width * 3.2, length, (context) => {
    const w = context.canvas.width
    for (let row = 0; row < length; row += 2) {
      const t = row / length
      const centre = w * (0.66 - 0.34 * t)
      const half = (width / 2) * (0.5 + 0.8 * t)
      const fade = context.createLinearGradient(centre - half, 0, centre + half, 0)
      fade.addColorStop(0, css(light, 0))
      fade.addColorStop(0.5, css(light, 0.17 * (1 - t) ** 1.3))
      fade.addColorStop(1, css(light, 0))
      context.fillStyle = fade
      context.fillRect(0, row, w, 2)
    }
  })
}

/** Small far fish that pass together, each with a beat of its own. */
function shoal(stage: Stage): Painter {
  const [, middle, deep] = tones(stage)
  const { width, height, unit } = stage
  const random = randomFor(stage, 'shoal')
  const colour = mix(mix([190, 220, 230], middle, 0.55), deep, 0.2)
  const phases = [-1, 0, 1, 0].map((turn) =>
    paintLayer(30 * unit, 14 * unit, (context) => {
      const { width: w, height: h } = context.canvas
      context.fillStyle = css(colour, 0.85)
      context.beginPath()
      context.ellipse(w * 0.6, h / 2, w * 0.34, h * 0.3, 0, 0, 7)
      context.fill()
      context.beginPath()
      context.moveTo(w * 0.32, h / 2)
      context.lineTo(w * 0.04, h * (0.14 + 0.12 * turn))
      context.lineTo(w * 0.04, h * (0.86 + 0.12 * turn))
      context.fill()
    }),
  )
  const fish = Array.from({ length: 26 }, () => ({ x: random(), y: random(), lag: random() * 4 }))
  return (frame, { seconds, travel }) => {
    for (const { x, y, lag } of fish) {
      const way = x * 0.3 + seconds * 0.05 - (travel * 0.12) / width
      const left = (way - Math.floor(way)) * (width + 60 * unit) - 40 * unit
      const top = height * (0.2 + 0.2 * y) + 12 * unit * Math.sin(seconds * 0.8 + lag)
      const layer = phases[Math.floor(seconds * 9 + lag * 4) % phases.length]
      if (layer) blendLayer(frame, layer, left, top)
    }
  }
}

interface Bed {
  name: string
  y: number
  parallax: number
  far: number
}

function bedPainter(stage: Stage, bed: Bed): Painter {
  const [, middle, deep] = tones(stage)
  const { unit } = stage
  const period = periodOf(stage, 1.6)
  const sand = mix(mix([214, 196, 150], middle, 0.5), deep, bed.far * 0.8)
  return platePainter({
    period,
    top: bed.y - 190 * unit,
    bottom: stage.height,
    parallax: bed.parallax,
    paint(context) {
      drawGrowth(context, stage, { bed, period })
      const fill = context.createLinearGradient(0, bed.y, 0, stage.height)
      fill.addColorStop(0, css(sand))
      fill.addColorStop(1, css(scaled(sand, 0.6)))
      context.fillStyle = fill
      context.beginPath()
      context.moveTo(-4, stage.height + 4)
      for (let x = -4; x <= period + 4; x += 4) {
        const angle = (x / period) * Math.PI * 2
        context.lineTo(x, bed.y + (Math.sin(angle * 3) * 9 + Math.sin(angle * 7 + 1) * 4) * unit)
      }
      context.lineTo(period + 4, stage.height + 4)
      context.fill()
    },
  })
}

const CORAL: readonly Rgb[] = [
  [240, 110, 120],
  [250, 170, 90],
  [190, 110, 220],
]

/** Weed and coral on the sea bed. */
function drawGrowth(context: SKRSContext2D, stage: Stage, { bed, period }: { bed: Bed; period: number }): void {
  const [surface, middle, deep] = tones(stage)
  const { unit } = stage
  const random = randomFor(stage, bed.name)
  const weed = mix(mix([30, 130, 90], middle, 0.3), deep, bed.far * 0.8)
  for (let n = 0; n < 34; n++) {
    const height = between(random, 50, 170) * unit * (1 - bed.far * 0.4)
    const lean = between(random, -0.3, 0.3)
    const tone = css(scaled(weed, between(random, 0.7, 1.2)))
    const round = random() < 0.3 ? CORAL[Math.floor(random() * 3)] : undefined
    acrossSeam(
      context,
      {
        x: random() * period,
        reach: 90 * unit,
        period,
      },
      (c) => {
        if (round) {
          const base = mix(mix(round, middle, 0.3), deep, bed.far * 0.8)
          // Knobs from dark below to bright above, as the light comes from the surface.
          for (let k = 0; k < 30; k++) {
            const t = k / 30
            const spread = 44 * (1 - t * 0.75)
            const kx = (((k * 37) % 30) / 15 - 1) * spread * unit
            c.fillStyle = css(mix(scaled(base, 0.55 + 0.5 * t), surface, 0.3 * t * (1 - bed.far)))
            c.beginPath()
            c.arc(kx, bed.y + (8 - 58 * t) * unit, (13 - 6 * t) * unit, 0, 7)
            c.fill()
          }
          return
        }
        c.strokeStyle = tone
        c.lineCap = 'round'
        c.lineWidth = 6 * unit
        c.beginPath()
        c.moveTo(0, bed.y + 12 * unit)
        c.bezierCurveTo(
          20 * unit,
          bed.y - height * 0.3,
          -24 * unit,
          bed.y - height * 0.6,
          lean * height,
          bed.y - height,
        )
        c.stroke()
      },
    )
  }
}
