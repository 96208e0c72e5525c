import { pick, seededRandom } from '../random.ts'
import type { DayTime, Detail, Mood, Place, SceneBrief, Season, Weather } from './scene-brief.ts'

/** What of a scene is settled before it is enriched. */
type Settled = Pick<SceneBrief, 'place' | 'weather' | 'dayTime' | 'subjects' | 'without'>

/** The time of day where the prompt leaves it open: what goes with the mood, else by the seed. */
export function chooseDayTime(seed: number, mood: Mood | undefined): DayTime {
  const random = seededRandom(seed, 'day time')
  if (mood === 'tense') return pick(random, ['night', 'sunset'])
  if (mood === 'epic') return pick(random, ['sunset', 'dawn', 'day'])
  if (mood === 'dreamy') return pick(random, ['dawn', 'sunset', 'night'])
  return pick(random, ['day', 'day', 'sunset', 'dawn'])
}

/** The weather where the prompt leaves it open. Only moods change it: a dull sky must be asked for. */
export function chooseWeather(seed: number, mood: Mood | undefined): Weather {
  const random = seededRandom(seed, 'weather')
  if (mood === 'tense') return pick(random, ['fog', 'cloudy', 'clear'])
  if (mood === 'sad') return pick(random, ['rain', 'cloudy', 'fog'])
  return 'clear'
}

const WITH_SEASONS: ReadonlySet<Place> = new Set(['mountain', 'forest', 'meadow', 'lake', 'city'])

export function chooseSeason(seed: number, { place, weather }: Pick<Settled, 'place' | 'weather'>): Season {
  if (weather === 'snow' || place === 'snow') return 'winter'
  if (!WITH_SEASONS.has(place)) return 'summer'
  return pick(seededRandom(seed, 'season'), ['summer', 'summer', 'summer', 'spring', 'spring', 'autumn'])
}

/** Small things that fit a scene nobody asked for; about half of the seeds get some, one kind at most. */
export function chooseDetails(seed: number, scene: Settled & { season: Season }): Detail[] {
  const random = seededRandom(seed, 'details')
  const fitting = DETAILS_OF.filter(([, fits]) => fits(scene)).map(([detail]) => detail)
  const [first, ...rest] = fitting
  if (!first || random() < 0.4) return []
  return [pick(random, [first, ...rest])]
}

const OPEN_SKY: ReadonlySet<Place> = new Set(['beach', 'sea', 'lake', 'mountain', 'meadow', 'desert', 'snow'])
const GREEN: ReadonlySet<Place> = new Set(['forest', 'meadow', 'lake'])

const DETAILS_OF: readonly (readonly [Detail, (scene: Settled & { season: Season }) => boolean])[] = [
  [
    'birds',
    ({ place, weather, dayTime, subjects }) =>
      OPEN_SKY.has(place) &&
      dayTime !== 'night' &&
      calm(weather) &&
      !subjects.some(({ carriage }) => carriage === 'wings'),
  ],
  [
    'fireflies',
    ({ place, weather, dayTime, season }) =>
      GREEN.has(place) && dayTime === 'night' && calm(weather) && season === 'summer',
  ],
  ['petals', ({ place, season, without }) => GREEN.has(place) && season === 'spring' && !without.includes('flowers')],
  [
    'leaves',
    ({ place, season, without }) =>
      (GREEN.has(place) || place === 'mountain') && season === 'autumn' && !without.includes('trees'),
  ],
  [
    'rays',
    ({ place, dayTime, weather }) =>
      (place === 'forest' || place === 'underwater') && dayTime !== 'night' && calm(weather),
  ],
  [
    'shooting-star',
    ({ place, dayTime, weather, without }) =>
      (OPEN_SKY.has(place) || place === 'space') &&
      dayTime === 'night' &&
      weather === 'clear' &&
      !without.includes('stars'),
  ],
]

const calm = (weather: Weather): boolean => weather === 'clear' || weather === 'wind' || weather === 'haze'
