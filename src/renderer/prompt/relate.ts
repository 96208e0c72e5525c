import { AND } from './grammar-words.ts'
import type { Mention } from './mentions.ts'
import type { Relation, Subject } from './scene-brief.ts'
import { metresOf } from './subject-size.ts'
import type { Token } from './tokens.ts'

export type Relations = ReadonlyMap<Mention, { how: Relation; to: Mention }>

/** How the things of a prompt stand to each other. Each stands to one other at most, and never in a circle. */
export function findRelations(tokens: readonly Token[], mentions: readonly Mention[]): Relations {
  const found = new Map<Mention, { how: Relation; to: Mention }>()
  const relate = (who: Mention | undefined, how: Relation, to: Mention | undefined): void => {
    if (!who || !to || who === to || found.has(who)) return
    for (let next = found.get(to); next; next = found.get(next.to)) if (next.to === who) return
    found.set(who, { how, to })
  }
  for (const [i, mention] of mentions.entries()) {
    const before = mentions[i - 1]
    const previous = before && sameSentence(tokens, before.last, mention.first) ? before : undefined
    const after = mentions[i + 1]
    const next = after && sameSentence(tokens, mention.last, after.first) ? after : undefined
    if (previous && followsThem(tokens, previous, mention)) {
      relate(mention, 'behind', previous)
      continue
    }
    // A kite is flown by whoever has its string.
    if (previous && mention.icon === 'kite' && tokens[mention.first - 1]?.text === 'flying') {
      relate(mention, 'held', previous)
      continue
    }
    const link = linkBetween(tokens, previous, mention)
    if (link && previous) {
      // What is held, and what comes along, is found by whom it belongs to; who rides is on top of what is ridden.
      // Japanese and Korean name what is held, or ridden, before who does it.
      const [who, what] = link.turned ? [mention, previous] : [previous, mention]
      if (link.how === 'held' || link.how === 'beside') relate(what, link.how, who)
      else relate(who, link.how, what)
      continue
    }
    // 撑着红伞的女孩: what is held comes between the verb and who holds it.
    if (next && tokens[mention.first - 1]?.means.linking === 'held' && tokens[mention.last + 1]?.text === '的') {
      relate(mention, 'held', next)
      continue
    }
    const where = tokens[mention.last + 1]?.means.postposition
    if (where) relate(trajector(found, mentions, previous) ?? next, where, mention)
    else if (startsWithPreposition(tokens, mention)) {
      const how = tokens[mention.first - 1]?.means.preposition
      if (how && how !== 'none') {
        if (how === 'held' || (how === 'beside' && previous)) relate(mention, heldOr(how, mention, previous), previous)
        else relate(trajector(found, mentions, previous) ?? next, how, mention)
      }
    }
  }
  return found
}

/** Who "in the boat" of "a man and his dog in a boat beside a house" is about: the nearest that has no place yet. */
function trajector(found: Relations, mentions: readonly Mention[], previous: Mention | undefined): Mention | undefined {
  if (!previous) return undefined
  const earlier = mentions.slice(0, mentions.indexOf(previous) + 1)
  const landmarks = new Set([...found.values()].filter(({ how }) => how !== 'held').map(({ to }) => to))
  return earlier.findLast((one) => !found.has(one) && !landmarks.has(one))
}

/** "A girl with an umbrella" has it in her hand, "a girl with a horse" has not. */
function heldOr(how: Relation, thing: Mention, owner: Mention | undefined): Relation {
  const light = thing.icon === 'balloon' || thing.icon === 'kite' || thing.carriage === 'still'
  return how === 'beside' && owner?.carriage === 'legs' && light && metresOf(thing) <= 1.2 ? 'held' : how
}

function startsWithPreposition(tokens: readonly Token[], mention: Mention): boolean {
  return tokens[mention.first - 1]?.means.preposition !== undefined
}

/** A verb between two nouns that says how the one stands to the other: 骑着, 抱着, "holding". */
function linkBetween(
  tokens: readonly Token[],
  previous: Mention | undefined,
  mention: Mention,
): { how: Relation; turned: boolean } | undefined {
  if (!previous) return undefined
  const between = tokens.slice(previous.last + 1, mention.first)
  if (between.some(({ kind }) => kind === 'comma')) return undefined
  const verb = between.findLast(({ means }) => means.linking !== undefined)
  const how = verb?.means.linking
  // 和 and 与 join equals; they say nothing of the place.
  if (!verb || !how || (how === 'beside' && between.some(({ text }) => AND.has(text)))) return undefined
  return { how, turned: verb.kind === 'hangul' || verb.text.startsWith('を') }
}

/** "Behind them follows", 身后跟着: whoever comes then is the one behind. */
function followsThem(tokens: readonly Token[], previous: Mention, mention: Mention): boolean {
  const between = tokens.slice(previous.last + 1, mention.first)
  const at = between.findIndex(({ means }) => means.postposition === 'behind')
  return at >= 0 && between[at + 1]?.means.linking === 'behind'
}

export function sameSentence(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).every(({ kind }) => kind !== 'stop')
}

/** Whether a mention is joined to the one before it by "and", a comma and the like, so that a verb is about both. */
export function isJoined(tokens: readonly Token[], before: Mention, mention: Mention): boolean {
  const between = tokens.slice(before.last + 1, mention.first)
  if (tokens[before.last]?.ending !== undefined && /[와과랑]|하고/.test(tokens[before.last]?.ending ?? '')) return true
  return (
    between.length > 0 &&
    between.length <= 2 &&
    between.every(({ text, kind }) => AND.has(text) || kind === 'comma' || text === 'his' || text === 'her')
  )
}

/** The relation as the scene has it, with indices in place of mentions. */
export function relationOf(
  relations: Relations,
  order: readonly Mention[],
  mention: Mention,
): Pick<Subject, 'relation'> {
  const relation = relations.get(mention)
  const to = relation ? order.indexOf(relation.to) : -1
  return relation && to >= 0 ? { relation: { how: relation.how, to } } : {}
}
