import type { SKRSContext2D } from '@napi-rs/canvas'
import { ramp } from '../ease.ts'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { between } from '../random.ts'
import { lit, shone } from './light.ts'
import { noise, ridge } from './noise-field.ts'
import { drawFlower, drawGrass } from './plants.ts'
import { makeSprites, setDown, type Sprites } from './planting.ts'
import { acrossSeam, periodOf, platePainter } from './plate.ts'
import { fillSmooth } from './relief.ts'
import { type Painter, parallaxAt, randomFor, type Stage, sunwards } from './stage.ts'

/** The ground that the subject stands on. Heights in design units. */
export interface Ground {
  /** Where its far edge is, below the horizon. */
  edge: number
  /** How much that edge goes up and down. */
  wave: number
  colour: Rgb
  /** Of its large patches, 1 = as of grass. */
  contrast?: number
  /** Specks per 1000 square units, and how far they differ from the colour (0..1). */
  specks: { density: number; contrast: number; flat: number }
  /** Grass and flowers: how high where feet stand, and how much of the ground they cover (0..1). */
  tufts?: { height: number; cover: number; colour: Rgb; flowers: readonly Rgb[] }
  /** Drawn over the bare ground. */
  dress?: (context: SKRSContext2D, ground: GroundShape) => void
}

export interface GroundShape {
  period: number
  top: (x: number) => number
  bottom: number
  /** Of the bare ground and its edge. */
  parallax: number
}

/** Strips from the far edge to the viewer, each passing at its own speed: what gives the plane its depth. */
const BANDS = 5

export function groundShape(stage: Stage, ground: Ground): GroundShape {
  const period = periodOf(stage, 1.5)
  const seed = Math.floor(randomFor(stage, 'ground')() * 1e6)
  const edge = stage.horizon + ground.edge * stage.unit
  const top = (x: number): number => edge - ridge(x / period, seed, 0) * ground.wave * stage.unit
  return { period, top, bottom: stage.height, parallax: parallaxAt(stage, edge) }
}

export function groundPainters(stage: Stage, ground: Ground): Painter[] {
  const shape = groundShape(stage, ground)
  // Worked out by whichever thread draws a band, once in each.
  let made: TuftSprites | undefined
  const tufts = (): TuftSprites => (made ??= tuftSprites(stage, ground))
  return [
    barePainter(stage, ground, shape),
    ...Array.from({ length: BANDS }, (_, band) => bandPainter(stage, { ground, shape, tufts, band })),
  ]
}

/** The ground without anything on it: lighter and hazier far away, in large soft patches. */
function barePainter(stage: Stage, ground: Ground, shape: GroundShape): Painter {
  const { unit, light, horizon, height } = stage
  const { period, parallax } = shape
  const edge = horizon + ground.edge * unit
  const top = edge - (ground.wave + 8) * unit
  const sun = sunwards(stage)
  const level = lit(light, ground.colour)
  const bright = mix(level, shone(light, sun, ground.colour, [sun[0] * 0.6, -0.75]), 0.5)
  const dark = mix(scaled(level, 0.8), light.ambient, 0.1)
  const seed = Math.floor(randomFor(stage, 'patches')() * 1e6)
  const cells = Math.max(4, Math.round(period / (190 * unit)))
  const { contrast = 1 } = ground
  return platePainter({
    period,
    top,
    bottom: height,
    parallax,
    paint(context) {
      context.save()
      context.beginPath()
      context.moveTo(-4, height + 4)
      for (let x = -4; x <= period + 4; x += 3) context.lineTo(x, shape.top(x))
      context.lineTo(period + 4, height + 4)
      context.clip()
      fillSmooth(context, { left: 0, top, width: period, height: height - top }, 4 * Math.max(1, unit), (x, y) => {
        const near = Math.max(0, (y - top) / (height - top))
        // Distances grow as 1 / (rows below the horizon): patches get flatter and denser far away.
        const away = 3.4 / (near + 0.16)
        const wide = noise((x / period) * cells, away, seed, cells)
        const fine = noise((x / period) * cells * 6, away * 4, seed + 1, cells * 6)
        const tone = 0.55 + (ramp(0.18, 0.86, wide * 0.68 + fine * 0.32) - 0.55) * contrast
        const own = scaled(mix(dark, bright, tone), 1.04 - 0.34 * near * near)
        return mix(own, light.haze, 0.3 * (1 - ramp(0, 0.34, near)))
      })
      context.restore()
      if (ground.dress) ground.dress(context, shape)
      else fadeEdge(context, stage, shape)
    },
  })
}

