import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { mix, type Rgb, scaled } from '../frame/colour.ts'
import { between } from '../random.ts'
import { type Facing, shone } from './light.ts'
import type { Plant } from './plants.ts'
import { acrossSeam } from './plate.ts'
import { growthOf } from './season.ts'
import { randomFor, type Stage, sunwards } from './stage.ts'

type Draw = (context: SKRSContext2D, plant: Plant) => void

/** A few drawings of one kind of plant, which are then set down many times. */
export interface Sprites {
  canvases: readonly Canvas[]
  /** Of the plant in each drawing, and from its foot to the drawing's left edge, in pixels. */
  height: number
  reach: number
}

export interface Kind {
  name: string
  draw: Draw
  colours: readonly Rgb[]
  /** Of the largest, in pixels. */
  height: number
  /** 0 = near, 1 = lost in the haze. */
  far: number
  variants: number
  /** How far out of focus, in pixels. */
  blur?: number
}

export function makeSprites(stage: Stage, kind: Kind): Sprites {
  const height = Math.max(6, kind.height)
  const reach = Math.ceil(height * 0.7)
  const { light, brief } = stage
  const sun = sunwards(stage)
  const tone = (colour: Rgb, facing: Facing): Rgb => mix(shone(light, sun, colour, facing), light.haze, kind.far)
  const canvases = Array.from({ length: kind.variants }, (_, n) => {
    const canvas = createCanvas(reach * 2, Math.ceil(height * 1.16))
    const context = canvas.getContext('2d')
    context.translate(reach, Math.ceil(height * 1.1))
    const random = randomFor(stage, `${kind.name} ${n}`)
    const colour = kind.colours[n % kind.colours.length] ?? [128, 128, 128]
    const snowy = brief.weather === 'snow' || brief.place === 'snow'
    kind.draw(context, { height, colour, tone, random, foliage: growthOf(stage).foliage, snowy })
    return settled(canvas, kind.blur)
  })
  return { canvases, height, reach }
}

/** The finished picture of a canvas: the canvas itself would be drawn anew, stroke by stroke, wherever it is set down. */
function settled(canvas: Canvas, blur = 0): Canvas {
  const { width, height } = canvas
  const picture = createCanvas(width, height)
  const context = picture.getContext('2d')
  if (blur > 0) {
    context.filter = `blur(${blur.toFixed(1)}px)`
    context.drawImage(canvas, 0, 0)
    return settled(picture)
  }
  context.putImageData(canvas.getContext('2d').getImageData(0, 0, width, height), 0, 0)
  return picture
}

/** Sets one of the sprites down with its foot at (x, y), at a height in pixels. */
export function setDown(
  context: SKRSContext2D,
  sprites: Sprites,
  which: number,
  at: { x: number; y: number; height: number; period: number },
): void {
  const canvas = sprites.canvases[which % sprites.canvases.length]
  if (!canvas) return
  const scale = at.height / sprites.height
  const reach = sprites.reach * scale
  acrossSeam(context, { x: at.x, reach, period: at.period }, (c) => {
    const foot = Math.ceil(sprites.height * 1.1) * scale
    c.drawImage(canvas, -reach, at.y - foot, reach * 2, canvas.height * scale)
  })
}

interface Planting {
  name: string
  count: number
  height: readonly [number, number]
  colours: readonly Rgb[]
  far: number
  draw: Draw
}

/** Plants scattered along a ridge, from the left to the right edge and across the seam. */
export function planted(stage: Stage, planting: Planting) {
  return (context: SKRSContext2D, ground: { period: number; topAt: (x: number) => number }): void => {
    if (stage.brief.without.includes('trees')) return
    const random = randomFor(stage, `plants ${planting.name}`)
    const { unit } = stage
    const { name, draw, colours, far, count } = planting
    const kind = { name, draw, colours, far, height: planting.height[1] * unit, variants: Math.min(7, count) }
    const sprites = makeSprites(stage, kind)
    const spots = Array.from({ length: count }, (_, n) => {
      // In groups with gaps between them, as trees grow.
      const x = ((n + random() * 2.2 - 0.6) / count) * ground.period
      return { x, height: between(random, ...planting.height) * unit, which: Math.floor(random() * 7) }
    }).sort((a, b) => a.height - b.height)
    for (const { x, height, which } of spots) {
      const place = ((x % ground.period) + ground.period) % ground.period
      const y = ground.topAt(place) + height * 0.03 + 3 * unit
      setDown(context, sprites, which, { x: place, y, height, period: ground.period })
    }
  }
}

export const PINE: Rgb = [54, 100, 68]

/** Leaves of trees of this season, a shade darker or brighter each. */
export function leavesOf(stage: Stage): readonly Rgb[] {
  const { leaves } = growthOf(stage)
  return [...leaves, ...leaves.map((leaf) => scaled(leaf, 0.9))]
}
