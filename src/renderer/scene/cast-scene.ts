import type { Action, Place, SceneBrief } from '../prompt/scene-brief.ts'
import { between, seededRandom } from '../random.ts'
import { driftPainter, mistPainter, rainPainter } from './air.ts'
import { bubblePainter } from './deep.ts'
import { airDetailPainters } from './details.ts'
import { vignettePainter } from './grade.ts'
import { lightOf, lit } from './light.ts'
import { lightningPainter } from './lightning.ts'
import { foregroundPainters } from './places.ts'
import { roadPainter } from './road.ts'
import { steamPainter } from './steam.ts'
import { groundY, type Painter, type Stage } from './stage.ts'
import { type Mark, subjectPainter } from './subject.ts'
import { worldPainters } from './worlds.ts'

export interface SceneSize {
  width: number
  height: number
  seconds: number
  seed: number
}

/** Everything of a scene from back to front, and how fast the camera goes along the ground (pixels a second). */
export async function castScene(brief: SceneBrief, size: SceneSize): Promise<{ painters: Painter[]; speed: number }> {
  const stage = setStage(brief, size)
  const painters = worldPainters(stage, { afloat: isAfloat(stage), air: () => airPainters(stage) })
  if (isOnRoad(stage)) painters.push(roadPainter(stage, groundY(stage)))
  if (brief.subject) painters.push(await subjectPainter(stage, brief.subject, markOf(stage)))
  if (brief.subject?.icon === 'hot-beverage') {
    painters.push(steamPainter(stage, stage.width / 2, groundY(stage) - 260 * stage.unit))
  }
  if (brief.place !== 'room') painters.push(...airPainters(stage))
  painters.push(...airDetailPainters(stage), ...foregroundPainters(stage), vignettePainter(stage))
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

const WILDS: ReadonlySet<Place> = new Set(['mountain', 'snow', 'forest', 'desert', 'meadow', 'lake'])

function isOnRoad({ brief }: Stage): boolean {
  if (brief.subject?.carriage !== 'wheels') return false
  return WILDS.has(brief.place) || (brief.place === 'city' && brief.subject.icon === 'locomotive')
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

/** Rain and lightning; where there is loose snow or sand, the storm is of that. */
function stormPainters(stage: Stage): Painter[] {
  const { place } = stage.brief
  const driven = {
    name: 'storm',
    count: 420,
    sizes: [4, 7, 12, 24],
    alpha: 0.8,
    sway: 24,
    velocity: [-0.75, 0.34] as const,
  }
  if (place === 'snow') return [driftPainter(stage, { ...driven, colour: [246, 250, 255] })]
  if (place === 'desert')
    return [driftPainter(stage, { ...driven, colour: lit(stage.light, [232, 190, 130]), alpha: 0.6 })]
  return [rainPainter(stage), lightningPainter(stage)]
}

function airPainters(stage: Stage): Painter[] {
  const { brief, light, unit, horizon } = stage
  if (brief.place === 'underwater') return [bubblePainter(stage)]
  const motesWanted = brief.place !== 'city' && !brief.without.includes('motes')
  const flakes = { name: 'flakes', count: 330, sizes: [4, 7, 12, 20], alpha: 0.9, sway: 16 }
  switch (brief.weather) {
    case 'rain':
    case 'storm':
      return brief.weather === 'storm' ? stormPainters(stage) : [rainPainter(stage)]
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
