import type { SKRSContext2D } from '@napi-rs/canvas'
import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import { between } from '../random.ts'
import { groundPainters } from './ground.ts'
import { lit } from './light.ts'
import { clouded } from './noise-field.ts'
import { planted } from './planting.ts'
import type { Plant } from './plants.ts'
import { acrossSeam, periodOf, platePainter } from './plate.ts'
import { type Painter, parallaxAt, randomFor, type Stage, sunwards } from './stage.ts'
import { type Range, rangePlate } from './terrain.ts'

/** Of the loose soil and of the rock. */
const SOILS: Readonly<Record<'moon' | 'mars', { soil: Rgb; rock: Rgb }>> = {
  moon: { soil: [168, 166, 164], rock: [132, 130, 130] },
  mars: { soil: [206, 118, 70], rock: [150, 78, 52] },
}

/** The bare ground of another world: hills on the horizon, rocks, craters near and far; over the moon hangs the Earth. */
export function planetPainters(stage: Stage, world: 'moon' | 'mars'): Painter[] {
  const { soil, rock } = SOILS[world]
  const far = world === 'mars' ? [0.6, 0.34, 0.1] : [0.2, 0.1, 0.02]
  const range = (one: Range): Painter => platePainter(rangePlate(stage, one))
  const stones = { name: 'stones', draw: drawStone, count: 24, height: [6, 30], colours: [rock], far: 0.06 } as const
  const hill = { rough: 0, colour: soil, dunes: world === 'mars' }
  return [
    ...(world === 'moon' ? [earthPainter(stage)] : []),
    range({
      ...hill,
      name: 'far rim',
      above: 22,
      rise: 64,
      rough: 0.6,
      depth: 50,
      parallax: 0.03,
      far: far[0] ?? 0,
      colour: rock,
    }),
    range({ ...hill, name: 'rim', above: 6, rise: 40, depth: 100, parallax: 0.12, far: far[1] ?? 0 }),
    range({
      ...hill,
      name: 'near rise',
      above: -34,
      rise: 24,
      depth: 160,
      parallax: 0.3,
      far: far[2] ?? 0,
      growth: 50,
      grow: planted(stage, stones),
    }),
    ...groundPainters(stage, {
      edge: stage.edge,
      wave: 10,
      colour: soil,
      contrast: 0.55,
      specks: { density: 10, contrast: 0.24, flat: 4 },
    }),
    ...(world === 'moon' ? craterPainters(stage, soil) : []),
  ]
}

function drawStone(context: SKRSContext2D, { height, colour, tone, random }: Plant): void {
  const wide = height * between(random, 0.8, 1.3)
  const lean = between(random, -0.2, 0.2) * wide
  const face = (points: readonly (readonly [number, number])[], fill: string): void => {
    context.fillStyle = fill
    context.beginPath()
    for (const [x, y] of points) context.lineTo(x, y)
    context.fill()
  }
  const peak = [lean, -height] as const
  const mid = [lean * 0.6 + wide * 0.1, -height * 0.42] as const
  face(
    [[-wide * 0.7, 0], [-wide * 0.5, -height * 0.6], peak, [wide * 0.46, -height * 0.7], [wide * 0.75, 0]],
    css(tone(colour, [0, -0.2])),
  )
  face([[-wide * 0.7, 0], [-wide * 0.5, -height * 0.6], peak, mid, [-wide * 0.1, 0]], css(tone(colour, [-0.8, -0.1])))
  face([peak, [wide * 0.46, -height * 0.7], mid], css(tone(scaled(colour, 1.08), [0.3, -0.8])))
}

/** Rows of craters, flatter and smaller far away, each row passing at its own speed. */
function craterPainters(stage: Stage, soil: Rgb): Painter[] {
  const { horizon, height, unit, edge } = stage
  const from = horizon + edge * unit
  return [0.08, 0.26, 0.5, 0.84].map((share, row) => {
    const y = from + (height - from) * share
    const near = parallaxAt(stage, y)
    const deep = 15 * near * unit
    return platePainter({
      period: periodOf(stage, 1.7),
      top: y - deep * 2,
      bottom: Math.min(height, y + deep * 2 + 4),
      parallax: near,
      paint: (context) => drawCraters(context, stage, { y, deep, soil, row }),
    })
  })
}

