import { mix, type Rgb } from '../frame/colour.ts'
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
      strength: 0.5,
      radius: 0.035,
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
  },
  night: {
    zenith: [8, 12, 34],
    middle: [20, 32, 70],
    horizon: [52, 70, 112],
    sun: {
      height: 0.72,
      disc: [238, 242, 252],
      glow: [128, 156, 214],
      strength: 0.42,
      radius: 0.034,
    },
    cloudLit: [66, 80, 116],
    cloudShade: [18, 24, 48],
    cover: 0.3,
    haze: [40, 56, 96],
    ground: [84, 98, 140],
    key: [150, 176, 232],
    ambient: [58, 66, 100],
    above: [82, 98, 146],
    stars: 1,
  },
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
  const light = LIGHTS[brief.dayTime]
  if (brief.place === 'space') return spaceLight(light)
  if (brief.place === 'room' && (brief.room === 'stage' || brief.dayTime === 'night')) return lampLight(light)
  if (brief.neon) return neonLight(light)
  if (brief.weather === 'clear' || brief.weather === 'wind') return light
  const dullness = brief.weather === 'snow' ? 0.45 : 0.6
  const grey: Rgb =
    brief.dayTime === 'night' ? [30, 36, 54] : brief.dayTime === 'day' ? [150, 160, 174] : [150, 128, 134]
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
    cover: 0.85,
    stars: 0,
    ground: mix(light.ground, [150, 158, 172], 0.35),
    key: dull(light.key),
    ambient: light.ambient,
    above: dull(light.above),
  }
}

/** Lamps within, whatever the sky outside is like. */
function lampLight(light: Light): Light {
  return {
    ...light,
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

/** A colour as it looks in the light; `far` (0..1) fades it into the haze. */
export function lit(light: Light, colour: Rgb, far = 0): Rgb {
  const near: Rgb = [
    (colour[0] * light.ground[0]) / 255,
    (colour[1] * light.ground[1]) / 255,
    (colour[2] * light.ground[2]) / 255,
  ]
  return mix(near, light.haze, far)
}
