import { readFileSync } from 'node:fs'
import { COLOUR_WORDS } from './colour-words.ts'
import { COUNT_WORDS } from './count-words.ts'
import { foldText } from './fold-text.ts'
import { CLOTHES, HEADWEAR, LINKING_VERBS, POSTPOSITIONS, PREPOSITIONS } from './grammar-words.ts'
import type { Lexicon } from './lexicon.ts'
import type {
  Action,
  CameraMove,
  Carriage,
  DayTime,
  Detail,
  Extra,
  Headwear,
  Mood,
  Piece,
  Place,
  Relation,
  Ride,
  Room,
  Season,
  Style,
  Weather,
} from './scene-brief.ts'
import * as scene from './scene-words.ts'
import { NOT_SUBJECTS, SUBJECTS } from './subject-words.ts'
import { EXTRAS, type Group, GROUPS } from './unwanted-words.ts'

/** All that a word can mean. One word often means several things: 雪地 is a place and says that there is snow. */
export interface Meaning {
  subject?: { icon: string; carriage: Carriage }
  place?: Place
  bamboo?: 'bamboo'
  room?: Room
  piece?: Piece
  dayTime?: DayTime
  weather?: Weather
  season?: Season
  action?: Action
  /** What a verb of riding is done on. */
  ride?: Ride
  camera?: CameraMove
  style?: Style
  mood?: Mood
  detail?: Detail
  colour?: string
  count?: number
  /** Stands before the noun it is about (English). */
  preposition?: Relation | 'none'
  /** Stands after it (Chinese, Japanese, Korean). */
  postposition?: Relation
  linking?: Relation
  clothes?: 'clothes'
  headwear?: Headwear
  group?: Group
  extra?: Extra
  neon?: 'neon'
  /** The word is in the plural, or means several. */
  plural?: boolean
}

let words: Map<string, Meaning> | undefined
const kinds = new Map<string, string>()

/** Every word that is understood, folded, words of several parts with single spaces. Built when first asked for. */
export function vocabulary(): ReadonlyMap<string, Meaning> {
  words ??= build()
  return words
}

/** What kind of thing an icon shows: nature, food, object, person or travel. */
export function kindOf(icon: string): string | undefined {
  vocabulary()
  return kinds.get(icon)
}

/** Number of characters of the longest word. */
export const WORD_LENGTH_MAX = 12

function build(): Map<string, Meaning> {
  const known = new Map<string, Meaning>()
  addScene(known)
  for (const [carriage, entries] of Object.entries(SUBJECTS) as [Carriage, (typeof SUBJECTS)[Carriage]][]) {
    for (const [icon, [, text]] of Object.entries(entries)) {
      for (const word of text.split(' ')) if (word !== '') add(known, word, { subject: { icon, carriage } })
    }
  }
  for (const word of NOT_SUBJECTS) if (!known.has(word)) known.set(foldText(word), {})
  addIconWords(known)
  return known
}

function addScene(known: Map<string, Meaning>): void {
  const addAll = <M extends string>(lexicon: Lexicon<M>, meaning: (is: M) => Meaning): void => {
    for (const [is, text] of Object.entries(lexicon) as [M, string][]) {
      for (const word of text.split(' ')) add(known, word, meaning(is))
    }
  }
  addAll(scene.CAMERA_MOVES, (camera) => ({ camera }))
  addAll(scene.PLACES, (place) => ({ place }))
  addAll({ bamboo: scene.BAMBOO }, (bamboo) => ({ bamboo }))
  addAll(scene.ROOMS, (room) => ({ room }))
  addAll(scene.PIECES, (piece) => ({ piece }))
  addAll(scene.DAY_TIMES, (dayTime) => ({ dayTime }))
  addAll(scene.WEATHERS, (weather) => ({ weather }))
  addAll(scene.SEASONS, (season) => ({ season }))
  addAll(scene.STYLES, (style) => ({ style }))
  addAll(scene.MOODS, (mood) => ({ mood }))
  addAll(scene.DETAILS, (detail) => ({ detail }))
  addAll(scene.NEON, (neon) => ({ neon }))
  addAll(scene.RIDES, (ride) => ({ ride, action: ride === 'person-surfing' ? 'swim' : 'drive' }))
  addAll(scene.ACTIONS, (action) => ({ action }))
  addAll(COLOUR_WORDS, (colour) => ({ colour }))
  addAll(COUNT_WORDS, (count) => ({ count: Number(count), plural: Number(count) > 1 }))
  addAll(PREPOSITIONS, (preposition) => ({ preposition }))
  addAll(POSTPOSITIONS, (postposition) => ({ postposition }))
  addAll(LINKING_VERBS, (linking) => ({ linking }))
  addAll(HEADWEAR, (headwear) => ({ headwear }))
  addAll(CLOTHES, (clothes) => ({ clothes }))
  addAll(GROUPS, (group) => ({ group }))
  addAll(EXTRAS, (extra) => ({ extra }))
}

