import type { Route } from './model.ts'

/** A route as it stands at this moment. */
export interface RouteState {
  route: Route
  /** Its provider's breaker lets this task through. */
  isHealthy: boolean
  /** A task could be started there now: a place and a start of the quota are left, and it has not just said "busy". */
  hasRoom: boolean
}

/** A number above 0 and up to 1 that follows from the text alone (FNV-1a, its bits mixed once more). */
function fractionOf(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (((hash ^ (hash >>> 16)) >>> 0) + 1) / 2 ** 32
}

/** Smaller is drawn first; over many tasks each route is first as often as its weight says. */
const drawn = ({ provider, weight }: Route, taskId: string) => -Math.log(fractionOf(`${taskId} ${provider}`)) / weight

/**
 * The routes of a task, best first: those of sick providers last, before them those without room, then by order, then by
 * weight. The same task and states always give the same answer.
 */
export function rankRoutes(states: readonly RouteState[], taskId: string): Route[] {
  const ranked = states.map((state) => {
    const { route, isHealthy, hasRoom } = state
    return { route, keys: [isHealthy ? 0 : 1, hasRoom ? 0 : 1, route.order, drawn(route, taskId)] }
  })
  ranked.sort((one, other) => {
    const differences = one.keys.map((key, index) => key - (other.keys[index] ?? 0))
    return differences.find((difference) => difference !== 0) ?? 0
  })
  return ranked.map(({ route }) => route)
}
