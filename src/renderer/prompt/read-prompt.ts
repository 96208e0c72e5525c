import { pick, seededRandom } from '../random.ts'
import { hasIcon } from '../scene/icons.ts'
import { colourBefore } from './colour-words.ts'
import { countOf } from './count-words.ts'
import { type Lexicon, findAll, normalise, positionOf } from './lexicon.ts'
import type { Action, Carriage, Place, SceneBrief, Subject } from './scene-brief.ts'
import {
  ACTIONS,
  CAMERA_MOVES,
  DAY_TIMES,
  DETAILS,
  MOODS,
  NEON,
  PLACES,
  ROOMS,
  SEASONS,
  STYLES,
  WEATHERS,
} from './scene-words.ts'
import { NOT_SUBJECTS, SUBJECTS } from './subject-words.ts'
import { readUnwanted, splitPrompt, type Unwanted } from './unwanted.ts'

/**
 * What a prompt asks for. What it leaves open follows from the subject where that is natural, else from the seed. What
 * the negative prompt names is left out, whoever asked for it.
 */
export function readPrompt(text: string, seed: number, negative = ''): SceneBrief {
  const { wanted: prompt, unwanted: denied } = splitPrompt(text)
  const unwanted = readUnwanted(`${negative}, ${denied}`)
  const found = findSubject(prompt, unwanted)
  const weather = findAll(prompt, WEATHERS).find((one) => !unwanted.weathers.has(one)) ?? 'clear'
  const neon = !unwanted.neon && findAll(prompt, NEON).length > 0
  const action = findAll(prompt, ACTIONS)[0]
  const place = withWater(findPlace(prompt, found, { seed, neon, snowy: weather === 'snow', unwanted }), found, action)
  const camera = findAll(prompt, CAMERA_MOVES)[0]
  const style = findAll(prompt, STYLES)[0]
  const dayTime = findAll(prompt, DAY_TIMES)[0] ?? (neon ? 'night' : pickDayTime(seed))
  const does = action ?? naturalAction(found, place)
  const subject = found && { ...found, action: does }
  return {
    place,
    weather,
    season: findAll(prompt, SEASONS)[0] ?? (weather === 'snow' || place === 'snow' ? 'winter' : 'summer'),
    neon,
    dayTime,
    ...(place === 'room' ? { room: findAll(prompt, ROOMS)[0] ?? 'living' } : {}),
    ...(place === 'lake' ? behindLake(prompt) : {}),
    ...(subject ? { subject } : {}),
    subjects: subject ? [subject] : [],
    action: does,
    ...(camera ? { camera } : {}),
    ...(style ? { style } : {}),
    mood: findAll(prompt, MOODS)[0] ?? 'calm',
    details: findAll(prompt, DETAILS),
    texts: [],
    without: unwanted.extras,
  }
}

/** The first noun of the prompt that there is a picture of and that is wanted. */
type Found = Omit<Subject, 'action'>

function findSubject(prompt: string, unwanted: Unwanted): Found | undefined {
  const plain = normalise(prompt)
  let best: (Pick<Subject, 'icon' | 'carriage'> & { at: number; length: number }) | undefined
  for (const [carriage, lexicon] of Object.entries(SUBJECTS) as [Carriage, Lexicon<string>][]) {
    if (unwanted.carriages.has(carriage)) continue
    for (const [icon, words] of Object.entries(lexicon)) {
      if (unwanted.icons.has(icon)) continue
      for (const word of (words ?? '').split(' ')) {
        const at = positionOf(plain, word.replaceAll('_', ' '))
        if (at < 0) continue
        if (!best || at < best.at || (at === best.at && word.length > best.length)) {
          best = { icon, carriage, at, length: word.length }
        }
      }
    }
  }
  if (!best) return nameOfIcon(prompt, unwanted)
  const { icon, carriage, at, length } = best
  const tint = colourBefore(prompt, at, length)
  return {
    icon,
    word: plain.slice(at, at + length),
    carriage,
    count: countOf(prompt, at, length),
    ...(tint ? { tint } : {}),
  }
}

