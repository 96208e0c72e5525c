import type { Rgb } from '../frame/colour.ts'
import { mistPainter } from './air.ts'
import { groundPlate } from './ground.ts'
import { GRASS, LEAF, PETALS, PINE, planted, sprinkled } from './planting.ts'
import { drawCactus, drawPine, drawTree } from './plants.ts'
import { platePainter } from './plate.ts'
import type { Painter, Stage } from './stage.ts'
import { type Range, rangePlate } from './terrain.ts'

const ROCK: Rgb = [104, 110, 128]
const SNOW: Rgb = [232, 240, 250]
const SAND: Rgb = [226, 174, 108]
const MOSS: Rgb = [66, 96, 60]

/** Where a range stands in the picture, and how it looks: see `Range`, whose fields these are, in the same order. */
type Standing = readonly [above: number, rise: number, depth: number, parallax: number]

function hills(name: string, standing: Standing, look: Pick<Range, 'rough' | 'far' | 'colour'>): Range {
  const [above, rise, depth, parallax] = standing
  return { name, above, rise, depth, parallax, ...look }
}

export function mountainPainters(stage: Stage, edge: number, snowy: boolean): Painter[] {
  const ground = snowy ? SNOW : GRASS
  const rock = { rough: 0.85, colour: ROCK }
  const trees = { name: 'pines', count: 46, height: [50, 110], colour: PINE, far: 0.2, draw: drawPine, snowy } as const
  const slope = { rough: 0.1, far: 0.2, colour: snowy ? SNOW : ([72, 112, 74] as const) }
  const mist = { y: stage.horizon + 20 * stage.unit, thickness: 70 * stage.unit, alpha: 0.16, parallax: 0.16 }
  const ranges: Range[] = [
    { ...hills('far peaks', [70, 190, 90, 0.05], { ...rock, far: 0.62 }), capped: true },
    { ...hills('peaks', [20, 170, 110, 0.12], { ...rock, far: 0.3 }), capped: true },
  ]
  const pines: Range = { ...hills('pines', [-24, 34, 160, 0.34], slope), growth: 130, grow: planted(stage, trees) }
  const specks = { density: 5, contrast: snowy ? 0.16 : 0.22, flat: 5 }
  const flowers = sprinkled(stage, { count: 520, height: 30, colour: GRASS, flowers: PETALS })
  const floor = { edge, wave: 14, colour: ground, specks, ...(snowy ? {} : { dress: flowers }) }
  return [
    ...ranges.map((range) => platePainter(rangePlate(stage, range))),
    mistPainter(stage, mist),
    platePainter(rangePlate(stage, pines)),
    platePainter(groundPlate(stage, floor)),
  ]
}

export function forestPainters(stage: Stage, edge: number): Painter[] {
  const look = (far: number) => ({ rough: 0.1, far, colour: MOSS })
  const leafy = { colour: LEAF, draw: drawTree }
  const farTrees = planted(stage, { ...leafy, name: 'far', count: 50, height: [170, 260], far: 0.62 })
  const pines = planted(stage, { name: 'mid', count: 36, height: [200, 300], far: 0.4, colour: PINE, draw: drawPine })
  const nearTrees = planted(stage, { ...leafy, name: 'near', count: 18, height: [240, 360], far: 0.14 })
  const mist = { y: stage.horizon + 10 * stage.unit, thickness: 90 * stage.unit, alpha: 0.15, parallax: 0.3 }
  const tufts = sprinkled(stage, { count: 560, height: 34, colour: [86, 132, 58], flowers: [[255, 240, 200]] })
  const specks = { density: 9, contrast: 0.28, flat: 3 }
  const range = (one: Range): Painter => platePainter(rangePlate(stage, one))
  return [
    range({ ...hills('far wood', [30, 18, 80, 0.1], look(0.62)), growth: 270, grow: farTrees }),
    range({ ...hills('wood', [0, 18, 100, 0.24], look(0.4)), growth: 310, grow: pines }),
    mistPainter(stage, mist),
    range({ ...hills('near wood', [-26, 18, 150, 0.5], look(0.14)), growth: 370, grow: nearTrees }),
    platePainter(groundPlate(stage, { edge, wave: 10, colour: [104, 118, 62], specks, dress: tufts })),
  ]
}

export function desertPainters(stage: Stage, edge: number): Painter[] {
  const cacti = {
    name: 'cactus',
    count: 7,
    height: [50, 120],
    colour: [78, 130, 74],
    far: 0.1,
    draw: drawCactus,
  } as const
  const range = (one: Range): Painter => platePainter(rangePlate(stage, one))
  const specks = { density: 12, contrast: 0.22, flat: 7 }
  return [
    range(hills('far dunes', [26, 54, 60, 0.08], { rough: 0.2, far: 0.55, colour: SAND })),
    range(hills('dunes', [-2, 46, 110, 0.2], { rough: 0, far: 0.28, colour: SAND })),
    range({
      ...hills('near dunes', [-34, 36, 160, 0.45], { rough: 0, far: 0.1, colour: SAND }),
      growth: 130,
      grow: planted(stage, cacti),
    }),
    platePainter(groundPlate(stage, { edge, wave: 16, colour: SAND, specks })),
  ]
}

export function meadowPainters(stage: Stage, edge: number): Painter[] {
  const look = (far: number) => ({ rough: 0, far, colour: GRASS })
  const leafy = { colour: LEAF, draw: drawTree }
  const farTrees = planted(stage, { ...leafy, name: 'trees far', count: 16, height: [40, 80], far: 0.36 })
  const nearTrees = planted(stage, { ...leafy, name: 'trees near', count: 6, height: [110, 190], far: 0.1 })
  const tufts = sprinkled(stage, { count: 900, height: 40, colour: GRASS, flowers: PETALS })
  const specks = { density: 6, contrast: 0.2, flat: 4 }
  const range = (one: Range): Painter => platePainter(rangePlate(stage, one))
  return [
    range(hills('far hills', [40, 50, 60, 0.07], look(0.6))),
    range({ ...hills('hills', [6, 44, 90, 0.16], look(0.36)), growth: 100, grow: farTrees }),
    range({ ...hills('near hills', [-26, 30, 150, 0.4], look(0.12)), growth: 210, grow: nearTrees }),
    platePainter(groundPlate(stage, { edge, wave: 14, colour: GRASS, specks, dress: tufts })),
  ]
}
