import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ReelgateError } from '../../domain/errors.ts'
import type { Store } from '../../store/store.ts'
import type { HttpContext } from '../context.ts'
import { ASK_AGAIN, fileBelow, FOREVER, pageHeaders, serveStatic } from '../static-files.ts'

/** What the console's build writes: `index.html`, and everything else under names that change with their content. */
const BUILT = fileURLToPath(new URL('../../../console/dist', import.meta.url))

/** Stands in the built page for the answer's own nonce, by which the page's style elements are allowed. */
const NONCE = '__CSP_NONCE__'
const NONCE_BYTES = 16

const NOT_BUILT = `The console has not been built here.

Run "npm ci" in the folder of this program (development packages are needed for it), and load this page again.
The API works without it.
`

const notFound = (c: HttpContext) =>
  new ReelgateError('not_found', { values: { method: c.req.method, path: c.req.path } })

/** Any page of the console: they are all one file, which looks at its address by itself. Only for who asks for HTML. */
export async function serveConsole(
  c: HttpContext,
  { flow }: { flow: { store: Pick<Store, 'links'> } },
  folder = BUILT,
): Promise<Response> {
  const wantsHtml = c.req.header('accept')?.includes('text/html') === true
  if (!wantsHtml || c.req.path === '/admin/v1') throw notFound(c)
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined)
  if (page === undefined) return c.text(NOT_BUILT, 503)
  const { links } = flow.store
  const nonce = randomBytes(NONCE_BYTES).toString('base64')
  return c.body(page.replaceAll(NONCE, nonce), 200, {
    ...pageHeaders({ styles: [`'nonce-${nonce}'`], media: links === undefined ? [] : [links.origin] }),
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Accept',
  })
}

const PREFIX = '/console/'

/** A built file: kept for ever below `assets/`, asked for again elsewhere. */
export async function serveConsoleFile(c: HttpContext, folder = BUILT): Promise<Response> {
  const name = c.req.path.slice(PREFIX.length)
  const path = name === 'index.html' ? undefined : fileBelow(folder, name)
  const headers = { 'Cache-Control': name.startsWith('assets/') ? FOREVER : ASK_AGAIN }
  const answer = path === undefined ? undefined : await serveStatic(c, path, { headers })
  if (answer === undefined) throw notFound(c)
  return answer
}
