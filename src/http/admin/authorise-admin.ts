import { findAdminKey } from '../../db/admin-keys.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { actorOf } from '../../domain/user.ts'
import type { Act } from '../../flow/admin/act.ts'
import { sha256Hex } from '../../lib/ids.ts'
import { clientAddress } from '../client-address.ts'
import { findSession } from '../console/session.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { bearerKey } from '../surface.ts'

/** An administrator who is signed in to the console. Throws key_missing, role_forbidden. */
async function authoriseSession(c: HttpContext, services: HttpServices): Promise<void> {
  const signedIn = await findSession(c, services)
  if (signedIn === undefined) throw new ReelgateError('key_missing')
  if (signedIn.user.role !== 'admin') throw new ReelgateError('role_forbidden')
  c.set('admin', actorOf(signedIn.user))
}

/** Finds out which administrator is asking. A caller's own key, whatever its account, is no credential here. */
export async function authoriseAdmin(c: HttpContext, services: HttpServices): Promise<void> {
  const secret = bearerKey(c.req)
  if (secret === undefined || secret === '') return authoriseSession(c, services)
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
