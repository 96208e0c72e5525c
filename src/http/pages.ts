import type { HttpContext, HttpServices } from './context.ts'
import { serveConsole, serveConsoleFile } from './console/pages.ts'
import { serveDocs, serveTextsForModels } from './docs/docs.ts'

/** An address for people and their browsers. It is no call of the API, and not in its document. */
interface PageRoute {
  /** As the router writes it: `/docs/*`. */
  path: string
  handler: (c: HttpContext, services: HttpServices) => Promise<Response>
}

const CONSOLE = [
  '/sign-in',
  '/playground',
  '/tasks',
  '/tasks/:id',
  '/keys',
  '/balance',
  '/usage',
  '/account',
  '/admin',
  '/admin/:page',
  '/admin/accounts/:id',
  '/admin/tasks/:id',
] as const

export const PAGES: readonly PageRoute[] = [
  ...CONSOLE.map((path): PageRoute => ({ path, handler: (c, services) => serveConsole(c, services) })),
  { path: '/console/*', handler: (c) => serveConsoleFile(c) },
  { path: '/docs', handler: (c, services) => serveDocs(c, services) },
  { path: '/docs/*', handler: (c, services) => serveDocs(c, services) },
  { path: '/llms.txt', handler: (c, services) => serveTextsForModels(c, services) },
  { path: '/llms-full.txt', handler: (c, services) => serveTextsForModels(c, services) },
]
