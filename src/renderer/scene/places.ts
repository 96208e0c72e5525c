import type { SKRSContext2D } from '@napi-rs/canvas'
import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { paintLayer } from '../frame/layer.ts'
import { between } from '../random.ts'
import { mistPainter } from './air.ts'
import { groundPlate, type GroundShape } from './ground.ts'
import { lit } from './light.ts'
import { acrossSeam, platePainter } from './plate.ts'
import { drawCactus, drawFlower, drawGrass, drawPine, drawTree, type Plant } from './plants.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'
import { rangePlate } from './terrain.ts'

type Draw = (context: SKRSContext2D, plant: Plant) => void

interface Planting {
  name: string
  count: number
  height: readonly [number, number]
  colour: Rgb
  far: number
  draw: Draw
  snowy?: boolean
}

/** Plants scattered along a ridge, from the left to the right edge and across the seam. */
function planted(stage: Stage, planting: Planting) {
  return (context: SKRSContext2D, ground: { period: number; topAt: (x: number) => number }): void => {
    const random = randomFor(stage, `plants ${planting.name}`)
    const { unit, light } = stage
    for (let n = 0; n < planting.count; n++) {
      const x = ((n + random() * 0.9) / planting.count) * ground.period
      const height = between(random, ...planting.height) * unit
      const colour = lit(light, scaled(planting.colour, between(random, 0.85, 1.15)), planting.far)
      const y = ground.topAt(x) + 4 * unit
      const seed = randomFor(stage, `${planting.name} ${n}`)
      acrossSeam(context, { x, reach: height, period: ground.period }, (c) => {
        c.translate(0, y)
        // A plant must look the same on both sides of the seam, so each drawing gets the same numbers.
        planting.draw(c, { height, colour, light, random: repeat(seed), snowy: planting.snowy ?? false })
      })
    }
  }
}

/** The first numbers of a source, again and again from the start for each drawing made with the result. */
function repeat(random: () => number): () => number {
  const numbers = Array.from({ length: 64 }, () => random())
  let at = 0
  return () => numbers[at++ % 64] ?? 0.5
}

/** Tufts and flowers on the ground in front. */
function sprinkled(stage: Stage, what: { count: number; height: number; colour: Rgb; flowers: readonly Rgb[] }) {
  return (context: SKRSContext2D, { period, top, bottom }: GroundShape): void => {
    const random = randomFor(stage, 'tufts')
    const { unit, light } = stage
    const green = lit(light, what.colour)
    for (let n = 0; n < what.count; n++) {
      const near = n / what.count
      const x = random() * period
      const y = top(x) + near * (bottom - top(x))
      const height = what.height * unit * (0.3 + 0.9 * near) * between(random, 0.6, 1.2)
      const petals = what.flowers[Math.floor(random() * what.flowers.length * 3)]
      const colour = petals ? lit(light, petals) : scaled(green, between(random, 0.75, 1.1))
      const own = randomFor(stage, `tuft ${n}`)
      acrossSeam(context, { x, reach: height, period }, (c) => {
        c.translate(0, y)
        const plant = { height, colour, light, random: repeat(own) }
        if (petals) drawFlower(c, plant, scaled(green, 0.8))
        else drawGrass(c, plant)
      })
    }
  }
}

const GRASS: Rgb = [112, 158, 72]
const PINE: Rgb = [52, 98, 70]
const LEAF: Rgb = [84, 138, 62]
const PETALS: readonly Rgb[] = [
  [250, 120, 150],
  [255, 214, 90],
  [250, 250, 250],
  [180, 130, 240],
]

