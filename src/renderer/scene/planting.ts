import type { SKRSContext2D } from '@napi-rs/canvas'
import { type Rgb, scaled } from '../frame/colour.ts'
import { between } from '../random.ts'
import type { GroundShape } from './ground.ts'
import { lit } from './light.ts'
import { acrossSeam } from './plate.ts'
import { drawFlower, drawGrass, type Plant } from './plants.ts'
import { randomFor, type Stage } from './stage.ts'

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
export function planted(stage: Stage, planting: Planting) {
  return (context: SKRSContext2D, ground: { period: number; topAt: (x: number) => number }): void => {
    if (stage.brief.without.includes('trees')) return
    const random = randomFor(stage, `plants ${planting.name}`)
    const { unit, light } = stage
    for (let n = 0; n < planting.count; n++) {
      const x = ((n + random() * 0.9) / planting.count) * ground.period
      const height = between(random, ...planting.height) * unit
      const colour = lit(light, scaled(planting.colour, between(random, 0.85, 1.15)), planting.far)
      const y = ground.topAt(x) + 4 * unit
      const numbers = numbersOf(randomFor(stage, `${planting.name} ${n}`))
      acrossSeam(context, { x, reach: height, period: ground.period }, (c) => {
        c.translate(0, y)
        // A plant must look the same on both sides of the seam, so each drawing gets the same numbers.
        planting.draw(c, { height, colour, light, random: replay(numbers), snowy: planting.snowy ?? false })
        c.translate(0, -y)
      })
    }
  }
}

const NUMBERS = 96

function numbersOf(random: () => number): number[] {
  return Array.from({ length: NUMBERS }, random)
}

/** The same numbers from the start, for each drawing of one plant. */
function replay(numbers: readonly number[]): () => number {
  let at = 0
  return () => numbers[at++ % NUMBERS] ?? 0.5
}

/** Tufts and flowers on the ground in front. */
export function sprinkled(stage: Stage, what: { count: number; height: number; colour: Rgb; flowers: readonly Rgb[] }) {
  return (context: SKRSContext2D, { period, top, bottom }: GroundShape): void => {
    const random = randomFor(stage, 'tufts')
    const { unit, light } = stage
    const green = lit(light, what.colour)
    const flowers = stage.brief.without.includes('flowers') ? [] : what.flowers
    for (let n = 0; n < what.count; n++) {
      const near = n / what.count
      const x = random() * period
      const y = top(x) + near * (bottom - top(x))
      const height = what.height * unit * (0.3 + 0.9 * near) * between(random, 0.6, 1.2)
      const petals = flowers[Math.floor(random() * what.flowers.length * 3)]
      const colour = petals ? lit(light, petals) : scaled(green, between(random, 0.75, 1.1))
      const numbers = numbersOf(randomFor(stage, `tuft ${n}`))
      acrossSeam(context, { x, reach: height, period }, (c) => {
        c.translate(0, y)
        const plant = { height, colour, light, random: replay(numbers) }
        if (petals) drawFlower(c, plant, scaled(green, 0.8))
        else drawGrass(c, plant)
        c.translate(0, -y)
      })
    }
  }
}

export const GRASS: Rgb = [112, 158, 72]
export const PINE: Rgb = [52, 98, 70]
export const LEAF: Rgb = [84, 138, 62]
export const PETALS: readonly Rgb[] = [
  [250, 120, 150],
  [255, 214, 90],
  [250, 250, 250],
  [180, 130, 240],
]
