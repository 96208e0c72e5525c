import { Anchor, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import Plus from 'lucide-react/icons/plus'
import Search from 'lucide-react/icons/search'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { ACCOUNTS, listAccounts } from '../../../api/admin-accounts.ts'
import type { Account } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { MoreButton, useMoreList } from '../../../parts/more-list.tsx'
import { Page } from '../../../parts/page.tsx'
import { Loaded } from '../../../parts/problem.tsx'
import { When } from '../../../parts/when.tsx'
import { CreateAccountDialog } from './account-dialogs.tsx'
import { AccountLimits } from './account-limits.tsx'
import { words } from './words.ts'

function AccountTable({ accounts }: { accounts: readonly Account[] }) {
  const t = useWords(words)
  const format = useFormat()
  if (accounts.length === 0) return <Text c="dimmed">{t.noneFound}</Text>
  return (
    <DataTable
      name={t.title}
      rows={accounts}
      rowKey={({ id }) => id}
      isFaint={({ erased_at: erasedAt }) => erasedAt !== null}
      columns={[
        {
          name: t.name,
          cell: ({ id, name, erased_at: erasedAt }) => (
            <Group gap="xs">
              <Anchor component={Link} href={`/admin/accounts/${id}`} fw={600} fz="md">
                {name}
              </Anchor>
              {erasedAt !== null && <Badge color="gray">{t.erased}</Badge>}
            </Group>
          ),
        },
        { name: t.group, cell: ({ group }) => group },
        {
          name: t.balance,
          align: 'end',
          cell: ({ unlimited, balance }) =>
            unlimited ? (
              t.unlimited
            ) : (
              <Text span {...(balance <= 0 && { c: 'red' })}>
                {format.money(balance)}
              </Text>
            ),
        },
        { name: t.used, align: 'end', cell: ({ used }) => format.money(used) },
        { name: t.openTasks, align: 'end', cell: ({ open_tasks: count }) => format.number(count) },
        { name: t.limits, cell: (account) => <AccountLimits of={account} /> },
        { name: t.created, cell: ({ created_at: at }) => <When at={at} /> },
      ]}
    />
  )
}

export default function AccountsPage() {
  const t = useWords(words)
  const [, navigate] = useLocation()
  const [isCreating, setIsCreating] = useState(false)
  const [wanted, setWanted] = useState('')
  const accounts = useMoreList([...ACCOUNTS, 'list'], listAccounts)
  const isWanted = ({ id, name }: Account) => `${name} ${id}`.toLowerCase().includes(wanted.trim().toLowerCase())
  const create = (
    <Button leftSection={<Plus size={16} />} onClick={() => setIsCreating(true)}>
      {t.create}
    </Button>
  )
  return (
    <Page title={t.title} lead={t.lead} actions={create}>
      <Loaded query={accounts}>
        {(data) => (
          <Stack>
            <TextInput
              maw={360}
              aria-label={t.search}
              placeholder={t.search}
              leftSection={<Search size={16} />}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
            />
            <AccountTable accounts={data.filter(isWanted)} />
          </Stack>
        )}
      </Loaded>
      <MoreButton list={accounts} />
      {isCreating && (
        <CreateAccountDialog
          onClose={() => setIsCreating(false)}
          onDone={({ id }) => navigate(`/admin/accounts/${id}`)}
        />
      )}
    </Page>
  )
}
