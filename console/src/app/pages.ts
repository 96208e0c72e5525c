import type { LucideIcon } from 'lucide-react'
import KeyRound from 'lucide-react/icons/key-round'
import { lazy } from 'react'
import type { ComponentType, LazyExoticComponent } from 'react'
import type { PageName } from './words.ts'

export interface ConsolePage {
  /** As wouter reads it: `/tasks/:id`. */
  path: string
  page: LazyExoticComponent<ComponentType>
  /** Where it stands in the navigation; a page without an entry is reached from others. */
  entry?: { name: PageName; icon: LucideIcon }
  /** For administrators only. */
  admin?: true
}

/** Every page behind the sign-in, in the order of the navigation. The first one is where people land. */
export const PAGES: readonly ConsolePage[] = [
  {
    path: '/keys',
    page: lazy(() => import('../pages/keys/keys-page.tsx')),
    entry: { name: 'keys', icon: KeyRound },
  },
  { path: '/account', page: lazy(() => import('../pages/account/account-page.tsx')) },
]

export const LANDING = PAGES[0]?.path ?? '/account'