export function mountainPainters(stage: Stage, edge: number, snowy: boolean): Painter[] {
  const rock: Rgb = [104, 110, 128]
  const ground: Rgb = snowy ? [232, 240, 250] : GRASS
  const base = { rough: 0.85, capped: true }
  return [
    platePainter(
      rangePlate(stage, {
        ...base,
        name: 'far',
        above: 70,
        rise: 190,
        colour: rock,
        far: 0.62,
        parallax: 0.05,
        depth: 90,
      }),
    ),
    platePainter(
      rangePlate(stage, {
        ...base,
        name: 'mid',
        above: 20,
        rise: 170,
        colour: rock,
        far: 0.3,
        parallax: 0.12,
        depth: 110,
      }),
    ),
    mistPainter(stage, { y: stage.horizon + 20 * stage.unit, thickness: 70 * stage.unit, alpha: 0.16, parallax: 0.16 }),
    platePainter(
      rangePlate(stage, {
        ...{ name: 'pines', above: -24, rise: 34, rough: 0.1, colour: snowy ? ground : [72, 112, 74], far: 0.2 },
        ...{ parallax: 0.34, depth: 160 },
        growth: 130,
        grow: planted(stage, {
          name: 'pines',
          count: 46,
          height: [50, 110],
          colour: PINE,
          far: 0.2,
          draw: drawPine,
          snowy,
        }),
      }),
    ),
    platePainter(
      groundPlate(stage, {
        ...{ edge, wave: 14, colour: ground, specks: { density: 5, contrast: snowy ? 0.16 : 0.22, flat: 5 } },
        ...(snowy ? {} : { dress: sprinkled(stage, { count: 520, height: 30, colour: GRASS, flowers: PETALS }) }),
      }),
    ),
  ]
}

export function forestPainters(stage: Stage, edge: number): Painter[] {
  const tree = (name: string, count: number, height: readonly [number, number], far: number): Planting => ({
    ...{ name, count, height, far, colour: name === 'mid' ? PINE : LEAF, draw: name === 'mid' ? drawPine : drawTree },
  })
  const range = { rise: 18, rough: 0.1, colour: [66, 96, 60] as Rgb }
  return [
    platePainter(
      rangePlate(stage, {
        ...range,
        name: 'f1',
        above: 30,
        far: 0.62,
        parallax: 0.1,
        depth: 80,
        growth: 270,
        grow: planted(stage, tree('far', 50, [170, 260], 0.62)),
      }),
    ),
    platePainter(
      rangePlate(stage, {
        ...range,
        name: 'f2',
        above: 0,
        far: 0.4,
        parallax: 0.24,
        depth: 100,
        growth: 310,
        grow: planted(stage, tree('mid', 36, [200, 300], 0.4)),
      }),
    ),
    mistPainter(stage, { y: stage.horizon + 10 * stage.unit, thickness: 90 * stage.unit, alpha: 0.15, parallax: 0.3 }),
    platePainter(
      rangePlate(stage, {
        ...range,
        name: 'f3',
        above: -26,
        far: 0.14,
        parallax: 0.5,
        depth: 150,
        growth: 370,
        grow: planted(stage, tree('near', 18, [240, 360], 0.14)),
      }),
    ),
    platePainter(
      groundPlate(stage, {
        ...{ edge, wave: 10, colour: [104, 118, 62], specks: { density: 9, contrast: 0.28, flat: 3 } },
        dress: sprinkled(stage, { count: 560, height: 34, colour: [86, 132, 58], flowers: [[255, 240, 200]] }),
      }),
    ),
  ]
}

export function desertPainters(stage: Stage, edge: number): Painter[] {
  const sand: Rgb = [226, 174, 108]
  const dune = { rough: 0, colour: sand }
  return [
    platePainter(
      rangePlate(stage, { ...dune, name: 'd1', above: 26, rise: 54, far: 0.55, parallax: 0.08, depth: 60, rough: 0.2 }),
    ),
    platePainter(rangePlate(stage, { ...dune, name: 'd2', above: -2, rise: 46, far: 0.28, parallax: 0.2, depth: 110 })),
    platePainter(
      rangePlate(stage, {
        ...{ ...dune, name: 'd3', above: -34, rise: 36, far: 0.1, parallax: 0.45, depth: 160 },
        growth: 130,
        grow: planted(stage, {
          name: 'cactus',
          count: 7,
          height: [50, 120],
          colour: [78, 130, 74],
          far: 0.1,
          draw: drawCactus,
        }),
      }),
    ),
    platePainter(
      groundPlate(stage, { edge, wave: 16, colour: sand, specks: { density: 12, contrast: 0.22, flat: 7 } }),
    ),
  ]
}

