import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { iconSvg } from '../../src/renderer/scene/icons.ts'
import { OWN_ICONS } from '../../src/renderer/scene/own-icons.ts'

interface IconSet {
  width: number
  height: number
  icons: Record<string, { body: string }>
  aliases: Record<string, { parent: string }>
}

test('every icon and every other name of one is found in the text of the set', () => {
  const file = fileURLToPath(import.meta.resolve('@iconify-json/fluent-emoji-flat/icons.json'))
  const { icons, aliases, width, height } = JSON.parse(readFileSync(file, 'utf8')) as IconSet
  const frame = (body = ''): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${body}</svg>`
  const ours = (entry: [string, unknown]): boolean => Object.hasOwn(OWN_ICONS, entry[0])
  const wrong = [
    ...Object.entries(icons).filter(([name, { body }]) => iconSvg(name) !== frame(body)),
    ...Object.entries(aliases).filter(([name, { parent }]) => iconSvg(name) !== frame(icons[parent]?.body)),
  ]
  assert.ok(Object.keys(icons).length > 3000)
  assert.deepEqual(
    wrong.filter((entry) => !ours(entry)),
    [],
  )
  for (const name of ['no-such-icon', 'icons', 'aliases', 'body', '', '"'])
    assert.throws(() => iconSvg(name), /no icon/)
})
