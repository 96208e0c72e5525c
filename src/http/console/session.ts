import { getCookie } from 'hono/cookie'
import { deleteSession, markSeen } from '../../db/sessions.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { findSignedIn } from '../../flow/sign-in/sessions.ts'
import type { Beginning, Opened, SignedIn } from '../../flow/sign-in/sessions.ts'
import type { SignInMethod } from '../../domain/user.ts'
import { describeError } from '../../lib/log.ts'
import { clientAddress } from '../client-address.ts'
import type { ConsoleServices, HttpContext, HttpServices } from '../context.ts'

/**
 * What every call that means a session brings along. A page of another site can't: a form has no headers, and its script
 * would need a preflight, which does not allow this one.
 */
const OWN_HEADER = 'x-reelgate-console'

/** How often it is written down that a session is in use. */
const SEEN_EVERY_MS = 600_000

/** The console's part of the services. Its routes are served only where it is there. */
export function consoleOf({ console }: HttpServices): ConsoleServices {
  if (console === undefined) throw new Error('there is no console here')
  return console
}

export const isFromConsole = (c: HttpContext): boolean => c.req.header(OWN_HEADER) === '1'

const isSecure = (services: HttpServices) => services.publicUrl().startsWith('https:')

/** Behind https a browser takes this name from our own host alone, over nothing but https. */
const cookieName = (services: HttpServices) => (isSecure(services) ? '__Host-reelgate' : 'reelgate_session')

function setCookie(c: HttpContext, services: HttpServices, value: string, maxAgeSeconds: number): void {
  const secure = isSecure(services) ? '; Secure' : ''
  const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`
  c.header('Set-Cookie', `${cookieName(services)}=${value}; ${attributes}`, { append: true })
}

/** Puts the secret of a session that was begun just now into the browser, in place of whatever it had. */
export function sendSession(c: HttpContext, services: HttpServices, { secret, session }: Opened): void {
  setCookie(c, services, secret, Math.floor((session.expiresAt - session.createdAt) / 1000))
}

export function forgetSession(c: HttpContext, services: HttpServices): void {
  setCookie(c, services, '', 0)
}

/** What is known of a sign-in before it is one. */
export function beginningOf(c: HttpContext, services: HttpServices, method: SignInMethod): Beginning {
  return {
    method,
    at: services.flow.clock.now(),
    lifeMs: consoleOf(services).sessionMs,
    address: clientAddress(c, services.settings.trustedProxies),
    userAgent: c.req.header('user-agent') ?? '',
  }
}

async function noteSeen({ flow: { db, clock, log } }: HttpServices, { session }: SignedIn): Promise<void> {
  const now = clock.now()
  if (now - session.lastSeenAt < SEEN_EVERY_MS) return
  try {
    await db.write((tx) => markSeen(tx, session.id, now))
  } catch (error) {
    log.warn({ error: describeError(error) }, 'when a session was used could not be written')
  }
}

/** Who is signed in by this request's cookie. Asks the database each time: what was ended opens nothing from then on. */
export async function findSession(c: HttpContext, services: HttpServices): Promise<SignedIn | undefined> {
  const known = c.get('signedIn')
  if (known !== undefined) return known ?? undefined
  const secret = services.console === undefined || !isFromConsole(c) ? undefined : getCookie(c, cookieName(services))
  const { db, clock } = services.flow
  const found = secret === undefined ? undefined : await findSignedIn(db.read, secret, clock.now())
  c.set('signedIn', found ?? null)
  if (found !== undefined) await noteSeen(services, found)
  return found
}

/** Ends the session that a browser had before it signed in anew, header or not: it is only ever ended by this. */
export async function endSessionBefore(c: HttpContext, services: HttpServices): Promise<void> {
  const secret = getCookie(c, cookieName(services))
  if (secret === undefined) return
  const { db, clock } = services.flow
  const before = await findSignedIn(db.read, secret, clock.now())
  if (before !== undefined) await db.write((tx) => deleteSession(tx, before.user.id, before.session.id))
}

/** As `findSession`. Throws session_missing. */
export async function signedInOf(c: HttpContext, services: HttpServices): Promise<SignedIn> {
  const found = await findSession(c, services)
  if (found === undefined) throw new ReelgateError('session_missing')
  return found
}
