import type { OidcProvider, SignIn } from '../domain/sign-in.ts'
import type { OidcSettings } from './oidc.ts'

/** There is one; its id is a part of the address that its owner lists as allowed. */
const ID = 'oidc'

/** A company's sign-in page; its library is loaded when somebody first goes there. */
function openOidc(settings: OidcSettings): OidcProvider {
  let opening: Promise<Omit<OidcProvider, 'id' | 'name'>> | undefined
  const open = () => (opening ??= import('./oidc.ts').then(({ openIssuer }) => openIssuer(settings)))
  return {
    id: ID,
    name: settings.name,
    begin: async (redirectUri) => (await open()).begin(redirectUri),
    finish: async (callbackUrl, pending) => (await open()).finish(callbackUrl, pending),
  }
}

interface SignInSettings {
  oidcIssuer?: string | undefined
  oidcClientId?: string | undefined
  oidcClientSecretFile?: string | undefined
  oidcName: string
}

/** Passkeys, and the company's sign-in page where one is configured. */
export function openSignIn(settings: SignInSettings): SignIn {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecretFile: clientSecret, oidcName: name } = settings
  const isComplete = issuer !== undefined && clientId !== undefined && clientSecret !== undefined
  return {
    passkeys: async () => (await import('./passkeys.ts')).webAuthn,
    oidc: isComplete ? openOidc({ issuer, clientId, clientSecret, name }) : undefined,
  }
}
