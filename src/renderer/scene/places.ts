import { mix, type Rgb } from '../frame/colour.ts'
import { mistPainter } from './air.ts'
import { groveOf } from './bamboo.ts'
import { palmPainters } from './beach.ts'
import { foregroundPainter } from './foreground.ts'
import { groundPainters } from './ground.ts'
import { isAfloat, rootOf } from './marks.ts'
import { leavesOf, PINE, planted } from './planting.ts'
import { drawBush, drawCactus, drawGrass, drawPine, drawTree } from './plants.ts'
import { platePainter } from './plate.ts'
import { growthOf } from './season.ts'
import type { Painter, Stage } from './stage.ts'
import { type Range, rangePlate } from './terrain.ts'

const ROCK: Rgb = [116, 116, 126]
const SNOW: Rgb = [236, 242, 252]
const SAND: Rgb = [230, 178, 112]

/** Where a range stands in the picture, and how it looks: see `Range`, whose fields these are, in the same order. */
type Standing = readonly [above: number, rise: number, depth: number, parallax: number]

function hills(name: string, standing: Standing, look: Pick<Range, 'rough' | 'far' | 'colour'>): Range {
  const [above, rise, depth, parallax] = standing
  return { name, above, rise, depth, parallax, ...look }
}

export function mountainPainters(stage: Stage, edge: number, snowy: boolean): Painter[] {
  const { grass, flowers } = growthOf(stage)
  const rock = { rough: 0.85, colour: ROCK }
  const trees = { name: 'pines', count: 120, height: [34, 100], colours: [PINE], far: 0.2, draw: drawPine } as const
  const nearTrees = { ...trees, name: 'near pines', count: 26, height: [80, 170], far: 0.06 } as const
  const slope = { rough: 0.1, far: 0.16, colour: snowy ? SNOW : mix(grass, [70, 90, 70], 0.4) }
  const mist = { y: stage.horizon + 12 * stage.unit, thickness: 60 * stage.unit, alpha: 0.13, parallax: 0.16 }
  const ranges: Range[] = [
    { ...hills('far peaks', [92, 235, 90, 0.04], { ...rock, far: 0.62 }), capped: true },
    { ...hills('peaks', [44, 215, 110, 0.1], { ...rock, far: 0.3 }), capped: true },
  ]
  const pines: Range = { ...hills('pines', [-8, 26, 160, 0.2], slope), growth: 120, grow: planted(stage, trees) }
  const near: Range = {
    ...hills('near pines', [-30, 22, 170, 0.28], { ...slope, far: 0.05 }),
    growth: 190,
    grow: planted(stage, nearTrees),
  }
  const specks = { density: 5, contrast: snowy ? 0.1 : 0.22, flat: 5 }
  const tufts = { height: 30, cover: 0.75, colour: grass, flowers }
  const floor = {
    edge: edge * 0.62,
    wave: 10,
    colour: snowy ? SNOW : grass,
    specks,
    ...(snowy ? { contrast: 0.4 } : { tufts }),
  }
  return [
    ...ranges.map((range) => platePainter(rangePlate(stage, range))),
    mistPainter(stage, mist),
    platePainter(rangePlate(stage, pines)),
    platePainter(rangePlate(stage, near)),
    ...groundPainters(stage, floor),
  ]
}

/** What grows before the viewer, where something does. Drawn last. */
export function foregroundPainters(stage: Stage): Painter[] {
  const { place, weather } = stage.brief
  if (stage.brief.without.includes('flowers') && place === 'meadow') return []
  const { grass, leaves } = growthOf(stage)
  const snowy = weather === 'snow' || place === 'snow'
  switch (place) {
    case 'meadow':
    case 'mountain':
    case 'lake':
      return snowy ? [] : [foregroundPainter(stage, { draw: drawGrass, colour: grass, height: 120, cover: 0.6 })]
    case 'forest':
      return [foregroundPainter(stage, { draw: drawBush, colour: leaves[0], height: 100, cover: 0.5 })]
    case 'beach':
      return isAfloat(stage, rootOf(stage.brief.subjects, 0)) ? palmPainters(stage) : []
    default:
      return []
  }
}

/** What grows in a forest: far away, between and near. */
function woodsOf(stage: Stage) {
  if (stage.brief.bamboo)
    return [
      groveOf(stage, { name: 'far', count: 70, height: [170, 255], far: 0.7 }),
      groveOf(stage, { name: 'mid', count: 44, height: [240, 330], far: 0.42 }),
      groveOf(stage, { name: 'near', count: 22, height: [330, 435], far: 0.1 }),
    ] as const
  const leafy = { colours: leavesOf(stage), draw: drawTree }
  const pines = { colours: [PINE], draw: drawPine }
  return [
    planted(stage, { ...leafy, name: 'far', count: 74, height: [150, 250], far: 0.7 }),
    planted(stage, { ...pines, name: 'mid', count: 40, height: [190, 330], far: 0.46 }),
    planted(stage, { ...leafy, name: 'near', count: 15, height: [300, 430], far: 0.16 }),
  ] as const
}

