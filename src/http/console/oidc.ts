import { getCookie } from 'hono/cookie'
import { ReelgateError } from '../../domain/errors.ts'
import type { OidcProvider } from '../../domain/sign-in.ts'
import { signInByClaims } from '../../flow/sign-in/oidc-users.ts'
import { describeError } from '../../lib/log.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { countBeginning } from './attempts.ts'
import { beginningOf, consoleOf, endSessionBefore, sendSession } from './session.ts'

const COOKIE = 'reelgate_oidc'
const PATH = '/console/api/auth/oidc'

function providerOf(c: HttpContext, services: HttpServices): OidcProvider {
  const { oidc } = consoleOf(services)
  if (oidc !== undefined && oidc.provider.id === c.req.param('oidc_id')) return oidc.provider
  throw new ReelgateError('not_found', { values: { method: c.req.method, path: c.req.path } })
}

const callbackOf = (services: HttpServices, { id }: OidcProvider) => `${services.publicUrl()}${PATH}/${id}/callback`

/** A path of ours: what leads elsewhere is left out, `//host` and `/\host` among it. */
function pathOf(given: string | undefined): string {
  return given !== undefined && /^\/(?![/\\])[^\p{C}\\]*$/u.test(given) ? given : '/playground'
}

function setCookie(c: HttpContext, services: HttpServices, value: string, maxAgeSeconds: number): void {
  const secure = services.publicUrl().startsWith('https:') ? '; Secure' : ''
  c.header(
    'Set-Cookie',
    `${COOKIE}=${value}; Path=${PATH}; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`,
    {
      append: true,
    },
  )
}

const backToSignIn = (c: HttpContext, error: 'oidc_refused' | 'oidc_failed') => c.redirect(`/sign-in?error=${error}`)

/** Sends the browser to the company's page; a cookie ties what comes back to this browser. */
export async function begin(c: HttpContext, services: HttpServices): Promise<Response> {
  const provider = providerOf(c, services)
  countBeginning(c, services)
  try {
    const { url, pending } = await provider.begin(callbackOf(services, provider))
    const id = await consoleOf(services).oidcBegun.begin({ pending, to: pathOf(c.req.query('to')) })
    setCookie(c, services, id, 300)
    return c.redirect(url)
  } catch (error) {
    services.flow.log.error({ error: describeError(error) }, 'the sign-in page of the issuer could not be asked')
    return backToSignIn(c, 'oidc_failed')
  }
}

/** The browser is back from the company's page. */
export async function finish(c: HttpContext, services: HttpServices): Promise<Response> {
  const provider = providerOf(c, services)
  const { oidcBegun, oidc } = consoleOf(services)
  const begun = await oidcBegun.take(getCookie(c, COOKIE) ?? '')
  setCookie(c, services, '', 0)
  if (begun === undefined || oidc === undefined) return backToSignIn(c, 'oidc_failed')
  try {
    const query = new URL(c.req.url).search
    const claims = await provider.finish(`${callbackOf(services, provider)}${query}`, begun.pending)
    const { db } = services.flow
    const opened = await signInByClaims(db, claims, oidc.rules, beginningOf(c, services, 'oidc'))
    await endSessionBefore(c, services)
    sendSession(c, services, opened)
    return c.redirect(begun.to)
  } catch (error) {
    const isRefused = error instanceof ReelgateError && error.code === 'sign_in_refused'
    const fields = { request: c.get('requestId'), error: describeError(error) }
    if (isRefused) services.flow.log.info(fields, 'a user of the issuer was refused')
    else services.flow.log.error(fields, 'a sign-in by the issuer failed')
    return backToSignIn(c, isRefused ? 'oidc_refused' : 'oidc_failed')
  }
}
