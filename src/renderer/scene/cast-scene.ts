import type { Place, SceneBrief } from '../prompt/scene-brief.ts'
import { between, seededRandom } from '../random.ts'
import { driftPainter, mistPainter, rainPainter } from './air.ts'
import { beachPainters } from './beach.ts'
import { cityPlates } from './city.ts'
import { bubblePainter, deepPainters } from './deep.ts'
import { vignettePainter } from './grade.ts'
import { cloudBankPainters, planetPainter } from './heavens.ts'
import { roomPainters } from './indoors.ts'
import { lakePainters } from './lake.ts'
import { ensemblePainters } from './ensemble.ts'
import { lightOf } from './light.ts'
import { isAfloat, markOf, rootOf } from './marks.ts'
import { paceOf } from './pace.ts'
import { desertPainters, forestPainters, meadowPainters, mountainPainters } from './places.ts'
import { platePainter } from './plate.ts'
import { roadPainter } from './road.ts'
import { skyPainter } from './sky.ts'
import { steamPainter } from './steam.ts'
import { signPainters } from './sign.ts'
import { groundY, type Painter, type Stage } from './stage.ts'
import { subjectPainter } from './subject.ts'
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
  const { painters: cast, speed } = await castPainters(stage)
  painters.push(...signPainters(stage, speed), ...cast)
  if (brief.place !== 'room') painters.push(...airPainters(stage))
  painters.push(vignettePainter(stage))
  return { painters, speed }
}

/** Who is to be seen, alone or among others, and the camera's speed that goes with them. */
async function castPainters(stage: Stage): Promise<{ painters: Painter[]; speed: number }> {
  const { subject, subjects } = stage.brief
  // Without somebody to follow the camera still glides past the scenery.
  if (!subject) return { painters: [], speed: 46 * stage.unit }
  if (subjects.length > 1) return ensemblePainters(stage)
  const painters = [await subjectPainter(stage, subject, markOf(stage, subject))]
  if (subject.icon === 'hot-beverage') {
    painters.push(steamPainter(stage, stage.width / 2, groundY(stage) - 260 * stage.unit))
  }
  return { painters, speed: stage.brief.place === 'room' ? 0 : paceOf(subject) * stage.unit }
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
      return [sky, ...lakePainters(stage, isAfloat(stage, rootOf(stage.brief.subjects, 0)) ? 'none' : 'near')]
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
