import type { Action, Place, SceneBrief } from '../prompt/scene-brief.ts'
import { between, seededRandom } from '../random.ts'
import { driftPainter, mistPainter, rainPainter } from './air.ts'
import { beachPainters } from './beach.ts'
import { cityPlates } from './city.ts'
import { bubblePainter, deepPainters } from './deep.ts'
import { vignettePainter } from './grade.ts'
import { cloudBankPainters, planetPainter } from './heavens.ts'
import { roomPainters } from './indoors.ts'
import { lakePainters } from './lake.ts'
import { lightOf } from './light.ts'
import { desertPainters, forestPainters, meadowPainters, mountainPainters } from './places.ts'
import { platePainter } from './plate.ts'
import { roadPainter } from './road.ts'
import { skyPainter } from './sky.ts'
import { steamPainter } from './steam.ts'
import type { Painter, Stage } from './stage.ts'
import { type Mark, subjectPainter } from './subject.ts'
import { rangePlate } from './terrain.ts'
import { theatrePainters } from './theatre.ts'
import { waterPainter } from './water.ts'

export interface SceneSize {
  width: number
  height: number
  seconds: number
  seed: number
}

/** Everything of a scene from back to front, and how fast the camera goes along the ground (pixels a second). */
export async function castScene(brief: SceneBrief, size: SceneSize): Promise<{ painters: Painter[]; speed: number }> {
  const stage = setStage(brief, size)
  const painters = placePainters(stage)
  if (isOnRoad(stage)) painters.push(roadPainter(stage, groundY(stage)))
  if (brief.subject) painters.push(await subjectPainter(stage, brief.subject, markOf(stage)))
  if (brief.subject?.icon === 'hot-beverage') {
    painters.push(steamPainter(stage, stage.width / 2, groundY(stage) - 260 * stage.unit))
  }
  if (brief.place !== 'room') painters.push(...airPainters(stage))
  painters.push(vignettePainter(stage))
  return { painters, speed: speedOf(stage) }
}

function setStage(brief: SceneBrief, size: SceneSize): Stage {
  const random = seededRandom(size.seed, 'stage')
  const light = lightOf(brief)
  const level = brief.camera === 'aerial' ? 0.42 : 0.54
  const open = brief.place === 'sky' || brief.place === 'space' ? 1 : level + between(random, -0.03, 0.03)
  const horizon = Math.round((size.height * open) / 2) * 2
  const sunX = size.width * between(random, 0.3, 0.78)
  // Above the clouds the horizon is below the picture, so a low sun is raised over the banks.
  const sunHeight = brief.place === 'sky' ? Math.max(0.42, light.sun.height) : light.sun.height
  const unit = Math.min(size.width, size.height) / 720
  // Tall pictures show more of what lies before the subject.
  const edge = ((size.height - horizon) / unit) * 0.36
  return { ...size, unit, horizon, edge, light, brief, sunX, sunY: horizon * (1 - sunHeight) }
}

/** Where feet are, in pixels. */
function groundY(stage: Stage): number {
  return stage.horizon + (stage.height - stage.horizon) * (stage.height > stage.width ? 0.62 : 0.8)
}

function placePainters(stage: Stage): Painter[] {
  const sky = skyPainter(stage)
  const { edge } = stage
  switch (stage.brief.place) {
    case 'beach':
      return [
        sky,
        headland(stage),
        waterPainter(stage, stage.horizon + (edge + 50) * stage.unit),
        ...beachPainters(stage, edge),
      ]
    case 'sea':
      return [sky, headland(stage), waterPainter(stage, stage.height)]
    case 'lake':
      return [sky, ...lakePainters(stage, isAfloat(stage) ? 'none' : 'near')]
    case 'mountain':
      return [sky, ...mountainPainters(stage, edge, stage.brief.weather === 'snow')]
    case 'snow':
      return [sky, ...mountainPainters(stage, edge, true)]
    case 'forest':
      return [sky, ...forestPainters(stage, edge)]
    case 'desert':
      return [sky, ...desertPainters(stage, edge)]
    case 'meadow':
      return [sky, ...meadowPainters(stage, edge)]
    case 'city':
      return [sky, ...cityPlates(stage, stage.horizon + 90 * stage.unit).map(platePainter)]
    case 'underwater':
      return deepPainters(stage)
    case 'space':
      return [sky, planetPainter(stage)]
    case 'abstract':
    case 'sky':
      return [sky, ...cloudBankPainters(stage)]
    case 'room':
      return indoorPainters(stage)
  }
}

const WILDS: ReadonlySet<Place> = new Set(['mountain', 'snow', 'forest', 'desert', 'meadow', 'lake'])