function add(known: Map<string, Meaning>, written: string, meaning: Meaning): void {
  const word = foldText(written.replaceAll('_', ' ').replaceAll('-', ' '))
  put(known, word, meaning)
  if (!/^[a-z]/.test(word)) return
  if (meaning.action) for (const form of verbForms(word)) put(known, form, meaning)
  else if (meaning.camera ?? meaning.preposition ?? meaning.style) return
  else for (const form of pluralForms(word)) put(known, form, { ...meaning, plural: true })
}

/** What is there already stays: the tables are in the order of their weight. */
function put(known: Map<string, Meaning>, word: string, meaning: Meaning): void {
  known.set(word, { ...meaning, ...known.get(word) })
}

/** Nouns of which the plural is another word; those of the tables that are in the plural by themselves. */
const IRREGULAR_PLURALS: Readonly<Record<string, string>> = {
  man: 'men',
  woman: 'women',
  child: 'children',
  mouse: 'mice',
  wolf: 'wolves',
  goose: 'geese',
  leaf: 'leaves',
  cactus: 'cacti',
  person: 'persons',
}

function pluralForms(word: string): string[] {
  const last = word.slice(word.lastIndexOf(' ') + 1)
  const before = word.slice(0, word.length - last.length)
  const irregular = IRREGULAR_PLURALS[last]
  if (irregular !== undefined) return [before + irregular]
  if (/[^aeiou]y$/.test(last)) return [`${before}${last.slice(0, -1)}ies`]
  return /(?:s|x|z|ch|sh)$/.test(last) ? [`${word}es`] : [`${word}s`]
}

/** A verb of several words changes in its first. */
function verbForms(phrase: string): string[] {
  const [verb = '', ...rest] = phrase.split(' ')
  const tail = rest.map((word) => ` ${word}`).join('')
  const stem = verb.endsWith('e') ? verb.slice(0, -1) : verb
  const doubled = /[^aeiou][aeiou][bdgmnpt]$/.test(verb) ? `${verb}${verb.at(-1)}` : stem
  const third = /(?:s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`
  const forms = [third, `${doubled}ing`, `${stem}ing`, `${doubled}ed`, `${stem}ed`]
  return [...forms, ...(scene.IRREGULAR[verb]?.split(' ') ?? [])].map((form) => form.replaceAll('_', ' ') + tail)
}

function addIconWords(known: Map<string, Meaning>): void {
  const table = readFileSync(new URL('./icon-words.tsv', import.meta.url), 'utf8')
  const carriages = new Map<string, Carriage>()
  for (const [carriage, entries] of Object.entries(SUBJECTS) as [Carriage, object][]) {
    for (const icon of Object.keys(entries)) carriages.set(icon, carriage)
  }
  for (const row of table.split('\n').slice(1)) {
    const [icon = '', kind = '', ...columns] = row.split('\t')
    kinds.set(icon, kind)
    const carriage = carriages.get(icon) ?? (kind === 'person' ? 'legs' : 'still')
    for (const word of columns.flatMap((column) => column.split('|'))) {
      const folded = foldText(word.replaceAll('-', ' '))
      // Words that already mean something keep that meaning alone.
      if (folded === '' || known.has(folded)) continue
      known.set(folded, { subject: { icon, carriage } })
      if (/^[a-z]/.test(folded)) {
        for (const form of pluralForms(folded)) {
          if (!known.has(form)) known.set(form, { subject: { icon, carriage }, plural: true })
        }
      }
    }
  }
}
