/**
 * The light of worlds without our air, in the fields of `Light`. The moon has none: its sky is black by day, its shadows
 * are deep, and at night the Earth shines on it. The sky of Mars is full of fine dust, which is butterscotch by day and
 * blue around a setting sun.
 */
const MOON_DAY = {
  zenith: [2, 3, 8],
  middle: [4, 5, 11],
  horizon: [8, 9, 16],
  sun: { height: 0.7, disc: [255, 255, 250], glow: [255, 252, 240], strength: 0.26, radius: 0.024 },
  cloudLit: [20, 20, 26],
  cloudShade: [10, 10, 14],
  cover: -1,
  haze: [74, 74, 80],
  ground: [214, 212, 210],
  key: [255, 250, 240],
  ambient: [58, 60, 70],
  above: [92, 94, 106],
  stars: 0.9,
  dimness: 0,
} as const

const MOON_NIGHT = {
  ...MOON_DAY,
  sun: { ...MOON_DAY.sun, strength: 0, radius: -1 },
  haze: [26, 32, 46],
  ground: [66, 80, 112],
  key: [126, 156, 214],
  ambient: [40, 48, 70],
  above: [60, 76, 112],
  stars: 1,
  dimness: 0.3,
} as const

const MARS_DAY = {
  zenith: [142, 94, 66],
  middle: [204, 150, 106],
  horizon: [234, 192, 148],
  sun: { height: 0.74, disc: [255, 252, 244], glow: [255, 238, 210], strength: 0.6, radius: 0.018 },
  cloudLit: [240, 206, 170],
  cloudShade: [190, 140, 104],
  cover: -1,
  haze: [226, 176, 132],
  ground: [255, 232, 210],
  key: [255, 228, 192],
  ambient: [122, 94, 84],
  above: [190, 148, 120],
  stars: 0,
  dimness: 0,
} as const

const MARS_DUSK = {
  ...MARS_DAY,
  zenith: [58, 44, 48],
  middle: [128, 98, 90],
  horizon: [178, 168, 170],
  sun: { height: 0.12, disc: [246, 250, 255], glow: [150, 190, 232], strength: 0.9, radius: 0.024 },
  haze: [150, 124, 116],
  ground: [190, 152, 136],
  key: [214, 206, 214],
  ambient: [88, 72, 76],
  above: [132, 112, 112],
  stars: 0.12,
} as const

const MARS_NIGHT = {
  ...MARS_DAY,
  zenith: [8, 6, 12],
  middle: [20, 13, 19],
  horizon: [46, 30, 34],
  sun: { height: 0.72, disc: [226, 214, 208], glow: [140, 124, 130], strength: 0.3, radius: 0.018 },
  haze: [44, 30, 34],
  ground: [92, 70, 82],
  key: [172, 152, 172],
  ambient: [54, 46, 62],
  above: [86, 74, 92],
  stars: 1,
  dimness: 0.3,
} as const

const PLANETS = {
  moon: {
    day: MOON_DAY,
    sunset: { ...MOON_DAY, sun: { ...MOON_DAY.sun, height: 0.2 } },
    dawn: { ...MOON_DAY, sun: { ...MOON_DAY.sun, height: 0.26 } },
    night: MOON_NIGHT,
  },
  mars: { day: MARS_DAY, sunset: MARS_DUSK, dawn: MARS_DUSK, night: MARS_NIGHT },
} as const

export function planetLight(place: 'moon' | 'mars', dayTime: 'day' | 'sunset' | 'dawn' | 'night') {
  return PLANETS[place][dayTime]
}