function isOnRoad({ brief }: Stage): boolean {
  if (brief.subject?.carriage !== 'wheels') return false
  return WILDS.has(brief.place) || (brief.place === 'city' && brief.subject.icon === 'locomotive')
}

function indoorPainters(stage: Stage): Painter[] {
  const { brief, unit } = stage
  const footY = groundY(stage)
  if (brief.room === 'stage') return theatrePainters(stage, footY)
  const outside = brief.weather === 'clear' || brief.weather === 'fog' ? [] : airPainters(stage)
  // Small things are shown on a table, close; who has legs has a floor to stand on.
  const small = brief.subject?.carriage === 'still' || brief.subject?.carriage === 'water'
  if (!small) return roomPainters(stage, { floorY: footY - 105 * unit }, outside)
  return roomPainters(stage, { floorY: footY - 30 * unit, tableY: footY - 44 * unit }, outside)
}

function headland(stage: Stage): Painter {
  const colour = [84, 92, 104] as const
  const range = { name: 'headland', above: 8, rise: 46, rough: 0.35, colour, far: 0.5, parallax: 0.06, depth: 2 }
  return platePainter(rangePlate(stage, { ...range, pictures: 2.2 }))
}

/** Whether the subject is in or on the water of its place. */
function isAfloat({ brief }: Stage): boolean {
  const swims = brief.subject?.carriage === 'water' || brief.action === 'swim'
  return brief.place === 'sea' || ((brief.place === 'beach' || brief.place === 'lake') && (swims || !brief.subject))
}

function markOf(stage: Stage): Mark {
  const { brief, height, horizon } = stage
  const flies = brief.subject?.carriage === 'wings' && brief.action !== 'sit'
  if (brief.place === 'space' || brief.place === 'underwater') return { footY: height * 0.66, shadow: false, sunk: 0 }
  if (flies || brief.place === 'sky') return { footY: Math.min(horizon, height * 0.52), shadow: false, sunk: 0 }
  if (isAfloat(stage)) {
    const footY = brief.place === 'beach' ? horizon + stage.edge * stage.unit * 0.8 : horizon + (height - horizon) * 0.5
    const sunk = brief.subject?.carriage === 'water' ? 0.07 : 0.3
    return { footY, shadow: false, sunk, ...(brief.place === 'lake' ? { mirrored: true } : {}) }
  }
  return { footY: groundY(stage), shadow: true, sunk: 0 }
}

function airPainters(stage: Stage): Painter[] {
  const { brief, light, unit, horizon } = stage
  if (brief.place === 'underwater') return [bubblePainter(stage)]
  const motesWanted = brief.place !== 'city' && !brief.without.includes('motes')
  const flakes = { name: 'flakes', count: 330, sizes: [4, 7, 12, 20], alpha: 0.9, sway: 16 }
  switch (brief.weather) {
    case 'rain':
    case 'storm':
      return [rainPainter(stage)]
    case 'snow':
      return [driftPainter(stage, { ...flakes, colour: [246, 250, 255], velocity: [-0.03, 0.24] })]
    case 'fog':
    case 'haze':
      return [0, 1].map((n) =>
        mistPainter(stage, {
          y: horizon + (30 + 120 * n) * unit,
          thickness: (120 + 40 * n) * unit,
          alpha: 0.2 - 0.1 * n,
          parallax: 0.4 + 0.5 * n,
        }),
      )
    case 'wind':
    case 'cloudy':
    case 'clear': {
      const motes = {
        name: 'motes',
        count: 42,
        sizes: [5, 9, 16],
        colour: light.sun.glow,
        velocity: [0.012, -0.02] as const,
      }
      return motesWanted ? [driftPainter(stage, { ...motes, alpha: 0.3, sway: 14 })] : []
    }
  }
}

/** Design units a second. */
const SPEEDS: Record<Action, number> = {
  run: 430,
  walk: 120,
  jump: 90,
  dance: 0,
  stand: 0,
  look: 0,
  sit: 0,
  sleep: 0,
  fly: 300,
  float: 60,
  swim: 150,
  drive: 620,
}

/** Of vehicles that no motor (or a weak one) drives. */
const SLOW: Readonly<Record<string, number | undefined>> = { 'person-biking': 290, tractor: 190 }

function speedOf(stage: Stage): number {
  const { subject, action } = stage.brief
  // Without somebody to follow the camera still glides past the scenery.
  if (!subject) return 46 * stage.unit
  if (stage.brief.place === 'room') return 0
  if (subject.carriage === 'still') return 18 * stage.unit
  return (SLOW[subject.icon] ?? SPEEDS[action]) * stage.unit
}
