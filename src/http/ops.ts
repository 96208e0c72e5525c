import { countUnfinished } from '../db/tasks.ts'
import { ReelgateError } from '../domain/errors.ts'
import { VERSION } from '../version.ts'
import type { HttpContext, HttpServices } from './context.ts'

/** Something for whoever opens the address in a browser. */
export function root(c: HttpContext, services: HttpServices): Response {
  const base = services.publicUrl()
  return c.json({
    name: 'reelgate',
    version: VERSION,
    openapi: `${base}/openapi.json`,
    submit: `POST ${base}/v1/videos/generations`,
  })
}

/** Alive: answers for as long as the process does, also while draining. */
export function health(c: HttpContext): Response {
  return c.json({ status: 'ok', version: VERSION })
}

/** Ready: the database answers and the server is not draining. */
export async function ready(c: HttpContext, services: HttpServices): Promise<Response> {
  if (!services.ready()) throw new ReelgateError('shutting_down', { retryAfterSeconds: 5 })
  return c.json({ status: 'ready', unfinished_tasks: await countUnfinished(services.flow.db.read) })
}
