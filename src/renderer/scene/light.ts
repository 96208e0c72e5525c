import { mix, type Rgb } from '../frame/colour.ts'
import { planetLight } from './planet-light.ts'
import type { SceneBrief } from '../prompt/scene-brief.ts'

/** The light of a scene: what every layer is coloured with, so that they belong together. */
export interface Light {
  zenith: Rgb
  middle: Rgb
  horizon: Rgb
  /** The sun or the moon. `height` is 0 at the horizon and 1 at the top of the picture. */
  sun: { height: number; disc: Rgb; glow: Rgb; strength: number; radius: number }
  cloudLit: Rgb
  cloudShade: Rgb
  /** 0 = few clouds, 1 = overcast, -1 = none. */
  cover: number
  /** What distant things fade into. */
  haze: Rgb
  /** Multiplied onto the colour of things: 255 leaves it. */
  ground: Rgb
  /** Light on figures: from the sun, from all around, from above. */
  key: Rgb
  ambient: Rgb
  above: Rgb
  /** 0..1 */
  stars: number
  /** How much of their colour things lose for want of light, 0..1. */
  dimness: number
}

const LIGHTS: Record<SceneBrief['dayTime'], Light> = {
  day: {
    zenith: [44, 112, 206],
    middle: [104, 172, 236],
    horizon: [204, 230, 246],
    sun: {
      height: 0.78,
      disc: [255, 252, 238],
      glow: [255, 244, 214],
      strength: 0.72,
      radius: 0.027,
    },
    cloudLit: [255, 255, 255],
    cloudShade: [186, 204, 226],
    cover: 0.42,
    haze: [190, 216, 238],
    ground: [255, 250, 240],
    key: [255, 240, 212],
    ambient: [132, 142, 164],
    above: [186, 206, 232],
    stars: 0,
    dimness: 0,
  },
  sunset: {
    zenith: [58, 56, 118],
    middle: [206, 104, 116],
    horizon: [255, 186, 98],
    sun: {
      height: 0.1,
      disc: [255, 244, 200],
      glow: [255, 176, 84],
      strength: 1,
      radius: 0.05,
    },
    cloudLit: [255, 158, 112],
    cloudShade: [118, 82, 128],
    cover: 0.5,
    haze: [236, 150, 104],
    ground: [226, 158, 118],
    key: [255, 190, 112],
    ambient: [104, 80, 104],
    above: [156, 118, 136],
    stars: 0.05,
    dimness: 0,
  },
  dawn: {
    zenith: [84, 116, 184],
    middle: [178, 168, 204],
    horizon: [255, 214, 178],
    sun: {
      height: 0.16,
      disc: [255, 248, 224],
      glow: [255, 206, 158],
      strength: 0.85,
      radius: 0.042,
    },
    cloudLit: [255, 214, 196],
    cloudShade: [150, 146, 186],
    cover: 0.45,
    haze: [238, 206, 190],
    ground: [232, 204, 186],
    key: [255, 220, 176],
    ambient: [118, 112, 136],
    above: [172, 164, 188],
    stars: 0.05,
    dimness: 0,
  },
  night: {
    zenith: [8, 12, 34],
    middle: [20, 32, 70],
    horizon: [52, 70, 112],
    sun: {
      height: 0.72,
      disc: [238, 242, 252],
      glow: [128, 156, 214],
      strength: 0.62,
      radius: 0.046,
    },
    cloudLit: [66, 80, 116],
    cloudShade: [18, 24, 48],
    cover: 0.3,
    haze: [40, 56, 96],
    ground: [54, 78, 134],
    key: [150, 178, 236],
    ambient: [52, 62, 104],
    above: [80, 98, 152],
    stars: 1,
    dimness: 0.38,
  },
}

const OPEN_AIR: ReadonlySet<SceneBrief['place']> = new Set(
  'beach sea lake mountain forest desert snow city meadow sky'.split(' ') as SceneBrief['place'][],
)

/** Of a painting in ink: the sky and what is far away are the bare sheet, at whatever time of day. */
const PAPER_LIGHT: Light = {
  ...LIGHTS.day,
  zenith: [232, 230, 222],
  middle: [240, 237, 228],
  horizon: [246, 243, 236],
  sun: { ...LIGHTS.day.sun, height: 0.7, disc: [222, 96, 76], glow: [246, 240, 230], strength: 0.3 },
  cover: -1,
  haze: [240, 238, 230],
  ground: [240, 240, 236],
  key: [238, 238, 234],
  ambient: [122, 124, 128],
  above: [200, 202, 204],
}

/** The light of a brief: by the time of day, dulled by the weather. */
export function lightOf(brief: SceneBrief): Light {
  const light = lightOfDay(brief)
  const { without } = brief
  return {
    ...light,
    cover: without.includes('clouds') ? -1 : light.cover,
    stars: without.includes('stars') ? 0 : light.stars,
  }
}

