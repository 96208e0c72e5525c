import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Writes `src/renderer/prompt/icon-words.tsv`: what the icons are called in English, Chinese, Japanese and Korean, from
 * Unicode's annotations (CLDR). With `--check` nothing is written: exit code 1 when the file is out of date.
 */
const OUT = fileURLToPath(new URL('../src/renderer/prompt/icon-words.tsv', import.meta.url))
const CLDR = {
  en: import.meta.resolve('cldr-annotations-full/annotations/en/annotations.json'),
  zh: import.meta.resolve('cldr-annotations-full/annotations/zh/annotations.json'),
  ja: import.meta.resolve('cldr-annotations-full/annotations/ja/annotations.json'),
  ko: import.meta.resolve('cldr-annotations-full/annotations/ko/annotations.json'),
}
type Language = keyof typeof CLDR
const LANGUAGES: readonly Language[] = ['en', 'zh', 'ja', 'ko']

const read = (url: string): unknown => JSON.parse(readFileSync(fileURLToPath(url), 'utf8'))

interface Annotations {
  annotations: { annotations: Record<string, Annotation> }
}

const METADATA = import.meta.resolve('@iconify-json/fluent-emoji-flat/metadata.json')
const CHARACTERS = import.meta.resolve('@iconify-json/fluent-emoji-flat/chars.json')
const KINDS = {
  Activities: 'object',
  'Animals & Nature': 'nature',
  'Food & Drink': 'food',
  Objects: 'object',
  'People & Body': 'person',
  'Travel & Places': 'travel',
}

/** Gestures, clocks, phases and signs: pictures of what is no thing that stands or moves in a scene. */
const NO_THING =
  /-face$|^(?:black|blue|brown|white|orange)-|green-book|clock|thirty|moon|sun|star|cloud|umbrella-|hand|finger|fist|thumb|palm|gestur|skin|tone|-(?:dark|light|medium)|^(?:man|woman|person)-.*(?:ing-right|hair|beard|bald)|no-|zzz|button|mailbox-|tray|left-|right-|-left|-right|index|rain|thermometer|sunset|sunrise|wave|night|city|bust|people|hugging|nose|mouth|^(?:ear|eye|eyes|leg|foot|tongue|tooth|bone|brain|lungs)$|-heart$|flexed|footprints|mountain$|^desert|island|park$|stadium|milky-way|volcano|mount-fuji|motorway|railway-track|globe|-map$|comet|speaking/

/** What a name says besides the thing itself. */
const ADDED = /[:：].*|脸$|头$|の顔$| ?얼굴$|（.*）|\(.*\)/g

type Annotation = { default?: string[]; tts?: string[] } | undefined

/** What an icon is called in a language: its name first, then other words for it. */
function namesOf(language: Language, icon: string, annotation: Annotation): string[] {
  const name = annotation?.tts?.[0]?.toLowerCase().replaceAll(ADDED, '').trim() ?? ''
  if (language === 'en' || /^(?:man|woman|person)-/.test(icon)) return [name]
  // Other words are those that share a character with the name; the rest say what it is for or what it is like.
  const alike = (word: string): boolean =>
    [...word].some((one) => /[\p{Script=Han}\p{Script=Hangul}]/u.test(one) && name.includes(one))
  return [name, ...(annotation?.default ?? []).filter((word) => alike(word) && /^[\p{L}ー]+$/u.test(word))]
}

/** Each word for the one icon that it fits best: whose name it is, else the one with the shortest name. */
function wordsOf(language: Language, annotations: ReadonlyMap<string, Annotation>): Map<string, string[]> {
  const best = new Map<string, { icon: string; rank: number }>()
  for (const [icon, annotation] of annotations) {
    const names = namesOf(language, icon, annotation)
    for (const [i, word] of names.entries()) {
      // A single character is part of too many other words.
      if ([...word].length < 2) continue
      const rank = i === 0 ? 0 : (names[0]?.length ?? 0)
      const known = best.get(word)
      if (!known || rank < known.rank) best.set(word, { icon, rank })
    }
  }
  const words = new Map<string, string[]>()
  for (const [word, { icon }] of best) words.set(icon, [...(words.get(icon) ?? []), word])
  return words
}

function table(): string {
  const { categories } = read(METADATA) as { categories: Record<string, string[] | undefined> }
  const wanted = new Map<string, string>()
  for (const [category, kind] of Object.entries(KINDS)) {
    for (const icon of categories[category] ?? []) if (!NO_THING.test(icon)) wanted.set(icon, kind)
  }
  const characters = new Map<string, string>()
  for (const [code, icon] of Object.entries(read(CHARACTERS) as Record<string, string>)) {
    if (!wanted.has(icon) || characters.has(icon)) continue
    const text = String.fromCodePoint(...code.split('-').map((part) => Number.parseInt(part, 16)))
    characters.set(icon, text.replaceAll('\u{fe0f}', ''))
  }
  const columns = LANGUAGES.map((language) => {
    const { annotations } = (read(CLDR[language]) as Annotations).annotations
    return wordsOf(language, new Map([...characters].map(([icon, text]) => [icon, annotations[text]])))
  })
  const rows = [...characters.keys()].toSorted().map((icon) => {
    return [icon, wanted.get(icon), ...columns.map((words) => (words.get(icon) ?? []).join('|'))].join('\t')
  })
  return `icon\tkind\t${LANGUAGES.join('\t')}\n${rows.join('\n')}\n`
}

const text = table()
if (!process.argv.includes('--check')) writeFileSync(OUT, text)
else if (readFileSync(OUT, 'utf8') !== text) {
  console.error('src/renderer/prompt/icon-words.tsv is out of date: run node scripts/generate-icon-words.ts')
  process.exitCode = 1
}
