import assert from 'node:assert/strict'
import { dirname, resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { SourceFiles, importsIn, text } from './source-files.ts'

const SRC = new SourceFiles(fileURLToPath(new URL('../../src', import.meta.url)))

/** What each part of src/ may import, besides itself. The arrows of ARCHITECTURE.md, as data. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  domain: ['lib'],
  db: ['domain', 'lib'],
  ledger: ['db', 'domain', 'lib'],
  queue: ['db', 'domain', 'lib'],
  metrics: [],
  tracing: ['domain', 'lib', 'version'],
  store: ['cannot-start', 'domain', 'lib'],
  images: ['domain', 'lib'],
  renderer: [],
  // Addresses out of a provider's answer are as untrusted as a caller's, and go through the same check of images/.
  providers: ['domain', 'lib', 'renderer', 'images'],
  payments: ['domain', 'lib'],
  'sign-in': ['domain', 'lib'],
  flow: ['ledger', 'metrics', 'tracing', 'queue', 'store', 'images', 'db', 'domain', 'lib'],
  http: ['flow', 'metrics', 'store', 'db', 'domain', 'lib', 'version'],
  'setting-rules': ['domain'],
  settings: ['setting-rules', 'domain'],
  version: [],
  'cannot-start': [],
  'data-folder': ['cannot-start'],
  config: ['settings', 'domain', 'lib'],
  roles: ['config', 'cannot-start', 'http', 'flow', 'payments', 'sign-in', 'domain'],
  main: [
    'config',
    'cannot-start',
    'data-folder',
    'roles',
    'http',
    'flow',
    'providers',
    'metrics',
    'tracing',
    'queue',
    'store',
    'images',
    'db',
    'domain',
    'lib',
  ],
  cli: [
    'main',
    'cannot-start',
    'data-folder',
    'config',
    'renderer',
    'version',
    'flow',
    'ledger',
    'store',
    'db',
    'domain',
    'lib',
  ],
}

test('every part of src/ is on the map, and imports only what lies below it', () => {
  assert.ok(SRC.files.length > 50, 'the sources were not found')
  assert.deepEqual(SRC.againstMap(MAY_IMPORT), [])
})

test('no file imports itself through others', () => {
  assert.deepEqual(SRC.cycles(), [])
})

test('only config.ts reads the environment', () => {
  const readers = SRC.files.filter((file) => /process\.env\b/.test(text(file))).map((file) => SRC.told(file))
  assert.deepEqual(readers, ['config.ts'])
})

test('the domain does no I/O, reads no clock and throws no dice', () => {
  const impure = SRC.files
    .filter((file) => SRC.layerOf(file) === 'domain')
    .filter((file) => /from 'node:(?!stream)|Date\.now|new Date\(|Math\.random|randomBytes/.test(text(file)))
  assert.deepEqual(impure, [])
})

test('the programs of samples/ are made anywhere: without Node, a page, or the server', () => {
  const samples = new SourceFiles(fileURLToPath(new URL('../../samples', import.meta.url)))
  const { files, root } = samples
  assert.ok(files.length > 10, 'the samples were not found')
  // What stands in a template is the text of a program, which imports what it likes.
  const code = (file: string) => text(file).replace(/(?<!\\)`(?:\\.|[^`\\])*`/g, '')
  const foreign = files.flatMap((file) =>
    importsIn(code(file))
      .filter((path) => !path.startsWith('.') || !resolve(dirname(file), path).startsWith(root))
      .map((path) => `${samples.told(file)} imports ${path}`),
  )
  assert.deepEqual(foreign, [])
  assert.deepEqual(
    files.filter((file) => /\b(?:process|Buffer|document|window)\./.test(code(file))),
    [],
  )
})

test('no file is a room nobody can find things in, and no name says nothing', () => {
  assert.deepEqual(SRC.tooLong(), [])
  assert.deepEqual(SRC.vague(), [])
})
