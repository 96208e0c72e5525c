import BookOpen from 'lucide-react/icons/book-open'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useWords } from '../i18n/language.tsx'
import classes from './navigation.module.css'
import { PAGES } from './pages.ts'
import { words } from './words.ts'

interface Entry {
  path: string
  name: string
  /** As it stands under the thumb. */
  short: string
  icon: LucideIcon
}

/** What the navigation offers to users, and what it offers to administrators besides. */
function useEntries(): { pages: Entry[]; admin: Entry[] } {
  const t = useWords(words)
  const named = (isAdmin: boolean) =>
    PAGES.flatMap(({ path, entry, admin }) =>
      entry === undefined || (admin === true) !== isAdmin
        ? []
        : [{ path, name: t[entry.name], short: t[entry.short ?? entry.name], icon: entry.icon }],
    )
  return { pages: named(false), admin: named(true) }
}

function Item({ entry: { path, name, icon: Icon }, className }: { entry: Entry; className: string | undefined }) {
  const [location] = useLocation()
  // The pages below /admin stand beside it, not in it.
  const isHere = location === path || (path !== '/admin' && location.startsWith(`${path}/`))
  return (
    <Link href={path} className={className} aria-current={isHere ? 'page' : undefined}>
      <>
        <Icon size={18} aria-hidden />
        <span>{name}</span>
      </>
    </Link>
  )
}

/** All pages, one below the other: the side of a wide window, the drawer of a narrow one. */
export function PageList({ isAdmin }: { isAdmin: boolean }) {
  const t = useWords(words)
  const { pages, admin } = useEntries()
  return (
    <nav aria-label={t.navigation} className={classes['list']}>
      {pages.map((entry) => (
        <Item key={entry.path} entry={entry} className={classes['link']} />
      ))}
      <a href="/docs" className={classes['link']}>
        <BookOpen size={18} aria-hidden />
        <span>{t.docs}</span>
      </a>
      {isAdmin && admin.length > 0 && (
        <>
          <h2 className={classes['heading']}>{t.admin}</h2>
          {admin.map((entry) => (
            <Item key={entry.path} entry={entry} className={classes['link']} />
          ))}
        </>
      )}
    </nav>
  )
}

const TABS_MAX = 4

/** The pages one uses most, under the thumb; `more` opens the rest. */
export function TabBar({ more }: { more: ReactNode }) {
  const t = useWords(words)
  const { pages } = useEntries()
  return (
    <nav aria-label={t.mainNavigation} className={classes['tabs']}>
      {pages.slice(0, TABS_MAX).map((entry) => (
        <Item key={entry.path} entry={{ ...entry, name: entry.short }} className={classes['tab']} />
      ))}
      {more}
    </nav>
  )
}