function lightOfDay(brief: SceneBrief): Light {
  const { place } = brief
  if (brief.style === 'ink' && OPEN_AIR.has(place)) return PAPER_LIGHT
  const light = place === 'moon' || place === 'mars' ? planetLight(place, brief.dayTime) : LIGHTS[brief.dayTime]
  if (place === 'moon') return light
  if (brief.place === 'space') return spaceLight(light)
  if (brief.room === 'studio') return LIGHTS.day
  if (brief.place === 'room' && (brief.room === 'stage' || brief.dayTime === 'night')) return lampLight(light)
  if (brief.neon) return neonLight(light)
  if (brief.weather === 'clear' || brief.weather === 'wind') return light
  const [dullness, grey] = dullnessOf(brief)
  const dull = (colour: Rgb): Rgb => mix(colour, grey, dullness)
  return {
    zenith: dull(light.zenith),
    middle: dull(light.middle),
    horizon: dull(light.horizon),
    haze: dull(light.haze),
    sun: {
      ...light.sun,
      strength: light.sun.strength * 0.4,
      disc: dull(light.sun.disc),
    },
    cloudLit: dull(light.cloudLit),
    cloudShade: dull(light.cloudShade),
    cover: brief.place === 'mars' ? -1 : 0.85,
    stars: 0,
    ground: mix(light.ground, mix(grey, [150, 158, 172], 0.6), 0.35),
    key: dull(light.key),
    ambient: light.ambient,
    above: dull(light.above),
    dimness: Math.max(light.dimness, 0.12),
  }
}

/** How much of its colour the weather takes from the light, and what it gives instead. */
function dullnessOf(brief: SceneBrief): [number, Rgb] {
  const { weather, dayTime } = brief
  const night = dayTime === 'night'
  if (brief.place === 'mars') return [weather === 'storm' ? 0.6 : 0.3, night ? [54, 38, 34] : [206, 150, 108]]
  if (weather === 'storm') return [0.76, night ? [22, 26, 42] : [82, 90, 106]]
  if (weather === 'haze') return [0.4, night ? [40, 42, 54] : [224, 206, 178]]
  if (night) return [weather === 'snow' ? 0.45 : 0.6, [30, 36, 54]]
  return [weather === 'snow' ? 0.45 : 0.6, dayTime === 'day' ? [150, 160, 174] : [150, 128, 134]]
}

/** Lamps within, whatever the sky outside is like. */
function lampLight(light: Light): Light {
  return {
    ...light,
    dimness: 0,
    ground: [204, 168, 140],
    key: [255, 216, 164],
    ambient: [104, 90, 96],
    above: [140, 122, 116],
  }
}

function neonLight(light: Light): Light {
  return {
    ...light,
    zenith: [14, 8, 34],
    middle: [46, 18, 76],
    horizon: [126, 42, 120],
    haze: [84, 36, 108],
    cloudLit: [112, 50, 128],
    cloudShade: [26, 14, 52],
    stars: 0.3,
    dimness: 0.15,
    ground: [108, 92, 148],
    key: [255, 120, 210],
    ambient: [84, 76, 128],
    above: [96, 130, 200],
  }
}

function spaceLight(light: Light): Light {
  return {
    ...light,
    zenith: [6, 6, 18],
    middle: [14, 12, 34],
    horizon: [26, 20, 52],
    haze: [40, 34, 72],
    cloudLit: [150, 84, 170],
    cloudShade: [40, 46, 110],
    cover: 0.55,
    stars: 1,
    dimness: 0,
    sun: {
      height: 0.7,
      disc: [255, 250, 240],
      glow: [180, 170, 255],
      strength: 0.35,
      radius: 0.03,
    },
    ground: [180, 180, 200],
    key: [255, 244, 226],
    ambient: [50, 52, 84],
    above: [90, 96, 140],
  }
}

/** A colour as level ground shows it in the light; `far` (0..1) fades it into the haze. */
export function lit(light: Light, colour: Rgb, far = 0): Rgb {
  const seen = inDimLight(light, colour)
  const part = (k: 0 | 1 | 2): number => (seen[k] * light.ground[k]) / 255
  return mix([part(0), part(1), part(2)], light.haze, far)
}

/**
 * A colour on a surface that faces (x, y) in the picture, y down; what is missing to length 1 faces the viewer. `sun` is
 * the way to the light, given likewise: the sides of things that face it are lit by it, the others by the sky.
 */
export function shone(light: Light, sun: Facing, colour: Rgb, [nx, ny]: Facing): Rgb {
  const seen = inDimLight(light, colour)
  const nz = Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny))
  const sz = Math.sqrt(Math.max(0, 1 - sun[0] * sun[0] - sun[1] * sun[1]))
  const diffuse = Math.max(0, (nx * sun[0] + ny * sun[1] + nz * sz + 0.25) / 1.25)
  const up = 0.5 - 0.5 * ny
  const part = (k: 0 | 1 | 2): number => {
    const around = light.ambient[k] * (1 - up) + light.above[k] * up
    return Math.min(255, (seen[k] / 255) * (0.72 * around + 0.68 * light.key[k] * diffuse))
  }
  return [part(0), part(1), part(2)]
}

/** A direction in the picture, at most 1 long. */
export type Facing = readonly [number, number]

/** In the dark the eye sees little colour. */
function inDimLight(light: Light, colour: Rgb): Rgb {
  if (light.dimness <= 0) return colour
  const grey = 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]
  return mix(colour, [grey, grey, grey], light.dimness)
}