export function forestPainters(stage: Stage, edge: number): Painter[] {
  const { grass } = growthOf(stage)
  const snowy = stage.brief.weather === 'snow'
  const floor: Rgb = snowy ? SNOW : mix(grass, [104, 84, 60], 0.45)
  const look = (far: number) => ({ rough: 0.1, far, colour: snowy ? SNOW : mix(grass, [60, 66, 50], 0.55) })
  const [farTrees, midTrees, nearTrees] = woodsOf(stage)
  const bushes = planted(stage, {
    name: 'bushes',
    draw: drawBush,
    count: 60,
    height: [18, 46],
    colours: leavesOf(stage),
    far: 0.1,
  })
  const mist = { y: stage.horizon + 10 * stage.unit, thickness: 90 * stage.unit, alpha: 0.13, parallax: 0.3 }
  const tufts = { height: 32, cover: 0.62, colour: grass, flowers: [[255, 240, 200]] as const }
  const specks = { density: 9, contrast: 0.28, flat: 3 }
  const range = (one: Range): Painter => platePainter(rangePlate(stage, one))
  return [
    range({ ...hills('far wood', [30, 18, 80, 0.1], look(0.7)), growth: 270, grow: farTrees }),
    range({ ...hills('wood', [0, 18, 100, 0.2], look(0.46)), growth: 340, grow: midTrees }),
    mistPainter(stage, mist),
    range({ ...hills('near wood', [-20, 14, 150, 0.26], look(0.16)), growth: 450, grow: nearTrees }),
    range({ ...hills('bushes', [-36, 10, 160, 0.3], look(0.1)), growth: 60, grow: bushes }),
    ...groundPainters(stage, { edge: edge * 0.6, wave: 8, colour: floor, specks, ...(snowy ? {} : { tufts }) }),
  ]
}

export function desertPainters(stage: Stage, edge: number): Painter[] {
  const cacti = {
    name: 'cactus',
    count: 6,
    height: [50, 130],
    colours: [[86, 132, 76]],
    far: 0.08,
    draw: drawCactus,
  } as const
  const range = (one: Range): Painter => platePainter(rangePlate(stage, one))
  const specks = { density: 9, contrast: 0.16, flat: 9 }
  return [
    range(hills('mesas', [50, 90, 30, 0.04], { rough: 0.62, far: 0.62, colour: [196, 116, 78] })),
    range({ ...hills('far dunes', [30, 62, 60, 0.1], { rough: 0, far: 0.4, colour: SAND }), dunes: true }),
    range({ ...hills('dunes', [4, 60, 110, 0.22], { rough: 0, far: 0.18, colour: SAND }), dunes: true }),
    range({
      ...hills('near dunes', [-36, 44, 160, 0.42], { rough: 0, far: 0.04, colour: SAND }),
      dunes: true,
      growth: 140,
      grow: planted(stage, cacti),
    }),
    ...groundPainters(stage, { edge, wave: 16, colour: SAND, specks, contrast: 0.6 }),
  ]
}

export function meadowPainters(stage: Stage, edge: number): Painter[] {
  const { grass, flowers } = growthOf(stage)
  const look = (far: number) => ({ rough: 0, far, colour: grass })
  const leafy = { colours: leavesOf(stage), draw: drawTree }
  const farTrees = planted(stage, { ...leafy, name: 'trees far', count: 44, height: [24, 62], far: 0.36 })
  const nearTrees = planted(stage, { ...leafy, name: 'trees near', count: 7, height: [120, 230], far: 0.08 })
  const tufts = { height: 36, cover: 0.9, colour: grass, flowers }
  const specks = { density: 6, contrast: 0.2, flat: 4 }
  const range = (one: Range): Painter => platePainter(rangePlate(stage, one))
  return [
    range(hills('far hills', [52, 56, 60, 0.05], look(0.62))),
    range(hills('middle hills', [26, 44, 60, 0.1], look(0.44))),
    range({ ...hills('hills', [0, 40, 90, 0.18], look(0.26)), growth: 80, grow: farTrees }),
    range({ ...hills('near hills', [-22, 22, 150, 0.26], look(0.08)), growth: 250, grow: nearTrees }),
    ...groundPainters(stage, { edge: edge * 0.6, wave: 12, colour: grass, specks, tufts }),
  ]
}
