import { terminalLanguage } from '../config.ts'
import { colourName } from '../renderer/prompt/colour-words.ts'
import { readPrompt } from '../renderer/prompt/read-prompt.ts'
import type { SceneBrief, Subject } from '../renderer/prompt/scene-brief.ts'
import { splitPrompt } from '../renderer/prompt/unwanted.ts'
import * as names from './scene-names.ts'
import { readArguments, UsageError } from './usage.ts'

const OPTIONS = {
  negative: { type: 'string' },
  'negative-prompt': { type: 'string' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean' },
} as const

const SEED_MAX = 4294967295

/** `reelgate scene "a prompt"`: prints what the built-in renderer understands of a prompt, without rendering it. */
export async function scene(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS)
  const [prompt] = positionals
  if (prompt === undefined || positionals.length !== 1) {
    throw new UsageError('scene wants one prompt in quotes: reelgate scene "a cat on a skateboard"')
  }
  if (!/^\d{1,10}$/.test(values.seed) || Number(values.seed) > SEED_MAX) {
    throw new UsageError(`--seed must be a whole number from 0 to ${SEED_MAX}, not "${values.seed}"`)
  }
  const seed = Number(values.seed)
  const negative = [values.negative, values['negative-prompt']].filter((one) => one !== undefined).join(', ')
  const brief = readPrompt(prompt, seed, negative)
  const unwanted = [splitPrompt(prompt).unwanted, negative].filter((one) => one !== '').join(', ')
  const shown = values.json ? JSON.stringify(brief, null, 2) : describe(brief, { seed, unwanted })
  console.log(shown)
  return 0
}

/** What was understood, a line for each part of it, in the terminal's language. */
function describe(brief: SceneBrief, { seed, unwanted }: { seed: number; unwanted: string }): string {
  const at = terminalLanguage() === 'zh' ? 1 : 0
  const say = (en: string, zh: string): string => [en, zh][at] ?? en
  const room = brief.room ? `: ${names.ROOM_NAMES[brief.room][at]}` : ''
  const behind = brief.behind ? say(`, ${brief.behind} behind`, `，背后是${names.PLACE_NAMES[brief.behind][1]}`) : ''
  const open = say('left to the seed', '由种子决定')
  const lines: [string, string][] = [
    [say('Place', '地点'), names.PLACE_NAMES[brief.place][at] + room + behind],
    [say('Time', '时间'), names.DAY_TIME_NAMES[brief.dayTime][at]],
    [say('Weather', '天气'), names.WEATHER_NAMES[brief.weather][at]],
    [say('Season', '季节'), names.SEASON_NAMES[brief.season][at]],
    [say('Mood', '氛围'), names.MOOD_NAMES[brief.mood][at]],
    [say('Style', '风格'), brief.style ? names.STYLE_NAMES[brief.style][at] : say('its own', '默认')],
    [say('Camera', '镜头'), brief.camera ? names.CAMERA_NAMES[brief.camera][at] : open],
    ...brief.subjects.map((subject, i): [string, string] => [
      say(`Subject ${i + 1}`, `主体 ${i + 1}`),
      describeSubject(brief, subject, at),
    ]),
    ...(brief.subjects.length === 0
      ? [[say('Subjects', '主体'), say('none: the place itself', '无，景物本身')] as [string, string]]
      : []),
    ...brief.details.map((detail): [string, string] => [say('Detail', '细节'), names.DETAIL_NAMES[detail][at]]),
    ...brief.texts.map((text): [string, string] => [say('To read', '文字'), `“${text}”`]),
    ...(unwanted === '' ? [] : [[say('Not wanted', '不要'), unwanted] as [string, string]]),
    [say('Seed', '种子'), String(seed)],
  ]
  const width = Math.max(...lines.map(([label]) => cells(label)))
  return lines.map(([label, text]) => `${label}${' '.repeat(width - cells(label) + 2)}${text}`).join('\n')
}

/** Chinese characters take two cells of a terminal. */
const cells = (text: string): number =>
  Array.from(text).reduce((sum, one) => sum + (/\p{Script=Han}/u.test(one) ? 2 : 1), 0)

function describeSubject(brief: SceneBrief, subject: Subject, at: 0 | 1): string {
  const { count, tint, icon, word, action, relation, wears, upon } = subject
  const colour = tint && colourName(tint)
  const what = `${count} × ${colour === undefined ? '' : `${colour} `}${icon} (${word})`
  const worn = wears && `${at === 1 ? '戴' : 'in '}${names.HEADWEAR_NAMES[wears.what][at]}`
  const rests = upon && (at === 1 ? `在${names.PIECE_NAMES[upon][1]}上` : `on ${names.PIECE_NAMES[upon][0]}`)
  const does = [names.ACTION_NAMES[action][at], rests, worn].filter(Boolean).join(', ')
  const other = relation && brief.subjects[relation.to]
  if (!relation || !other) return `${what}, ${does}`
  const how = names.RELATION_NAMES[relation.how][at] ?? ''
  const where = at === 1 ? how.replace('……', other.word) : `${how} the ${other.word}`
  return `${what}, ${does}, ${where}`
}
