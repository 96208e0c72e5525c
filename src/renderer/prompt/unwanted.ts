import { type Lexicon, findAll } from './lexicon.ts'
import type { Carriage, Extra, Place, Weather } from './scene-brief.ts'
import { NEON, PLACES, WEATHERS } from './scene-words.ts'
import { SUBJECTS } from './subject-words.ts'

/** What must not be in the picture. */
export interface Unwanted {
  icons: ReadonlySet<string>
  carriages: ReadonlySet<Carriage>
  weathers: ReadonlySet<Weather>
  places: ReadonlySet<Place>
  neon: boolean
  extras: readonly Extra[]
}

const EXTRAS: Lexicon<Extra> = {
  signs:
    'text sign signage letter word writing logo watermark caption subtitle neon_sign 文字 字幕 招牌 水印 标志 看板 字 글자 간판 자막 텍스트',
  flowers: 'flower blossom petal 花 花朵 鲜花 꽃',
  trees: 'tree pine forest wood plant 树 树木 植物 木 나무',
  clouds: 'cloud cloudy overcast 云 云朵 雲 구름',
  stars: 'star starry 星 星星 별',
  motes: 'particle particles dust spark sparkle bokeh bubble 粒子 灰尘 光斑 泡泡 먼지',
}

const GROUPS = {
  people:
    'people person human man woman child kid crowd pedestrian figure men women 人 人物 人群 行人 人们 사람 인물 군중',
  animals: 'animal wildlife pet creature 动物 宠物 動物 동물',
  birds: 'bird 鸟 鳥 새',
  vehicles: 'vehicle traffic car cars 车 车辆 汽车 車 차량 자동차',
  boats: 'boat ship boats 船 배',
} as const

const PEOPLE = [
  'person-running',
  'woman-walking',
  'man-walking',
  'person-walking',
  'woman-dancing',
  'astronaut',
  'ninja',
  'person-biking',
  'person-surfing',
  'woman',
  'man',
  'girl',
  'boy',
  'person',
  'child',
  'baby',
]
const MACHINES = ['airplane', 'helicopter', 'rocket', 'flying-saucer', 'balloon', 'kite', 'parachute', 'robot']
const BOATS = ['sailboat', 'passenger-ship', 'canoe']
const BIRDS = ['bird', 'eagle', 'owl', 'parrot', 'dove', 'flamingo', 'swan', 'duck', 'rooster', 'penguin']

/** What a negative prompt names. */
export function readUnwanted(negative: string): Unwanted {
  const groups = new Set(findAll<keyof typeof GROUPS>(negative, GROUPS))
  const icons = new Set(Object.values(SUBJECTS).flatMap((lexicon) => findAll<string>(negative, lexicon)))
  const add = (names: readonly string[]): void => names.forEach((name) => icons.add(name))
  if (groups.has('people')) add(PEOPLE)
  if (groups.has('birds')) add(BIRDS)
  if (groups.has('boats')) add(BOATS)
  if (groups.has('animals')) {
    const living = (['legs', 'wings', 'water'] as const).flatMap((carriage) => Object.keys(SUBJECTS[carriage]))
    add(living.filter((name) => ![...PEOPLE, ...MACHINES, ...BOATS].includes(name)))
  }
  return {
    icons,
    carriages: new Set(groups.has('vehicles') ? (['wheels'] as const) : []),
    weathers: new Set(findAll(negative, WEATHERS)),
    places: new Set(findAll(negative, PLACES)),
    neon: findAll(negative, NEON).length > 0,
    extras: findAll(negative, EXTRAS),
  }
}

const LATIN_NO = /\b(?:without|no)\s+(?:any\s+)?(\p{L}+(?:\s+(?:or|and)\s+\p{L}+)?)/giu
const CHINESE_NO = /(?:没有|不要)(\p{Script=Han}{1,4}?)(?=的|在|和|与|\P{Script=Han}|$)/gu

/** Takes "no people" and "without rain" out of a prompt. What they name is unwanted as well. */
export function splitPrompt(prompt: string): { wanted: string; unwanted: string } {
  const named: string[] = []
  const take = (_all: string, what: string): string => {
    named.push(what)
    return ' '
  }
  return { wanted: prompt.replace(LATIN_NO, take).replace(CHINESE_NO, take), unwanted: named.join(', ') }
}
