import type { SceneBrief } from '../prompt/scene-brief.ts'
import { blowingSand, leaves, roomTone, spaceHum, thunder, wind } from './air.ts'
import { birds, crickets, gulls, owl } from './creatures.ts'
import { fireworks } from './engines.ts'
import type { Part, Voice } from './part.ts'
import { applause, clock, cups, murmur, traffic, typing } from './people.ts'
import type { Space } from './reverb.ts'
import { deepWater, lapping, rain, surf } from './water.ts'

function part(name: string, voice: Voice, level: number, echo = 0): Part {
  return { name, voice, level, echo }
}

/** What a place sounds like with nobody in it, its weather and its details included. */
export function ambienceOf(brief: SceneBrief): Part[] {
  return [...placeParts(brief), ...weatherParts(brief), ...detailParts(brief)]
}

function placeParts(brief: SceneBrief): Part[] {
  const { place, dayTime, weather } = brief
  const night = dayTime === 'night'
  const dry = weather === 'clear' || weather === 'cloudy' || weather === 'wind' || weather === 'haze'
  const animals = dry && brief.season !== 'winter'
  switch (place) {
    case 'beach':
      return [part('surf', surf(7), -20), ...(animals && !night ? [part('gulls', gulls, -33, 0.5)] : [])]
    case 'sea':
      return [part('surf', surf(8.5, 0.8), -21), part('wind', wind(0.35), -27)]
    case 'lake':
      return [part('lapping', lapping, -25), part('air', wind(0.1), -31), ...(animals ? wildlife(brief, 2) : [])]
    case 'forest':
      return [part('leaves', leaves, -27), part('air', wind(0.15), -31), ...(animals ? wildlife(brief, 3) : [])]
    case 'meadow':
      return [part('air', wind(0.2), -27), part('leaves', leaves, -33), ...(animals ? wildlife(brief, 2) : [])]
    case 'mountain':
      return [part('wind', wind(0.45), -22)]
    case 'snow':
      return [part('wind', wind(0.4), -23)]
    case 'desert':
      return [part('wind', wind(0.35), -23), part('sand', blowingSand, -34)]
    case 'sky':
      return [part('wind', wind(0.6), -22)]
    case 'city':
      return [
        part('traffic', traffic(night ? 9 : 16), -22, 0.12),
        ...(night ? [] : [part('people', murmur(6), -34, 0.3)]),
      ]
    case 'underwater':
      return [part('water', deepWater, -21, 0.3)]
    case 'space':
    case 'moon':
      return [part('hum', spaceHum, -22, 0.4)]
    case 'mars':
      return [part('wind', wind(0.3), -24), part('sand', blowingSand, -35)]
    case 'abstract':
      return [part('hum', spaceHum, -30, 0.6)]
    case 'room':
      return roomParts(brief)
  }
}

function roomParts({ room }: SceneBrief): Part[] {
  switch (room) {
    case 'kitchen':
      return [part('room', roomTone(1), -34), part('cups', cups, -36, 0.3)]
    case 'cafe':
      return [part('room', roomTone(0.4), -38), part('people', murmur(9), -24, 0.3), part('cups', cups, -31, 0.4)]
    case 'office':
      return [part('room', roomTone(0.6), -32), part('keys', typing, -33, 0.2)]
    case 'stage':
      return [part('applause', applause(60), -21, 0.35), part('people', murmur(8), -32, 0.5)]
    default:
      return [part('room', roomTone(0.2), -34), part('clock', clock, -38, 0.3)]
  }
}

function wildlife({ dayTime, place }: SceneBrief, count: number): Part[] {
  if (dayTime !== 'night') return [part('birds', birds(count), -27, 0.35)]
  return [part('crickets', crickets, -28, 0.1), ...(place === 'forest' ? [part('owl', owl, -32, 0.6)] : [])]
}

function weatherParts({ weather, place }: SceneBrief): Part[] {
  if (place === 'underwater' || place === 'space' || place === 'abstract') return []
  // Through walls and windows weather is softer.
  const softer = place === 'room' ? 9 : 0
  const sandy = place === 'desert' || place === 'beach'
  switch (weather) {
    case 'rain':
      return [part('rain', rain(1), -20 - softer)]
    case 'storm': {
      if (place === 'desert' || place === 'mars') return [part('gale', wind(1), -18), part('blowing', blowingSand, -26)]
      if (place === 'snow') return [part('gale', wind(1), -18)]
      return [
        part('rain', rain(2), -19 - softer),
        part('gale', wind(0.8), -24 - softer),
        part('thunder', thunder, -20 - softer, 0.4),
      ]
    }
    case 'wind':
      return [part('gale', wind(0.7), -21 - softer), ...(sandy ? [part('blowing', blowingSand, -31)] : [])]
    case 'snow':
      return [part('flurry', wind(0.25), -27 - softer)]
    case 'fog':
    case 'haze':
      return [part('haze', wind(0.12), -31 - softer)]
    case 'clear':
    case 'cloudy':
      return []
  }
}

function detailParts({ details, place }: SceneBrief): Part[] {
  const parts: Part[] = []
  if (details.includes('fireworks')) parts.push(part('fireworks', fireworks, -22, 0.5))
  if (details.includes('leaves') && place !== 'forest') parts.push(part('falling leaves', leaves, -32))
  return parts
}

/** The space that a place is. */
export function spaceOf({ place, room }: SceneBrief): Space {
  if (place === 'room') return room === 'stage' ? { seconds: 1.9, dark: 4800 } : { seconds: 0.5, dark: 5200 }
  switch (place) {
    case 'underwater':
      return { seconds: 2.6, dark: 900 }
    case 'space':
    case 'moon':
    case 'abstract':
      return { seconds: 4.5, dark: 3600 }
    case 'forest':
      return { seconds: 1.5, dark: 4200 }
    case 'city':
      return { seconds: 1.1, dark: 3600 }
    case 'mountain':
      return { seconds: 2.4, dark: 3000 }
    default:
      return { seconds: 0.9, dark: 4000 }
  }
}
