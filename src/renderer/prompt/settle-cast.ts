import type { Cast } from './cast.ts'
import type { Action, Place, Subject } from './scene-brief.ts'
import { actionOf, naturalAction } from './actions.ts'
import { isPerson, isRide } from './riders.ts'

const AT_REST: ReadonlySet<Action> = new Set(['sit', 'stand', 'look', 'sleep'])
const DRY: ReadonlySet<Place> = new Set(['mountain', 'forest', 'desert', 'snow', 'city', 'meadow', 'room'])
const WATER_BIRDS = new Set(['swan', 'duck', 'goose'])

/** Gives everybody something to do that goes with what the others do. */
export function settleCast(cast: readonly Cast[], place: Place): Subject[] {
  const moving = cast.map((one) => settleCarriage(one, place))
  const mounted = moving.map((one, i) => settleMount(one, i, moving))
  return mounted.map((one, i) => {
    const action = one.action ?? besideOthers(one, i, mounted, place)
    // There is no room to go anywhere on a sofa.
    if (one.upon && one.upon !== 'table' && (action === 'walk' || action === 'run')) return { ...one, action: 'stand' }
    // Nobody can run where so little holds them down: a walk there is one of long leaps.
    if (place === 'moon' && action === 'run' && isPerson(one.icon)) return { ...one, action: 'walk' }
    // Who slides or skates goes on foot where there is nothing to ride.
    return { ...one, action: one.carriage === 'legs' && action === 'drive' && !isRide(one.icon) ? 'walk' : action }
  })
}

/** Swans swim and fly; under water everything swims that would run elsewhere. */
function settleCarriage(one: Cast, place: Place): Cast {
  if (WATER_BIRDS.has(one.icon) && one.action === 'fly') return { ...one, carriage: 'wings' }
  const { action } = one
  // A seal on the ice lies there; a boat in a street has been left there.
  if (one.carriage === 'water' && DRY.has(place))
    return { ...one, action: action === 'dance' || action === 'jump' ? action : 'sit' }
  if (action === undefined) return one
  const here = place === 'underwater' && /^(?:run|walk|fly|drive)$/.test(action) ? 'swim' : action
  return { ...one, action: WATER_BIRDS.has(one.icon) && one.carriage === 'wings' ? here : actionOf(one, here) }
}

/** Who rides sits, and what carries them moves as they were said to. */
function settleMount(one: Cast, i: number, cast: readonly Cast[]): Cast {
  const mount = one.relation?.how === 'on' || one.relation?.how === 'in' ? cast[one.relation.to] : undefined
  if (mount && mount.carriage !== 'still') {
    const keeps =
      one.action !== undefined && (AT_REST.has(one.action) || one.action === 'dance' || one.action === 'jump')
    const upright = mount.icon === 'skateboard' || mount.icon === 'person-surfing'
    return { ...one, action: keeps && one.action ? one.action : upright ? 'stand' : 'sit' }
  }
  const rider = cast.find(({ relation }) => relation?.to === i && (relation.how === 'on' || relation.how === 'in'))
  if (!rider || one.carriage === 'still') return one
  // "Two astronauts riding horses": as many horses as riders.
  const count = one.count > 1 ? rider.count : one.count
  const verb = one.action ?? (rider.action && !AT_REST.has(rider.action) ? rider.action : undefined)
  const action = verb === 'drive' && one.carriage === 'legs' ? 'walk' : verb
  return action ? { ...one, count, action: actionOf(one, action) } : { ...one, count }
}

/** What nothing is said about: it waits where somebody rests beside it, and rolls away from who chases it. */
function besideOthers(one: Cast, i: number, cast: readonly Cast[], place: Place): Action {
  if (one.upon && one.carriage !== 'still') return 'sit'
  const other = cast.find(({ relation }) => relation?.to === i && relation.how !== 'held')
  const chased = other?.relation?.how === 'behind' && other.action === 'run'
  if (chased && one.carriage === 'still') return 'jump'
  const rests = other?.action !== undefined && AT_REST.has(other.action)
  if (rests && (one.carriage === 'wheels' || one.carriage === 'wings')) return 'stand'
  const to = one.relation ? cast[one.relation.to] : undefined
  if (to?.carriage === 'still' && one.relation?.how === 'under' && one.carriage === 'legs') return 'stand'
  const rested = to?.carriage === 'still' && one.relation?.how === 'on' && one.carriage === 'legs'
  return rested ? 'sit' : naturalAction(one, place)
}
