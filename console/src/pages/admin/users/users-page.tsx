import { Badge, Button, Group, Text } from '@mantine/core'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { USERS, listUsers } from '../../../api/admin-users.ts'
import { useMe } from '../../../api/session.ts'
import type { User } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { AccountName } from '../../../parts/account-name.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { MoreButton, useMoreList } from '../../../parts/more-list.tsx'
import { Page } from '../../../parts/page.tsx'
import { Loaded } from '../../../parts/problem.tsx'
import { When } from '../../../parts/when.tsx'
import { UserDialogs } from './user-dialogs.tsx'
import type { Deed } from './user-dialogs.tsx'
import { UserMenu } from './user-menu.tsx'
import { words } from './words.ts'

function UserStatus({ of: { disabled, last_signed_in_at: lastAt } }: { of: User }) {
  const t = useWords(words)
  if (disabled) return <Badge color="gray">{t.disabled}</Badge>
  return lastAt === null ? <Badge color="yellow">{t.invited}</Badge> : <Badge color="green">{t.active}</Badge>
}

function UserName({ of: { id, name, email } }: { of: User }) {
  const t = useWords(words)
  const { user } = useMe()
  return (
    <>
      <Group gap="xs">
        <Text fw={600}>{name}</Text>
        {id === user.id && <Badge color="gray">{t.you}</Badge>}
      </Group>
      {email !== null && (
        <Text fz="xs" c="dimmed">
          {email}
        </Text>
      )}
    </>
  )
}

function UserTable({ users, onDeed }: { users: readonly User[]; onDeed: (deed: Deed) => void }) {
  const t = useWords(words)
  const format = useFormat()
  const waysOf = ({ has_password: hasPassword, passkeys }: User) => {
    const ways = [hasPassword ? [t.password] : [], passkeys > 0 ? [t.passkeys(passkeys)] : []].flat()
    return ways.length === 0 ? t.noWayIn : format.list(ways)
  }
  return (
    <DataTable
      name={t.title}
      rows={users}
      rowKey={({ id }) => id}
      isFaint={({ disabled }) => disabled}
      columns={[
        { name: t.name, cell: (user) => <UserName of={user} /> },
        { name: t.role, cell: ({ role }) => t.roles[role] },
        { name: t.account, cell: ({ account_id: id }) => <AccountName id={id} /> },
        { name: t.status, cell: (user) => <UserStatus of={user} /> },
        { name: t.waysIn, cell: waysOf },
        { name: t.lastSignIn, cell: ({ last_signed_in_at: at }) => <When at={at} /> },
        { name: t.actions, isActions: true, cell: (user) => <UserMenu of={user} onDeed={onDeed} /> },
      ]}
    />
  )
}

export default function UsersPage() {
  const t = useWords(words)
  const [deed, setDeed] = useState<Deed>()
  const users = useMoreList(USERS, listUsers)
  const create = (
    <Button leftSection={<Plus size={16} />} onClick={() => setDeed({ kind: 'create' })}>
      {t.create}
    </Button>
  )
  return (
    <Page title={t.title} lead={t.lead} actions={create}>
      <Loaded query={users}>{(data) => <UserTable users={data} onDeed={setDeed} />}</Loaded>
      <MoreButton list={users} />
      <UserDialogs deed={deed} onDeed={setDeed} />
    </Page>
  )
}
