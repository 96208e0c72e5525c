import type { Mention } from './mentions.ts'
import { isJoined, type Relations, sameSentence } from './relate.ts'
import { isOnSnow } from './riders.ts'
import type { Action, Carriage, Place, Ride } from './scene-brief.ts'
import type { Token } from './tokens.ts'

/** What each kind can do; another verb becomes what is nearest to it there. */
const DOES: Readonly<Record<Carriage, Readonly<Partial<Record<Action, Action>>>>> = {
  legs: { launch: 'jump', land: 'jump' },
  wings: { run: 'fly', drive: 'fly', swim: 'fly' },
  water: {
    launch: 'swim',
    land: 'float',
    run: 'swim',
    walk: 'swim',
    drive: 'swim',
    fly: 'jump',
    dance: 'swim',
    look: 'float',
    sit: 'float',
    stand: 'float',
    sleep: 'float',
  },
  wheels: {
    launch: 'drive',
    land: 'drive',
    run: 'drive',
    walk: 'drive',
    swim: 'drive',
    float: 'drive',
    dance: 'drive',
    sit: 'stand',
    look: 'stand',
    sleep: 'stand',
    fly: 'drive',
  },
  still: {
    launch: 'float',
    land: 'stand',
    run: 'stand',
    walk: 'stand',
    swim: 'stand',
    drive: 'stand',
    look: 'stand',
    sit: 'stand',
    sleep: 'stand',
    fly: 'float',
  },
}

/** What is seen to take off and to land. */
const CRAFT = new Set(['rocket', 'airplane', 'helicopter', 'flying-saucer', 'hot-air-balloon'])

/** Things without wings that may hang in the air; others keep to the ground. */
const LIGHT =
  /^(?:red-paper-lantern|umbrella|feather|bubbles|ghost|alien|crystal-ball|maple-leaf|fallen-leaf|lotus|balloon|candle|dandelion|wrapped-gift)$/

/** A verb as this kind of thing does it. */
export function actionOf({ icon, carriage }: Pick<Mention, 'icon' | 'carriage'>, action: Action): Action {
  const slides = isOnSnow(icon)
  if (slides && (action === 'run' || action === 'walk' || action === 'fly' || action === 'swim')) return 'drive'
  // Whatever flaps its wings is in the air at once.
  if ((action === 'launch' || action === 'land') && carriage === 'wings' && !CRAFT.has(icon)) return 'fly'
  const does = DOES[carriage][action] ?? action
  return does === 'float' && carriage === 'still' && !LIGHT.test(icon) ? 'stand' : does
}

/** Each verb of the prompt for who does it ("a cat and a dog running" is about both), and those of nobody in their sentence. */
export function bindActions(
  tokens: readonly Token[],
  mentions: readonly Mention[],
  relations: Relations,
): { bound: Map<Mention, Action>; rides: Map<Mention, Ride>; loose: Action[] } {
  const loose: Action[] = []
  const bound = new Map<Mention, Action>()
  const rides = new Map<Mention, Ride>()
  for (const mention of mentions) {
    if (mention.action) bound.set(mention, mention.action)
    if (mention.ride) rides.set(mention, mention.ride)
  }
  for (const [i, { means, kind }] of tokens.entries()) {
    const { action, ride } = means
    if (!action || means.camera || isInsidePhrase(mentions, i) || isOfScenery(tokens[i - 1])) continue
    if (mentions.some(({ first, icon }) => icon === 'kite' && first === i + 1)) continue
    const before = mentions.filter(({ last }) => last < i && sameSentence(tokens, last, i))
    const after = mentions.find(({ first }) => first > i && sameSentence(tokens, i, first))
    const doer =
      rightBefore(before, relations, i) ??
      nearestDoer(before, relations, action) ??
      (before.length === 0 ? after : undefined)
    if (!doer) {
      loose.push(action)
      continue
    }
    // The first verb counts, unless it only says how somebody is placed: "sits on a bench, sleeping".
    for (const one of groupOf(tokens, mentions, doer)) {
      if (settles(bound.get(one), action)) continue
      bound.set(one, action)
      if (ride) rides.set(one, ride)
    }
    if (kind === 'hangul' && after && !bound.has(after) && before.length === 0) bound.set(after, action)
  }
  return { bound, rides, loose }
}

function settles(first: Action | undefined, action: Action): boolean {
  return first !== undefined && first !== 'stand' && !(first === 'sit' && action === 'sleep')
}

/** Falling leaves, crashing waves, fireflies that dance: their verbs are nobody's. */
function isOfScenery(before: Token | undefined): boolean {
  if (!before || before.means.subject) return false
  const { detail, weather, extra } = before.means
  return (detail ?? weather ?? extra) !== undefined
}

function isInsidePhrase(mentions: readonly Mention[], at: number): boolean {
  return mentions.some(({ first, last }) => first <= at && at <= last)
}

/** A thing right before its verb: cherry blossoms fall, whoever else is there. A landmark does nothing. */
function rightBefore(before: readonly Mention[], relations: Relations, at: number): Mention | undefined {
  const one = before.at(-1)
  if (one?.carriage !== 'still' || one.last !== at - 1 || relations.get(one)?.how === 'held') return undefined
  return [...relations.values()].some(({ to }) => to === one) ? undefined : one
}

/** The nearest before the verb that can do it; what is only a landmark or is held leaves it to who stands there. */
function nearestDoer(before: readonly Mention[], relations: Relations, action: Action): Mention | undefined {
  const landmarks = new Set([...relations.values()].map(({ to }) => to))
  const free = before.filter(
    (one) => relations.get(one)?.how !== 'held' && !(landmarks.has(one) && one.carriage === 'still'),
  )
  const able = free.findLast((one) => actionOf(one, action) === action && one.carriage !== 'still')
  return able ?? free.findLast(({ carriage }) => carriage !== 'still') ?? free.at(-1)
}

function groupOf(tokens: readonly Token[], mentions: readonly Mention[], doer: Mention): Mention[] {
  const group = [doer]
  for (let i = mentions.indexOf(doer); i > 0; i--) {
    const [before, one] = [mentions[i - 1], mentions[i]]
    if (!before || !one || !isJoined(tokens, before, one)) break
    group.push(before)
  }
  return group
}

/** What something does that nothing is said about. */
export function naturalAction({ icon, carriage }: Pick<Mention, 'icon' | 'carriage'>, place: Place): Action {
  if (icon === 'woman-dancing') return 'dance'
  if (/(?:^|-)singer$/.test(icon)) return 'stand'
  if (icon === 'hot-air-balloon' || icon === 'balloon') return 'float'
  if (isOnSnow(icon)) return 'drive'
  if (place === 'space') return 'float'
  switch (carriage) {
    case 'legs':
      return 'walk'
    case 'wheels':
      return 'drive'
    case 'wings':
      return 'fly'
    case 'water':
      return 'swim'
    case 'still':
      return 'stand'
  }
}
