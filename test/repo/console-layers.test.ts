import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { SourceFiles, text } from './source-files.ts'

const CONSOLE = new SourceFiles(fileURLToPath(new URL('../../console/src', import.meta.url)))

/** What each part of the console may import, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  i18n: [],
  api: [],
  parts: ['api', 'i18n'],
  pages: ['parts', 'api', 'i18n'],
  app: ['pages', 'parts', 'api', 'i18n'],
  main: ['app', 'api', 'i18n'],
}

test('every part of the console is on the map, and imports only what lies below it', () => {
  assert.ok(CONSOLE.files.length > 30, 'the sources were not found')
  assert.deepEqual(CONSOLE.againstMap(MAY_IMPORT), [])
  assert.deepEqual(CONSOLE.cycles(), [])
})

test('a page takes nothing from another page: what two need is a part', () => {
  const pageOf = (file: string) => /^pages\/((?:admin\/)?[^/]+)\//.exec(CONSOLE.told(file))?.[1]
  const crossing = CONSOLE.files.flatMap((file) =>
    CONSOLE.imports(file)
      .filter((target) => pageOf(file) !== undefined && pageOf(target) !== pageOf(file) && pageOf(target) !== undefined)
      .map((target) => `${CONSOLE.told(file)} imports ${CONSOLE.told(target)}`),
  )
  assert.deepEqual(crossing, [])
})

test('of the server the console takes types, and values of the domain, which does no I/O', () => {
  const taken = CONSOLE.files.flatMap((file) =>
    [...text(file).matchAll(/^import (?!type )[^'"]*['"][^'"]*\/src\/(?!domain\/)[^'"]*['"]/gm)].map(
      ([line]) => `${file}: ${line}`,
    ),
  )
  assert.deepEqual(taken, [])
})

test('the console names no other host', () => {
  const named = CONSOLE.files.filter((file) => /['"`]https?:\/\//.test(text(file))).map((file) => CONSOLE.told(file))
  assert.deepEqual(named, [])
})

test('no file of the console is a room nobody can find things in, and no name says nothing', () => {
  assert.deepEqual(CONSOLE.tooLong(), [])
  assert.deepEqual(CONSOLE.vague(), [])
})
