import { deletePasskey, findPasskey, insertPasskey, listPasskeys, markPasskeyUsed } from '../../db/passkeys.ts'
import type { Passkey } from '../../db/passkeys.ts'
import { findUser } from '../../db/users.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { actorOf } from '../../domain/user.ts'
import { record } from '../../flow/admin/act.ts'
import { openSession } from '../../flow/sign-in/sessions.ts'
import { toUnixSeconds } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import type { Json } from '../../lib/json.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { readBody } from '../read-body.ts'
import { attempt, countBeginning } from './attempts.ts'
import { partyOrRefuse } from './relying-party.ts'
import * as schemas from './schemas.ts'
import { beginningOf, consoleOf, signedInOf } from './session.ts'
import { welcome } from './sign-in.ts'

const show = ({ id, name, createdAt, lastUsedAt }: Passkey) => ({
  id,
  name,
  created_at: toUnixSeconds(createdAt),
  last_used_at: lastUsedAt === null ? null : toUnixSeconds(lastUsedAt),
})

export async function list(c: HttpContext, services: HttpServices): Promise<Response> {
  const { user } = await signedInOf(c, services)
  const found = await listPasskeys(services.flow.db.read, user.id)
  return c.json({ code: 200, data: found.map(show), has_more: false })
}

/** What a browser needs to make a passkey. */
export async function registrationOptions(c: HttpContext, services: HttpServices): Promise<Response> {
  const { user } = await signedInOf(c, services)
  const party = partyOrRefuse(c, services)
  const { passkeys, ceremonies } = consoleOf(services)
  const known = await listPasskeys(services.flow.db.read, user.id)
  const { challenge, options } = await (await passkeys()).registration(party, user, known)
  const id = await ceremonies.begin({ challenge, userId: user.id })
  return c.json({ code: 200, data: { challenge_id: id, options } })
}

export async function register(c: HttpContext, services: HttpServices): Promise<Response> {
  const { user } = await signedInOf(c, services)
  const party = partyOrRefuse(c, services)
  const { challenge_id: id, response, name = '' } = await readBody(c, services, schemas.newPasskey)
  const { passkeys, ceremonies } = consoleOf(services)
  const begun = await ceremonies.take(id)
  const isOwn = begun?.userId === user.id
  const credential = isOwn ? await (await passkeys()).register(party, begun.challenge, response as Json) : undefined
  if (credential === undefined) throw new ReelgateError('passkey_refused')
  const { db, clock } = services.flow
  const at = clock.now()
  const passkey = { ...credential, id: newId('passkey', at), userId: user.id, name, createdAt: at, lastUsedAt: null }
  await db.write(async (tx) => {
    if ((await findPasskey(tx, credential.credentialId)) !== undefined) throw new ReelgateError('passkey_refused')
    await insertPasskey(tx, passkey)
    await record(tx, { actor: actorOf(user), at }, { action: 'passkey.create', target: user.id, after: { name } })
  })
  return c.json({ code: 200, data: show(passkey) })
}

export async function remove(c: HttpContext, services: HttpServices): Promise<Response> {
  const { user } = await signedInOf(c, services)
  const { db, clock } = services.flow
  const id = c.req.param('passkey_id') ?? ''
  await db.write(async (tx) => {
    if (!(await deletePasskey(tx, user.id, id))) {
      throw new ReelgateError('not_found', { values: { method: c.req.method, path: c.req.path } })
    }
    const act = { actor: actorOf(user), at: clock.now() }
    await record(tx, act, { action: 'passkey.delete', target: user.id, before: { id } })
  })
  return c.json({ code: 200, data: {} })
}

/** What a browser needs to sign in with a passkey; who it is, the passkey says. */
export async function signInOptions(c: HttpContext, services: HttpServices): Promise<Response> {
  const party = partyOrRefuse(c, services)
  countBeginning(c, services)
  const { passkeys, ceremonies } = consoleOf(services)
  const { challenge, options } = await (await passkeys()).signIn(party)
  const id = await ceremonies.begin({ challenge, userId: null })
  return c.json({ code: 200, data: { challenge_id: id, options } })
}

/** Unknown, forged, copied, of a disabled user: one answer for each that does not hold. */
export async function signIn(c: HttpContext, services: HttpServices): Promise<Response> {
  const party = partyOrRefuse(c, services)
  const { challenge_id: id, response } = await readBody(c, services, schemas.passkeySignIn)
  const { passkeys, ceremonies } = consoleOf(services)
  const { db, clock } = services.flow
  const refused = new ReelgateError('passkey_refused')
  const opened = await attempt(c, services, async () => {
    const begun = await ceremonies.take(id)
    const passkey = begun?.userId === null ? await findPasskey(db.read, response.id) : undefined
    if (begun === undefined || passkey === undefined) throw refused
    const counter = await (await passkeys()).verify(party, begun.challenge, response as Json, passkey)
    if (counter === undefined) throw refused
    return db.write(async (tx) => {
      const user = await findUser(tx, passkey.userId)
      const isUsed = await markPasskeyUsed(tx, passkey, counter, clock.now())
      if (user === undefined || user.disabledAt !== null || !isUsed) throw refused
      return openSession(tx, user, beginningOf(c, services, 'passkey'))
    })
  })
  return welcome(c, services, opened)
}
