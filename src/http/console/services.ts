import type { ClaimRule } from '../../domain/claim-rule.ts'
import type { SignIn } from '../../domain/sign-in.ts'
import type { ConsoleServices, HttpServices } from '../context.ts'
import { Pending } from './pending.ts'

/** What the settings say of the console. */
interface ConsoleSettings {
  publicUrl: string | undefined
  sessionHours: number
  signInAttemptsPerMinute: number
  registration: 'on' | 'off'
  oidcAllowed: readonly ClaimRule[]
  oidcAdmins: readonly ClaimRule[]
  oidcAccount: string
}

const HOUR_MS = 3_600_000

export function consoleServices(
  settings: ConsoleSettings,
  { passkeys, oidc }: SignIn,
  flow: HttpServices['flow'],
): ConsoleServices {
  const { publicUrl, oidcAllowed: allowed, oidcAdmins: admins, oidcAccount: account } = settings
  return {
    origin: publicUrl === undefined ? undefined : new URL(publicUrl).origin,
    sessionMs: settings.sessionHours * HOUR_MS,
    attemptsPerMinute: settings.signInAttemptsPerMinute,
    registration: settings.registration === 'on',
    passkeys,
    ceremonies: new Pending(flow, 'passkey'),
    oidc: oidc && { provider: oidc, rules: { allowed, admins, account } },
    oidcBegun: new Pending(flow, 'oidc'),
  }
}
