import type { Lexicon } from './lexicon.ts'
import type { Extra } from './scene-brief.ts'

/** Kinds of subjects that a prompt can deny all at once. */
export type Group = 'people' | 'crowd' | 'animals' | 'birds' | 'vehicles' | 'boats'

export const GROUPS: Lexicon<Group> = {
  people:
    'people person human man woman child kid figure somebody anyone nobody 人 人物 人们 人影 人類 人間 사람 사람들 인물',
  crowd: 'crowd pedestrian passerby passersby tourist 人群 行人 路人 游客 人混み 人ごみ 군중 행인',
  animals: 'animal wildlife pet creature 动物 宠物 小动物 동물',
  birds: 'bird 鸟 小鸟 鸟类 새',
  vehicles: 'vehicle traffic car 车 车辆 汽车 交通工具 自动车 차량 자동차 차',
  boats: 'boat ship 船 船只 배',
}

export const EXTRAS: Lexicon<Extra> = {
  signs:
    'text texts sign signage letter word writing logo watermark caption subtitle title neon_sign billboard 文字 字幕 招牌 水印 标志 看板 字 字样 标题 牌子 文本 ロゴ テロップ 글자 간판 자막 텍스트 글씨 로고 워터마크',
  flowers: 'flower blossom petal 花 花朵 鲜花 花瓣 꽃',
  trees: 'tree pine plant bush 树 树木 植物 木 나무',
  clouds: 'cloud cloudy overcast 云 云朵 云彩 구름',
  stars: 'star starry 星 星星 繁星 별',
  motes: 'particle dust spark sparkle bokeh bubble lens_flare 粒子 灰尘 光斑 泡泡 먼지',
}

/** The icons that each kind covers, besides those that carry themselves as its kind does. */
export const GROUP_ICONS: Readonly<Record<Exclude<Group, 'animals'>, readonly string[]>> = {
  people: (
    'person-running woman-walking man-walking person-walking woman-dancing astronaut ninja person-biking ' +
    'person-surfing person-swimming skier snowboarder santa-claus child woman man girl boy person baby old-man old-woman'
  ).split(' '),
  crowd: ['person-walking'],
  birds:
    'bird eagle owl parrot blackbird dove flamingo peacock swan duck goose rooster baby-chick penguin turkey'.split(
      ' ',
    ),
  vehicles: [],
  boats: 'sailboat passenger-ship speedboat canoe'.split(' '),
}

/** What moves like an animal and is none. */
export const MACHINES: readonly string[] =
  'airplane helicopter rocket flying-saucer hot-air-balloon balloon kite parachute robot'.split(' ')
