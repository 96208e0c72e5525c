import { call, callData } from './client.ts'
import type { Me } from './session.ts'

/** A passkey of the user's own; times are Unix seconds. */
export interface Passkey {
  id: string
  name: string
  created_at: number
  last_used_at: number | null
}

interface Challenge<Options> {
  challenge_id: string
  options: Options
}

const BASE = '/console/api/auth/passkeys'

async function jsonOf(asked: Promise<Credential | null>): Promise<unknown> {
  const credential = await asked
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException('no passkey', 'NotAllowedError')
  return credential.toJSON()
}

/** Lets the browser ask for a passkey. Throws a DOMException where the person or the device declines. */
export async function signInWithPasskey(): Promise<Me> {
  const asked = await callData<Challenge<PublicKeyCredentialRequestOptionsJSON>>('POST', `${BASE}/sign-in-options`, {
    body: {},
  })
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.options)
  const response = await jsonOf(navigator.credentials.get({ publicKey }))
  return call<Me>('POST', `${BASE}/sign-in`, { body: { challenge_id: asked.challenge_id, response } })
}

/** Has the device make a passkey for whoever is signed in. Throws as `signInWithPasskey`. */
export async function addPasskey(name: string): Promise<Passkey> {
  const asked = await callData<Challenge<PublicKeyCredentialCreationOptionsJSON>>('POST', `${BASE}/options`, {
    body: {},
  })
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked.options)
  const response = await jsonOf(navigator.credentials.create({ publicKey }))
  return callData<Passkey>('POST', BASE, { body: { challenge_id: asked.challenge_id, response, name } })
}

/** The cache's name of the list. */
export const PASSKEYS = ['passkeys']

export const listPasskeys = () => callData<Passkey[]>('GET', BASE)

export const removePasskey = (id: string) => call('DELETE', `${BASE}/${encodeURIComponent(id)}`)
