import type { Place, SceneBrief } from '../prompt/scene-brief.ts'
import { between, seededRandom } from '../random.ts'
import { driftPainter, mistPainter, rainPainter } from './air.ts'
import { bubblePainter } from './deep.ts'
import { ascentPainter } from './ascent.ts'
import { isAscent } from './ascent-way.ts'
import { airDetailPainters } from './details.ts'
import { vignettePainter } from './grade.ts'
import { ensemblePainters } from './ensemble.ts'
import { lightOf, lit } from './light.ts'
import { lightningPainter } from './lightning.ts'
import { isAfloat, markOf, rootOf } from './marks.ts'
import { paceOf } from './pace.ts'
import { foregroundPainters } from './places.ts'
import { withReaders } from './readers.ts'
import { roadPainter } from './road.ts'
import { slopePainter, steepness } from './slope.ts'
import { steamPainter } from './steam.ts'
import { signPainters } from './sign.ts'
import { groundY, type Painter, type Stage } from './stage.ts'
import { subjectPainter } from './subject.ts'
import { worldPainters } from './worlds.ts'

export interface SceneSize {
  width: number
  height: number
  seconds: number
  seed: number
}

export interface CastScene {
  /** Everything of it from back to front. */
  painters: Painter[]
  /** How fast the camera goes along the ground, in pixels a second. */
  speed: number
  /** About where the middle of the main subject is, as shares of the picture. */
  focus: { x: number; y: number }
}

export async function castScene(brief: SceneBrief, size: SceneSize): Promise<CastScene> {
  const stage = setStage(withReaders(brief), size)
  const painters = worldPainters(stage, {
    afloat: isAfloat(stage, rootOf(stage.brief.subjects, 0)),
    air: () => airPainters(stage),
  })
  if (steepness(stage) > 0) painters.push(slopePainter(stage))
  if (isOnRoad(stage)) painters.push(roadPainter(stage, groundY(stage)))
  const { painters: cast, speed } = await castPainters(stage)
  painters.push(...signPainters(stage, speed), ...cast)
  if (brief.place !== 'room') painters.push(...airPainters(stage))
  painters.push(...airDetailPainters(stage), ...foregroundPainters(stage), vignettePainter(stage))
  return { painters, speed, focus: focusOf(stage) }
}

function focusOf(stage: Stage): CastScene['focus'] {
  const main = rootOf(stage.brief.subjects, 0)
  const { footY, perch } = markOf(stage, main)
  // Who is up there is small, or far away.
  const above = perch || main?.action === 'fly' ? 0.1 : 0.25
  return { x: (perch?.x ?? stage.width / 2) / stage.width, y: footY / stage.height - above }
}

/** Who is to be seen, alone or among others, and the camera's speed that goes with them. */
async function castPainters(stage: Stage): Promise<{ painters: Painter[]; speed: number }> {
  const { subject, subjects } = stage.brief
  // Without somebody to follow the camera still glides past the scenery.
  if (!subject) return { painters: [], speed: 46 * stage.unit }
  if (subjects.length > 1) return ensemblePainters(stage)
  if (isAscent(subject)) return { painters: [await ascentPainter(stage, subject)], speed: paceOf(subject) * stage.unit }
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

const WILDS: ReadonlySet<Place> = new Set(['mountain', 'snow', 'forest', 'desert', 'meadow', 'lake'])

function isOnRoad({ brief }: Stage): boolean {
  if (brief.subject?.icon === 'airplane' && isAscent(brief.subject)) return WILDS.has(brief.place)
  if (brief.subject?.carriage !== 'wheels') return false
  return WILDS.has(brief.place) || (brief.place === 'city' && /^(?:locomotive|bullet-train)$/.test(brief.subject.icon))
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
  if (place === 'desert' || place === 'mars')
    return [driftPainter(stage, { ...driven, colour: lit(stage.light, [232, 190, 130]), alpha: 0.6 })]
  return [rainPainter(stage), lightningPainter(stage)]
}

function airPainters(stage: Stage): Painter[] {
  const { brief, light, unit, horizon } = stage
  if (brief.place === 'underwater') return [bubblePainter(stage)]
  if (brief.place === 'moon') return []
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
