import { findAdminKey } from '../../db/admin-keys.ts'
import { ReelgateError } from '../../domain/errors.ts'
import type { Act } from '../../flow/admin/act.ts'
import { sha256Hex } from '../../lib/ids.ts'
import { clientAddress } from '../client-address.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { bearerKey } from '../surface.ts'

/** Finds out which administrator is asking. A caller's own key, whatever its account, is no credential here. */
export async function authoriseAdmin(c: HttpContext, services: HttpServices): Promise<void> {
  const secret = bearerKey(c.req)
  if (secret === undefined || secret === '') throw new ReelgateError('key_missing')
  const hash = sha256Hex(secret)
  const address = clientAddress(c, services.settings.trustedProxies)
  const key = await services.keyLookups.find(hash, address, () => findAdminKey(services.flow.db.read, hash))
  if (key === undefined) throw new ReelgateError('admin_key_invalid')
  c.set('admin', `${key.name} (${key.id})`)
}

/** What is done by this request, for the audit log. */
export function actOf(c: HttpContext, services: HttpServices): Act {
  const actor = c.get('admin')
  if (actor === undefined) throw new ReelgateError('key_missing')
  return { actor, at: services.flow.clock.now() }
}
