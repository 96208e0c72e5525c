import { countUnfinished } from '../db/tasks.ts'
import { ReelgateError } from '../domain/errors.ts'
import { VERSION } from '../version.ts'
import type { HttpContext, HttpServices } from './context.ts'

/** What this is, for a program; a browser is led to the console. */
export function root(c: HttpContext, services: HttpServices): Response {
  const isBrowser = services.console !== undefined && c.req.header('accept')?.includes('text/html') === true
  if (isBrowser) return c.redirect('/playground')
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

/**
 * Ready: the database answers and the server is not draining. Providers that are out of order don't change it: submits are
 * accepted all the same, and their tasks wait. `waiting_models` are those of which no route takes work at this moment.
 */
export async function ready(c: HttpContext, services: HttpServices): Promise<Response> {
  if (!services.ready()) throw new ReelgateError('shutting_down', { retryAfterSeconds: 5 })
  const { providers, health, catalogue, db } = services.flow
  const breakers = Object.fromEntries([...providers.keys()].map((name) => [name, health.stateOf(name)]))
  const waiting = catalogue.models.filter(({ routes }) => routes.every(({ provider }) => breakers[provider] === 'open'))
  return c.json({
    status: 'ready',
    unfinished_tasks: Object.fromEntries((await countUnfinished(db.read)).map(({ state, count }) => [state, count])),
    breakers,
    waiting_models: waiting.map(({ id }) => id),
  })
}
