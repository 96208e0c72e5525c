import type { Lexicon } from './lexicon.ts'

/** Words for a number of things, by that number; six stands for all that is more. */
export const COUNT_WORDS: Lexicon<'1' | '2' | '3' | '4' | '5' | '6'> = {
  1: 'one single lone solitary lonely 一匹の 孤独的 한',
  2: 'two pair pair_of couple_of twin both 一对 一双 成双 두 둘',
  3: 'three trio several few some various 几只 一些 数 세 셋 여러 몇',
  4: 'four 四周的 네 넷',
  5: 'five many group group_of herd herd_of pack pack_of school_of swarm swarm_of crowd_of lots_of bunch_of 一群 一队 许多 很多 众多 たくさんの 多くの 群れ 다섯 많은 한_무리의',
  6: 'six flock flock_of seven eight nine ten dozen dozens dozens_of hundred hundreds hundreds_of thousands_of countless colony_of fleet_of 一大群 无数 成群 成群结队 大群 数十 数百 成千上万 無数の 여섯 일곱 여덟 아홉 열 수많은 무수한',
}

const DIGITS = '一二三四五六七八九十'
/** What stands between a Chinese or Japanese number and its noun; a number without one is part of another word. */
const MEASURED =
  /^([一二三四五六七八九十两双几数]|\d{1,3})(?:大|小)?([只匹条头个艘辆台朵位名架棵羽本人群对排片盏座间张把束颗株尾峰双杯碗盘件支]|つ)/

/** A Chinese or Japanese number with its measure word at the beginning of a folded text. */
export function measuredCount(text: string): { count: number; length: number } | undefined {
  const match = MEASURED.exec(text)
  if (!match) return undefined
  const [all, number = '', measure = ''] = match
  if (measure === '人' && /^[\p{Script=Han}]/u.test(text.slice(all.length))) return undefined
  if (measure === '群' || measure === '排') return { count: 5, length: all.length }
  if (measure === '对' || measure === '双') return { count: 2, length: all.length }
  // 一片花海 and 一座桥 alike: one of it.
  const count = /^\d/.test(number)
    ? Number(number)
    : ({ 两: 2, 双: 2, 几: 3, 数: 4 }[number] ?? DIGITS.indexOf(number) + 1)
  return { count: Math.max(1, Math.min(6, count)), length: all.length }
}

/** Nouns that mean several without saying so by their form, and how many. */
export const COUNT_OF_NOUN: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [2, 'couple 情侣 老夫婦 老夫妇 恋人 カップル 夫妇 夫婦 연인 커플 부부'],
      [3, 'people family cattle geese mice 人们 人々 一家人 行人 사람들 가족 孩子们 子供たち'],
      [5, 'crowd 人群 羊群 马群 鱼群 군중'],
    ] as const
  ).flatMap(([count, words]) => words.split(' ').map((word) => [word, count])),
)
