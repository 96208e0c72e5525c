const NAME_CHARACTERS_MAX = 255

// Control characters, and those that turn the direction of writing (they can make `gpj.exe` look like `exe.jpg`).
const HARMFUL = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** The last part of a name that a caller gave, for showing: any script, no folders, at most 255 characters. */
export function safeFileName(name: string | undefined, fallback: string): string {
  const base = (name ?? '').split(/[/\\]/).at(-1) ?? ''
  const clean = base.toWellFormed().replace(HARMFUL, '').trim()
  // A cut through a surrogate pair leaves half a character; drop the half.
  const short = clean.slice(0, NAME_CHARACTERS_MAX).replace(/[\uD800-\uDBFF]$/, '')
  return /^\.*$/.test(short) ? fallback : short
}
