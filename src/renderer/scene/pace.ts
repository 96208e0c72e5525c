import type { Action, Subject } from '../prompt/scene-brief.ts'

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
}

/** Of vehicles that no motor (or a weak one) drives. */
const SLOW: Readonly<Record<string, number | undefined>> = { 'person-biking': 290, tractor: 190, skateboard: 300 }

/** How fast a subject goes along. */
export function paceOf({ icon, carriage, action }: Subject): number {
  if (carriage === 'still') return 18
  const pace = PACES[action]
  return pace === 0 ? 0 : (SLOW[icon] ?? pace)
}
