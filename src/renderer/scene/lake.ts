import { ramp } from '../ease.ts'
import { cbOf, crOf, lumaOf } from '../frame/colour.ts'
import type { Frame } from '../frame/frame.ts'
import { upscalePlane } from '../frame/upscale.ts'
import { addressOf, allocate, kernels } from '../kernels/memory.ts'
import { mistPainter } from './air.ts'
import { groundPainters } from './ground.ts'
import { leavesOf, PINE, planted } from './planting.ts'
import { drawPine, drawTree } from './plants.ts'
import { platePainter } from './plate.ts'
import { growthOf } from './season.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'
import { type Range, rangePlate } from './terrain.ts'
import { deepWater } from './water.ts'
import { sample, type Tile, waveTiles } from './waves.ts'

/** A lake or a river: hills or mountains, a far shore with trees, calm water that mirrors them. */
export function lakePainters(stage: Stage, shore: 'none' | 'near'): Painter[] {
  const mist = { y: stage.horizon - 6 * stage.unit, thickness: 42 * stage.unit, alpha: 0.1, parallax: 0.1 }
  const far = [...backdrop(stage), farShore(stage)].map((range) => platePainter(rangePlate(stage, range)))
  const painters = [...far, mistPainter(stage, mist), mirrorPainter(stage)]
  if (shore === 'none') return painters
  const { grass, flowers } = growthOf(stage)
  const tufts = { height: 34, cover: 0.85, colour: grass, flowers }
  const specks = { density: 6, contrast: 0.2, flat: 4 }
  const ground = { edge: stage.edge * 1.35, wave: 12, colour: grass, specks, tufts }
  return [...painters, ...groundPainters(stage, ground)]
}

function backdrop(stage: Stage): Range[] {
  const { behind, weather } = stage.brief
  if (behind === 'mountain') {
    const rock = { rough: 0.85, colour: [104, 110, 128] as const, depth: 0, capped: true }
    return [
      { ...rock, name: 'far peaks', above: 96, rise: 230, far: 0.6, parallax: 0.04 },
      { ...rock, name: 'peaks', above: 48, rise: 205, far: 0.32, parallax: 0.08 },
    ]
  }
  const colour = weather === 'snow' ? ([232, 240, 250] as const) : growthOf(stage).grass
  const hill = { rough: 0.1, colour, depth: 0 }
  return [
    { ...hill, name: 'far hills', above: 56, rise: 62, far: 0.66, parallax: 0.04 },
    { ...hill, name: 'hills', above: 26, rise: 40, far: 0.42, parallax: 0.09 },
  ]
}

function farShore(stage: Stage): Range {
  const wooded = stage.brief.behind === 'forest'
  const snowy = stage.brief.weather === 'snow'
  const pines = wooded || stage.brief.behind === 'mountain'
  const look = pines ? { colours: [PINE], draw: drawPine } : { colours: leavesOf(stage), draw: drawTree }
  const height = wooded ? ([60, 130] as const) : ([26, 74] as const)
  const trees = { ...look, name: 'shore', count: wooded ? 130 : 80, height, far: 0.26 }
  const shape = { name: 'shore', above: 7, rise: 6, rough: 0.1, parallax: 0.16, depth: 0, pictures: 1.8 }
  const colour = snowy ? ([226, 234, 244] as const) : ([72, 112, 74] as const)
  return { ...shape, far: 0.26, colour, growth: 140, grow: planted(stage, trees) }
}

/**
 * Calm water from the horizon down: shows what is already in the frame above it upside down, bent by ripples that grow
 * towards the viewer, and more of its own depth the steeper it is looked into. Computed at half size.
 */
function mirrorPainter(stage: Stage): Painter {
  const top = Math.floor(stage.horizon / 2)
  const columns = stage.width / 2
  const rows = stage.height / 2 - top
  const tiles = waveTiles(Math.floor(randomFor(stage, 'water')() * 1e6))
  const deep = deepWater(stage.light)
  const own = { y: lumaOf(...deep), u: cbOf(...deep), v: crOf(...deep) }
  const luma = allocate(rows * columns)
  const large = allocate(rows * columns * 4)
  return (frame, { seconds, travel }) => {
    for (let row = 0; row < rows; row++)
      mirrorRow({ stage, tiles, own, top, rows }, { frame, luma, row, seconds, travel })
    upscalePlane(luma, large, columns, rows)
    const from = top * 2 * frame.width
    kernels().copyBytes(addressOf(large), addressOf(frame.y) + from, frame.y.length - from)
  }
}

interface Mirror {
  stage: Stage
  tiles: readonly Tile[]
  own: { y: number; u: number; v: number }
  /** The water's first row, and how many it has, at half size. */
  top: number
  rows: number
}

interface RowNow {
  frame: Frame
  luma: Uint8Array
  row: number
  seconds: number
  travel: number
}

function mirrorRow({ stage, tiles, own, top, rows }: Mirror, { frame, luma, row, seconds, travel }: RowNow): void {
  const { u, v, y: sky, width } = frame
  const columns = width / 2
  const half = stage.unit * 0.5
  const near = row / rows
  const depth = 1 / ((row + 2) / (360 * half))
  const scale = (0.5 * Math.min(depth, 24)) / half
  const level = Math.max(0, Math.min(tiles.length - 1, Math.round(Math.log2(scale * (1 + depth * 0.12)))))
  const tile = tiles[level] as Tile
  const broad = tiles[Math.min(tiles.length - 1, level + 2)] as Tile
  const along = travel * 0.2 * scale
  const z = 90 * depth
  const sway = (2 + 26 * near) * half
  const share = 0.1 + 0.5 * ramp(0.1, 1.1, near)
  const squeeze = Math.min(1, (top - 2) / rows)
  const tone = 5 + 13 * ramp(0, 0.7, near)
  const to = (top + row) * columns
  for (let x = 0; x < columns; x++) {
    const wx = (x - columns / 2) * scale + along
    const calm = sample(broad, wx * 0.21 + seconds * 2, z * 0.21 + 50) * 1.5
    const slope = sample(tile, wx + seconds * 4, z - seconds * 8) * (0.5 + Math.min(1, calm * calm))
    const up = Math.max(0, Math.min(top - 1, (row + slope * sway) * squeeze)) | 0
    const from = top - 1 - up
    const side = Math.max(0, Math.min(columns - 1, x + slope * sway * 0.25)) | 0
    const mirrored = sky[from * 2 * width + side * 2] as number
    const inside = Math.max(0, Math.min(0.9, share - slope * 0.16))
    luma[row * columns + x] = Math.max(16, Math.min(235, mirrored + (own.y - mirrored) * inside + slope * tone))
    const chroma = from * columns + side
    u[to + x] = (u[chroma] as number) * (1 - inside) + own.u * inside + 0.5
    v[to + x] = (v[chroma] as number) * (1 - inside) + own.v * inside + 0.5
  }
}