export function meadowPainters(stage: Stage, edge: number): Painter[] {
  const hill = { rough: 0, colour: GRASS }
  return [
    platePainter(rangePlate(stage, { ...hill, name: 'm1', above: 40, rise: 50, far: 0.6, parallax: 0.07, depth: 60 })),
    platePainter(
      rangePlate(stage, {
        ...{ ...hill, name: 'm2', above: 6, rise: 44, far: 0.36, parallax: 0.16, depth: 90 },
        growth: 100,
        grow: planted(stage, {
          name: 'trees far',
          count: 16,
          height: [40, 80],
          colour: LEAF,
          far: 0.36,
          draw: drawTree,
        }),
      }),
    ),
    platePainter(
      rangePlate(stage, {
        ...{ ...hill, name: 'm3', above: -26, rise: 30, far: 0.12, parallax: 0.4, depth: 150 },
        growth: 210,
        grow: planted(stage, {
          name: 'trees near',
          count: 6,
          height: [110, 190],
          colour: LEAF,
          far: 0.1,
          draw: drawTree,
        }),
      }),
    ),
    platePainter(
      groundPlate(stage, {
        ...{ edge, wave: 14, colour: GRASS, specks: { density: 6, contrast: 0.2, flat: 4 } },
        dress: sprinkled(stage, { count: 900, height: 40, colour: GRASS, flowers: PETALS }),
      }),
    ),
  ]
}

/** Banks of cloud below and around the flyer, nearer ones quicker. */
export function cloudBankPainters(stage: Stage): Painter[] {
  const { height, unit } = stage
  return [
    mistPainter(stage, { y: height * 0.62, thickness: 120 * unit, alpha: 0.2, parallax: 0.1 }),
    mistPainter(stage, { y: height * 0.8, thickness: 150 * unit, alpha: 0.26, parallax: 0.3 }),
    mistPainter(stage, { y: height * 0.97, thickness: 170 * unit, alpha: 0.34, parallax: 0.8 }),
  ]
}

/** A ringed planet that rises slowly, lit from the side of the sun. */
export function planetPainter(stage: Stage): Painter {
  const random = randomFor(stage, 'planet')
  const { unit, width, height } = stage
  const radius = 150 * unit * between(random, 0.8, 1.2)
  const hue: Rgb = [between(random, 120, 240), between(random, 90, 170), between(random, 90, 220)]
  const box = radius * 4
  const layer = paintLayer(box, box, (context) => {
    const c = box / 2
    // The far half of the ring is drawn before the planet and the near half after it.
    const ring = (from: number, to: number): void => {
      for (const [share, alpha] of [
        [1.55, 0.5],
        [1.72, 0.32],
        [1.86, 0.2],
      ] as const) {
        context.strokeStyle = css(mix(hue, [255, 255, 255], 0.55), alpha)
        context.lineWidth = 18 * unit
        context.beginPath()
        context.ellipse(c, c, radius * share, radius * share * 0.2, -0.28, from, to)
        context.stroke()
      }
    }
    ring(Math.PI, Math.PI * 2)
    context.save()
    context.beginPath()
    context.arc(c, c, radius, 0, 7)
    context.clip()
    for (let y = -radius; y < radius; y += 2 * unit) {
      const band = Math.sin((y / radius) * 7 + Math.sin((y / radius) * 17) * 0.8)
      context.fillStyle = css(scaled(mix(hue, [255, 240, 220], 0.3 + 0.2 * band), 0.95))
      context.fillRect(0, c + y, box, 2 * unit + 1)
    }
    const shade = context.createRadialGradient(c + radius * 0.45, c - radius * 0.4, radius * 0.1, c, c, radius * 1.15)
    shade.addColorStop(0, 'rgba(255,250,235,0.25)')
    shade.addColorStop(0.45, 'rgba(0,0,10,0.15)')
    shade.addColorStop(1, 'rgba(0,0,14,0.93)')
    context.fillStyle = shade
    context.fillRect(0, 0, box, box)
    context.restore()
    ring(0, Math.PI)
  })
  const x = width * between(random, 0.66, 0.82)
  return (frame, { progress }) =>
    blendLayer(frame, layer, x - box / 2 - 26 * unit * progress, height * 0.34 - box / 2 - 14 * unit * progress)
}
