import type { Place, Subject } from '../prompt/scene-brief.ts'
import { metresOf } from '../prompt/subject-size.ts'
import { isAfloat, markOf, rootOf } from './marks.ts'
import { countScale, paceOf } from './pace.ts'
import { groundY, type Stage } from './stage.ts'
import type { Mark } from './subject.ts'

/** How large a subject is in its picture at scale 1, in pixels. */
export interface Extent {
  width: number
  height: number
}

/** A subject that stands on its own (others may ride or be held by it): how large and where. */
export interface Spot {
  subject: Subject
  /** What its usual size is multiplied with. */
  scale: number
  mark: Mark
  /** Its middle in pixels from the left, in the middle of the clip. */
  x: number
  /** How fast it passes by as a share of the camera's travel: 1 where the main subject stands. */
  depth: number
  zone: Zone
  /** The width that all of its kind may take together, in pixels. */
  room: number
}

/** What carries a subject: the ground, water, the air, the far shore, nothing at all (space, under water), furniture. */
type Zone = 'ground' | 'water' | 'air' | 'shore' | 'free' | 'perch'

/** Real sizes differ by thousands: in the picture the larger ones keep their order but not the whole of their size. */
const SOFTENED = 0.58

const FREE: ReadonlySet<Place> = new Set(['space', 'underwater', 'sky', 'abstract'])

/** How far back the largest landmarks stand: as a share of the way from the horizon to where feet are. */
const FARTHEST = 0.26

/** What somebody needs at least to be seen, in design units. */
const SMALLEST = 124

/**
 * Places several subjects in one picture, the first being the main one: real sizes in their order, the large ones
 * further back, who belongs together side by side.
 */
export function blockScene(stage: Stage, roots: readonly Subject[], extents: readonly Extent[]): Spot[] {
  const sizes = wantedSizes(stage, roots, extents)
  const spots = roots.map((subject, i) => spotOf(stage, { subject, i, extent: extents[i], size: sizes[i] ?? 0 }))
  arrange(stage, spots)
  return spots
}

/** The longer side that each would have beside the main subject, in pixels. */
function wantedSizes(stage: Stage, roots: readonly Subject[], extents: readonly Extent[]): number[] {
  const [main] = roots
  const crowd = roots.length > 2 ? 0.78 : 0.88
  const whole = longSide(extents[0]) * crowd * countScale(main?.count ?? 1)
  const own = (subject: Subject): number => metresOf(subject) ** SOFTENED
  const first = main ? own(main) : 1
  return roots.map((subject, i) => (i === 0 ? whole : Math.max(SMALLEST * stage.unit, (whole * own(subject)) / first)))
}

function longSide(extent: Extent | undefined): number {
  return Math.max(extent?.width ?? 1, extent?.height ?? 1)
}

function zoneOf(stage: Stage, subject: Subject, i: number): Zone {
  const { place, subjects } = stage.brief
  const main = rootOf(subjects, 0)
  if (FREE.has(place)) return 'free'
  if (markOf(stage, subject).perch) return 'perch'
  if (subject.action === 'fly' || (subject.action === 'float' && subject.carriage !== 'water')) return 'air'
  if (isAfloat(stage, subject)) return 'water'
  const wet = place === 'sea' || place === 'lake' || place === 'beach'
  return i > 0 && wet && main && isAfloat(stage, main) ? 'shore' : 'ground'
}

interface Candidate {
  subject: Subject
  i: number
  extent: Extent | undefined
  size: number
}

function spotOf(stage: Stage, candidate: Candidate): Spot {
  const { subject, i, extent } = candidate
  const zone = zoneOf(stage, subject, i)
  const { depth, size, mark } = standing(stage, zone, candidate)
  const whole = longSide(extent)
  const scale = (size / whole) * (i === 0 ? 1 : countScale(subject.count))
  const room = (extent?.width ?? whole) * scale * (1 + 0.62 * (subject.count - 1))
  return { subject, scale, mark, x: stage.width / 2, depth, zone, room: Math.min(room, stage.width * 0.5) }
}

