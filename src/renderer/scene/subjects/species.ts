import { type Rgb, scaled } from '../../frame/colour.ts'

/** A four-legged animal from the side. Lengths in its own units: 100 is a horse's leg. */
export interface Species {
  coat: Rgb
  /** Of the lower legs, the muzzle and the belly. */
  socks: Rgb
  muzzle: Rgb
  belly: Rgb
  /** Of mane and tail's end. */
  hair: Rgb
  length: number
  /** From back to belly. */
  depth: number
  leg: number
  /** Thickness of the legs, 1 = a horse's. */
  stout: number
  foot: 'hoof' | 'paw'
  neck: { length: number; angle: number; wide: number }
  /** Radius of the skull, from there to the nose, radius of the nose, turned down from level (radians). */
  head: { skull: number; nose: number; tip: number; angle: number }
  ears: 'pointed' | 'round' | 'leaf' | 'long' | 'flap'
  tail: 'hair' | 'whip' | 'stub' | 'long' | 'bushy' | 'curl'
  mane?: 'crest' | 'full'
  horns?: 'antlers' | 'horns' | 'spire' | 'curled' | 'knobs'
  hump?: boolean
  wool?: boolean
  trunk?: boolean
  marks?: 'stripes' | 'rosettes' | 'patches' | 'band' | 'tabby' | 'dapple'
  /** Of the marks. */
  mark?: Rgb
  /** Of the picture in which a horse is 1. */
  size: number
}

const BLACK: Rgb = [46, 40, 44]
const WHITE: Rgb = [246, 242, 236]

const HORSE: Species = {
  coat: [150, 92, 58],
  socks: [88, 56, 42],
  muzzle: [112, 72, 54],
  belly: [168, 108, 70],
  hair: [52, 36, 34],
  length: 190,
  depth: 82,
  leg: 138,
  stout: 0.9,
  foot: 'hoof',
  neck: { length: 98, angle: 0.72, wide: 62 },
  head: { skull: 27, nose: 64, tip: 17, angle: 0.72 },
  ears: 'leaf',
  tail: 'hair',
  mane: 'crest',
  size: 1,
}

const CAT: Species = {
  ...HORSE,
  coat: [232, 160, 84],
  socks: [250, 232, 208],
  muzzle: [252, 238, 220],
  belly: [252, 230, 200],
  hair: [204, 120, 56],
  length: 150,
  depth: 58,
  leg: 72,
  stout: 0.82,
  foot: 'paw',
  neck: { length: 34, angle: 0.7, wide: 46 },
  head: { skull: 36, nose: 24, tip: 17, angle: 0.2 },
  ears: 'pointed',
  tail: 'long',
  marks: 'tabby',
  mark: [206, 118, 52],
  size: 0.92,
}
const { mane: _crest, ...BALD } = HORSE
const BIG_CAT = { ...CAT, leg: 80, length: 178, depth: 70, stout: 1.05, size: 0.9 }
const BEAR: Species = {
  ...BALD,
  coat: [126, 82, 58],
  socks: [110, 70, 50],
  muzzle: [186, 146, 110],
  belly: [134, 90, 64],
  hair: [100, 64, 46],
  length: 176,
  depth: 104,
  leg: 74,
  stout: 1.6,
  foot: 'paw',
  neck: { length: 34, angle: 0.95, wide: 92 },
  head: { skull: 42, nose: 40, tip: 19, angle: 0.32 },
  ears: 'round',
  tail: 'stub',
  size: 0.95,
}
const DEER: Species = {
  ...BALD,
  coat: [186, 126, 78],
  socks: [150, 100, 66],
  muzzle: [120, 82, 60],
  belly: [240, 222, 196],
  length: 148,
  depth: 62,
  leg: 136,
  stout: 0.56,
  neck: { length: 82, angle: 0.42, wide: 40 },
  head: { skull: 22, nose: 46, tip: 11, angle: 0.5 },
  tail: 'stub',
  horns: 'antlers',
  marks: 'dapple',
  mark: [236, 206, 166],
  size: 0.94,
}
const COW: Species = {
  ...BALD,
  coat: WHITE,
  socks: [232, 226, 220],
  muzzle: [236, 182, 170],
  belly: WHITE,
  length: 200,
  depth: 104,
  leg: 90,
  stout: 1.15,
  neck: { length: 54, angle: 0.98, wide: 70 },
  head: { skull: 30, nose: 50, tip: 23, angle: 0.6 },
  ears: 'flap',
  tail: 'whip',
  horns: 'horns',
  marks: 'patches',
  mark: BLACK,
  size: 0.94,
}

