import { findUserCaller } from '../../db/api-keys.ts'
import { deleteSession, deleteSessionsOf } from '../../db/sessions.ts'
import { findPasswordHash, findUserByName, savePasswordHash } from '../../db/users.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { actorOf } from '../../domain/user.ts'
import type { User } from '../../domain/user.ts'
import { record } from '../../flow/admin/act.ts'
import {
  isFirstStart,
  lookAtLink,
  openFirstLink,
  openLink,
  register as registerUser,
} from '../../flow/sign-in/links.ts'
import { hashPassword, isPassword } from '../../flow/sign-in/password.ts'
import { signIn } from '../../flow/sign-in/sessions.ts'
import type { Opened } from '../../flow/sign-in/sessions.ts'
import { languageOf } from '../context.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { readBody } from '../read-body.ts'
import { readQuery } from '../read-query.ts'
import { attempt } from './attempts.ts'
import { partyOf } from './relying-party.ts'
import * as schemas from './schemas.ts'
import {
  beginningOf,
  consoleOf,
  endSessionBefore,
  findSession,
  forgetSession,
  sendSession,
  signedInOf,
} from './session.ts'

/** For how long a session that a link began may set a password without knowing the one before. */
const RECOVERY_MS = 15 * 60_000

/** The ways to sign in that this page can offer. */
function waysOf(c: HttpContext, services: HttpServices) {
  const { registration, oidc } = consoleOf(services)
  const companies = oidc === undefined ? [] : [{ id: oidc.provider.id, name: oidc.provider.name }]
  return { password: true, passkeys: partyOf(c, services) !== undefined, oidc: companies, registration }
}

/** What the sign-in page needs to know before anybody is signed in. */
export async function options(c: HttpContext, services: HttpServices): Promise<Response> {
  const isFirst = await isFirstStart(services.flow.db.read)
  const isSignedIn = (await findSession(c, services)) !== undefined
  return c.json({ first_start: isFirst, signed_in: isSignedIn, ...waysOf(c, services) })
}

async function showMe(c: HttpContext, services: HttpServices, user: User): Promise<Response> {
  const { id, name, email, role } = user
  const caller = await findUserCaller(services.flow.db.read, user)
  if (caller === undefined) throw new ReelgateError('session_missing')
  const { account, key } = caller
  const features = { ...waysOf(c, services), stripe: services.recharge !== undefined, redeem_codes: true }
  return c.json({
    user: { id, name, email, role, key_id: key.id },
    account: { id: account.id, name: account.name },
    language: languageOf(c, services),
    features,
  })
}

/** Whoever is signed in. */
export async function me(c: HttpContext, services: HttpServices): Promise<Response> {
  return showMe(c, services, (await signedInOf(c, services)).user)
}

/** The answer to every sign-in that held: the cookie, and whose it is. The session that it takes the place of ends. */
export async function welcome(c: HttpContext, services: HttpServices, opened: Opened): Promise<Response> {
  await endSessionBefore(c, services)
  sendSession(c, services, opened)
  return showMe(c, services, opened.user)
}

/** The first user is made, and signed in. */
export async function firstStart(c: HttpContext, services: HttpServices): Promise<Response> {
  const { token, name, password } = await readBody(c, services, schemas.firstStart)
  const { db, clock } = services.flow
  const opened = await attempt(c, services, async () => {
    // A token that holds comes before the cost of hashing.
    await lookAtLink(db.read, token, clock.now())
    const passwordHash = password === undefined ? null : await hashPassword(password)
    return openFirstLink(db, { token, name, passwordHash }, beginningOf(c, services, 'link'))
  })
  return welcome(c, services, opened)
}

/** What a link is for; it is not used up. */
export async function lookAtToken(c: HttpContext, services: HttpServices): Promise<Response> {
  const { token } = readQuery(c, schemas.linkQuery)
  const { db, clock } = services.flow
  const user = await attempt(c, services, () => lookAtLink(db.read, token, clock.now()))
  const data = user === undefined ? { kind: 'first_start', name: null } : { kind: 'user', name: user.name }
  return c.json({ code: 200, data })
}

export async function signInByLink(c: HttpContext, services: HttpServices): Promise<Response> {
  const { token } = await readBody(c, services, schemas.signInLink)
  const { db } = services.flow
  const opened = await attempt(c, services, () => openLink(db, token, beginningOf(c, services, 'link')))
  return welcome(c, services, opened)
}

/** Unknown name, wrong password and disabled user are one answer, after the same work. */
export async function signInByPassword(c: HttpContext, services: HttpServices): Promise<Response> {
  const { name, password } = await readBody(c, services, schemas.passwordSignIn)
  const { db } = services.flow
  const check = async () => {
    const user = await findUserByName(db.read, name)
    const isRight = await isPassword(password, user === undefined ? null : await findPasswordHash(db.read, user.id))
    if (user === undefined || !isRight || user.disabledAt !== null) throw new ReelgateError('sign_in_refused')
    return signIn(db, user, beginningOf(c, services, 'password'))
  }
  return welcome(c, services, await attempt(c, services, check, name))
}

export async function register(c: HttpContext, services: HttpServices): Promise<Response> {
  if (!consoleOf(services).registration) throw new ReelgateError('registration_off')
  const { name, password } = await readBody(c, services, schemas.registration)
  const opened = await attempt(c, services, async () => {
    const wanted = { name, passwordHash: await hashPassword(password) }
    return registerUser(services.flow.db, wanted, beginningOf(c, services, 'register'))
  })
  return welcome(c, services, opened)
}

/** Ends this session; whoever has none is told the same. */
export async function signOut(c: HttpContext, services: HttpServices): Promise<Response> {
  const signedIn = await findSession(c, services)
  if (signedIn !== undefined) {
    await services.flow.db.write((tx) => deleteSession(tx, signedIn.user.id, signedIn.session.id))
  }
  forgetSession(c, services)
  return c.json({ code: 200, data: {} })
}

/** Sets one's own password, and ends one's other sessions: whoever knew the old one is out. */
export async function changePassword(c: HttpContext, services: HttpServices): Promise<Response> {
  const { user, session } = await signedInOf(c, services)
  const { current, password } = await readBody(c, services, schemas.passwordChange)
  const { db, clock } = services.flow
  const at = clock.now()
  const isRecovering = session.method === 'link' && at - session.createdAt <= RECOVERY_MS
  const known = await findPasswordHash(db.read, user.id)
  if (known !== null && !isRecovering) {
    const check = async () => {
      if (!(await isPassword(current ?? '', known))) throw new ReelgateError('sign_in_refused', { param: 'current' })
    }
    await attempt(c, services, check, user.name)
  }
  const hash = await hashPassword(password)
  await db.write(async (tx) => {
    await savePasswordHash(tx, user.id, hash)
    await deleteSessionsOf(tx, user.id, session.id)
    await record(tx, { actor: actorOf(user), at }, { action: 'user.password', target: user.id })
  })
  return c.json({ code: 200, data: {} })
}
