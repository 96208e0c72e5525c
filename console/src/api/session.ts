import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { isSignedOut } from './api-error.ts'
import { call } from './client.ts'

/** Who is signed in, and what this server offers them. */
export interface Me {
  user: { id: string; name: string; email: string | null; role: 'user' | 'admin'; key_id: string }
  account: { id: string; name: string }
  features: {
    passkeys: boolean
    password: boolean
    oidc: readonly OidcProvider[]
    stripe: boolean
    redeem_codes: boolean
    registration: boolean
  }
}

export interface OidcProvider {
  id: string
  name: string
}

/** The key of `Me` in the cache; null there: nobody is signed in. */
export const ME = ['me']

async function me(): Promise<Me | null> {
  try {
    return await call<Me>('GET', '/console/api/me')
  } catch (error) {
    if (isSignedOut(error)) return null
    throw error
  }
}

/** `data` is null where nobody is signed in. `asks: false`: only what is known already. */
export function useSession({ asks = true } = {}) {
  return useQuery({ queryKey: ME, queryFn: me, enabled: asks, staleTime: 60_000 })
}

/** Who is signed in, for the pages behind the sign-in. Not read from the cache there: a page may be drawn once more after the session's end. */
export const SignedInAs = createContext<Me | null>(null)

/** For pages behind the sign-in: who is asking. */
export function useMe(): Me {
  const me = useContext(SignedInAs)
  if (me === null) throw new Error('only for pages behind the sign-in')
  return me
}
