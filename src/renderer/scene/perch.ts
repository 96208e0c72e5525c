import type { Piece, Subject } from '../prompt/scene-brief.ts'
import { bed, type Furniture, sofa } from './furniture.ts'
import { isPerson } from './subjects/person-look.ts'
import type { Stage } from './stage.ts'

/** A piece of a room that is moved to the front, since somebody is on it. In design units, the piece's own before `scale`. */
interface Perch {
  piece: Furniture
  scale: number
  /** How far below the foot of the wall its zero line is. */
  drop: number
  /** How far above that line one lies on it. */
  top: number
}

const PERCHES: Readonly<Record<Exclude<Piece, 'table' | 'sill'>, Perch>> = {
  sofa: { piece: sofa, scale: 1.5, drop: 30, top: 42 },
  bed: { piece: bed, scale: 1.4, drop: 34, top: 56 },
}

/** Whether the scene is a room with furniture. */
export function isFurnished({ brief: { place, room } }: Stage): boolean {
  return place === 'room' && room !== 'stage' && room !== 'studio'
}

/** The piece that somebody in the room is on, if it is one that comes to the front. */
export function perchOf(stage: Stage): Perch | undefined {
  const upon = stage.brief.subjects.find((subject) => subject.upon)?.upon
  return !isFurnished(stage) || upon === undefined || upon === 'table' || upon === 'sill' ? undefined : PERCHES[upon]
}

/** How much lower the feet of somebody are who sits on it, in design units. */
const SITTING = 68

/** Where the feet of somebody on it are, in pixels from the foot of the wall down. */
export function feetOn({ scale, drop, top }: Perch, { icon, action }: Subject, unit: number): number {
  const sits = isPerson(icon) && action === 'sit'
  return (drop - top * scale + (sits ? SITTING : 0)) * unit
}
