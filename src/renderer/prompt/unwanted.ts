import type { Carriage, Extra, Place, Weather } from './scene-brief.ts'
import { SUBJECTS } from './subject-words.ts'
import { tokenise } from './tokens.ts'
import { type Group, GROUP_ICONS, MACHINES } from './unwanted-words.ts'

/** What must not be in the picture. */
export interface Unwanted {
  icons: ReadonlySet<string>
  carriages: ReadonlySet<Carriage>
  weathers: ReadonlySet<Weather>
  places: ReadonlySet<Place>
  neon: boolean
  extras: readonly Extra[]
}

/** What a negative prompt names. */
export function readUnwanted(negative: string): Unwanted {
  const meanings = tokenise(negative).map(({ means }) => means)
  const all = <T>(choose: (one: (typeof meanings)[number]) => T | undefined): T[] =>
    meanings.flatMap((one) => choose(one) ?? [])
  const groups = new Set(all(({ group }) => group))
  const icons = new Set(all(({ subject }) => subject?.icon))
  for (const group of groups) for (const icon of iconsOf(group)) icons.add(icon)
  return {
    icons,
    carriages: new Set(groups.has('vehicles') ? (['wheels'] as const) : []),
    weathers: new Set(all(({ weather }) => weather).filter((one) => one !== 'clear')),
    places: new Set(all(({ place }) => place)),
    neon: all(({ neon }) => neon).length > 0,
    extras: [...new Set(all(({ extra }) => extra))],
  }
}

function iconsOf(group: Group): readonly string[] {
  if (group !== 'animals') return GROUP_ICONS[group]
  const others = new Set([...GROUP_ICONS.people, ...GROUP_ICONS.boats, ...MACHINES])
  const living = (['legs', 'wings', 'water'] as const).flatMap((carriage) => Object.keys(SUBJECTS[carriage]))
  return living.filter((name) => !others.has(name))
}

const ITEM = String.raw`(?!(?:a|an|the|in|on|at|with|but|while|just|only)\b)\p{L}+(?:[ -](?!(?:and|or|nor|in|on|at|with|but|while|of|is|are|to|from|around|anywhere)\b)\p{L}+){0,2}`
/** "No people", "without any cars, trees or text", "don't show birds". */
const LATIN_NO = new RegExp(
  String.raw`\b(?:without|no|free of|devoid of|avoid(?:ing)?|excluding|except|(?:do not|don['’]t)(?: show| include| add| want)?)\s+(?:any\s+|a\s+|an\s+|the\s+)?(${ITEM}(?:(?:\s*,\s*${ITEM})*\s*,?\s+(?:or|nor|and)\s+${ITEM})?)`,
  'giu',
)
const LATIN_FREE = /\b(\p{L}+)-(?:free|less)\b/giu
const NOBODY =
  /\b(?:nobody|no one|deserted|uninhabited|unpopulated)\b|空无一人|空無一人|荒无人烟|无人(?![机機驾駕])|無人(?=の)/giu
const CHINESE_NO =
  /(?:没有|沒有|不要有|不要出现|不要|不含|不带|不出现|不想要|别出现|避免|禁止|去掉|无(?=字|文|水印|云|雨|雪|灯|声|車|车))(?:任何|出现|出現)?([^，。；,.;!！的]{1,16}?)(?=的|在|，|,|。|；|;|\.|!|！|$)/gu
const JAPANESE_NO =
  /([\p{Script=Han}\p{Script=Katakana}ーA-Za-z]{1,12}(?:ごみ|混み|み)?)(?:は|が|も)?(?:なし|無し|のない|がない|もない|のいない|がいない|もいない|いない|抜き)(?:で|の|、)?/gu
const KOREAN_NO = /([가-힣]{1,8}?)(?:이|가|은|는|도)?\s?(?:없이|없는|없음|없다|빼고|제외하고|제외)/gu

/** Takes "no people", 没有人, 人なし and 사람 없이 out of a prompt. What they name is unwanted as well. */
export function splitPrompt(prompt: string): { wanted: string; unwanted: string } {
  const named: string[] = []
  const take = (_all: string, what: unknown): string => {
    named.push(typeof what === 'string' ? what : 'people')
    return ' '
  }
  let wanted = prompt
  for (const pattern of [NOBODY, LATIN_NO, LATIN_FREE, CHINESE_NO, JAPANESE_NO, KOREAN_NO]) {
    wanted = wanted.replace(pattern, take)
  }
  return { wanted, unwanted: named.join(', ') }
}
