import * as names from '../../src/cli/scene-names.ts'
import type { Lexicon } from '../../src/renderer/prompt/lexicon.ts'
import * as words from '../../src/renderer/prompt/scene-words.ts'
import { SUBJECTS } from '../../src/renderer/prompt/subject-words.ts'
import { markdownTable } from './page-language.ts'
import type { PageLanguage } from './page-language.ts'

type Names = Readonly<Record<string, readonly [en: string, zh: string]>>

const BEGIN = '<!-- generated from the lexicons in src/renderer/prompt: begin -->'
const END = '<!-- generated: end -->'

const KINDS: readonly [label: readonly [en: string, zh: string], lexicon: Lexicon<string>, names: Names][] = [
  [['Place', '地点'], words.PLACES, names.PLACE_NAMES],
  [['Room', '房间'], words.ROOMS, names.ROOM_NAMES],
  [['Time', '时间'], words.DAY_TIMES, names.DAY_TIME_NAMES],
  [['Weather', '天气'], words.WEATHERS, names.WEATHER_NAMES],
  [['Season', '季节'], words.SEASONS, names.SEASON_NAMES],
  [['Action', '动作'], words.ACTIONS, names.ACTION_NAMES],
  [['Camera', '镜头'], words.CAMERA_MOVES, names.CAMERA_NAMES],
  [['Style', '风格'], words.STYLES, names.STYLE_NAMES],
  [['Mood', '氛围'], words.MOODS, names.MOOD_NAMES],
  [['Detail', '细节'], words.DETAILS, names.DETAIL_NAMES],
]

/** The first words of an entry, two of each writing. */
function someWords(text: string): string {
  const all = text.split(' ').map((word) => word.replaceAll('_', ' '))
  const latin = all.filter((word) => /^[a-z0-9]/.test(word)).slice(0, 3)
  const han = all.filter((word) => /^\p{Script=Han}/u.test(word)).slice(0, 2)
  const others = all.filter((word) => /^[\p{Script=Hangul}\p{Script=Katakana}\p{Script=Hiragana}]/u.test(word))
  return [...latin, ...han, ...others.slice(0, 1), ...others.slice(-1)]
    .filter((word, i, list) => list.indexOf(word) === i)
    .join(', ')
}

function tables(language: PageLanguage): string {
  const at = language === 'en' ? 0 : 1
  const rows = KINDS.flatMap(([label, lexicon, named]) =>
    Object.entries(lexicon).map(([is, text]) => [label[at], named[is]?.[at] ?? is, someWords(text ?? '')]),
  )
  const count = Object.values(SUBJECTS).flatMap((entries) => Object.keys(entries)).length
  const head = language === 'en' ? ['Kind', 'Meaning', 'Some of its words'] : ['类别', '含义', '部分词语']
  const note =
    language === 'en'
      ? `Subjects: ${count} have entries of their own; all other icons are found by their names in the four languages.`
      : `主体：${count} 种有专门的条目，其余图标可用四种语言的名称找到。`
  return `${markdownTable(head, rows)}\n\n${note}`
}

/** The page with its table of what is understood made anew. Throws where the markers are missing. */
export function withSceneTables(page: string, language: PageLanguage): string {
  const from = page.indexOf(BEGIN)
  const to = page.indexOf(END)
  if (from < 0 || to < from) throw new Error(`docs/${language}/scenes.md has lost its markers`)
  return `${page.slice(0, from)}${BEGIN}\n\n${tables(language)}\n\n${page.slice(to)}`
}
