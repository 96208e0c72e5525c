import { call, callData } from './client.ts'

/** A sign-in that still holds; times are Unix seconds. */
export interface Session {
  id: string
  /** The one that asks. */
  current: boolean
  method: 'password' | 'passkey' | 'link' | 'oidc' | 'register'
  created_at: number
  last_seen_at: number
  expires_at: number
  address: string
  user_agent: string
}

export const SESSIONS = ['sessions']

export const listSessions = () => callData<Session[]>('GET', '/console/api/sessions')

export const endSession = (id: string) => call('DELETE', `/console/api/sessions/${encodeURIComponent(id)}`)

/** All but the one that asks. */
export const endOtherSessions = () => call('DELETE', '/console/api/sessions/others')

/** Ends one's other sessions, too. `current` is needed where there is a password, except shortly after a sign-in by link. */
export const changePassword = (body: { current?: string; password: string }) =>
  call('POST', '/console/api/auth/password', { body })