/** Where the ground ends before other land there is no line: it comes out of the haze. */
function fadeEdge(context: SKRSContext2D, { unit }: Stage, { period, top }: GroundShape): void {
  const step = 4
  const deep = 22 * unit
  context.save()
  context.globalCompositeOperation = 'destination-out'
  for (let x = 0; x < period; x += step) {
    const y = top(x)
    const fade = context.createLinearGradient(0, y, 0, y + deep)
    fade.addColorStop(0, 'rgba(0,0,0,1)')
    fade.addColorStop(0.5, 'rgba(0,0,0,0.5)')
    fade.addColorStop(1, 'rgba(0,0,0,0)')
    context.fillStyle = fade
    context.fillRect(x, y - 4 * unit, step, deep + 4 * unit)
  }
  context.restore()
}

interface TuftSprites {
  grass?: Sprites
  flowers?: Sprites
}

interface Band {
  ground: Ground
  shape: GroundShape
  tufts: () => TuftSprites
  band: number
}

function bandPainter(stage: Stage, { ground, shape, tufts, band }: Band): Painter {
  const { horizon, unit, height } = stage
  const edge = horizon + (ground.edge + ground.wave * 0.5) * unit
  const at = (n: number): number => edge + (height - edge) * (n / BANDS) ** 1.4
  const [from, to] = [at(band), at(band + 1)]
  const near = (y: number): number => parallaxAt(stage, y)
  const tall = ground.tufts ? ground.tufts.height * near(to) * 1.3 * unit : 0
  return platePainter({
    period: shape.period,
    top: Math.max(0, from - tall - 4 * unit),
    bottom: Math.min(height + 30 * unit, to + 6 * unit + tall * 0.12),
    parallax: near((from + to) / 2),
    paint(context) {
      drawSpecks(context, stage, { ground, shape, from, to, band })
      const { grass, flowers } = tufts()
      if (!grass || !ground.tufts) return
      const random = randomFor(stage, `tufts ${band}`)
      const typical = ground.tufts.height * near((from + to) / 2) * unit
      const count = Math.min(1400, (ground.tufts.cover * shape.period * (to - from) * 5) / typical ** 2)
      for (let n = 0; n < count; n++) {
        const share = (n + random()) / count
        const y = from + share * (to - from)
        // They begin here and there, not all along a line.
        if (band === 0 && random() > 0.08 + share) continue
        const size = ground.tufts.height * near(y) * unit * between(random, 0.5, 1.2)
        const place = { x: random() * shape.period, y, height: size, period: shape.period }
        const sprites = flowers && random() < 0.1 ? flowers : grass
        setDown(context, sprites, Math.floor(random() * 6), place)
      }
    },
  })
}

function tuftSprites(stage: Stage, { tufts }: Ground): TuftSprites {
  if (!tufts || stage.brief.place === 'snow') return {}
  const height = tufts.height * 1.3 * stage.unit
  const colours = [tufts.colour, scaled(tufts.colour, 0.9), scaled(tufts.colour, 1.1)]
  const grass = makeSprites(stage, { name: 'grass', draw: drawGrass, colours, height, far: 0, variants: 6 })
  if (tufts.flowers.length === 0 || stage.brief.without.includes('flowers')) return { grass }
  const kind = { name: 'flower', draw: drawFlower, colours: tufts.flowers, height, far: 0, variants: 6 }
  return { grass, flowers: makeSprites(stage, kind) }
}

/** Small flat marks, larger and sparser towards the viewer. */
function drawSpecks(
  context: SKRSContext2D,
  stage: Stage,
  { ground, shape, from, to, band }: { ground: Ground; shape: GroundShape; from: number; to: number; band: number },
): void {
  const { unit, light } = stage
  const random = randomFor(stage, `specks ${band}`)
  const area = (shape.period * (to - from)) / (unit * unit)
  const thinned = 2.2 / (0.5 + 2 * parallaxAt(stage, (from + to) / 2))
  const count = Math.min(1200, Math.round((area / 1000) * ground.specks.density * thinned))
  const base = lit(light, ground.colour)
  for (let n = 0; n < count; n++) {
    const y = from + random() * (to - from)
    const size = (0.4 + 1.9 * parallaxAt(stage, y)) * unit * between(random, 0.6, 1.2)
    const bright = random() < 0.45
    const tone = bright ? mix(base, light.key, ground.specks.contrast * 0.8) : scaled(base, 1 - ground.specks.contrast)
    const alpha = between(random, 0.12, 0.42)
    const wide = size * between(random, 1.2, ground.specks.flat)
    acrossSeam(context, { x: random() * shape.period, reach: wide, period: shape.period }, (c) => {
      c.fillStyle = css(tone, alpha)
      c.beginPath()
      c.ellipse(0, y, wide, size * 0.6, 0, 0, 7)
      c.fill()
    })
  }
}
