import { listAudit } from '../../db/audit-entries.ts'
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
export function routes(c: HttpContext, { flow }: HttpServices): Response {
  const data = [...flow.providers.values()].map(({ name, capacity, startsPerMinute }) => ({
    provider: name,
    breaker: flow.health.stateOf(name),
    capacity: finite(capacity),
    starts_per_minute: finite(startsPerMinute),
    models: flow.catalogue.models.flatMap(({ id, routes: all }) =>
      all.filter((one) => one.provider === name).map(({ order, weight }) => ({ model: id, order, weight })),
    ),
  }))
  return c.json({ code: 200, data, has_more: false })
}

export async function audit(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const { limit, before, target } = readQuery(c, schemas.auditQuery)
  const found = await listAudit(flow.db.read, { target, before, limit: limit + 1 })
  return c.json({ code: 200, data: found.slice(0, limit).map(showAudit), has_more: found.length > limit })
}
