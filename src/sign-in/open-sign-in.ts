import type { OidcProvider, Passkeys } from '../domain/sign-in.ts'
import type { OidcSettings } from './oidc.ts'

/** Loaded when the first passkey is used. */
export const openPasskeys = async (): Promise<Passkeys> => (await import('./passkeys.ts')).webAuthn

/** There is one; its id is a part of the address that its owner lists as allowed. */
const ID = 'oidc'

/** A company's sign-in page; its library is loaded when somebody first goes there. */
export function openOidc(settings: OidcSettings): OidcProvider {
  let opening: Promise<Omit<OidcProvider, 'id' | 'name'>> | undefined
  const open = () => (opening ??= import('./oidc.ts').then(({ openIssuer }) => openIssuer(settings)))
  return {
    id: ID,
    name: settings.name,
    begin: async (redirectUri) => (await open()).begin(redirectUri),
    finish: async (callbackUrl, pending) => (await open()).finish(callbackUrl, pending),
  }
}
