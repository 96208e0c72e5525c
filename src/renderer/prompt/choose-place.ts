import { pick, seededRandom } from '../random.ts'
import { isOnSnow } from './riders.ts'
import type { Mood, Place, SceneBrief } from './scene-brief.ts'
import { WEAK_PLACES } from './scene-words.ts'
import type { Cast } from './cast.ts'
import { kindOf } from './vocabulary.ts'
import type { Token } from './tokens.ts'
import type { Unwanted } from './unwanted.ts'

export interface Leaning {
  seed: number
  neon: boolean
  snowy: boolean
  mood: Mood | undefined
  unwanted: Unwanted
}

/** The places that a prompt names, those that are named for their own sake first. */
export function namedPlaces(tokens: readonly Token[], unwanted: Unwanted): Place[] {
  const named = tokens.flatMap(({ means, text, kind }, i) => {
    if (!means.place || unwanted.places.has(means.place) || means.subject) return []
    // A city bus, a sea turtle: only a description of the noun after it.
    const describes = kind === 'latin' && tokens[i + 1]?.kind === 'latin' && tokens[i + 1]?.means.subject
    return [{ place: means.place, weak: WEAK_PLACES.has(text) || Boolean(describes) }]
  })
  const strong = named.filter(({ weak }) => !weak)
  return [...new Set([...strong, ...named].map(({ place }) => place))]
}

/** Where the scene is: as named, else where its main subject belongs, else what fits the mood. */
export function choosePlace(named: readonly Place[], cast: readonly Cast[], leaning: Leaning): Place {
  const afloat = named.length === 0 ? cast.find(({ carriage }) => carriage === 'water') : undefined
  return withWater(dryPlace(named, cast, leaning), afloat ?? cast[0])
}

function dryPlace(all: readonly Place[], cast: readonly Cast[], leaning: Leaning): Place {
  // What takes off into the sky or into space leaves from the ground.
  const rises = cast.some(leavesGround)
  const named = rises ? all.filter((one) => one !== 'sky' && one !== 'space') : all
  // "On the beach by the sea" is a beach, "a castle above the clouds in the mountains" is mountains.
  // A lake is one wherever it lies: the mountains or the woods are then behind it.
  const place = named.find((one) => one !== 'sea' && one !== 'sky') ?? named[0]
  if (named.includes('lake') && place && AROUND_LAKES.has(place)) return 'lake'
  // Who walks under a blue sky is not up there.
  const grounded = place === 'sky' && cast.some((one) => !isAloft(one))
  // Where people ski the mountains are snowy down to the ground.
  if (place === 'mountain' && cast.some(({ icon }) => isOnSnow(icon)) && !leaning.unwanted.places.has('snow'))
    return 'snow'
  if (place && !grounded) return place
  if (leaning.neon) return 'city'
  if (leaning.snowy) return 'snow'
  const { places } = leaning.unwanted
  const random = seededRandom(leaning.seed, 'place')
  const choose = (first: Place, ...others: Place[]): Place => {
    const [some, ...rest] = [first, ...others].filter((one) => !places.has(one))
    return pick(random, some ? [some, ...rest] : [first])
  }
  const [main] = cast
  if (rises)
    return cast.some(({ icon }) => icon === 'rocket') ? choose('desert', 'beach', 'meadow') : choose('meadow', 'desert')
  const home = cast.map(({ icon }, i) => homeOf(icon, i === 0)).find((one) => one !== undefined && !places.has(one))
  if (home) return home
  switch (main?.carriage) {
    case 'wings':
      return main.action === 'sit' || main.action === 'stand' || cast.length > 1 ? choose('meadow', 'forest') : 'sky'
    case 'water':
      return FRESH_WATER.has(main.icon) ? 'lake' : 'sea'
    case 'wheels':
      return choose('city', 'desert', 'mountain')
    case 'still':
      return 'meadow'
    case 'legs':
      return choose('meadow', 'beach', 'mountain', 'forest')
    case undefined:
      return choose(...PLACES_OF_MOOD[leaning.mood ?? 'calm'])
  }
}

