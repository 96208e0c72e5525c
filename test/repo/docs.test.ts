import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { USAGE } from '../../src/cli/usage.ts'
import { BUILT_IN_MODELS } from '../../src/domain/model.ts'
import { toUsd } from '../../src/domain/money.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { SETTINGS } from '../../src/settings.ts'
import { siteGroups } from '../../scripts/docs-site/site-pages.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LANGUAGES = ['en', 'zh'] as const
const SKIPPED = new Set(['node_modules', 'data', '.git', 'docs-site'])

function markdownBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : markdownBelow(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

const PAGES = markdownBelow(ROOT).map((path) => ({
  name: relative(ROOT, path),
  path,
  text: readFileSync(path, 'utf8'),
}))
const page = (name: string) => readFileSync(join(ROOT, name), 'utf8')
const pagesOf = (language: string) => readdirSync(join(ROOT, 'docs', language)).filter((name) => name.endsWith('.md'))

/** What a reader sees as prose: fenced code may hold anything. */
const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '')
const headings = (text: string) => [...withoutCode(text).matchAll(/^(#{1,6}) (.+)$/gm)]

/** The anchor that GitHub gives a heading. */
const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
    .replaceAll(' ', '-')

test('generated pages are what the code says now', () => {
  assert.doesNotThrow(() =>
    execFileSync(process.execPath, ['scripts/generate-docs.ts', '--check'], { cwd: ROOT, encoding: 'utf8' }),
  )
})

test('every relative link and image leads somewhere, its anchor too', () => {
  const dead = PAGES.flatMap(({ name, path, text }) =>
    [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].flatMap(([, target = '']) => {
      if (/^[a-z]+:/.test(target)) return []
      const [file = '', anchor] = target.split('#')
      const to = file === '' ? path : resolve(dirname(path), file)
      if (!existsSync(to)) return [`${name}: ${target}`]
      if (anchor === undefined) return []
      const anchors = headings(readFileSync(to, 'utf8')).map(([, , heading = '']) => slug(heading))
      return anchors.includes(decodeURIComponent(anchor)) ? [] : [`${name}: ${target}`]
    }),
  )
  assert.deepEqual(dead, [])
})

test('en and zh have the same pages with the same headings', () => {
  assert.deepEqual(pagesOf('zh'), pagesOf('en'))
  const pairs = [['README.md', 'README.zh.md'], ...pagesOf('en').map((name) => [`docs/en/${name}`, `docs/zh/${name}`])]
  for (const [english = '', chinese = ''] of pairs) {
    const levels = (name: string) => headings(page(name)).map(([, level]) => level)
    assert.deepEqual(levels(chinese), levels(english), `${chinese} has other headings than ${english}`)
  }
})

test('every page has its place in the sidebar of the site, once', () => {
  for (const language of LANGUAGES) {
    const inSidebar = siteGroups(ROOT, language).flatMap(({ pages }) => pages.map(({ source }) => source))
    const written = pagesOf(language).map((name) => `docs/${language}/${name}`)
    assert.deepEqual(inSidebar.filter((source) => source.startsWith(`docs/${language}/`)).sort(), written.sort())
    assert.equal(new Set(inSidebar).size, inSidebar.length)
  }
})

test('the README leads to every page of its language', () => {
  for (const [readme, language] of [
    ['README.md', 'en'],
    ['README.zh.md', 'zh'],
  ] as const) {
    const text = page(readme)
    const unlinked = pagesOf(language).filter((name) => !text.includes(`](docs/${language}/${name})`))
    assert.deepEqual(unlinked, [], readme)
  }
})

test('every endpoint is in both API pages, or in those of the admin API, and no other', () => {
  const known = [...ROUTES.map(({ method, path }) => `${method} ${path}`), 'GET /openapi.json']
  const isAdmin = (endpoint: string) => endpoint.includes(' /admin/')
  for (const [language, of] of LANGUAGES.flatMap((one) => [[one, 'api'] as const, [one, 'admin-api'] as const])) {
    const name = `docs/${language}/${of}.md`
    const text = page(name)
    const missing = known.filter((one) => isAdmin(one) === (of === 'admin-api') && !text.includes(`\`${one}\``))
    assert.deepEqual(missing, [], name)
    const told = [...text.matchAll(/`(?:GET|POST|PUT|DELETE|PATCH) (\/[^`?]*)[`?]/g)].map(([, path]) => path)
    const paths = new Set(known.map((endpoint) => endpoint.split(' ')[1]))
    assert.deepEqual(
      told.filter((path) => !paths.has(path)),
      [],
      `${name} tells of what is not there`,
    )
  }
})

test('every field of a submit and of a task is in both API pages', () => {
  const document = JSON.parse(page('docs/reference/openapi.json'))
  const submit = document.paths['/v1/videos/generations'].post.requestBody.content['application/json'].schema
  const task = document.paths['/v1/tasks/{task_id}'].get.responses['200'].content['application/json'].schema
  const fields = [...Object.keys(submit.properties), ...Object.keys(task.properties.data.properties)]
  assert.ok(fields.length > 30)
  for (const language of LANGUAGES) {
    const text = page(`docs/${language}/api.md`)
    const missing = fields.filter((field) => !new RegExp(`\`${field}[\`.]`).test(text))
    assert.deepEqual(missing, [], `docs/${language}/api.md`)
  }
})

test('every command and option of the command line is in the guide', () => {
  const commands = [...USAGE.matchAll(/^ {2}(reelgate [a-z]+(?: (?:create|list|top-up|revoke|verify))?)/gm)]
  const options = [...USAGE.matchAll(/--[a-z][a-z-]+/g)].map(([option]) => option)
  assert.ok(commands.length >= 9)
  for (const language of LANGUAGES) {
    const guide = pagesOf(language)
      .map((name) => page(`docs/${language}/${name}`))
      .join('\n')
    const wanted = [...commands.map(([, command = '']) => command), ...options]
    const missing = wanted.filter((words) => !guide.includes(words) && !['--help', '--version'].includes(words))
    assert.deepEqual(missing, [], `docs/${language}`)
  }
})

test('every setting is in both settings pages and in .env.example', () => {
  for (const name of ['docs/en/settings.md', 'docs/zh/settings.md', '.env.example']) {
    const missing = Object.values(SETTINGS).filter(({ env }) => !page(name).includes(env))
    assert.deepEqual(missing, [], name)
  }
})

test('the list prices in both money pages are those of the catalogue', () => {
  for (const language of LANGUAGES) {
    const rows = page(`docs/${language}/money.md`).matchAll(
      /^\|[^|]*\|[^|]*\| *([\d.]+) *\| *([\d.]+) *\| *([\d.]+) *\|$/gm,
    )
    const told = [...rows].map((row) => row.slice(1).map(Number))
    const known = BUILT_IN_MODELS.flatMap(({ price }) => [price.silent, price.withAudio]).map((price) =>
      Object.values(price).map(toUsd),
    )
    assert.deepEqual(told, known, `docs/${language}/money.md`)
  }
})

test('JSON in the pages is JSON', () => {
  const blocks = PAGES.flatMap(({ name, text }) =>
    [...text.matchAll(/^```json\n([\s\S]*?)^```/gm)].map(([, json = '']) => ({ name, json })),
  )
  assert.ok(blocks.length > 10)
  for (const { name, json } of blocks) assert.doesNotThrow(() => JSON.parse(json), `${name}:\n${json}`)
})

test('no page has a path of somebody’s machine or a note to ourselves', () => {
  const wrong = PAGES.flatMap(({ name, text }) =>
    [
      ...text.matchAll(
        /(?:^|[\s`'"(=])(?:\/(?:home|Users|root|tmp|work|opt|mnt)\/|[A-Z]:\\)\S*|\b(?:TODO|FIXME|XXX|TBD|WIP)\b/gm,
      ),
    ].map(([found]) => `${name}: ${found.trim()}`),
  )
  assert.deepEqual(wrong, [])
})
