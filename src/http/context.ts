import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Caller } from '../domain/account.ts'
import type { ConfiguredSetting } from '../domain/configured-setting.ts'
import { ReelgateError } from '../domain/errors.ts'
import type { FaultPlan, TaskFault } from '../domain/faults.ts'
import type { RechargeTerms } from '../domain/payment.ts'
import type { OidcPending, OidcProvider, Passkeys } from '../domain/sign-in.ts'
import type { Flow } from '../flow/context.ts'
import type { Gauges } from '../flow/gather-metrics.ts'
import type { OidcRules } from '../flow/sign-in/oidc-users.ts'
import type { SignedIn } from '../flow/sign-in/sessions.ts'
import type { Pending } from './console/pending.ts'
import type { CallerCache } from './caller-cache.ts'
import type { KeyLookups } from './key-lookups.ts'
import type { KeysUsed } from './keys-used.ts'
import type { Listeners } from './listeners.ts'
import { pickLanguage } from './messages/catalogue.ts'
import type { Language } from './messages/catalogue.ts'
import type { RateLimiter } from './rate-limit.ts'
import { surfaceOf } from './surfaces/surface-of.ts'

/** What every route may use. */
export interface HttpServices {
  flow: Flow
  limiter: RateLimiter
  callers: CallerCache
  keyLookups: KeyLookups
  keysUsed: KeysUsed
  listeners: Listeners
  gauges: Pick<Gauges, 'text'>
  /** Begins every link in an answer; no slash at its end. */
  publicUrl: () => string
  /** Has the worker look at the queue. */
  wake: () => void
  /** False while starting and draining. */
  ready: () => boolean
  /** undefined: no payments are taken. Amounts are the least and the most that one may be. */
  recharge?: RechargeTerms | undefined
  /** undefined: nobody signs in here. */
  console?: ConsoleServices | undefined
  settings: {
    /** Every setting as it was given; for administrators. */
    configured?: readonly ConfiguredSetting[]
    language: Language
    jsonBytesMax: number
    submitsPerMinute: number
    pollsPerMinute: number
    /** Where callers can top up. */
    rechargeUrl?: string | undefined
    trustedProxies: number
    metrics: 'on' | 'off'
    /** undefined: metrics are for this machine alone. */
    metricsToken?: string | undefined
    /** undefined: callers can't order faults. */
    faults: FaultPlan | undefined
  }
}

/** What the console needs besides. */
export interface ConsoleServices {
  /** The origin that browsers were told to use; undefined: whichever they come by. */
  origin: string | undefined
  sessionMs: number
  /** Failed sign-ins, for one address and for one name. */
  attemptsPerMinute: number
  registration: boolean
  passkeys: () => Promise<Passkeys>
  /** Challenges that were given out; null: to whoever wants to sign in. */
  ceremonies: Pending<{ challenge: string; userId: string | null }>
  /** undefined: no company's sign-in page is configured. */
  oidc: { provider: OidcProvider; rules: OidcRules } | undefined
  oidcBegun: Pending<{ pending: OidcPending; to: string }>
}

export interface HttpEnv {
  Bindings: HttpBindings
  Variables: {
    requestId: string
    caller: Caller | undefined
    /** Who is signed in by this request's cookie; null: nobody. undefined: nobody has looked. */
    signedIn: SignedIn | null | undefined
    /** Which administrator is asking: a name and an id. */
    admin: string | undefined
    /** For the log line of this request. */
    taskId: string | undefined
    /** What this call's task is to suffer. */
    taskFaults: readonly TaskFault[] | undefined
  }
}

export type HttpContext = Context<HttpEnv>

/** The language of this answer: `?language=`, else Accept-Language, else the surface's, else the server's. */
export function languageOf(c: HttpContext, services: HttpServices): Language {
  const standard = surfaceOf(c.req.path).language ?? services.settings.language
  return pickLanguage(c.req.query('language'), c.req.header('accept-language'), standard)
}

/** The caller that `authorise` has found; a route that is not behind it has none, which is our mistake. */
export function callerOf(c: HttpContext): Caller {
  const caller = c.get('caller')
  if (caller === undefined) throw new ReelgateError('key_missing')
  return caller
}

/**
 * A header of this answer, whatever becomes of it. It goes straight to Node's own response: the framework would build
 * a Headers object for each answer, which costs more than everything else a poll does.
 */
export function sendHeader(c: HttpContext, name: string, value: string): void {
  c.env.outgoing.setHeader(name, value)
}