/** A word of the prompt (or two in a row) that is itself the name of an icon. */
function nameOfIcon(prompt: string, unwanted: Unwanted): Found | undefined {
  const plain = normalise(prompt)
  const words = plain.trim().split(' ')
  for (const [i, word] of words.entries()) {
    for (const name of [`${word}-${words[i + 1] ?? ''}`, word, word.replace(/s$/, '')]) {
      if (name.length <= 2 || NOT_SUBJECTS.has(name) || unwanted.icons.has(name) || !hasIcon(name)) continue
      const length = name.includes('-') ? name.length : word.replace(/s$/, '').length
      const at = plain.indexOf(` ${word}`) + 1
      const tint = colourBefore(prompt, at, length)
      return {
        icon: name,
        word: plain.slice(at, at + length),
        carriage: 'still',
        count: countOf(prompt, at, length),
        ...(tint ? { tint } : {}),
      }
    }
  }
  return undefined
}

interface Leaning {
  seed: number
  neon: boolean
  snowy: boolean
  unwanted: Unwanted
}

function findPlace(prompt: string, subject: Found | undefined, leaning: Leaning): Place {
  const { places } = leaning.unwanted
  const named = findAll(prompt, PLACES).filter((one) => !places.has(one))
  // "On the beach by the sea" is a beach, "a castle above the clouds in the mountains" is mountains.
  // A lake is one wherever it lies: the mountains or the woods are then behind it.
  const place = named.find((one) => one !== 'sea' && one !== 'sky') ?? named[0]
  if (named.includes('lake') && place && AROUND_LAKES.has(place)) return 'lake'
  if (place) return place
  if (leaning.neon) return 'city'
  if (leaning.snowy) return 'snow'
  const random = seededRandom(leaning.seed, 'place')
  const choose = (first: Place, ...others: Place[]): Place => {
    const [some, ...rest] = [first, ...others].filter((one) => !places.has(one))
    return pick(random, some ? [some, ...rest] : [first])
  }
  if (subject?.icon === 'astronaut' || subject?.icon === 'rocket' || subject?.icon === 'flying-saucer') return 'space'
  if (subject?.icon === 'camel') return 'desert'
  if (subject?.icon === 'penguin') return 'snow'
  switch (subject?.carriage) {
    case 'wings':
      return 'sky'
    case 'water':
      return FRESH_WATER.has(subject.icon) ? 'lake' : 'sea'
    case 'wheels':
      return choose('city', 'desert', 'mountain')
    case 'still':
      return subject.icon === 'castle' ? 'mountain' : 'meadow'
    case 'legs':
      return choose('meadow', 'beach', 'mountain', 'forest')
    case undefined:
      return choose('mountain', 'sea', 'meadow', 'forest', 'desert')
  }
}

const AROUND_LAKES: ReadonlySet<Place> = new Set(['mountain', 'forest', 'meadow', 'snow', 'beach', 'city'])
const BELOW_WATER = new Set(['fish', 'tropical-fish', 'shark', 'octopus', 'jellyfish', 'squid', 'crab', 'lobster'])
const FRESH_WATER = new Set(['swan', 'duck', 'canoe', 'goose'])

/** What lives or floats in water gets water, whatever the place named; what flies or drifts in space stays there. */
function withWater(place: Place, subject: Found | undefined, action: Action | undefined): Place {
  if (subject?.carriage !== 'water' || place === 'space' || (place === 'sky' && action === 'fly')) return place
  if (BELOW_WATER.has(subject.icon)) return 'underwater'
  if (place === 'underwater' || place === 'beach' || place === 'sea' || place === 'lake') return place
  return place === 'desert' || place === 'sky' ? 'sea' : 'lake'
}

function behindLake(prompt: string): Pick<SceneBrief, 'behind'> {
  const behind = findAll(prompt, PLACES).find((one) => one === 'mountain' || one === 'forest' || one === 'snow')
  if (!behind) return {}
  return { behind: behind === 'forest' ? 'forest' : 'mountain' }
}

function pickDayTime(seed: number): SceneBrief['dayTime'] {
  return pick(seededRandom(seed, 'day time'), ['day', 'day', 'sunset', 'dawn'])
}

function naturalAction(subject: Found | undefined, place: Place): Action {
  if (place === 'space') return 'fly'
  if (subject?.icon === 'woman-dancing') return 'dance'
  switch (subject?.carriage) {
    case 'legs':
      return 'walk'
    case 'wheels':
      return 'drive'
    case 'wings':
      return 'fly'
    case 'water':
      return 'swim'
    case 'still':
    case undefined:
      return 'sit'
  }
}
