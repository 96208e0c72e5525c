import type { Json } from '../lib/json.ts'

/** Whom passkeys are made for: the host that a browser has in its address, and the whole origin. */
export interface RelyingParty {
  id: string
  origin: string
}

/** A public key that a browser, or a device, holds the other half of. */
export interface Credential {
  /** Base64url, as all bytes here. */
  credentialId: string
  publicKey: string
  /** Grows with each use on devices that count; one that does not grow is a copy. */
  counter: number
  transports: readonly string[]
}

/** Options for the browser, and the challenge that its answer must hold. */
export interface Ceremony {
  challenge: string
  options: object
}

/** WebAuthn. An answer that does not hold is undefined, whatever is wrong with it. */
export interface Passkeys {
  registration(
    party: RelyingParty,
    user: { id: string; name: string },
    known: readonly Pick<Credential, 'credentialId' | 'transports'>[],
  ): Promise<Ceremony>
  register(party: RelyingParty, challenge: string, answer: Json): Promise<Credential | undefined>
  signIn(party: RelyingParty): Promise<Ceremony>
  /** The counter after the use. */
  verify(party: RelyingParty, challenge: string, answer: Json, credential: Credential): Promise<number | undefined>
}

/** What a sign-in page of a company says of whoever signed in there. */
export interface Claims {
  issuer: string
  subject: string
  all: Readonly<Record<string, unknown>>
}

/** What must be known when the browser comes back. */
export interface OidcPending {
  state: string
  nonce: string
  verifier: string
}

/** OpenID Connect: authorisation code with PKCE. Both throw what went wrong, for the log alone. */
export interface OidcProvider {
  id: string
  /** On the button. */
  name: string
  begin(redirectUri: string): Promise<{ url: string; pending: OidcPending }>
  finish(callbackUrl: string, pending: OidcPending): Promise<Claims>
}

/** What people sign in with besides passwords. */
export interface SignIn {
  /** Loaded when the first passkey is used. */
  passkeys: () => Promise<Passkeys>
  /** undefined: no company's sign-in page is configured. */
  oidc: OidcProvider | undefined
}