/** Where one stands: what is too large for the front goes back until it fits, and then becomes smaller. */
function standing(stage: Stage, zone: Zone, candidate: Candidate): { depth: number; size: number; mark: Mark } {
  const { height, width, horizon, unit } = stage
  const { subject, i, size, extent } = candidate
  const usual = markOf(stage, subject)
  switch (zone) {
    case 'ground': {
      const tall = subject.carriage === 'still' && i > 0
      const shelters = isShelter(stage, subject)
      const most = Math.min(height * (tall ? 0.62 : 0.5), width * (shelters ? 0.8 : 0.46))
      const side = subject.relation?.how
      const order = side === 'before' ? 1.08 : side === 'behind' || isPassed(stage, subject) ? 0.78 : 1 - 0.05 * i
      const far = tall ? farOf(subject, shelters) : 1
      const depth = Math.max(Math.min(far, 0.46), Math.min(order, far, i === 0 ? 1 : most / size))
      const footY = horizon + (groundY(stage) - horizon) * depth
      // Its top stays below the picture's edge, wherever it stands.
      const high = Math.min(size * (shelters ? 1 : Math.max(0.62, depth)), most, footY * 0.86)
      return { depth, size: high, mark: { footY, shadow: true, sunk: 0 } }
    }
    case 'water': {
      const far = i === 0 ? 1 : stage.brief.place === 'beach' && !isMainAfloat(stage) ? 0.55 : 0.86
      const footY = horizon + (usual.footY - horizon) * far
      return { depth: far, size: Math.min(size * far, width * 0.45, height * 0.5), mark: { ...usual, footY } }
    }
    case 'shore': {
      const footY = horizon + 7 * unit
      return { depth: 0.12, size: Math.min(size * 0.6, height * 0.4), mark: { footY, shadow: false, sunk: 0 } }
    }
    case 'air': {
      const own = subject.relation?.how === 'above' ? Math.min(usual.footY, horizon * 0.8) : usual.footY
      const wide = (extent?.width ?? 0) > (extent?.height ?? 0)
      const footY = i === 0 ? own : horizon * (0.5 + 0.22 * (i % 3))
      const far = i === 0 ? 1 : 0.6
      return {
        depth: far,
        size: Math.min(size * far, i === 0 && wide ? width * 0.36 : height * 0.36),
        mark: { footY, shadow: false, sunk: 0 },
      }
    }
    case 'perch':
      return { depth: 0.7, size: Math.min(size * (usual.perch?.scale ?? 1), width * 0.4), mark: usual }
    case 'free': {
      const footY = height * ([0.64, 0.5, 0.76, 0.4][i] ?? 0.6)
      return { depth: 1, size: Math.min(size, height * 0.5, width * 0.5), mark: { ...usual, footY } }
    }
  }
}

/** Who rests while the main subject moves is gone past, on the far side. */
function isPassed(stage: Stage, subject: Subject): boolean {
  const main = rootOf(stage.brief.subjects, 0)
  return main !== undefined && paceOf(main) > 0 && main.carriage !== 'still' && paceOf(subject) === 0
}

function isMainAfloat(stage: Stage): boolean {
  return isAfloat(stage, rootOf(stage.brief.subjects, 0))
}

/** Gives each its place from left to right: the near ones in a row around the main one, the far ones in the gaps. */
function arrange(stage: Stage, spots: readonly Spot[]): void {
  const near = (spot: Spot): boolean => spot.depth > 0.72 && spot.zone !== 'air'
  const row: Spot[] = []
  for (const [i, spot] of spots.entries()) {
    if (spot.mark.perch || (i > 0 && !near(spot))) continue
    const { relation } = spot.subject
    const to = relation && spots.find(({ subject }) => subject === rootOf(stage.brief.subjects, relation.to))
    // All move to the right, so who follows is on the left.
    if (relation?.how === 'behind' && to && row.includes(to)) row.splice(row.indexOf(to), 0, spot)
    else if (i % 2 === 1) row.push(spot)
    else row.unshift(spot)
  }
  const gap = stage.width * 0.045
  const wide = row.reduce((sum, { room }) => sum + room, 0) + gap * (row.length - 1)
  const fit = Math.min(1, (stage.width * 0.86) / wide)
  // Whoever is on the furniture in the middle stays in sight.
  const aside = spots.some(({ mark }) => mark.perch) ? stage.width * 0.27 : 0
  let left = Math.max(0, (stage.width - wide * fit) / 2 - aside)
  for (const spot of row) {
    spot.scale *= fit
    spot.room *= fit
    spot.x = left + spot.room / 2
    left += spot.room + gap * fit
  }
  spreadFar(
    stage,
    spots.filter((spot) => !row.includes(spot)),
    spots[0]?.x ?? stage.width / 2,
  )
}

const FAR_PLACES = [0.72, 0.24, 0.58]

function spreadFar(stage: Stage, far: readonly Spot[], mainX: number): void {
  for (const [i, spot] of far.entries()) {
    spot.x =
      spot.mark.perch?.x ??
      (isShelter(stage, spot.subject) ? mainX + stage.width * 0.03 : stage.width * (FAR_PLACES[i] ?? 0.5))
  }
}

/** What towers over everybody is scenery: it stands well behind them, what is as large as a castle far away. */
function farOf(subject: Subject, shelters: boolean): number {
  const metres = metresOf(subject)
  if (shelters) return 0.7
  return metres > 12 ? FARTHEST : metres > 5 ? 0.62 : 1
}

/** Whether somebody is under it. */
function isShelter({ brief: { subjects } }: Stage, subject: Subject): boolean {
  return subjects.some(({ relation }) => relation?.how === 'under' && subjects[relation.to] === subject)
}