const PLACES_OF_MOOD: Readonly<Record<Mood, readonly [Place, ...Place[]]>> = {
  calm: ['lake', 'mountain', 'sea', 'meadow', 'forest', 'desert'],
  joyful: ['meadow', 'beach', 'sky'],
  sad: ['sea', 'city', 'lake'],
  tense: ['forest', 'mountain', 'city'],
  epic: ['mountain', 'space', 'desert', 'sky'],
  dreamy: ['sky', 'abstract', 'space', 'underwater'],
}

/** Where some subjects are found, if nothing else is said. */
const HOMES: Readonly<Record<string, Place>> = {
  astronaut: 'space',
  rocket: 'space',
  rover: 'mars',
  'flying-saucer': 'space',
  'ringed-planet': 'space',
  satellite: 'space',
  butterfly: 'meadow',
  honeybee: 'meadow',
  'lady-beetle': 'meadow',
  camel: 'desert',
  'two-hump-camel': 'desert',
  cactus: 'desert',
  scorpion: 'desert',
  penguin: 'snow',
  'polar-bear': 'snow',
  snowman: 'snow',
  skier: 'snow',
  snowboarder: 'snow',
  'santa-claus': 'snow',
  castle: 'mountain',
  goat: 'mountain',
  pagoda: 'mountain',
  lighthouse: 'beach',
  crab: 'beach',
  'palm-tree': 'beach',
  tiger: 'forest',
  panda: 'forest',
  monkey: 'forest',
  gorilla: 'forest',
  koala: 'forest',
  sloth: 'forest',
  mushroom: 'forest',
  bear: 'forest',
  frog: 'lake',
  lotus: 'lake',
  'street-lamp': 'city',
  umbrella: 'city',
  skateboard: 'city',
  'motor-scooter': 'city',
  'police-car': 'city',
  taxi: 'city',
  bus: 'city',
  'hot-beverage': 'room',
  'teacup-without-handle': 'room',
  'steaming-bowl': 'room',
  'birthday-cake': 'room',
  pizza: 'room',
  candle: 'room',
  piano: 'room',
  laptop: 'room',
  'open-book': 'room',
  'crystal-ball': 'room',
}

function leavesGround({ carriage, action }: Cast): boolean {
  return carriage === 'wings' && (action === 'launch' || action === 'land')
}

function isAloft({ carriage, action }: Cast): boolean {
  return carriage === 'wings' || action === 'fly' || action === 'float'
}

function homeOf(icon: string, alone: boolean): Place | undefined {
  const home = HOMES[icon]
  if (home) return home
  // A backpack is found in a room, but who carries one is not bound to it.
  const kind = alone ? kindOf(icon) : undefined
  return kind === 'food' || kind === 'object' ? 'room' : undefined
}

const AROUND_LAKES: ReadonlySet<Place> = new Set(['mountain', 'forest', 'meadow', 'snow', 'beach', 'city'])
const BELOW_WATER = new Set('fish tropical-fish blowfish shark octopus jellyfish squid lobster coral oyster'.split(' '))
const FRESH_WATER = new Set(['swan', 'duck', 'canoe', 'goose'])

/** What lives or floats in water gets water, whatever the place named; what flies or drifts in space stays there. */
function withWater(place: Place, main: Cast | undefined): Place {
  if (main?.carriage !== 'water' || place === 'space' || place === 'abstract') return place
  if (place === 'sky' && (main.action === 'fly' || main.action === 'jump')) return place
  if (BELOW_WATER.has(main.icon)) return 'underwater'
  if (place === 'underwater' || place === 'beach' || place === 'sea' || place === 'lake') return place
  return place === 'desert' || place === 'sky' ? 'sea' : 'lake'
}

/** What rises on the far shore of a lake. */
export function behindLake(named: readonly Place[]): Pick<SceneBrief, 'behind'> {
  const behind = named.find((one) => one === 'mountain' || one === 'forest' || one === 'snow')
  if (!behind) return {}
  return { behind: behind === 'forest' ? 'forest' : 'mountain' }
}
