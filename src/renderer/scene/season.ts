import { mix, type Rgb } from '../frame/colour.ts'
import type { Season } from '../prompt/scene-brief.ts'
import type { Stage } from './stage.ts'

/** The colours of what grows, by the season. */
interface Growth {
  grass: Rgb
  /** Of leafy trees; which tree has which is left to chance. */
  leaves: readonly [Rgb, ...Rgb[]]
  flowers: readonly Rgb[]
  /** How much foliage there is, 0..1. */
  foliage: number
}

const SEASONS: Readonly<Record<Season, Growth>> = {
  spring: {
    grass: [128, 178, 74],
    leaves: [
      [132, 184, 84],
      [250, 184, 206],
      [112, 168, 78],
    ],
    flowers: [
      [250, 130, 160],
      [255, 220, 100],
      [250, 250, 250],
      [180, 130, 240],
    ],
    foliage: 0.9,
  },
  summer: {
    grass: [106, 156, 68],
    leaves: [
      [84, 142, 62],
      [98, 152, 66],
      [72, 126, 60],
    ],
    flowers: [
      [240, 96, 90],
      [255, 214, 90],
      [250, 250, 250],
      [110, 130, 230],
    ],
    foliage: 1,
  },
  autumn: {
    grass: [168, 146, 74],
    leaves: [
      [226, 136, 48],
      [204, 84, 48],
      [232, 178, 66],
    ],
    flowers: [
      [226, 150, 70],
      [200, 110, 60],
    ],
    foliage: 0.85,
  },
  winter: {
    grass: [150, 146, 112],
    leaves: [
      [122, 104, 88],
      [134, 116, 98],
    ],
    flowers: [],
    foliage: 0.12,
  },
}

/** What grows at this time of the year; under falling snow most of it is white. */
export function growthOf({ brief }: Stage): Growth {
  const growth = SEASONS[brief.season]
  if (brief.weather !== 'snow') return growth
  const white = (colour: Rgb): Rgb => mix(colour, [232, 238, 248], 0.72)
  return { ...growth, grass: white(growth.grass), flowers: [] }
}
