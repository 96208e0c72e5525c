import type { Rgb } from '../../frame/colour.ts'
import type { Hat } from './headwear.ts'

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
  /** Of the legs as far as the trunk, where it is not the coat's. */
  limbs?: Rgb
  /** On the head. */
  hat?: Hat
  /** Of the picture in which a horse is 1. */
  size: number
}

export const BLACK: Rgb = [46, 40, 44]
export const WHITE: Rgb = [246, 242, 236]

export const HORSE: Species = {
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

export const CAT: Species = {
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
const { mane: _crest, ...bald } = HORSE
export const BALD: Species = bald
export const BIG_CAT = { ...CAT, leg: 80, length: 178, depth: 70, stout: 1.05, size: 0.9 }
export const BEAR: Species = {
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
export const DEER: Species = {
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
export const COW: Species = {
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

/** At rest; running and walking dogs have a coat of fur: see `dog.ts`. */
export const DOG: Species = {
  ...BALD,
  coat: [222, 158, 84],
  socks: [238, 200, 146],
  muzzle: [238, 200, 146],
  belly: [240, 206, 156],
  hair: [234, 186, 124],
  length: 158,
  depth: 70,
  leg: 88,
  stout: 0.9,
  foot: 'paw',
  neck: { length: 46, angle: 0.62, wide: 56 },
  head: { skull: 31, nose: 46, tip: 16, angle: 0.2 },
  ears: 'flap',
  tail: 'bushy',
  size: 0.86,
}
