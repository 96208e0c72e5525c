import type { Detail, Place } from '../prompt/scene-brief.ts'
import { confettiPainter, firefliesPainter, leavesPainter, petalsPainter, raysPainter } from './air-details.ts'
import { auroraPainter, birdsPainter, fireworksPainter, rainbowPainter, shootingStarPainter } from './sky-details.ts'
import type { Painter, Stage } from './stage.ts'

type Maker = (stage: Stage) => Painter

/** Behind the land: what is in the sky. To add a detail: its painter, and a line here or below. */
const IN_THE_SKY: Partial<Record<Detail, Maker>> = {
  birds: birdsPainter,
  rainbow: rainbowPainter,
  aurora: auroraPainter,
  fireworks: fireworksPainter,
  'shooting-star': shootingStarPainter,
}

/** Before everything: what is in the air. */
const IN_THE_AIR: Partial<Record<Detail, Maker>> = {
  petals: petalsPainter,
  leaves: leavesPainter,
  confetti: confettiPainter,
  fireflies: firefliesPainter,
  rays: raysPainter,
}

export function skyDetailPainters(stage: Stage): Painter[] {
  return stage.brief.details.flatMap((detail) => IN_THE_SKY[detail]?.(stage) ?? [])
}

const SHUT: ReadonlySet<Place> = new Set(['underwater', 'space', 'moon', 'abstract'])

export function airDetailPainters(stage: Stage): Painter[] {
  const { details, place, weather, dayTime } = stage.brief
  if (SHUT.has(place)) return []
  // Light falls in shafts through the crowns of a wood, whoever asks for it.
  const shafts = place === 'forest' && weather === 'clear' && dayTime !== 'night' && !details.includes('rays')
  const outside = details.filter((detail) => place !== 'room' || detail === 'confetti')
  return [...(shafts ? [raysPainter(stage)] : []), ...outside.flatMap((detail) => IN_THE_AIR[detail]?.(stage) ?? [])]
}
