import type { Place } from '../prompt/scene-brief.ts'
import { abstractPainters } from './abstract.ts'
import { beachPainters, palmPainters } from './beach.ts'
import { cityPainters } from './city.ts'
import { cumulusPainters } from './cumulus.ts'
import { deepPainters } from './deep.ts'
import { skyDetailPainters } from './details.ts'
import { cloudBankPainters, planetPainter } from './heavens.ts'
import { floorLine, roomPainters } from './indoors.ts'
import { lakePainters } from './lake.ts'
import { desertPainters, forestPainters, meadowPainters, mountainPainters } from './places.ts'
import { planetPainters } from './planet.ts'
import { platePainter } from './plate.ts'
import { skyPainter } from './sky.ts'
import { groundY, type Painter, type Stage } from './stage.ts'
import { rangePlate } from './terrain.ts'
import { studioPainters } from './studio.ts'
import { theatrePainters } from './theatre.ts'
import { waterPainter } from './water.ts'

/** What a world needs to know of who is in it. */
interface Company {
  /** Whether the subject is in or on the water. */
  afloat: boolean
  /** What falls or drifts outside, for worlds with a window. */
  air: () => readonly Painter[]
}

/** A world, from back to front: all that is behind the subjects. */
type World = (stage: Stage, company: Company) => Painter[]

/** Every world by its place. To add one: its file, and a line here. */
const WORLDS: Readonly<Record<Place, World>> = {
  // What floats is beyond the palms: they are drawn after it, in the foreground.
  beach: (stage, { afloat }) => [
    ...skies(stage),
    headland(stage),
    waterPainter(stage, stage.horizon + (stage.edge + 50) * stage.unit),
    ...beachPainters(stage),
    ...(afloat ? [] : palmPainters(stage)),
  ],
  sea: (stage) => [...skies(stage), headland(stage), waterPainter(stage, stage.height)],
  lake: (stage, { afloat }) => [...skies(stage), ...lakePainters(stage, afloat ? 'none' : 'near')],
  mountain: (stage) => [...skies(stage), ...mountainPainters(stage, stage.edge, stage.brief.weather === 'snow')],
  snow: (stage) => [...skies(stage), ...mountainPainters(stage, stage.edge, true)],
  forest: (stage) => [...skies(stage), ...forestPainters(stage, stage.edge)],
  desert: (stage) => [...skies(stage), ...desertPainters(stage, stage.edge)],
  meadow: (stage) => [...skies(stage), ...meadowPainters(stage, stage.edge)],
  city: (stage) => [...skies(stage), ...cityPainters(stage, stage.horizon + 90 * stage.unit)],
  underwater: deepPainters,
  space: (stage) => [skyPainter(stage), planetPainter(stage)],
  moon: (stage) => [skyPainter(stage), ...planetPainters(stage, 'moon')],
  mars: (stage) => [skyPainter(stage), ...skyDetailPainters(stage), ...planetPainters(stage, 'mars')],
  sky: (stage) => [...skies(stage), ...cloudBankPainters(stage)],
  room: indoors,
  abstract: abstractPainters,
}

export function worldPainters(stage: Stage, company: Company): Painter[] {
  return WORLDS[stage.brief.place](stage, company)
}

function skies(stage: Stage): Painter[] {
  return [skyPainter(stage), ...skyDetailPainters(stage), ...cumulusPainters(stage)]
}

function headland(stage: Stage): Painter {
  const colour = [84, 92, 104] as const
  const range = { name: 'headland', above: 8, rise: 46, rough: 0.55, colour, far: 0.5, parallax: 0.06, depth: 2 }
  return platePainter(rangePlate(stage, { ...range, pictures: 2.2 }))
}

function indoors(stage: Stage, { air }: Company): Painter[] {
  const { brief, unit } = stage
  const footY = groundY(stage)
  if (brief.room === 'stage') return theatrePainters(stage, footY)
  if (brief.room === 'studio') return studioPainters(stage)
  const outside = brief.weather === 'clear' || brief.weather === 'fog' ? [] : air()
  // Small things are shown on a table, close; who has legs has a floor to stand on.
  const { carriage, upon } = brief.subject ?? {}
  const small = carriage === 'still' || carriage === 'water' || upon === 'table'
  if (!small || (upon && upon !== 'table')) return roomPainters(stage, { floorY: floorLine(stage) }, outside)
  return roomPainters(stage, { floorY: footY - 30 * unit, tableY: footY - 44 * unit }, outside)
}
