import type { Action, Subject } from '../prompt/scene-brief.ts'
import { dogFootSpeed } from './dog.ts'
import { cyclistSpeed } from './subjects/cyclist.ts'
import { PENGUIN_SPEED } from './subjects/penguin.ts'
import { personFootSpeed } from './subjects/person-cycle.ts'
import { isPerson } from './subjects/person-look.ts'
import { FASTEST, quadrupedFootSpeed, speciesOf } from './subjects/quadruped-cycle.ts'
import { ROVER_SPEED } from './subjects/rover.ts'

/** Design units a second. */
const PACES: Readonly<Record<Action, number>> = {
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
  launch: 620,
  land: 620,
}

/** What somebody who moves gains on the picture while the camera follows. */
const GAIN = 32

/** Of vehicles that no motor (or a weak one) drives. */
const SLOW: Readonly<Record<string, number | undefined>> = {
  tractor: 190,
  rover: ROVER_SPEED - GAIN,
  skateboard: 330,
  skier: 470,
  snowboarder: 430,
  'person-surfing': 250,
}

/** Whoever gets along by hopping. */
const HOPPING = 190

/** How fast the camera goes along with a subject: who walks goes as far as the feet carry, so that they do not slide. */
export function paceOf(subject: Subject): number {
  const { icon, carriage, action, count } = subject
  if (carriage === 'still') return 18
  const feet = footSpeedOf(subject)
  if (feet !== undefined) return Math.min(FASTEST, feet * countScale(count)) - GAIN
  const pace = PACES[action]
  // Only what needs a runway goes along while it takes off.
  if ((action === 'launch' || action === 'land') && icon !== 'airplane') return 0
  if (icon === 'rabbit' && action === 'jump') return HOPPING
  if (icon === 'person-biking' && pace > 0) return cyclistSpeed(subject)
  return pace === 0 ? 0 : (SLOW[icon] ?? pace)
}

/** Several of one kind are drawn smaller. */
export function countScale(count: number): number {
  return [1, 1, 0.88, 0.78][count] ?? 0.66
}

/** How fast feet on the ground go backwards under their body, in design units a second; of who has no jointed legs: nothing. */
function footSpeedOf({ icon, carriage, action }: Subject): number | undefined {
  if (icon === 'penguin' && action === 'walk') return PENGUIN_SPEED
  if (carriage !== 'legs' || (action !== 'walk' && action !== 'run')) return undefined
  if (isPerson(icon)) return personFootSpeed(icon, action)
  if (icon === 'dog' || icon === 'fox' || icon === 'wolf') return dogFootSpeed(action)
  return speciesOf(icon) ? quadrupedFootSpeed(icon, action) : undefined
}
