import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { OWN_ICONS } from './own-icons.ts'

/** The side of every icon's view box. */
const SIDE = 32

/** An entry of the set: an icon, or another name of one. */
interface Entry {
  body?: string
  parent?: string
}

let text: string | undefined

/**
 * The entry of a name in the set of 3,174 flat emoji (MIT). The set is nine megabytes of JSON of which a clip needs a
 * few lines, so it is searched as text, which takes a twentieth of the time and memory of parsing it.
 */
function entryOf(name: string): Entry | undefined {
  text ??= readFileSync(fileURLToPath(import.meta.resolve('@iconify-json/fluent-emoji-flat/icons.json')), 'latin1')
  const key = `\n\t\t${JSON.stringify(name)}: {`
  const at = text.indexOf(key)
  if (at < 0) return undefined
  const start = at + key.length - 1
  // No entry holds an object or a brace of its own; a test reads them all.
  return JSON.parse(text.slice(start, text.indexOf('}', start) + 1)) as Entry
}

function bodyOf(name: string): string | undefined {
  const entry = entryOf(name)
  return entry?.parent === undefined ? entry?.body : entryOf(entry.parent)?.body
}

/** An icon as SVG text with a view box of its natural size. */
export function iconSvg(name: string): string {
  const body = Object.hasOwn(OWN_ICONS, name) ? OWN_ICONS[name] : bodyOf(name)
  if (body === undefined) throw new Error(`no icon ${name}`)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}">${body}</svg>`
}
