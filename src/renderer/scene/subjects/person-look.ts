import type { Rgb } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import { pick, seededRandom } from '../../random.ts'
import { type Hat, hatOf } from './headwear.ts'

type Hair = 'short' | 'long' | 'bun' | 'none'

/** What somebody looks like and wears. */
export interface Look {
  skin: Rgb
  hair: Rgb
  hairstyle: Hair
  top: Rgb
  sleeves: 'long' | 'short'
  bottom: Rgb
  /** Over the legs: nothing but trousers, or a skirt down to a share of the leg. */
  skirt: number
  shoes: Rgb
  /** Of the whole height of a grown-up. */
  size: number
  hat?: Hat
  microphone?: boolean
  /** In both hands, of this colour outside. */
  book?: Rgb
  cape?: Rgb
}

const SKINS: readonly [Rgb, ...Rgb[]] = [
  [250, 208, 172],
  [236, 184, 142],
  [206, 148, 104],
  [158, 104, 70],
  [114, 74, 52],
]
const HAIRS: readonly [Rgb, ...Rgb[]] = [
  [46, 32, 30],
  [88, 54, 34],
  [150, 92, 44],
  [222, 180, 104],
  [178, 74, 40],
]
const TOPS: readonly [Rgb, ...Rgb[]] = [
  [222, 84, 70],
  [60, 128, 196],
  [244, 190, 76],
  [240, 236, 228],
  [84, 156, 118],
  [150, 104, 190],
]
const BOTTOMS: readonly [Rgb, ...Rgb[]] = [
  [58, 78, 122],
  [82, 78, 88],
  [150, 118, 84],
  [52, 60, 72],
]

const DARK: Rgb = [48, 46, 58]
const WHITE: Rgb = [246, 246, 248]
const GOLD: Rgb = [246, 196, 72]

/** What a calling adds, by a word in the icon's name. */
const CALLINGS: readonly (readonly [word: string, attire: Partial<Look>])[] = [
  ['astronaut', { top: WHITE, bottom: WHITE, shoes: [190, 196, 208], hat: { shape: 'helmet', colour: WHITE } }],
  ['ninja', { top: DARK, bottom: DARK, shoes: [30, 28, 36], hat: { shape: 'hood', colour: DARK } }],
  ['dancing', { top: [218, 42, 62], skirt: 0.82, bottom: [218, 42, 62], shoes: [120, 24, 40], sleeves: 'short' }],
  ['singer', { top: [108, 60, 168], bottom: DARK, microphone: true }],
  ['cook', { top: WHITE, bottom: [96, 100, 112], hat: { shape: 'chef', colour: WHITE } }],
  ['farmer', { top: [196, 72, 60], bottom: [70, 104, 160], hat: { shape: 'straw', colour: [232, 198, 120] } }],
  ['construction', { top: [250, 150, 50], bottom: [70, 78, 100], hat: { shape: 'cap', colour: GOLD } }],
  ['firefighter', { top: [200, 60, 44], bottom: [70, 60, 56], hat: { shape: 'cap', colour: [220, 50, 44] } }],
  ['police', { top: [50, 74, 130], bottom: [38, 48, 78], hat: { shape: 'cap', colour: [38, 52, 96] } }],
  ['pilot', { top: [40, 52, 84], bottom: [40, 52, 84], hat: { shape: 'cap', colour: [36, 46, 76] } }],
  ['guard', { top: [204, 44, 48], bottom: DARK, hat: { shape: 'chef', colour: [36, 34, 40] } }],
  ['detective', { top: [150, 118, 84], bottom: [96, 80, 66], hat: { shape: 'straw', colour: [110, 88, 66] } }],
  ['prince', { top: [72, 96, 190], bottom: WHITE, hat: { shape: 'crown', colour: GOLD }, cape: [190, 44, 64] }],
  ['crown', { top: [150, 40, 60], bottom: DARK, hat: { shape: 'crown', colour: GOLD }, cape: [130, 30, 50] }],
  ['superhero', { top: [44, 96, 210], bottom: [44, 96, 210], shoes: [210, 48, 56], cape: [210, 48, 56] }],
  ['mage', { top: [84, 70, 170], bottom: [84, 70, 170], skirt: 0.9, hat: { shape: 'pointed', colour: [84, 70, 170] } }],
  ['elf', { top: [70, 140, 84], bottom: [110, 84, 60], hat: { shape: 'pointed', colour: [70, 140, 84] } }],
  ['santa', { top: [210, 44, 52], bottom: [210, 44, 52], hat: { shape: 'pointed', colour: [210, 44, 52] } }],
  ['health', { top: WHITE, bottom: [120, 170, 190] }],
  ['scientist', { top: WHITE, bottom: [70, 80, 100] }],
  ['judge', { top: DARK, bottom: DARK, skirt: 0.85 }],
  ['tuxedo', { top: DARK, bottom: DARK }],
  ['office', { top: [70, 84, 120], bottom: [52, 60, 84] }],
  ['running', { sleeves: 'short' }],
]

