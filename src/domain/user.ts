/** What a person may do in the console: with its own account alone, or all that the admin API offers. */
export const ROLES = ['user', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** A person who signs in to the console. It acts for one account. */
export interface User {
  id: string
  /** Unique, however its letters are written; what it signs in with. */
  name: string
  email: string | null
  role: Role
  accountId: string
  createdAt: number
  lastSignedInAt: number | null
  /** Since when it can't sign in. */
  disabledAt: number | null
}

/** By what a session was begun. */
export type SignInMethod = 'password' | 'passkey' | 'link' | 'oidc' | 'register'

/** What a browser is signed in by, as it is stored: its hash, never its secret. Times in ms. */
export interface Session {
  id: string
  userId: string
  method: SignInMethod
  address: string
  userAgent: string
  createdAt: number
  lastSeenAt: number
  expiresAt: number
}

/** What can be shown and typed: no control characters, no line breaks. */
export const ONE_LINE = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u

export const USER_NAME_CHARACTERS_MAX = 64
export const PASSWORD_CHARACTERS_MIN = 10
/** A longer one costs time and adds nothing. */
export const PASSWORD_CHARACTERS_MAX = 200

/** A name as names are compared: `Ada`, `ada` and `ａｄａ` are one. */
export const userNameKey = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

/** Who a user is in the audit log. */
export const actorOf = ({ id, name }: Pick<User, 'id' | 'name'>): string => `${name} (${id})`
