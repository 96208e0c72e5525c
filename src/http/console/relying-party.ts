import { isIP } from 'node:net'
import { ReelgateError } from '../../domain/errors.ts'
import type { RelyingParty } from '../../domain/sign-in.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { consoleOf } from './session.ts'

/**
 * Whom passkeys are made for. A browser binds them to the host in its address, and takes no bare IP address. Without a
 * public URL that is `localhost`, the one name which browsers trust without https.
 */
export function partyOf(c: HttpContext, services: HttpServices): RelyingParty | undefined {
  const origin = consoleOf(services).origin ?? `http://${c.req.header('host') ?? ''}`
  const url = URL.parse(origin)
  if (url === null || isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined
  return url.protocol === 'https:' || url.hostname === 'localhost'
    ? { id: url.hostname, origin: url.origin }
    : undefined
}

/** As `partyOf`. Throws passkeys_unavailable. */
export function partyOrRefuse(c: HttpContext, services: HttpServices): RelyingParty {
  const party = partyOf(c, services)
  if (party === undefined) throw new ReelgateError('passkeys_unavailable')
  return party
}
