import { deleteSession, deleteSessionsOf, listSessions } from '../../db/sessions.ts'
import { ReelgateError } from '../../domain/errors.ts'
import type { Session } from '../../domain/user.ts'
import { toUnixSeconds } from '../../lib/clock.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { signedInOf } from './session.ts'

const show = (session: Session, current: string) => ({
  id: session.id,
  current: session.id === current,
  method: session.method,
  created_at: toUnixSeconds(session.createdAt),
  last_seen_at: toUnixSeconds(session.lastSeenAt),
  expires_at: toUnixSeconds(session.expiresAt),
  address: session.address,
  user_agent: session.userAgent,
})

/** Where one is signed in. */
export async function list(c: HttpContext, services: HttpServices): Promise<Response> {
  const { user, session } = await signedInOf(c, services)
  const { db, clock } = services.flow
  const found = await listSessions(db.read, user.id, clock.now())
  return c.json({ code: 200, data: found.map((one) => show(one, session.id)), has_more: false })
}

/** Ends one of one's own sessions, or `others`: all but this one. */
export async function end(c: HttpContext, services: HttpServices): Promise<Response> {
  const { user, session } = await signedInOf(c, services)
  const id = c.req.param('session_id') ?? ''
  const isEnded = await services.flow.db.write(async (tx) => {
    if (id !== 'others') return deleteSession(tx, user.id, id)
    await deleteSessionsOf(tx, user.id, session.id)
    return true
  })
  if (!isEnded) throw new ReelgateError('not_found', { values: { method: c.req.method, path: c.req.path } })
  return c.json({ code: 200, data: {} })
}
