import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const COMPRESSED = /\.(html|css|js|json|svg)$/
const BYTES_MIN = 1024
/** The best quality costs ten times the time for 5% of the bytes. */
const BROTLI_QUALITY = 9

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

/** Puts `.br` and `.gz` beside each file that gains by it, for src/http/static-files.ts. */
export function precompress(folder: string): void {
  for (const path of filesBelow(folder)) {
    const bytes = COMPRESSED.test(path) ? readFileSync(path) : Buffer.alloc(0)
    if (bytes.length < BYTES_MIN) continue
    const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY }
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }))
    writeFileSync(`${path}.gz`, gzipSync(bytes))
  }
}

/**
 * The generator writes two styles into each page, which the policy would refuse with a complaint: one has a class of ours
 * instead, the other is set by its script anyway.
 */
export function removeStyleAttributes(folder: string): void {
  for (const path of filesBelow(folder).filter((one) => one.endsWith('.html'))) {
    writeFileSync(path, readFileSync(path, 'utf8').replace(/ style="(position:relative;|--vp-vh:0px;|)"/g, ''))
  }
}

const hashSource = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const sources = (texts: readonly string[]) => [...new Set(texts.filter((text) => text !== '').map(hashSource))].sort()

/** The one style that the pages' own script writes: no transitions while light and dark are exchanged. */
const INSERTED_STYLE = /["'`](\*,\*::before,\*::after\{[^}]*transition:none!important\})["'`]/g

/** What the policy of the pages must allow besides files: the hash of each inline script and style, as CSP writes it. */
export function inlineSources(folder: string): { scripts: string[]; styles: string[] } {
  const files = filesBelow(folder)
  const textsIn = (ending: string, pattern: RegExp) =>
    files
      .filter((path) => path.endsWith(ending))
      .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(pattern)].map(([, text = '']) => text))
  return {
    scripts: sources(textsIn('.html', /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)),
    styles: sources(textsIn('.js', INSERTED_STYLE)),
  }
}
