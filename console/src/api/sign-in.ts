import { call, callData } from './client.ts'
import type { Me, OidcProvider } from './session.ts'

/** Which ways in this server offers. */
export interface SignInOptions {
  /** Nobody has an account yet: the server printed a link for the first one. */
  first_start: boolean
  /** This browser is signed in already. */
  signed_in: boolean
  password: boolean
  /** false where the browser would refuse them, as on a page opened by an IP address. */
  passkeys: boolean
  oidc: readonly OidcProvider[]
  registration: boolean
}

/** What a link to sign in is for. */
export interface SignInLink {
  kind: 'first_start' | 'user'
  /** Of the user; null where one is still to be made. */
  name: string | null
}

export const signInOptions = () => call<SignInOptions>('GET', '/console/api/sign-in-options')

/** Asks what a link is for; does not use it up. */
export const aboutLink = (token: string) =>
  callData<SignInLink>('GET', `/console/api/sign-in-link?${new URLSearchParams({ token })}`)

export const signInByLink = (token: string) => call<Me>('POST', '/console/api/sign-in-link', { body: { token } })

export const firstStart = (body: { token: string; name: string; password?: string }) =>
  call<Me>('POST', '/console/api/first-start', { body })

export const signIn = (body: { name: string; password: string }) =>
  call<Me>('POST', '/console/api/auth/sign-in', { body })

export const register = (body: { name: string; password: string }) =>
  call<Me>('POST', '/console/api/auth/register', { body })

/** An address for the browser to go to, not for fetch: it leads to the company's own page and back to `to`. */
export const oidcPath = (id: string, to: string) =>
  `/console/api/auth/oidc/${encodeURIComponent(id)}?${new URLSearchParams({ to })}`
