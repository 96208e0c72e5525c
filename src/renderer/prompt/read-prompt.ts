import { bindActions } from './actions.ts'
import { behindLake, choosePlace, namedPlaces } from './choose-place.ts'
import { chooseDayTime, chooseDetails, chooseSeason, chooseWeather } from './enrich.ts'
import { findMentions, type Mention } from './mentions.ts'
import { readTexts } from './read-texts.ts'
import { mountRiders } from './riders.ts'
import { findRelations, relationOf, type Relations } from './relate.ts'
import type { Action, Place, SceneBrief } from './scene-brief.ts'
import type { Cast } from './cast.ts'
import { settleCast } from './settle-cast.ts'
import { type Token, tokenise } from './tokens.ts'
import { readUnwanted, splitPrompt, type Unwanted } from './unwanted.ts'
import type { Meaning } from './vocabulary.ts'

/** More kinds of subjects than this crowd the picture; the first ones are shown. */
const SUBJECTS_MAX = 4

/**
 * What a prompt asks for. What it leaves open follows from the subjects where that is natural, else from the mood and
 * the seed, which also adds fitting detail. What the negative prompt names is left out, whoever asked for it.
 */
export function readPrompt(text: string, seed: number, negative = ''): SceneBrief {
  const { rest, texts } = readTexts(text)
  const { wanted, unwanted: denied } = splitPrompt(rest)
  const unwanted = readUnwanted(`${negative}, ${denied}`)
  const tokens = tokenise(wanted)
  const said = <K extends keyof Meaning>(kind: K): NonNullable<Meaning[K]> | undefined => all(tokens, kind)[0]
  const mood = said('mood')
  const neon = !unwanted.neon && said('neon') !== undefined
  const weatherSaid = all(tokens, 'weather').find((one) => !unwanted.weathers.has(one))
  const named = namedPlaces(tokens, unwanted)
  const { subjects, action } = castOf(tokens, named, unwanted)
  const snowy = weatherSaid === 'snow'
  const place = choosePlace(named, subjects, { seed, neon, snowy, mood, unwanted })
  const open = said('dayTime') === undefined && place !== 'room'
  const weather = weatherAt(place, weatherSaid ?? (open ? wantedWeather(chooseWeather(seed, mood), unwanted) : 'clear'))
  const dayTime = said('dayTime') ?? (neon ? 'night' : chooseDayTime(seed, mood))
  const season = said('season') ?? chooseSeason(seed, { place, weather })
  const camera = said('camera')
  const style = all(tokens, 'style').find((one) => one !== 'neon' || neon)
  const shown = settleCast(subjects, place)
  const settled = { place, weather, dayTime, season, subjects: shown, without: unwanted.extras }
  const details = all(tokens, 'detail')
  return {
    ...settled,
    neon,
    ...(place === 'room' ? { room: roomOf(all(tokens, 'room'), subjects[0]) } : {}),
    ...(place === 'forest' && said('bamboo') ? { bamboo: true as const } : {}),
    ...(place === 'lake' ? behindLake(named) : {}),
    ...(shown[0] ? { subject: shown[0] } : {}),
    action: shown[0]?.action ?? action ?? 'sit',
    ...(camera ? { camera } : {}),
    ...(style ? { style } : {}),
    mood: mood ?? moodOf(settled),
    details: details.length > 0 ? details : chooseDetails(seed, settled),
    texts: unwanted.extras.includes('signs') ? [] : texts,
  }
}

/** The meanings of one kind in a prompt, in their order, each once. */
function all<K extends keyof Meaning>(tokens: readonly Token[], kind: K): NonNullable<Meaning[K]>[] {
  const found = tokens.flatMap(({ means }) => {
    const meaning = means[kind]
    return meaning === undefined ? [] : [meaning]
  })
  return [...new Set(found)]
}

