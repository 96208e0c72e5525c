import { ActionIcon, Alert, Anchor, Button, Group, Menu, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import Ellipsis from 'lucide-react/icons/ellipsis'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { ACCOUNTS, exportAccount, getAccount, listAccountEntries } from '../../../api/admin-accounts.ts'
import type { Account } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { EntryTable } from '../../../parts/entry-table.tsx'
import { Figure, Figures } from '../../../parts/figures.tsx'
import { MoreButton, useMoreList } from '../../../parts/more-list.tsx'
import { Page } from '../../../parts/page.tsx'
import { Loaded, Problem } from '../../../parts/problem.tsx'
import { saveFile } from '../../../parts/save-file.ts'
import { Section } from '../../../parts/section.tsx'
import { AdjustDialog, ChangeAccountDialog, EraseDialog, TopUpDialog } from './account-dialogs.tsx'
import { AccountLimits } from './account-limits.tsx'
import { KeysSection } from './keys-section.tsx'
import { words } from './words.ts'

const DIALOGS = { topUp: TopUpDialog, adjust: AdjustDialog, settings: ChangeAccountDialog, erase: EraseDialog }
type Deed = keyof typeof DIALOGS

function Actions({ account, onDeed }: { account: Account; onDeed: (deed: Deed) => void }) {
  const t = useWords(words)
  const saving = useMutation({
    mutationFn: () => exportAccount(account.id),
    onSuccess: (lines) => saveFile(`${account.id}.jsonl`, lines, 'application/x-ndjson'),
  })
  return (
    <Group gap="xs">
      <Problem error={saving.error} />
      <Button onClick={() => onDeed('topUp')}>{t.topUp}</Button>
      <Button variant="default" onClick={() => onDeed('settings')}>
        {t.settings}
      </Button>
      <Menu width={220}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t.actions} loading={saving.isPending}>
            <Ellipsis size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onDeed('adjust')}>{t.adjust}</Menu.Item>
          <Menu.Item onClick={() => saving.mutate()}>{t.export}</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => onDeed('erase')}>
            {t.erase}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}

function AccountFigures({ account }: { account: Account }) {
  const t = useWords(words)
  const format = useFormat()
  const { unlimited, balance } = account
  return (
    <Figures>
      <Figure
        name={t.balance}
        value={unlimited ? t.unlimited : format.money(balance)}
        {...(!unlimited && balance <= 0 && { color: 'red' as const })}
      />
      <Figure name={t.held} value={format.money(account.held)} />
      <Figure name={t.used} value={format.money(account.used)} />
      <Figure name={t.openTasks} value={format.number(account.open_tasks)} />
    </Figures>
  )
}

function EntriesSection({ id }: { id: string }) {
  const t = useWords(words)
  const entries = useMoreList([...ACCOUNTS, id, 'entries'], (before: Parameters<typeof listAccountEntries>[1]) =>
    listAccountEntries(id, before),
  )
  return (
    <Section title={t.entries}>
      <Loaded query={entries}>{(data) => <EntryTable entries={data} tasksPath="/admin/tasks" />}</Loaded>
      <MoreButton list={entries} />
    </Section>
  )
}

function AccountView({ account }: { account: Account }) {
  const t = useWords(words)
  const [deed, setDeed] = useState<Deed>()
  const { id, name, group, erased_at: erasedAt } = account
  const Dialog = deed === undefined ? undefined : DIALOGS[deed]
  const lead = (
    <Group gap="sm">
      <span>{id}</span>
      <span>
        {t.group}: {group}
      </span>
      <AccountLimits of={account} />
    </Group>
  )
  return (
    <Page title={name} lead={lead} actions={erasedAt === null && <Actions account={account} onDeed={setDeed} />}>
      {erasedAt !== null && <Alert color="yellow">{t.erasedText}</Alert>}
      <AccountFigures account={account} />
      <KeysSection account={account} />
      <EntriesSection id={id} />
      <Group gap="lg">
        <Anchor component={Link} href={`/admin/tasks?account=${id}`}>
          {t.tasksOf}
        </Anchor>
        <Anchor component={Link} href="/admin/accounts">
          {t.back}
        </Anchor>
      </Group>
      {Dialog && <Dialog of={account} onClose={() => setDeed(undefined)} />}
    </Page>
  )
}

export default function AccountPage() {
  const { id = '' } = useParams()
  const account = useQuery({ queryKey: [...ACCOUNTS, id], queryFn: () => getAccount(id) })
  return (
    <Stack>
      <Loaded query={account}>{(data) => <AccountView account={data} />}</Loaded>
    </Stack>
  )
}
