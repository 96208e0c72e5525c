import { AppShell, Drawer, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import MenuIcon from 'lucide-react/icons/menu'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { Me } from '../api/session.ts'
import { useWords } from '../i18n/language.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Logo } from '../parts/logo.tsx'
import navigation from './navigation.module.css'
import { PageList, TabBar } from './navigation.tsx'
import { LanguageMenu, SchemeMenu } from '../parts/preferences.tsx'
import classes from './shell.module.css'
import { words } from './words.ts'

/** What stands around every page: pages at the side where there is room, under the thumb where there is not. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const t = useWords(words)
  const [location] = useLocation()
  const [isOpen, { open, close }] = useDisclosure()
  const isAdmin = me.user.role === 'admin'
  useEffect(close, [close, location])
  const more = (
    <button type="button" className={navigation['tab']} onClick={open} aria-haspopup="dialog" aria-expanded={isOpen}>
      <MenuIcon size={18} aria-hidden />
      <span>{t.more}</span>
    </button>
  )
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: true } }}
      footer={{ height: { base: 58, sm: 0 } }}
    >
      <a href="#content" className={classes['skip']}>
        {t.skip}
      </a>
      <AppShell.Header className={classes['header']}>
        <Link href="/" className={classes['home']}>
          <Logo />
        </Link>
        <Group gap={4} wrap="nowrap">
          <LanguageMenu />
          <SchemeMenu />
          <AccountMenu me={me} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar visibleFrom="sm" className={classes['side']}>
        <PageList isAdmin={isAdmin} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes['main']}>
        <div className={classes['content']}>{children}</div>
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm">
        <TabBar more={more} />
      </AppShell.Footer>
      <Drawer
        opened={isOpen}
        onClose={close}
        title={<Logo />}
        size={280}
        position="right"
        closeButtonProps={{ 'aria-label': t.closeMenu }}
      >
        <PageList isAdmin={isAdmin} />
      </Drawer>
    </AppShell>
  )
}