/** Who is to be seen, the most important first, and the action said of nobody. */
function castOf(
  tokens: readonly Token[],
  named: readonly Place[],
  unwanted: Unwanted,
): { subjects: Cast[]; action: Action | undefined } {
  const mentions = findMentions(tokens).filter(
    ({ icon, carriage }) => !unwanted.icons.has(icon) && !unwanted.carriages.has(carriage),
  )
  const relations = findRelations(tokens, mentions)
  const { bound, rides, loose } = bindActions(tokens, mentions, relations)
  const order = inOrder(
    withoutRepeats(mentions).filter((one) => !isScenery(one, named)),
    relations,
  ).slice(0, SUBJECTS_MAX)
  const subjects = order.map((mention): Cast => {
    const { icon, carriage, word, count, tint, wears, upon } = mention
    // A verb without a doer of its own is the first subject's.
    const verb =
      bound.get(mention) ??
      repeatsOf(mentions, mention)
        .map((one) => bound.get(one))
        .find(Boolean)
    const ride = rides.get(mention)
    const does = verb ?? (mention === order[0] ? loose[0] : undefined)
    return {
      icon,
      word,
      carriage,
      count,
      ...(tint ? { tint } : {}),
      ...(wears ? { wears } : {}),
      ...(upon && carriage !== 'wheels' ? { upon } : {}),
      ...(does ? { action: does } : {}),
      ...(ride ? { ride } : {}),
      ...relationOf(relations, order, mention),
    }
  })
  return { subjects: mountRiders(subjects), action: loose[0] }
}

/** A noun that comes again means the same thing, unless it has another colour then: "a red car and a blue car". */
function withoutRepeats(mentions: readonly Mention[]): Mention[] {
  return mentions.filter((mention, i) => {
    const earlier = mentions.slice(0, i).find(({ icon }) => icon === mention.icon)
    return !earlier || Boolean(earlier.tint && mention.tint && String(earlier.tint) !== String(mention.tint))
  })
}

function repeatsOf(mentions: readonly Mention[], { icon }: Mention): Mention[] {
  return mentions.filter((one) => one.icon === icon)
}

/** Trees of a forest and flowers of a meadow are there without being cast. */
function isScenery({ icon, count }: Mention, named: readonly Place[]): boolean {
  if (count < 3) return false
  if (icon.endsWith('-tree')) return named.some((one) => one === 'forest' || one === 'mountain' || one === 'meadow')
  return icon === 'tulip' && named.includes('meadow')
}

/** As the prompt has them, but who lives or moves comes before the thing that it is beside. */
function inOrder(mentions: readonly Mention[], relations: Relations): Mention[] {
  const weight = (one: Mention): number => {
    if (one.carriage !== 'still') return 0
    return relations.get(one)?.how === 'held' ? 2 : 1
  }
  return mentions.toSorted((a, b) => weight(a) - weight(b))
}

function roomOf(
  named: readonly NonNullable<SceneBrief['room']>[],
  main: Cast | undefined,
): NonNullable<SceneBrief['room']> {
  if (named[0]) return named[0]
  if (main?.icon === 'laptop' || main?.icon === 'open-book') return 'office'
  return main?.icon === 'hot-beverage' || main?.icon === 'steaming-bowl' ? 'cafe' : 'living'
}

/** Nothing blows or falls on the moon, and on Mars only dust. */
function weatherAt(place: Place, weather: SceneBrief['weather']): SceneBrief['weather'] {
  if (place === 'moon') return 'clear'
  return place !== 'mars' || /^(?:clear|wind|storm)$/.test(weather) ? weather : 'haze'
}

function wantedWeather(weather: SceneBrief['weather'], unwanted: Unwanted): SceneBrief['weather'] {
  return unwanted.weathers.has(weather) ? 'clear' : weather
}

/** The mood of a scene that names none. */
function moodOf({
  weather,
  dayTime,
  subjects,
}: Pick<SceneBrief, 'weather' | 'dayTime' | 'subjects'>): SceneBrief['mood'] {
  if (weather === 'storm') return 'tense'
  if (weather === 'fog' && dayTime === 'night') return 'tense'
  const lively = subjects.some(({ action }) => action === 'dance' || action === 'run' || action === 'jump')
  return lively ? 'joyful' : 'calm'
}
