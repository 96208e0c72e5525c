import { listKeysOf } from '../../db/api-keys.ts'
import type { Database } from '../../db/database.ts'
import { actorOf } from '../../domain/user.ts'
import { ReelgateError } from '../../domain/errors.ts'
import type { Act } from '../../flow/admin/act.ts'
import { changeKey, createKey, keyById, revokeKey, rotateKey } from '../../flow/admin/keys.ts'
import type { SignedIn } from '../../flow/sign-in/sessions.ts'
import { keySettingsOf, madeKey } from '../admin/keys.ts'
import { showKey } from '../admin/present.ts'
import { keyBody, rotation } from '../admin/schemas.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { readBody } from '../read-body.ts'
import { signedInOf } from './session.ts'

/** What is done by this request, for the audit log. */
const actOf = ({ user }: SignedIn, { flow }: HttpServices): Act => ({ actor: actorOf(user), at: flow.clock.now() })

/** A key of one's own account; another's is not to be told from one that is not there. Throws api_key_not_found. */
async function ownKeyId(c: HttpContext, db: Database, { caller }: SignedIn): Promise<string> {
  const { id, accountId } = await keyById(db.read, c.req.param('key_id') ?? '')
  if (accountId === caller.account.id) return id
  throw new ReelgateError('api_key_not_found', { values: { id } })
}

export async function list(c: HttpContext, services: HttpServices): Promise<Response> {
  const { caller } = await signedInOf(c, services)
  const keys = await listKeysOf(services.flow.db.read, caller.account.id)
  return c.json({ code: 200, data: keys.map(showKey), has_more: false })
}

export async function create(c: HttpContext, services: HttpServices): Promise<Response> {
  const signedIn = await signedInOf(c, services)
  const { db, catalogue } = services.flow
  const settings = keySettingsOf(await readBody(c, services, keyBody), catalogue)
  return madeKey(c, await createKey(db, actOf(signedIn, services), signedIn.caller.account.id, settings))
}

export async function change(c: HttpContext, services: HttpServices): Promise<Response> {
  const signedIn = await signedInOf(c, services)
  const { db, catalogue } = services.flow
  const id = await ownKeyId(c, db, signedIn)
  const settings = keySettingsOf(await readBody(c, services, keyBody), catalogue)
  return c.json({ code: 200, data: showKey(await changeKey(db, actOf(signedIn, services), id, settings)) })
}

export async function rotate(c: HttpContext, services: HttpServices): Promise<Response> {
  const signedIn = await signedInOf(c, services)
  const { db } = services.flow
  const id = await ownKeyId(c, db, signedIn)
  const { overlap_seconds: seconds } = await readBody(c, services, rotation)
  return madeKey(c, await rotateKey(db, actOf(signedIn, services), id, seconds * 1000))
}

export async function revoke(c: HttpContext, services: HttpServices): Promise<Response> {
  const signedIn = await signedInOf(c, services)
  const { db } = services.flow
  const id = await ownKeyId(c, db, signedIn)
  return c.json({ code: 200, data: showKey(await revokeKey(db, actOf(signedIn, services), id)) })
}