const NAMES =
  /^(?:(?:man|woman|person)(?:-|$)|(?:boy|girl|child|baby|older-person|old-man|old-woman|prince|princess|robot|ninja|astronaut|santa-claus|singer|cook|artist|farmer|pilot|teacher|student|judge|police-officer|detective|guard|mage|superhero|mechanic|scientist|technologist|firefighter|(?:office|factory|construction|health)-worker)$)/
/** Icons of people with something that the icon alone shows: a bicycle, a board, a chair. */
const WITH_GEAR = /biking|surfing|rowing|wheelchair|golfing|wrestling|bath|in-bed|polo|merpeople|levitating|cane|suit/

/** Whether an icon stands for somebody who is drawn with a whole body. */
export function isPerson(icon: string): boolean {
  return NAMES.test(icon) && !WITH_GEAR.test(icon)
}

/** The look of somebody in the colour asked for: a skirt that reaches the ground is of the same cloth. */
export function wornBy(subject: Pick<Subject, 'icon' | 'tint' | 'wears'>, seed: number, which: number): Look {
  const { icon, tint, wears } = subject
  const usual = lookOf(icon, seed, which)
  const hat = hatOf(wears)
  return {
    ...usual,
    ...(tint ? { top: tint } : {}),
    ...(tint && usual.skirt > 0.6 ? { bottom: tint } : {}),
    ...(hat ? { hat } : {}),
  }
}

/** The look of somebody: what the icon says, the rest from the seed and from which of several it is. */
export function lookOf(icon: string, seed: number, which: number): Look {
  const random = seededRandom(seed, `person ${icon} ${which}`)
  const child = /boy|girl|child/.test(icon)
  const old = /old|white-hair|santa/.test(icon)
  const female = /woman|girl|princess/.test(icon) || (/^(?:person|child|singer|artist)/.test(icon) && random() < 0.5)
  const skirted = female && random() < 0.55
  const top = pick(random, TOPS)
  const calling = CALLINGS.find(([word]) => icon.includes(word))?.[1]
  return {
    skin: pick(random, SKINS),
    hair: old ? [214, 212, 210] : pick(random, HAIRS),
    hairstyle: icon.includes('bald') ? 'none' : female ? (random() < 0.7 ? 'long' : 'bun') : 'short',
    top,
    sleeves: random() < 0.5 ? 'long' : 'short',
    bottom: skirted ? pick(random, TOPS) : pick(random, BOTTOMS),
    skirt: skirted ? 0.52 : 0,
    shoes: pick(random, [
      [70, 50, 44],
      [236, 236, 240],
      [52, 52, 66],
    ]),
    size: icon.startsWith('baby') ? 0.56 : child ? 0.74 : 1,
    ...calling,
  }
}
