import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const SRC = fileURLToPath(new URL('../../src', import.meta.url))
const LINES_MAX = 300

/** What each part of src/ may import, besides itself. The arrows of ARCHITECTURE.md, as data. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  domain: ['lib'],
  db: ['domain', 'lib'],
  ledger: ['db', 'domain', 'lib'],
  queue: ['db', 'domain', 'lib'],
  store: ['lib'],
  images: ['domain', 'lib'],
  renderer: [],
  // Addresses out of a provider's answer are as untrusted as a caller's, and go through the same check of images/.
  providers: ['domain', 'lib', 'renderer', 'images'],
  payments: ['domain', 'lib'],
  'sign-in': ['domain', 'lib'],
  flow: ['ledger', 'queue', 'store', 'images', 'db', 'domain', 'lib'],
  http: ['flow', 'store', 'db', 'domain', 'lib', 'version'],
  'setting-rules': ['domain'],
  settings: ['setting-rules', 'domain'],
  version: [],
  config: ['settings', 'domain', 'lib'],
  main: [
    'config',
    'http',
    'flow',
    'providers',
    'payments',
    'sign-in',
    'queue',
    'store',
    'images',
    'db',
    'domain',
    'lib',
  ],
  cli: ['main', 'config', 'renderer', 'version', 'flow', 'ledger', 'store', 'db', 'domain', 'lib'],
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? sources(path) : path.endsWith('.ts') ? [path] : []
  })
}

const FILES = sources(SRC)
const text = (file: string) => readFileSync(file, 'utf8')

/** Files of ours that a file imports, statically or not. */
function imports(file: string): string[] {
  const found = text(file).matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)
  return [...found].map(([, path = '']) => resolve(dirname(file), path)).filter((path) => path.startsWith(SRC))
}

/** `flow` for a file in src/flow, `main` for src/main.ts. */
const layerOf = (file: string) => (relative(SRC, file).split(/[/\\]/)[0] ?? '').replace(/\.ts$/, '')

test('every part of src/ is on the map, and imports only what lies below it', () => {
  assert.ok(FILES.length > 50, 'the sources were not found')
  const wrong = FILES.flatMap((file) => {
    const layer = layerOf(file)
    const allowed = MAY_IMPORT[layer]
    if (allowed === undefined) return [`src/${layer} is not on the map`]
    return imports(file)
      .filter((target) => layerOf(target) !== layer && !allowed.includes(layerOf(target)))
      .map((target) => `${relative(SRC, file)} imports ${relative(SRC, target)}`)
  })
  assert.deepEqual(wrong, [])
})

test('no file imports itself through others', () => {
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  const visit = (file: string, path: readonly string[]) => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open')
      return void cycles.push([...path, file].map((one) => relative(SRC, one)).join(' -> '))
    state.set(file, 'open')
    for (const target of imports(file)) visit(target, [...path, file])
    state.set(file, 'done')
  }
  for (const file of FILES) visit(file, [])
  assert.deepEqual(cycles, [])
})

test('only config.ts reads the environment', () => {
  const readers = FILES.filter((file) => /process\.env\b/.test(text(file))).map((file) => relative(SRC, file))
  assert.deepEqual(readers, ['config.ts'])
})

test('the domain does no I/O, reads no clock and throws no dice', () => {
  const impure = FILES.filter((file) => layerOf(file) === 'domain').filter((file) =>
    /from 'node:(?!stream)|Date\.now|new Date\(|Math\.random|randomBytes/.test(text(file)),
  )
  assert.deepEqual(impure, [])
})

test('the programs of samples/ are made anywhere: without Node, a page, or the server', () => {
  const own = fileURLToPath(new URL('../../samples', import.meta.url))
  const files = sources(own)
  assert.ok(files.length > 10, 'the samples were not found')
  // What stands in a template is the text of a program, which imports what it likes.
  const code = (file: string) => text(file).replace(/(?<!\\)`(?:\\.|[^`\\])*`/g, '')
  const foreign = files.flatMap((file) =>
    [...code(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)]
      .map(([, path = '']) => path)
      .filter((path) => !path.startsWith('.') || !resolve(dirname(file), path).startsWith(own))
      .map((path) => `${relative(own, file)} imports ${path}`),
  )
  assert.deepEqual(foreign, [])
  assert.deepEqual(
    files.filter((file) => /\b(?:process|Buffer|document|window)\./.test(code(file))),
    [],
  )
})

test('no file is a room nobody can find things in, and no name says nothing', () => {
  const long = FILES.filter((file) => text(file).split('\n').length > LINES_MAX).map((file) => relative(SRC, file))
  assert.deepEqual(long, [])
  const vague = FILES.filter((file) =>
    /(^|[/\\])(utils?|helpers?|misc|common|manager|index)(\.|[/\\])/.test(relative(SRC, file)),
  )
  assert.deepEqual(vague, [])
})
