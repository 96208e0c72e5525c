import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesBelow, inlineSources, precompress, removeStyleAttributes } from './docs-site/finish.ts'
import { writeReferencePages } from './docs-site/reference-pages.ts'
import { stagePages } from './docs-site/stage.ts'
import { writeTextForms } from './docs-site/text-forms.ts'

/**
 * Builds the documentation site out of docs/ into docs-site/dist, which the server has at /docs. Does nothing where the
 * last build was of the same files.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SITE = join(ROOT, 'docs-site')
const TARGET = join(SITE, 'dist')

const SOURCES = ['docs', 'docs-site', 'scripts/docs-site', 'scripts/build-docs.ts', 'package-lock.json']
const SINGLE_PAGES = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']
const MADE = /^docs-site[/\\](pages|dist|\.vitepress[/\\]cache)[/\\]/

function fingerprint(): string {
  const hash = createHash('sha256')
  const files = [...SOURCES, ...SINGLE_PAGES].flatMap((name) => {
    const path = join(ROOT, name)
    return name.includes('.') ? [path] : filesBelow(path)
  })
  for (const path of files.filter((one) => !MADE.test(relative(ROOT, one))).sort()) {
    hash.update(`${relative(ROOT, path)}\0`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

function lastFingerprint(): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(TARGET, 'policies.json'), 'utf8')) as { fingerprint: string }).fingerprint
  } catch {
    return undefined
  }
}

/** undefined: only what the server needs is installed. */
async function generator() {
  try {
    return await import('vitepress')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

async function build(): Promise<void> {
  const vitepress = await generator()
  if (vitepress === undefined) return console.log('the documentation is not built: that takes the development packages')
  stagePages(ROOT)
  rmSync(TARGET, { recursive: true, force: true })
  await vitepress.build(SITE)
  removeStyleAttributes(TARGET)
  const allowed = inlineSources(TARGET)
  writeReferencePages(ROOT, TARGET)
  writeTextForms(ROOT, TARGET)
  precompress(TARGET)
  // Last of all: the server takes the site for built once this file is there.
  writeFileSync(join(TARGET, 'policies.json'), JSON.stringify({ fingerprint: fingerprint(), ...allowed }))
}

if (lastFingerprint() === fingerprint()) console.log('the documentation is built already')
else await build()
