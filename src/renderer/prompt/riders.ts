import type { Carriage, Ride, Rider } from './scene-brief.ts'
import type { Cast } from './cast.ts'
import { kindOf } from './vocabulary.ts'

const CARRIAGES: Readonly<Record<Ride, Carriage>> = {
  'person-biking': 'wheels',
  skier: 'legs',
  snowboarder: 'legs',
  'person-surfing': 'water',
  skateboard: 'wheels',
}

/** The icon set's own names for somebody on a ride. */
const NAMED_RIDERS = /^(man|woman|person)-(biking|mountain-biking|surfing)$/

export function isRide(icon: string): icon is Ride {
  return Object.hasOwn(CARRIAGES, icon)
}

/** Whether somebody is on skis or a snowboard. */
export function isOnSnow(icon: string): icon is 'skier' | 'snowboarder' {
  return icon === 'skier' || icon === 'snowboarder'
}

/**
 * Makes one subject of a person and what they ride, whether a verb says so ("a woman cycling") or the ride is named ("a
 * man on a skateboard"). An animal stays a subject of its own, on a bicycle that nobody else is on.
 */
export function mountRiders(cast: readonly Cast[]): Cast[] {
  const mounted = giveRides(cast.map((one) => withRide(one))).map(onOwnRide)
  // Whose place each subject takes: a ride that is named goes where its rider was.
  const merged = new Map<number, number>()
  for (const [i, { relation, icon }] of mounted.entries()) {
    const to = relation && mounted[relation.to]
    if (!relation || !to || !isRide(to.icon) || relation.how !== 'on' || isRide(icon)) continue
    if (isPerson(icon)) merged.set(relation.to, i)
    else if (to.icon === 'person-biking') mounted[relation.to] = { ...to, icon: 'bicycle' }
  }
  const joined = mounted.map((one, i) => {
    const mount = [...merged].find(([, rider]) => rider === i)?.[0]
    const ride = mount === undefined ? undefined : mounted[mount]
    return ride ? joinedTo(one, ride) : one
  })
  const kept = joined.filter((_, i) => !merged.has(i))
  return kept.map((one) => {
    const { relation, ...rest } = one
    if (!relation) return one
    const to = joined[merged.get(relation.to) ?? relation.to]
    const at = to ? kept.indexOf(to) : -1
    return at >= 0 && to !== one ? { ...rest, relation: { how: relation.how, to: at } } : rest
  })
}

/** An animal that rides ("a skateboarding dog") has under it what the verb says, where that can be seen without a rider. */
function giveRides(cast: readonly Cast[]): Cast[] {
  const given = [...cast]
  for (const [i, one] of cast.entries()) {
    const icon = one.ride === 'person-biking' ? 'bicycle' : one.ride
    if (isPerson(one.icon) || one.relation || (icon !== 'bicycle' && icon !== 'skateboard')) continue
    const { ride: _verb, action: _does, ...rider } = one
    given[i] = { ...rider, relation: { how: 'on', to: given.length } }
    given.push({ icon, word: icon, carriage: 'wheels', count: one.count, action: 'drive' })
  }
  return given
}

export function isPerson(icon: string): boolean {
  return icon === 'robot' || kindOf(icon) === 'person'
}

/** 男生冲浪 is one icon's name: a man, surfing. */
function withRide(one: Cast): Cast {
  const [, who, what] = NAMED_RIDERS.exec(one.icon) ?? []
  if (!who || one.icon === 'person-biking' || one.icon === 'person-surfing') return one
  return { ...one, icon: `${who}-walking`, ride: what === 'surfing' ? 'person-surfing' : 'person-biking' }
}

function onOwnRide({ ride, ...one }: Cast): Cast {
  if (!ride || !isPerson(one.icon) || isRide(one.icon)) return one
  const { tint: _worn, action: _verb, ...rest } = one
  return { ...rest, icon: ride, carriage: CARRIAGES[ride], action: actionOn(ride), rider: riderOf(one) }
}

function joinedTo({ count, word, icon, tint, relation: _mount }: Cast, ride: Cast): Cast {
  return { ...ride, word, count: count > 1 ? count : ride.count, rider: riderOf({ icon, ...(tint ? { tint } : {}) }) }
}

function riderOf({ icon, tint }: Pick<Cast, 'icon' | 'tint'>): Rider {
  return { icon, ...(tint ? { tint } : {}) }
}

function actionOn(ride: Ride): 'swim' | 'drive' {
  return ride === 'person-surfing' ? 'swim' : 'drive'
}
