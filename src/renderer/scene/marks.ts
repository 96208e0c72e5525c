import type { Subject } from '../prompt/scene-brief.ts'
import { floorLine, windowOf } from './indoors.ts'
import { feetOn, isFurnished, perchOf } from './perch.ts'
import { slopeY, steepness } from './slope.ts'
import { plinthY, standsOnPlinth } from './studio.ts'
import { groundY, type Stage } from './stage.ts'
import type { Mark } from './subject.ts'

/** Whether somebody goes where another one goes: riders, and things in a hand. */
export function isAttached({ relation }: Subject): boolean {
  return relation !== undefined && (relation.how === 'on' || relation.how === 'in' || relation.how === 'held')
}

/** The one that a subject rides or is held by, or itself. */
export function rootOf(subjects: readonly Subject[], index: number): Subject | undefined {
  const subject = subjects[index]
  return subject?.relation && isAttached(subject) ? rootOf(subjects, subject.relation.to) : subject
}

/** Whether a subject is in or on the water of the scene's place; of none: whether the scene is one of open water. */
export function isAfloat({ brief }: Stage, subject: Subject | undefined): boolean {
  const swims = subject?.carriage === 'water' || subject?.action === 'swim'
  if (brief.place === 'sea') return swims || subject === undefined || subject === rootOf(brief.subjects, 0)
  return (brief.place === 'beach' || brief.place === 'lake') && (swims || !subject)
}

/** Where a subject is if it is alone. */
export function markOf(stage: Stage, subject: Subject | undefined): Mark {
  const { brief, height, horizon } = stage
  const flies = subject?.carriage === 'wings' && (subject.action === 'fly' || subject.action === 'float')
  if (brief.place === 'space' || brief.place === 'underwater') return { footY: height * 0.66, shadow: false, sunk: 0 }
  if (flies || brief.place === 'sky') return { footY: Math.min(horizon, height * 0.52), shadow: false, sunk: 0 }
  if (isAfloat(stage, subject)) {
    const footY = brief.place === 'beach' ? horizon + stage.edge * stage.unit * 0.8 : horizon + (height - horizon) * 0.5
    const sunk = subject?.carriage === 'water' ? 0.07 : 0.3
    return { footY, shadow: false, sunk, ...(brief.place === 'lake' ? { mirrored: true } : {}) }
  }
  if (standsOnPlinth(stage)) return { footY: plinthY(stage), shadow: true, sunk: 0 }
  // What it leaves in the snow of a slope brings its own shade.
  if (steepness(stage) > 0) return { footY: slopeY(stage), shadow: false, sunk: 0 }
  return perchMark(stage, subject) ?? { footY: groundY(stage), shadow: true, sunk: 0 }
}

/** On a piece of the room, where it can be seen there. */
function perchMark(stage: Stage, subject: Subject | undefined): Mark | undefined {
  const { width, unit } = stage
  const floorY = floorLine(stage)
  if (!subject?.upon || !isFurnished(stage)) return undefined
  if (subject.upon === 'sill') {
    const { x, y, w, h } = windowOf(stage, floorY)
    return { footY: y + h + 6 * unit, shadow: true, sunk: 0, perch: { x: x + w * 0.5, scale: 0.62 } }
  }
  const perch = perchOf(stage)
  if (!perch) return undefined
  return { footY: floorY + feetOn(perch, subject, unit), shadow: true, sunk: 0, perch: { x: width / 2, scale: 1 } }
}
