import { Button, Group, Select } from '@mantine/core'
import Clapperboard from 'lucide-react/icons/clapperboard'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { useAccounts } from '../../../api/admin-accounts.ts'
import { ADMIN_TASKS, listAllTasks } from '../../../api/admin-tasks.ts'
import type { AdminTask, TaskState } from '../../../api/wire.ts'
import { useWords } from '../../../i18n/language.tsx'
import { AdminTaskTable } from '../../../parts/admin-task-table.tsx'
import { Blank } from '../../../parts/blank.tsx'
import { MoreButton, useMoreList } from '../../../parts/more-list.tsx'
import { Page } from '../../../parts/page.tsx'
import { Loaded } from '../../../parts/problem.tsx'
import { Section } from '../../../parts/section.tsx'
import { words as taskWords } from '../../../parts/task-state-words.ts'
import { ResolveDialog } from './task-dialogs.tsx'
import { words } from './words.ts'

/** What needs a person: shown first, and only where there is any. */
function UnresolvedSection() {
  const t = useWords(words)
  const [resolving, setResolving] = useState<AdminTask>()
  const tasks = useMoreList([...ADMIN_TASKS, 'unresolved'], (after: AdminTask | undefined) =>
    listAllTasks({ state: 'unresolved' }, after),
  )
  const { data = [] } = tasks
  const resolve = (task: AdminTask) => (
    <Button size="xs" variant="default" aria-label={`${t.resolve} ${task.id}`} onClick={() => setResolving(task)}>
      {t.resolve}
    </Button>
  )
  return (
    <>
      {data.length > 0 && (
        <Section title={t.unresolvedTitle} lead={t.unresolvedLead}>
          <AdminTaskTable
            name={t.unresolvedTitle}
            tasks={data}
            details={['provider']}
            action={{ name: t.resolve, of: resolve }}
          />
          <MoreButton list={tasks} />
        </Section>
      )}
      {resolving !== undefined && <ResolveDialog of={resolving} onClose={() => setResolving(undefined)} />}
    </>
  )
}

interface FiltersProps {
  state: string
  account: string
  onChange: (changed: { state?: string; account?: string }) => void
}

function Filters({ state, account, onChange }: FiltersProps) {
  const t = useWords(words)
  const { states } = useWords(taskWords)
  const accounts = useAccounts()
  return (
    <Group gap="xs">
      <Select
        flex="1 1 150px"
        maw={{ xs: 220 }}
        aria-label={t.state}
        placeholder={t.anyState}
        clearable
        data={Object.entries(states).map(([value, label]) => ({ value, label }))}
        value={state === '' ? null : state}
        onChange={(value) => onChange({ state: value ?? '' })}
      />
      <Select
        flex="1 1 150px"
        maw={{ xs: 220 }}
        aria-label={t.account}
        placeholder={t.anyAccount}
        clearable
        searchable
        data={(accounts.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={account === '' ? null : account}
        onChange={(value) => onChange({ account: value ?? '' })}
      />
    </Group>
  )
}

export default function AllTasksPage() {
  const t = useWords(words)
  const [search, setSearch] = useSearchParams()
  const [state, account] = [search.get('state') ?? '', search.get('account') ?? '']
  const filter = { state: state === '' ? undefined : (state as TaskState), account_id: account }
  const tasks = useMoreList([...ADMIN_TASKS, filter], (after: AdminTask | undefined) => listAllTasks(filter, after))
  const change = (changed: Record<string, string>) =>
    setSearch(
      Object.entries({ state, account, ...changed }).filter(([, value]) => value !== ''),
      { replace: true },
    )
  const isFiltered = state !== '' || account !== ''
  return (
    <Page title={t.title} lead={t.lead}>
      <UnresolvedSection />
      <Filters state={state} account={account} onChange={change} />
      <Loaded query={tasks}>
        {(data) =>
          data.length === 0 ? (
            <Blank
              icon={Clapperboard}
              title={isFiltered ? t.emptyTitle : t.noneTitle}
              text={isFiltered ? t.emptyText : t.noneText}
            />
          ) : (
            <AdminTaskTable name={t.all} tasks={data} details={['model', 'provider']} />
          )
        }
      </Loaded>
      <MoreButton list={tasks} />
    </Page>
  )
}
