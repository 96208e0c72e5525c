import type { z } from 'zod'
import { listKeysOf } from '../../db/api-keys.ts'
import type { KeySettings } from '../../db/api-keys.ts'
import type { Catalogue } from '../../domain/model.ts'
import { accountById } from '../../flow/admin/accounts.ts'
import { assertIpRanges, modelIds } from '../../flow/admin/key-settings.ts'
import { changeKey, createKey, keyById, revokeKey, rotateKey } from '../../flow/admin/keys.ts'
import type { MadeKey } from '../../flow/admin/keys.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { actOf } from './authorise-admin.ts'
import { showKey } from './present.ts'
import { readBody } from '../read-body.ts'
import * as schemas from './schemas.ts'

const idOf = (c: HttpContext) => c.req.param('key_id') ?? ''
/** The one answer that has the secret in it. */
export const madeKey = (c: HttpContext, { key, secret }: MadeKey): Response =>
  c.json({ code: 200, data: { ...showKey(key), key: secret } })

/** What the body names, in our own names; what it leaves out is not there. */
export function keySettingsOf(body: z.infer<typeof schemas.keyBody>, catalogue: Catalogue): Partial<KeySettings> {
  if (body.ip_ranges) assertIpRanges(body.ip_ranges)
  const all: { [name in keyof KeySettings]: KeySettings[name] | undefined } = {
    name: body.name,
    scopes: body.scopes,
    models: body.models ? modelIds(catalogue, body.models) : body.models,
    ipRanges: body.ip_ranges,
    expiresAt: typeof body.expires_at === 'number' ? body.expires_at * 1000 : body.expires_at,
    spendMax: body.spend_max,
    spendDayMax: body.spend_day_max,
    tasksMax: body.tasks_max,
    submitsPerMinute: body.submits_per_minute,
    pollsPerMinute: body.polls_per_minute,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

export async function list(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const { id } = await accountById(flow.db.read, c.req.param('account_id') ?? '')
  const keys = await listKeysOf(flow.db.read, id)
  return c.json({ code: 200, data: keys.map(showKey), has_more: false })
}

export async function create(c: HttpContext, services: HttpServices): Promise<Response> {
  const { db, catalogue } = services.flow
  const settings = keySettingsOf(await readBody(c, services, schemas.keyBody), catalogue)
  return madeKey(c, await createKey(db, actOf(c, services), c.req.param('account_id') ?? '', settings))
}

export async function get(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  return c.json({ code: 200, data: showKey(await keyById(flow.db.read, idOf(c))) })
}

export async function change(c: HttpContext, services: HttpServices): Promise<Response> {
  const { db, catalogue } = services.flow
  const settings = keySettingsOf(await readBody(c, services, schemas.keyBody), catalogue)
  return c.json({ code: 200, data: showKey(await changeKey(db, actOf(c, services), idOf(c), settings)) })
}

export async function rotate(c: HttpContext, services: HttpServices): Promise<Response> {
  const { overlap_seconds: seconds } = await readBody(c, services, schemas.rotation)
  return madeKey(c, await rotateKey(services.flow.db, actOf(c, services), idOf(c), seconds * 1000))
}

export async function revoke(c: HttpContext, services: HttpServices): Promise<Response> {
  return c.json({ code: 200, data: showKey(await revokeKey(services.flow.db, actOf(c, services), idOf(c))) })
}
