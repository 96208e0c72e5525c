import type { LucideIcon } from 'lucide-react'
import Activity from 'lucide-react/icons/activity'
import Building2 from 'lucide-react/icons/building-2'
import Clapperboard from 'lucide-react/icons/clapperboard'
import KeyRound from 'lucide-react/icons/key-round'
import ListOrdered from 'lucide-react/icons/list-ordered'
import RouteIcon from 'lucide-react/icons/route'
import ScrollText from 'lucide-react/icons/scroll-text'
import Settings2 from 'lucide-react/icons/settings-2'
import Tag from 'lucide-react/icons/tag'
import Ticket from 'lucide-react/icons/ticket'
import Users from 'lucide-react/icons/users'
import Wallet from 'lucide-react/icons/wallet'
import SquarePlay from 'lucide-react/icons/square-play'
import { lazy } from 'react'
import type { ComponentType, LazyExoticComponent } from 'react'
import type { PageName } from './words.ts'

export interface ConsolePage {
  /** As wouter reads it: `/tasks/:id`. */
  path: string
  page: LazyExoticComponent<ComponentType>
  /** Where it stands in the navigation; a page without an entry is reached from others. */
  /** `short` where the name is too long to stand under the thumb. */
  entry?: { name: PageName; short?: PageName; icon: LucideIcon }
  /** For administrators only. */
  admin?: true
}

const BalancePage = lazy(() => import('../pages/balance/balance-page.tsx'))

/** For administrators, in the order of the navigation. */
const ADMIN_PAGES: readonly ConsolePage[] = [
  {
    path: '/admin',
    page: lazy(() => import('../pages/admin/overview/overview-page.tsx')),
    entry: { name: 'adminOverview', icon: Activity },
  },
  {
    path: '/admin/accounts',
    page: lazy(() => import('../pages/admin/accounts/accounts-page.tsx')),
    entry: { name: 'adminAccounts', icon: Building2 },
  },
  { path: '/admin/accounts/:id', page: lazy(() => import('../pages/admin/accounts/account-page.tsx')) },
  {
    path: '/admin/users',
    page: lazy(() => import('../pages/admin/users/users-page.tsx')),
    entry: { name: 'adminUsers', icon: Users },
  },
  {
    path: '/admin/tasks',
    page: lazy(() => import('../pages/admin/tasks/tasks-page.tsx')),
    entry: { name: 'adminTasks', icon: Clapperboard },
  },
  { path: '/admin/tasks/:id', page: lazy(() => import('../pages/admin/tasks/task-page.tsx')) },
  {
    path: '/admin/prices',
    page: lazy(() => import('../pages/admin/prices/prices-page.tsx')),
    entry: { name: 'adminPrices', icon: Tag },
  },
  {
    path: '/admin/routes',
    page: lazy(() => import('../pages/admin/routes/routes-page.tsx')),
    entry: { name: 'adminRoutes', icon: RouteIcon },
  },
  {
    path: '/admin/queue',
    page: lazy(() => import('../pages/admin/queue/queue-page.tsx')),
    entry: { name: 'adminQueue', icon: ListOrdered },
  },
  {
    path: '/admin/redeem-codes',
    page: lazy(() => import('../pages/admin/redeem-codes/redeem-codes-page.tsx')),
    entry: { name: 'adminRedeemCodes', icon: Ticket },
  },
  {
    path: '/admin/audit',
    page: lazy(() => import('../pages/admin/audit/audit-page.tsx')),
    entry: { name: 'adminAudit', icon: ScrollText },
  },
  {
    path: '/admin/settings',
    page: lazy(() => import('../pages/admin/settings/settings-page.tsx')),
    entry: { name: 'adminSettings', icon: Settings2 },
  },
]

/** Every page behind the sign-in, in the order of the navigation. The first one is where people land. */
export const PAGES: readonly ConsolePage[] = [
  {
    path: '/playground',
    page: lazy(() => import('../pages/playground/playground-page.tsx')),
    entry: { name: 'playground', icon: Clapperboard },
  },
  {
    path: '/tasks',
    page: lazy(() => import('../pages/tasks/tasks-page.tsx')),
    entry: { name: 'tasks', icon: SquarePlay },
  },
  { path: '/tasks/:id', page: lazy(() => import('../pages/task/task-page.tsx')) },
  {
    path: '/keys',
    page: lazy(() => import('../pages/keys/keys-page.tsx')),
    entry: { name: 'keys', icon: KeyRound },
  },
  { path: '/balance', page: BalancePage, entry: { name: 'balance', short: 'balanceShort', icon: Wallet } },
  { path: '/usage', page: BalancePage },
  { path: '/account', page: lazy(() => import('../pages/account/account-page.tsx')) },
  ...ADMIN_PAGES.map((one) => ({ ...one, admin: true as const })),
]

export const LANDING = PAGES[0]?.path ?? '/account'
