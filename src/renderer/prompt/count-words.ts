import { normalise } from './lexicon.ts'

/** Words for a number of things, by that number. */
const WORDS: readonly (readonly [count: number, latin: string, chinese: string, korean: string])[] = [
  [1, 'one single lone solitary', '一 1', '한 하나'],
  [2, 'two pair couple twin 2', '两 二 兩 双 2', '두 둘'],
  [3, 'three trio several few some 3', '三 几 3', '세 셋 여러'],
  [4, 'four 4', '四 4', '네 넷'],
  [5, 'five many group herd pack swarm 5', '五 一群 许多 很多 5', '다섯 많은'],
  [6, 'six flock seven eight nine ten dozen dozens hundreds 6 7 8 9 10', '六 七 八 九 十 一大群 6 7 8 9', '여섯'],
]

/** What stands between a Chinese or Japanese number and its noun; a number without one is part of another word. */
const MEASURES = '[只隻匹条條头頭个個艘辆輛台朵位名架棵羽頭本人]'

/**
 * How many of the noun at `at` (`length` long) of a normalised text are meant, 1..6. Latin numbers and Chinese ones
 * stand before it, Japanese and Korean ones on either side; a bare plural is three.
 */
export function countOf(text: string, at: number, length: number): number {
  const plain = normalise(text)
  const before = plain.slice(Math.max(0, at - 26), at)
  const after = plain.slice(at + length, at + length + 8)
  let found: { count: number; end: number } | undefined
  const keep = (count: number, end: number): void => {
    if (end >= 0 && (!found || end > found.end)) found = { count, end }
  }
  for (const [count, latin, chinese, korean] of WORDS) {
    for (const word of latin.split(' ')) keep(count, before.lastIndexOf(` ${word} `))
    for (const word of korean.split(' ')) {
      keep(count, before.lastIndexOf(` ${word} 마리`))
      if (new RegExp(`^[가-힣]? ?${word} ?(?:마리|대|척|명)`).test(after)) keep(count, at)
    }
    for (const word of chinese.split(' ')) {
      const measured = word.endsWith('群') || word.endsWith('多') ? word : `${word}${MEASURES}`
      const match = [...before.slice(-10).matchAll(new RegExp(measured, 'g'))].at(-1)
      if (match) keep(count, before.length - Math.min(10, before.length) + match.index + match[0].length)
      if (new RegExp(`^[がはを]?${word}[匹羽頭台隻本人](?!の)`).test(after)) keep(count, at)
    }
  }
  if (found) return found.count
  return /^[a-z]/.test(plain.slice(at)) && /^e?s /.test(after) ? 3 : 1
}
