import type { Rgb } from '../frame/colour.ts'
import { type Lexicon, normalise } from './lexicon.ts'

const WORDS: Lexicon<string> = {
  red: 'red crimson scarlet 红色 红 紅 赤い 赤 빨간',
  orange: 'orange 橙色 橘色 オレンジ 주황',
  yellow: 'yellow 黄色 黄 黄色い 노란',
  green: 'green emerald 绿色 绿 緑 초록',
  blue: 'blue azure 蓝色 蓝 青い 青 파란',
  purple: 'purple violet 紫色 紫 보라',
  pink: 'pink 粉色 粉红 ピンク 분홍',
  white: 'white 白色 白 白い 하얀 흰',
  black: 'black 黑色 黑 黒い 黒 검은',
  brown: 'brown 棕色 褐色 茶色 갈색',
  grey: 'grey gray silver 灰色 银色 灰 회색',
}

const COLOURS: Readonly<Record<string, Rgb>> = {
  red: [228, 36, 44],
  orange: [245, 130, 32],
  yellow: [250, 205, 40],
  green: [44, 170, 84],
  blue: [40, 110, 230],
  purple: [136, 70, 210],
  pink: [248, 130, 180],
  white: [244, 244, 246],
  black: [38, 38, 44],
  brown: [134, 84, 48],
  grey: [150, 154, 162],
}

/**
 * The colour that a text gives to the noun at `position` of the normalised text: a colour word that ends right before
 * it (one word or two characters may stand between) or, in Chinese and Japanese, is its first part, so "a red car by
 * the blue sea" makes the car red. `length` is the noun's.
 */
export function colourBefore(text: string, position: number, length: number): Rgb | undefined {
  const plain = normalise(text)
  const inside = /[a-z]/.test(plain[position] ?? '') ? 0 : Math.max(0, length - 1)
  const before = plain.slice(Math.max(0, position - 16), position + inside)
  let best: { name: string; end: number } | undefined
  for (const [name, words] of Object.entries(WORDS)) {
    for (const word of (words ?? '').split(' ')) {
      const latin = /^[a-z]/.test(word)
      const at = before.lastIndexOf(latin ? ` ${word} ` : word)
      const end = at + word.length
      const near = before.length - end <= (latin ? 12 : 3)
      if (at >= 0 && near && (!best || end > best.end)) best = { name, end }
    }
  }
  return best ? COLOURS[best.name] : undefined
}
