import { ramp } from '../ease.ts'
import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb } from '../frame/colour.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import type { Mood } from '../prompt/scene-brief.ts'
import { between } from '../random.ts'
import { periodOf, platePainter } from './plate.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

/** Ground, three flowing colours and a light, by the mood. */
const PALETTES: Readonly<Record<Mood, readonly [Rgb, Rgb, Rgb, Rgb, Rgb]>> = {
  calm: [
    [16, 44, 76],
    [38, 112, 150],
    [92, 170, 178],
    [178, 208, 190],
    [244, 240, 214],
  ],
  joyful: [
    [96, 34, 110],
    [240, 92, 110],
    [255, 158, 72],
    [255, 214, 96],
    [255, 246, 214],
  ],
  sad: [
    [18, 24, 44],
    [44, 60, 98],
    [78, 96, 132],
    [122, 136, 160],
    [206, 216, 230],
  ],
  tense: [
    [18, 6, 16],
    [92, 14, 36],
    [176, 34, 44],
    [236, 84, 44],
    [255, 214, 170],
  ],
  epic: [
    [18, 12, 44],
    [84, 34, 110],
    [206, 78, 74],
    [248, 168, 76],
    [255, 236, 190],
  ],
  dreamy: [
    [52, 32, 92],
    [128, 84, 170],
    [222, 130, 190],
    [148, 190, 240],
    [250, 232, 250],
  ],
}

/** How fast it flows, 1 = calmly. */
const PACES: Readonly<Record<Mood, number>> = { calm: 1, sad: 0.8, dreamy: 1.1, epic: 1.7, joyful: 2.1, tense: 2.6 }

/** No place: veils of colour that fold over each other, soft lights that rise, by the mood alone. */
export function abstractPainters(stage: Stage): Painter[] {
  const { mood } = stage.brief
  const [ground, low, middle, high, light] = PALETTES[mood]
  const pace = PACES[mood]
  const veils: Painter[] = [low, middle, high, mix(high, light, 0.5)].map((colour, n) =>
    veilPainter(stage, { colour, under: [low, ground, low, middle][n] ?? ground, n, pace: pace * (0.5 + 0.4 * n) }),
  )
  return [
    backdrop(stage, { ground, low, light }),
    ...veils,
    lightsPainter(stage, { colours: [light, high, middle], pace }),
  ]
}

function backdrop({ width, height }: Stage, { ground, low, light }: { ground: Rgb; low: Rgb; light: Rgb }): Painter {
  const layer = paintLayer(width + 2, height + 2, (context) => {
    const fade = context.createLinearGradient(0, 0, width * 0.3, height)
    fade.addColorStop(0, css(mix(ground, low, 0.25)))
    fade.addColorStop(1, css(ground))
    context.fillStyle = fade
    context.fillRect(0, 0, width + 2, height + 2)
    const glow = context.createRadialGradient(width * 0.62, height * 0.3, 0, width * 0.62, height * 0.3, height * 0.9)
    glow.addColorStop(0, css(mix(low, light, 0.55), 0.85))
    glow.addColorStop(0.5, css(low, 0.4))
    glow.addColorStop(1, css(low, 0))
    context.fillStyle = glow
    context.fillRect(0, 0, width + 2, height + 2)
  })
  return (frame) => blendLayer(frame, layer, 0, 0)
}

interface Veil {
  colour: Rgb
  /** What it fades into downwards. */
  under: Rgb
  n: number
  pace: number
}

/** A wave of colour with a bright crest, which passes sideways and breathes. */
function veilPainter(stage: Stage, { colour, under, n, pace }: Veil): Painter {
  const { width, height, unit } = stage
  const random = randomFor(stage, `veil ${n}`)
  const period = periodOf(stage, 1.7 - 0.15 * n)
  const waves = Array.from({ length: 4 }, (_, k) => ({ cells: 1 + k + Math.floor(random() * 2), phase: random() * 7 }))
  const mean = height * (0.3 + 0.17 * n)
  const crest = (x: number): number =>
    waves.reduce((sum, { cells, phase }, k) => {
      return sum + Math.sin((x / period) * Math.PI * 2 * cells + phase) * ((height * 0.1) / (k + 1))
    }, mean)
  const top = mean - height * 0.26
  const plate = platePainter({
    period,
    top,
    bottom: height + 60 * unit,
    parallax: 1,
    paint(context) {
      const step = 2 * Math.max(1, unit)
      for (let x = 0; x < period; x += step) {
        const y = crest(x)
        const facing = (crest(x + 30 * unit) - crest(x - 30 * unit)) / (60 * unit)
        const bright = mix(colour, [255, 255, 255], 0.42 * ramp(-0.5, 0.7, facing))
        const fade = context.createLinearGradient(0, y, 0, y + height * 0.5)
        fade.addColorStop(0, css(bright, 0.94))
        fade.addColorStop(0.05, css(mix(bright, colour, 0.5), 0.88))
        fade.addColorStop(0.4, css(mix(colour, under, 0.6), 0.7))
        fade.addColorStop(1, css(under, 0.55))
        context.fillStyle = fade
        context.fillRect(x, y, step + 0.5, height * 1.3)
      }
    },
  })
  const side = n % 2 ? -1 : 1
  const phase = random() * 7
  return (frame, moment) => {
    const travel =
      side * pace * moment.seconds * 46 * unit + width * 0.1 * Math.sin(moment.seconds * 0.35 * pace + phase)
    plate(frame, { ...moment, travel })
  }
}

/** Round lights out of focus that rise and drift. */
function lightsPainter(stage: Stage, { colours, pace }: { colours: readonly Rgb[]; pace: number }): Painter {
  const { width, height, unit } = stage
  const random = randomFor(stage, 'lights')
  const sprites = colours.flatMap((colour) => [26, 60, 120].map((size) => disc(size * unit, colour)))
  const items = Array.from({ length: 34 }, () => ({
    sprite: sprites[Math.floor(random() * sprites.length)],
    x: random(),
    y: random(),
    phase: random() * 7,
    speed: between(random, 0.3, 1),
  }))
  return (frame, { seconds }) => {
    for (const { sprite, x, y, phase, speed } of items) {
      if (!sprite) continue
      const up = y - seconds * 0.028 * speed * pace
      const at = (up - Math.floor(up)) * (height + sprite.height) - sprite.height
      const sway = 34 * unit * Math.sin(seconds * 0.7 * speed + phase)
      blendLayer(frame, sprite, x * width - sprite.width / 2 + sway, at)
    }
  }
}

function disc(size: number, colour: Rgb): Layer {
  return paintLayer(size, size, (context) => {
    const r = context.canvas.width / 2
    const fade = context.createRadialGradient(r, r, 0, r, r, r)
    fade.addColorStop(0, css(colour, 0.16))
    fade.addColorStop(0.72, css(colour, 0.24))
    fade.addColorStop(0.86, css(mix(colour, [255, 255, 255], 0.4), 0.34))
    fade.addColorStop(1, css(colour, 0))
    context.fillStyle = fade
    context.fillRect(0, 0, size, size)
  })
}
