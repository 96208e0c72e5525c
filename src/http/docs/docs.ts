import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { ReelgateError } from '../../domain/errors.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { pickLanguage } from '../messages/catalogue.ts'
import { ASK_AGAIN, fileBelow, FOREVER, pageHeaders, serveStatic } from '../static-files.ts'

/** What `npm run build:docs` writes: pages, their Markdown twins, the texts for language models. */
const DOCS_FOLDER = fileURLToPath(new URL('../../../docs-site/dist', import.meta.url))

/** Stands in the built text files for the address of the server, which only the server knows. */
const ORIGIN = 'https://docs.invalid'

const NOT_BUILT = `The documentation has not been built here.

Run "npm ci" or "npm run build:docs" in the folder of this program (development packages are needed for it), and load
this page again. The same text is in the folder docs/ as Markdown.
`

/** A page for people in either language; addresses without one get the caller's. */
const languageOfDocs = (c: HttpContext) =>
  pickLanguage(undefined, c.req.header('accept-language'), 'en') === 'zh' ? 'zh' : 'en'

interface Policies {
  /** Sources for `script-src`: hashes of what the generator writes inline. */
  scripts: readonly string[]
  /** The same for `style-src`. */
  styles: readonly string[]
}

/** undefined: there is no such file. */
const readText = (path: string) => readFile(path, 'utf8').catch(() => undefined)

/** undefined: the site has not been built. */
async function readPolicies(folder: string): Promise<Policies | undefined> {
  const text = await readText(`${folder}/policies.json`)
  return text === undefined ? undefined : (JSON.parse(text) as Policies)
}

function headersOf(name: string, policies: Policies): Record<string, string> {
  if (name.startsWith('assets/')) return { 'Cache-Control': FOREVER }
  if (!name.endsWith('.html')) return { 'Cache-Control': ASK_AGAIN }
  // The viewer of the reference writes its styles into the page as it starts; no script is allowed there that isn't elsewhere.
  const isReference = name.endsWith('/reference.html')
  return { 'Cache-Control': ASK_AGAIN, ...pageHeaders(isReference ? { styles: ["'unsafe-inline'"] } : policies) }
}

/** Texts that name this server: their links become absolute here. */
async function serveText(c: HttpContext, path: string, origin: string): Promise<Response | undefined> {
  const text = await readText(path)
  if (text === undefined) return undefined
  const type = path.endsWith('.md') ? 'text/markdown' : 'text/plain'
  return c.body(text.replaceAll(ORIGIN, origin), 200, {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': ASK_AGAIN,
    'X-Content-Type-Options': 'nosniff',
  })
}

/** Where an address below /docs/ belongs; undefined where it is the address of a file already. */
function cleaned(c: HttpContext, name: string): string | undefined {
  if (name === '') return `/docs/${languageOfDocs(c)}/`
  // Every link of the generator begins below its own folder.
  if (name === 'console') return '/playground'
  if (name === 'reference') return `/docs/${languageOfDocs(c)}/reference`
  if (name === 'en' || name === 'zh') return `/docs/${name}/`
  const folder = /^(en|zh)\/(?:index(?:\.html)?)$/.exec(name)?.[1]
  if (folder !== undefined) return `/docs/${folder}/`
  if (name.endsWith('.html')) return `/docs/${name.slice(0, -'.html'.length)}`
  return name.endsWith('/') && !/^(en|zh)\/$/.test(name) ? `/docs/${name.slice(0, -1)}` : undefined
}

const fileOf = (name: string) =>
  name.endsWith('/') ? `${name}index.html` : /\.\w+$/.test(name) ? name : `${name}.html`

/**
 * The documentation at /docs: pages without .html in their address, each with its Markdown twin (.md) beside it. The
 * built folder is read as it is at the time, so that a build beside a running server shows.
 */
export async function serveDocs(c: HttpContext, services: HttpServices, folder = DOCS_FOLDER): Promise<Response> {
  const policies = await readPolicies(folder)
  if (policies === undefined) return c.text(NOT_BUILT, 503, { 'Cache-Control': 'no-store' })
  const name = c.req.path.replace(/^\/docs\/?/, '')
  const elsewhere = cleaned(c, name)
  if (elsewhere !== undefined) {
    return c.body(null, 302, { Location: elsewhere, Vary: 'Accept-Language', 'Cache-Control': ASK_AGAIN })
  }
  const file = fileOf(name)
  const path = fileBelow(folder, file)
  const isText = /\.(md|txt)$/.test(file)
  const answer =
    path === undefined
      ? undefined
      : isText
        ? await serveText(c, path, services.publicUrl())
        : await serveStatic(c, path, { headers: headersOf(file, policies) })
  if (answer !== undefined) return answer
  const missing = await serveStatic(c, `${folder}/404.html`, { status: 404, headers: headersOf('404.html', policies) })
  if (missing !== undefined) return missing
  throw new ReelgateError('not_found', { values: { method: c.req.method, path: c.req.path } })
}

/** `/llms.txt` and `/llms-full.txt`, where llmstxt.org has programs look; in English, as those of the pages in it are. */
export async function serveTextsForModels(
  c: HttpContext,
  services: HttpServices,
  folder = DOCS_FOLDER,
): Promise<Response> {
  const path = fileBelow(folder, `en${c.req.path}`)
  const answer = path === undefined ? undefined : await serveText(c, path, services.publicUrl())
  return answer ?? c.text(NOT_BUILT, 503, { 'Cache-Control': 'no-store' })
}