/** Every animal of this build, by its icon. To add one: a line here. */
export const SPECIES: Readonly<Record<string, Species | undefined>> = {
  horse: HORSE,
  unicorn: {
    ...HORSE,
    coat: WHITE,
    socks: WHITE,
    muzzle: [250, 220, 226],
    belly: WHITE,
    hair: [222, 140, 214],
    horns: 'spire',
  },
  zebra: {
    ...HORSE,
    coat: WHITE,
    socks: [90, 84, 88],
    muzzle: BLACK,
    belly: WHITE,
    hair: BLACK,
    marks: 'stripes',
    mark: BLACK,
    length: 172,
    size: 0.92,
  },
  cat: CAT,
  tiger: { ...BIG_CAT, coat: [238, 142, 54], marks: 'stripes', mark: BLACK, belly: WHITE, hair: BLACK },
  leopard: { ...BIG_CAT, coat: [236, 182, 96], marks: 'rosettes', mark: [96, 62, 42], hair: [96, 62, 42] },
  lion: {
    ...BIG_CAT,
    coat: [222, 168, 92],
    belly: [238, 204, 150],
    muzzle: [246, 222, 180],
    hair: [146, 84, 46],
    tail: 'whip',
    mane: 'full',
    ears: 'round',
    marks: 'dapple',
    mark: [222, 168, 92],
  },
  bear: BEAR,
  'polar-bear': {
    ...BEAR,
    coat: [240, 240, 238],
    socks: [228, 228, 230],
    muzzle: [250, 250, 248],
    belly: WHITE,
    neck: { length: 56, angle: 1, wide: 80 },
  },
  panda: { ...BEAR, coat: WHITE, socks: BLACK, muzzle: WHITE, belly: WHITE, marks: 'band', mark: BLACK },
  koala: {
    ...BEAR,
    coat: [152, 152, 160],
    socks: [140, 140, 148],
    muzzle: [70, 66, 74],
    belly: [226, 224, 224],
    size: 0.74,
  },
  raccoon: {
    ...BEAR,
    coat: [134, 132, 138],
    socks: [84, 80, 88],
    muzzle: WHITE,
    belly: [168, 166, 168],
    hair: [66, 62, 70],
    ears: 'pointed',
    tail: 'bushy',
    size: 0.72,
    depth: 84,
    stout: 1.1,
  },
  deer: DEER,
  cow: COW,
  ox: { ...COW, coat: [128, 84, 58], socks: [100, 66, 48], belly: [144, 98, 70], marks: 'dapple', mark: [128, 84, 58] },
  ewe: {
    ...COW,
    coat: [246, 242, 234],
    socks: [90, 80, 78],
    muzzle: [90, 80, 78],
    belly: WHITE,
    length: 132,
    depth: 92,
    leg: 64,
    stout: 0.72,
    wool: true,
    tail: 'stub',
    horns: 'knobs',
    marks: 'dapple',
    mark: [246, 242, 234],
    size: 0.86,
  },
  goat: {
    ...COW,
    coat: [224, 212, 196],
    socks: [140, 122, 106],
    muzzle: [196, 178, 160],
    length: 136,
    depth: 68,
    leg: 84,
    stout: 0.66,
    tail: 'stub',
    horns: 'curled',
    marks: 'dapple',
    mark: [200, 186, 168],
    size: 0.84,
  },
  pig: {
    ...COW,
    coat: [246, 178, 178],
    socks: [236, 160, 160],
    muzzle: [240, 150, 152],
    belly: [248, 190, 188],
    length: 158,
    depth: 98,
    leg: 52,
    stout: 0.92,
    neck: { length: 26, angle: 1.2, wide: 80 },
    head: { skull: 36, nose: 42, tip: 19, angle: 0.3 },
    tail: 'curl',
    horns: 'knobs',
    marks: 'dapple',
    mark: [246, 178, 178],
    size: 0.86,
  },
  camel: {
    ...BALD,
    coat: [214, 164, 104],
    socks: [196, 146, 92],
    muzzle: [184, 134, 86],
    belly: [204, 154, 98],
    hair: [150, 104, 64],
    length: 174,
    depth: 82,
    leg: 128,
    neck: { length: 112, angle: 0.62, wide: 40 },
    head: { skull: 23, nose: 44, tip: 17, angle: 0.24 },
    ears: 'round',
    tail: 'whip',
    hump: true,
    stout: 0.95,
    size: 1.04,
  },
  elephant: {
    ...BALD,
    coat: [142, 144, 156],
    socks: [130, 132, 144],
    muzzle: [142, 144, 156],
    belly: [128, 130, 142],
    hair: [90, 92, 104],
    length: 190,
    depth: 138,
    leg: 92,
    stout: 2.1,
    neck: { length: 30, angle: 0.9, wide: 100 },
    head: { skull: 52, nose: 30, tip: 26, angle: 0.7 },
    ears: 'flap',
    tail: 'whip',
    trunk: true,
    size: 1.2,
  },
  giraffe: {
    ...BALD,
    coat: [236, 196, 120],
    socks: [244, 222, 172],
    muzzle: [214, 168, 104],
    belly: [246, 224, 174],
    hair: [140, 88, 52],
    length: 138,
    depth: 78,
    leg: 150,
    stout: 0.8,
    neck: { length: 190, angle: 0.26, wide: 46 },
    head: { skull: 21, nose: 44, tip: 14, angle: 0.5 },
    tail: 'whip',
    horns: 'knobs',
    marks: 'rosettes',
    mark: scaled([176, 116, 64], 1),
    size: 0.98,
  },
}
