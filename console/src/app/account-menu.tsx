import { ActionIcon, Avatar, Menu, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import LogOut from 'lucide-react/icons/log-out'
import UserRound from 'lucide-react/icons/user-round'
import { Link } from 'wouter'
import { call } from '../api/client.ts'
import { ME } from '../api/session.ts'
import type { Me } from '../api/session.ts'
import { useWords } from '../i18n/language.tsx'
import { words } from './words.ts'

export function AccountMenu({ me: { user } }: { me: Me }) {
  const t = useWords(words)
  const client = useQueryClient()
  const signOut = useMutation({
    mutationFn: () => call('POST', '/console/api/auth/sign-out', { body: {} }),
    // What the last one saw must not be there for the next.
    onSuccess: () => {
      client.setQueryData(ME, null)
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] })
    },
  })
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon variant="transparent" size="lg" aria-label={t.accountMenu(user.name)}>
          <Avatar color="lagoon" size={30}>
            <UserRound size={17} aria-hidden />
          </Avatar>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fz="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {user.name}
          </Text>
          {user.role === 'admin' && <Text fz="xs">{t.administrator}</Text>}
        </Menu.Label>
        <Menu.Divider />
        <Link href="/account" asChild>
          <Menu.Item component="a" leftSection={<UserRound size={16} />}>
            {t.account}
          </Menu.Item>
        </Link>
        <Menu.Item leftSection={<LogOut size={16} />} onClick={() => signOut.mutate()}>
          {t.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
