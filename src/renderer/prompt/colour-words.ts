import type { Rgb } from '../frame/colour.ts'
import type { Lexicon } from './lexicon.ts'

export const COLOUR_WORDS: Lexicon<keyof typeof COLOURS> = {
  red: 'red crimson scarlet ruby 红色 红色的 红 大红 赤い 赤 赤色 빨간 빨간색 붉은',
  orange: 'orange 橙色 橙 橘 橘色 橘黄色 オレンジ オレンジ色 주황색 주황',
  yellow: 'yellow lemon_yellow 黄色 黄 黄い 黄色い 노란 노란색',
  golden: 'golden gold 金色 金黄色 金 金色の 금색 황금색 황금빛',
  green: 'green emerald 绿色 绿 翠绿 緑色 緑の 초록 초록색 녹색',
  turquoise: 'turquoise teal cyan 青绿色 青色 水色 청록색',
  blue: 'blue azure navy 蓝色 蓝 深蓝 青い 青 青色の 파란 파란색 푸른',
  purple: 'purple violet lavender 紫色 紫 紫の 보라 보라색',
  pink: 'pink rosy 粉色 粉红 粉红色 粉 桃色 ピンク ピンク色 분홍 분홍색 핑크',
  white: 'white snow_white 白色 白 雪白 洁白 白い 真っ白な 하얀 흰 하얀색 흰색',
  black: 'black jet_black 黑色 黑 漆黑 黒い 黒 검은 까만 검은색',
  brown: 'brown chestnut tan 棕色 褐色 咖啡色 茶色 茶色い 갈색',
  grey: 'grey gray 灰色 灰 회색',
  silver: 'silver metallic 银色 银 銀色の 은색 은빛',
}

/** The colours that a subject can be asked for in. */
export const COLOURS = {
  red: [228, 36, 44],
  orange: [245, 130, 32],
  yellow: [250, 205, 40],
  golden: [232, 178, 60],
  green: [44, 170, 84],
  turquoise: [40, 186, 190],
  blue: [40, 110, 230],
  purple: [136, 70, 210],
  pink: [248, 130, 180],
  white: [244, 244, 246],
  black: [38, 38, 44],
  brown: [134, 84, 48],
  grey: [150, 154, 162],
  silver: [190, 196, 206],
} as const satisfies Readonly<Record<string, Rgb>>

/** The name of a colour of `COLOURS`. */
export function colourName(colour: Rgb): string | undefined {
  return Object.entries(COLOURS).find(([, one]) => String(one) === String(colour))?.[0]
}
