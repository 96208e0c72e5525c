import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Ceremony, Passkeys } from '../domain/sign-in.ts'

/** EdDSA, ES256 and RS256: what every device knows at least one of. The library would try others that Node warns of. */
const ALGORITHMS = [-8, -7, -257]

/** What the device shows. */
const NAME = 'Reelgate'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
const ceremony = (options: { challenge: string }): Ceremony => ({ challenge: options.challenge, options })

/** What the library throws says what is wrong with an answer; here every such answer is refused alike. */
async function held<T>(check: () => Promise<T>): Promise<T | undefined> {
  try {
    return await check()
  } catch {
    return undefined
  }
}

/**
 * Passkeys by @simplewebauthn/server. A passkey alone signs in, so that the device must have asked for its owner (user
 * verification), and must know by itself whose it is (a discoverable credential: no name is typed).
 */
export const webAuthn: Passkeys = {
  registration: async (party, user, known) =>
    ceremony(
      await generateRegistrationOptions({
        rpName: NAME,
        rpID: party.id,
        userName: user.name,
        userDisplayName: user.name,
        supportedAlgorithmIDs: ALGORITHMS,
        userID: new TextEncoder().encode(user.id),
        excludeCredentials: known.map(({ credentialId, transports }) => ({
          id: credentialId,
          transports: transports.slice(),
        })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      }),
    ),
  register: (party, challenge, answer) =>
    held(async () => {
      const { registrationInfo } = await verifyRegistrationResponse({
        response: answer as unknown as RegistrationResponseJSON,
        supportedAlgorithmIDs: ALGORITHMS,
        expectedChallenge: challenge,
        expectedOrigin: party.origin,
        expectedRPID: party.id,
      })
      if (registrationInfo === undefined) return undefined
      const { id, publicKey, counter, transports = [] } = registrationInfo.credential
      const key = Buffer.from(publicKey).toString('base64url')
      return { credentialId: id, publicKey: key, counter, transports }
    }),
  signIn: async (party) =>
    ceremony(await generateAuthenticationOptions({ rpID: party.id, userVerification: 'required' })),
  verify: (party, challenge, answer, { credentialId, publicKey, counter, transports }) =>
    held(async () => {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: answer as unknown as AuthenticationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        credential: { id: credentialId, publicKey: bytes(publicKey), counter, transports: transports.slice() },
      })
      return verified ? authenticationInfo.newCounter : undefined
    }),
}
