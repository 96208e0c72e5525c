import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../harness/process.ts'

const DIST = join(ROOT, 'console/dist')
const FIRST_LOAD_MAX = 250 * 1024

/** One file of the build, as the builder's list tells of it. */
interface Chunk {
  file: string
  css?: readonly string[]
  /** Keys of what is loaded with it. */
  imports?: readonly string[]
  isEntry?: boolean
  isDynamicEntry?: boolean
}

const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>

/** The files a browser fetches for this chunk. */
function filesOf(key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key]
  assert.ok(chunk !== undefined, `the build has no ${key}`)
  if (seen.has(chunk.file)) return seen
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file)
  for (const one of chunk.imports ?? []) filesOf(one, seen)
  return seen
}

/** As it is sent: the brotli form where there is one, which every browser that can show the console takes. */
function sentBytes(file: string): number {
  const path = join(DIST, file)
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size
}

test('the first load of the console, with any of its pages, is under 250 KB compressed', (context) => {
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry === true)
  assert.ok(entry !== undefined, 'the build has no entry')
  const pages = Object.keys(manifest).filter((key) => /pages\/.*-page\.tsx$/.test(key))
  assert.ok(pages.length > 1, 'the build has no pages of their own')
  const html = statSync(join(DIST, 'index.html')).size
  const sizes = pages.map((page) => {
    const files = filesOf(page, filesOf(entry))
    return { page, bytes: html + [...files].reduce((sum, file) => sum + sentBytes(file), 0) }
  })
  for (const { page, bytes } of sizes) context.diagnostic(`${page}: ${Math.round(bytes / 1024)} KB`)
  assert.deepEqual(
    sizes.filter(({ bytes }) => bytes >= FIRST_LOAD_MAX),
    [],
  )
})

test('the page has a place for the nonce of each answer, and no script of its own', () => {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8')
  assert.match(html, /nonce="__CSP_NONCE__"/)
  const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)]
  assert.ok(scripts.length > 0)
  for (const [, attributes = '', inside = ''] of scripts) {
    assert.match(attributes, / src="\/console\//)
    assert.equal(inside.trim(), '')
  }
  assert.deepEqual(
    [...html.matchAll(/(?:src|href)="([^"]*)"/g)]
      .map(([, address = '']) => address)
      .filter((a) => !a.startsWith('/console/')),
    [],
  )
})
