import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openApiDocument } from '../src/http/openapi/document.ts'
import { errorsPage } from './docs/errors-page.ts'
import { metricsPage } from './docs/metrics-page.ts'
import { PAGE_LANGUAGES } from './docs/page-language.ts'
import { sdksPage } from './docs/sdks-page.ts'
import { envExample, settingsPage } from './docs/settings-page.ts'
import { withSceneTables } from './docs/scene-tables.ts'
import { withTaskMoves } from './docs/task-moves.ts'

/**
 * Writes every page and file that repeats what the code says already. With `--check` nothing is written: it names the
 * files that differ and exits 1, which is what the tests run.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const OXFMT = join(ROOT, 'node_modules/.bin/oxfmt')

function current(file: string): string {
  try {
    return readFileSync(join(ROOT, file), 'utf8')
  } catch {
    return ''
  }
}

/** As `npm run format` would leave it, so that formatting and generating never take turns. */
function formatted(file: string, text: string): string {
  return execFileSync(OXFMT, ['--threads=1', `--stdin-filepath=${file}`], { cwd: ROOT, input: text, encoding: 'utf8' })
}

function generatedFiles(): Map<string, string> {
  const files = new Map<string, string>([
    ['.env.example', envExample()],
    ['docs/reference/openapi.json', `${JSON.stringify(openApiDocument('http://127.0.0.1:8787'), null, 2)}\n`],
  ])
  for (const language of PAGE_LANGUAGES) {
    const folder = `docs/${language}`
    const taskStates = `${folder}/task-states.md`
    const scenes = `${folder}/scenes.md`
    files.set(`${folder}/settings.md`, settingsPage(language))
    files.set(`${folder}/errors.md`, errorsPage(language))
    files.set(`${folder}/metrics.md`, metricsPage(language))
    files.set(`${folder}/sdks.md`, sdksPage(language))
    files.set(taskStates, withTaskMoves(current(taskStates), language))
    files.set(scenes, withSceneTables(current(scenes), language))
  }
  return new Map([...files].map(([file, text]) => [file, file.endsWith('.md') ? formatted(file, text) : text]))
}

const changed = [...generatedFiles()].filter(([file, text]) => current(file) !== text)

if (process.argv.includes('--check')) {
  for (const [file] of changed) console.error(`${file} is out of date`)
  if (changed.length > 0) {
    console.error('Run "npm run docs" and commit what it writes.')
    process.exitCode = 1
  }
} else {
  for (const [file, text] of changed) {
    mkdirSync(dirname(join(ROOT, file)), { recursive: true })
    writeFileSync(join(ROOT, file), text)
    console.log(`wrote ${file}`)
  }
  if (changed.length === 0) console.log('everything is up to date')
}
