import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { OWN_ICONS } from './own-icons.ts'

interface IconSet {
  width: number
  height: number
  icons: Record<string, { body: string } | undefined>
  aliases?: Record<string, { parent: string } | undefined>
}

let set: IconSet | undefined

/** The set of 3,174 flat emoji (MIT), read when first needed. */
function iconSet(): IconSet {
  const path = fileURLToPath(import.meta.resolve('@iconify-json/fluent-emoji-flat/icons.json'))
  set ??= JSON.parse(readFileSync(path, 'utf8')) as IconSet
  return set
}

function bodyOf(name: string): string | undefined {
  const { icons, aliases } = iconSet()
  const icon = Object.hasOwn(icons, name) ? icons[name] : undefined
  if (icon) return icon.body
  const parent = aliases && Object.hasOwn(aliases, name) ? aliases[name]?.parent : undefined
  return parent === undefined ? undefined : icons[parent]?.body
}

/** An icon as SVG text with a view box of its natural size. */
export function iconSvg(name: string): string {
  const own = Object.hasOwn(OWN_ICONS, name) ? OWN_ICONS[name] : undefined
  if (own !== undefined) return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${own}</svg>`
  const body = bodyOf(name)
  if (body === undefined) throw new Error(`no icon ${name}`)
  const { width, height } = iconSet()
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${body}</svg>`
}
