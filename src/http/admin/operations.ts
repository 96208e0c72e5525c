import type { z } from 'zod'
import { listAudit } from '../../db/audit-entries.ts'
import { listLines } from '../../db/task-lines.ts'
import { countUnfinished } from '../../db/tasks.ts'
import { accountById } from '../../flow/admin/accounts.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { readQuery } from '../read-query.ts'
import { showAudit } from './present.ts'
import { answerUsage } from '../usage.ts'
import { usageOfAllQuery } from '../usage-schemas.ts'
import * as schemas from './schemas.ts'

const finite = (value: number | undefined) => (value === undefined || value === Infinity ? null : value)

/** What ended tasks came to, of all accounts or of one. */
export async function usage(c: HttpContext, services: HttpServices): Promise<Response> {
  const { account_id: accountId, ...query } = readQuery(c, usageOfAllQuery)
  if (accountId !== undefined) await accountById(services.flow.db.read, accountId)
  return answerUsage(c, services, accountId, query)
}

/** Every provider, whether it is fit to be given work, and the models that go by it. */
export async function routes(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const now = flow.clock.now()
  const told = [...flow.providers.values()].map(async ({ name, capacity, startsPerMinute }) => ({
    provider: name,
    breaker: flow.health.stateOf(name),
    capacity: finite(capacity),
    starts_per_minute: finite(startsPerMinute),
    starts_used:
      finite(startsPerMinute) === null ? null : await flow.queue.startsUsed(flow.db.read, { provider: name, now }),
    models: flow.catalogue.models.flatMap(({ id, routes: all }) =>
      all.filter((one) => one.provider === name).map(({ order, weight }) => ({ model: id, order, weight })),
    ),
  }))
  return c.json({ code: 200, data: await Promise.all(told), has_more: false })
}

export async function audit(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const { limit, before, target } = readQuery(c, schemas.auditQuery)
  const found = await listAudit(flow.db.read, { target, before, limit: limit + 1 })
  return c.json({ code: 200, data: found.slice(0, limit).map(showAudit), has_more: found.length > limit })
}

const ageOf = (since: number | null, now: number) =>
  since === null ? null : Math.max(0, Math.floor((now - since) / 1000))

/** What has not ended: by state, and at each provider. */
export async function queue(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const now = flow.clock.now()
  const lines = await listLines(flow.db.read)
  const oldest = lines.map(({ oldestWaiting }) => oldestWaiting).filter((at) => at !== null)
  const data: z.infer<typeof schemas.queue> = {
    unfinished: Object.fromEntries((await countUnfinished(flow.db.read)).map(({ state, count }) => [state, count])),
    oldest_waiting_seconds: ageOf(oldest.length === 0 ? null : Math.min(...oldest), now),
    routes: lines.map(({ provider, waiting, running, oldestWaiting }) => ({
      provider,
      waiting,
      running,
      oldest_waiting_seconds: ageOf(oldestWaiting, now),
    })),
  }
  return c.json({ code: 200, data })
}

/** What the server was started with. Read-only: settings are changed where they stand, and with a restart. */
export function settings(c: HttpContext, services: HttpServices): Response {
  return c.json({ code: 200, data: services.settings.configured ?? [], has_more: false })
}