function drawCraters(
  context: SKRSContext2D,
  stage: Stage,
  { y, deep, soil, row }: { y: number; deep: number; soil: Rgb; row: number },
): void {
  const random = randomFor(stage, `craters ${row}`)
  const period = periodOf(stage, 1.7)
  const ground = lit(stage.light, soil)
  const [side] = sunwards(stage)
  const count = Math.max(3, Math.round(9 - row * 1.6))
  for (let n = 0; n < count; n++) {
    const wide = deep * between(random, 2.2, 6)
    const high = wide * 0.22
    const x = ((n + random() * 0.8) / count) * period
    acrossSeam(context, { x, reach: wide * 1.3, period }, (c) => {
      const oval = (grow: number, down: number, fill: string | ReturnType<typeof c.createLinearGradient>): void => {
        c.fillStyle = fill
        c.beginPath()
        c.ellipse(0, y + down, wide * grow, Math.min(deep * 1.9, high * grow), 0, 0, 7)
        c.fill()
      }
      // The far wall is in the light or in the shade as the sun stands, and the rim catches it all around.
      const wall = c.createLinearGradient(wide * side, y - high, -wide * side, y + high)
      wall.addColorStop(0, css(scaled(ground, 0.5), 0.8))
      wall.addColorStop(0.55, css(scaled(ground, 0.8), 0.75))
      wall.addColorStop(1, css(mix(ground, stage.light.key, 0.25), 0.8))
      oval(1.06, high * 0.12, css(mix(ground, stage.light.key, 0.4), 0.28))
      oval(1, 0, wall)
    })
  }
}

/** The Earth, half of it in the light, with its seas, lands and clouds. It hangs still. */
function earthPainter(stage: Stage): Painter {
  const { unit, width, horizon, sunX } = stage
  const layer = earthLayer(unit)
  const x = width * (sunX > width / 2 ? 0.2 : 0.72)
  return (frame, { progress }) =>
    blendLayer(frame, layer, x - layer.width / 2 - 6 * unit * progress, horizon * 0.36 - layer.height / 2)
}

function earthLayer(unit: number): Layer {
  const radius = 66 * unit
  const box = Math.ceil(radius * 1.35) * 2
  return paintLayer(box, box, (context) => {
    const c = box / 2
    const air = context.createRadialGradient(c, c, radius * 0.9, c, c, radius * 1.3)
    air.addColorStop(0, 'rgba(120,180,255,0.5)')
    air.addColorStop(1, 'rgba(90,150,255,0)')
    context.fillStyle = air
    context.fillRect(0, 0, box, box)
    context.save()
    context.beginPath()
    context.arc(c, c, radius, 0, 7)
    context.clip()
    const step = Math.max(1, unit * 1.5)
    for (let y = -radius; y < radius; y += step)
      for (let x = -radius; x < radius; x += step) {
        context.fillStyle = css(earthAt(x / radius, y / radius))
        context.fillRect(c + x, c + y, step + 0.6, step + 0.6)
      }
    const shade = context.createLinearGradient(c - radius, c + radius * 0.7, c + radius, c - radius * 0.7)
    shade.addColorStop(0, 'rgba(0,2,12,0.96)')
    shade.addColorStop(0.36, 'rgba(0,4,18,0.72)')
    shade.addColorStop(0.62, 'rgba(0,6,24,0)')
    context.fillStyle = shade
    context.fillRect(0, 0, box, box)
    context.restore()
  })
}

function earthAt(x: number, y: number): Rgb {
  // A ball is seen: towards its edge the map is drawn together.
  const bulge = 1 + 0.35 * (x * x + y * y)
  const land = clouded(x * bulge * 1.5 + 11, y * bulge * 1.5 + 5, 41, 4)
  const cloud = clouded(x * bulge * 2.2 + 3, y * bulge * 4 + 8, 97, 4)
  const base: Rgb = land > 0.54 ? mix([70, 122, 72], [176, 150, 100], Math.min(1, (land - 0.54) * 6)) : [32, 88, 168]
  const iced = Math.abs(y) > 0.86 ? mix(base, [240, 246, 252], 0.8) : base
  return mix(iced, [250, 252, 255], Math.max(0, Math.min(0.9, (cloud - 0.5) * 4)))
}
