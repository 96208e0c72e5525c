import type { Database, Reader, Tx } from '../../db/database.ts'
import { findUserCaller } from '../../db/api-keys.ts'
import { findSession, insertSession } from '../../db/sessions.ts'
import { findUser, markSignedIn } from '../../db/users.ts'
import { isKeyGood } from '../../domain/account.ts'
import type { Caller } from '../../domain/account.ts'
import { ReelgateError } from '../../domain/errors.ts'
import type { Session, SignInMethod, User } from '../../domain/user.ts'
import { newId, newSecret, sha256Hex } from '../../lib/ids.ts'

/** 52 base32 characters: 260 bits. */
const SECRET_CHARACTERS = 52
const USER_AGENT_CHARACTERS_MAX = 300

/** How a session begins; its time is over `lifeMs` after its beginning, however much it is used. */
export interface Beginning {
  method: SignInMethod
  at: number
  lifeMs: number
  address: string
  userAgent: string
}

/** A session that was begun just now, and the secret for its cookie, which is stored nowhere. */
export interface Opened {
  user: User
  session: Session
  secret: string
}

/** Whoever is behind a cookie. */
export interface SignedIn {
  session: Session
  user: User
  caller: Caller
}

/**
 * Signs a user in, inside a transaction of someone else's. The secret is always a new one: what a browser brought along
 * before it signed in opens nothing afterwards. Throws sign_in_refused for a user that was disabled meanwhile.
 */
export async function openSession(tx: Tx, user: User, beginning: Beginning): Promise<Opened> {
  const { method, at, lifeMs, address } = beginning
  if ((await findUser(tx, user.id))?.disabledAt !== null) throw new ReelgateError('sign_in_refused')
  const secret = newSecret(SECRET_CHARACTERS)
  const userAgent = beginning.userAgent.slice(0, USER_AGENT_CHARACTERS_MAX)
  const id = newId('sess', at)
  const times = { createdAt: at, lastSeenAt: at, expiresAt: at + lifeMs }
  const session = { id, userId: user.id, method, address, userAgent, ...times }
  await insertSession(tx, session, sha256Hex(secret))
  await markSignedIn(tx, user.id, at)
  return { user: { ...user, lastSignedInAt: at }, session, secret }
}

/** As `openSession`, in a transaction of its own. Throws sign_in_refused. */
export function signIn(db: Database, user: User, beginning: Beginning): Promise<Opened> {
  return db.write((tx) => openSession(tx, user, beginning))
}

/** Who is signed in by this secret; undefined where its session is over or ended, or the user may not sign in any more. */
export async function findSignedIn(db: Reader, secret: string, now: number): Promise<SignedIn | undefined> {
  const session = await findSession(db, sha256Hex(secret), now)
  if (session === undefined) return undefined
  const user = await findUser(db, session.userId)
  if (user === undefined || user.disabledAt !== null) return undefined
  const caller = await findUserCaller(db, user)
  if (caller === undefined || !isKeyGood(caller.key, now) || caller.account.erasedAt !== null) return undefined
  return { session, user, caller }
}
