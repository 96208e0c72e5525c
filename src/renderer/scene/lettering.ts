import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'

/** Fonts in slices by the characters that they hold, each a file of its own: only what a text needs is loaded. */
const FONTS = [
  {
    // Latin, Chinese (simplified and traditional) and Japanese.
    name: 'lettering-han',
    ranges: import.meta.resolve('@fontsource-variable/noto-sans-sc/unicode.json'),
    file: (slice: string) =>
      import.meta.resolve(`@fontsource-variable/noto-sans-sc/files/noto-sans-sc-${slice}-wght-normal.woff2`),
  },
  {
    name: 'lettering-hangul',
    ranges: import.meta.resolve('@fontsource/black-han-sans/unicode.json'),
    file: (slice: string) =>
      import.meta.resolve(`@fontsource/black-han-sans/files/black-han-sans-${slice}-400-normal.woff2`),
  },
] as const

interface Slice {
  family: string
  path: () => string
  holds: (code: number) => boolean
}

let slices: Slice[] | undefined
const loaded = new Set<string>()

function allSlices(): Slice[] {
  slices ??= FONTS.flatMap(({ name, ranges, file }) => {
    const table = JSON.parse(readFileSync(fileURLToPath(ranges), 'utf8')) as Record<string, string>
    return Object.entries(table).map(([key, text]): Slice => {
      const slice = key.replaceAll(/[[\]]/g, '')
      const parts = text.split(',').map((part) => {
        const [from = '', to = from] = part.trim().replace('U+', '').split('-')
        return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
      })
      const holds = (code: number): boolean => parts.some(([from, to]) => from <= code && code <= to)
      return { family: `${name}-${slice}`, path: () => fileURLToPath(file(slice)), holds }
    })
  })
  return slices
}

/** Letters that a text can be drawn with. */
export interface Lettering {
  /** The text without what no font here has (emoji, rare scripts); empty if nothing is left. */
  text: string
  /** The value of `font` of a canvas for a size in pixels. */
  font: (size: number) => string
}

/** Loads what a text needs. */
export function letteringOf(text: string): Lettering {
  const used: Slice[] = []
  const known = Array.from(text.normalize('NFC'), (one) => {
    if (/\s/.test(one)) return ' '
    // The emoji blocks are listed but have only a few signs.
    const code = one.codePointAt(0) ?? 0
    const slice = code < 0x1f000 ? allSlices().find(({ holds }) => holds(code)) : undefined
    if (slice && !used.includes(slice)) used.push(slice)
    return slice ? one : ''
  })
  for (const slice of used) {
    if (loaded.has(slice.family)) continue
    GlobalFonts.registerFromPath(slice.path(), slice.family)
    loaded.add(slice.family)
  }
  const families = used.map(({ family }) => `"${family}"`).join(', ')
  return { text: known.join('').replaceAll(/ +/g, ' ').trim(), font: (size) => `${size}px ${families}` }
}

/** Sets the letters of a context: bold, around a middle. */
export function useLettering(context: SKRSContext2D, lettering: Lettering, size: number): void {
  context.fontVariationSettings = '"wght" 800'
  context.font = lettering.font(size)
  context.textAlign = 'center'
  context.textBaseline = 'middle'
}
