import * as oidc from 'openid-client'
import type { Claims, OidcPending, OidcProvider } from '../domain/sign-in.ts'

const PATIENCE_SECONDS = 10

export interface OidcSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** On the button. */
  name: string
}

/** A company's sign-in page by openid-client. The issuer is asked for its description at the first use, not at the start. */
export function openIssuer({ issuer, clientId, clientSecret }: OidcSettings): Omit<OidcProvider, 'id' | 'name'> {
  let opening: Promise<oidc.Configuration> | undefined
  const open = () => {
    const server = new URL(issuer)
    // Plain http is for an issuer on the same machine or network, which its operator has chosen.
    const execute = server.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
    opening ??= oidc
      .discovery(server, clientId, clientSecret, undefined, { execute, timeout: PATIENCE_SECONDS })
      .catch((error: unknown) => {
        opening = undefined
        throw error
      })
    return opening
  }
  return {
    begin: async (redirectUri) => {
      const pending: OidcPending = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      }
      const url = oidc.buildAuthorizationUrl(await open(), {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, pending }
    },
    finish: async (callbackUrl, { state, nonce, verifier }): Promise<Claims> => {
      const tokens = await oidc.authorizationCodeGrant(await open(), new URL(callbackUrl), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined) throw new Error('the answer of the issuer has no ID token')
      return { issuer: claims.iss, subject: claims.sub, all: claims }
    },
  }
}
