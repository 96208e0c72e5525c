import { callData } from './client.ts'
import type { ApiKey, KeyBody, MadeKey } from './wire.ts'

const BASE = '/console/api/keys'
const pathOf = (id: string) => `${BASE}/${encodeURIComponent(id)}`

/** The cache's name of the list. */
export const KEYS = ['keys']

export const listKeys = () => callData<ApiKey[]>('GET', BASE)

/** The answer is the only one that ever holds the secret. */
export const createKey = (body: KeyBody) => callData<MadeKey>('POST', BASE, { body })

export const changeKey = (id: string, body: KeyBody) => callData<ApiKey>('PATCH', pathOf(id), { body })

/** A new key in its place; the old one is good for `overlapSeconds` more. */
export const rotateKey = (id: string, overlapSeconds: number) =>
  callData<MadeKey>('POST', `${pathOf(id)}/rotate`, { body: { overlap_seconds: overlapSeconds } })

export const revokeKey = (id: string) => callData<ApiKey>('POST', `${pathOf(id)}/revoke`, { body: {} })
