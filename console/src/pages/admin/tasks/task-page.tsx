import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { ADMIN_TASKS, getAnyTask } from '../../../api/admin-tasks.ts'
import type { AdminTask, AdminTaskStory, TaskState } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { AccountName } from '../../../parts/account-name.tsx'
import { EntryTable } from '../../../parts/entry-table.tsx'
import { Facts } from '../../../parts/facts.tsx'
import { Json } from '../../../parts/json.tsx'
import { Page } from '../../../parts/page.tsx'
import { Loaded } from '../../../parts/problem.tsx'
import { Section } from '../../../parts/section.tsx'
import { TaskStateBadge } from '../../../parts/task-state.tsx'
import { When } from '../../../parts/when.tsx'
import { CancelDialog, ReplayDialog, ResolveDialog } from './task-dialogs.tsx'
import { words } from './words.ts'

const FINAL: ReadonlySet<TaskState> = new Set(['completed', 'failed', 'cancelled'])
const LOOK_EVERY_MS = 3000

const isFinal = ({ state }: AdminTask) => FINAL.has(state)

function Id({ children }: { children: string }) {
  return (
    <Text span ff="monospace" fz="xs">
      {children}
    </Text>
  )
}

function About({ task }: { task: AdminTaskStory }) {
  const t = useWords(words)
  const format = useFormat()
  const { failure } = task
  return (
    <Section title={t.about}>
      <Facts
        facts={[
          [t.state, <TaskStateBadge key="state" state={task.state} />],
          [t.account, <AccountName key="account" id={task.account_id} />],
          [t.key, <Id key="key">{task.key_id}</Id>],
          ...(task.user_id === null ? [] : [[t.user, <Id key="user">{task.user_id}</Id>] as const]),
          [t.model, task.model],
          [t.provider, task.provider],
          [t.progress, format.percent(task.progress / 100)],
          [t.attempts, format.number(task.start_attempts)],
          [t.price, format.money(task.price)],
          [t.cost, format.money(task.cost)],
          ...(task.price_version === null ? [] : [[t.priceVersion, format.number(task.price_version)] as const]),
          [t.created, <When key="created" at={task.created_at} />],
          ...(task.started_at === null ? [] : [[t.started, <When key="started" at={task.started_at} />] as const]),
          ...(task.ended_at === null ? [] : [[t.ended, <When key="ended" at={task.ended_at} />] as const]),
        ]}
      />
      {failure !== null && (
        <Alert color="red" title={`${t.failure}: ${failure.code}`}>
          {failure.operator_text !== null && `${t.failureOperator}: ${failure.operator_text}`}
        </Alert>
      )}
    </Section>
  )
}

const DIALOGS = { resolve: ResolveDialog, cancel: CancelDialog }
type Deed = keyof typeof DIALOGS | 'replay'

function Actions({ task, onDeed }: { task: AdminTask; onDeed: (deed: Deed) => void }) {
  const t = useWords(words)
  if (isFinal(task)) {
    return (
      <Button variant="default" onClick={() => onDeed('replay')}>
        {t.replay}
      </Button>
    )
  }
  if (task.state === 'unresolved') return <Button onClick={() => onDeed('resolve')}>{t.resolve}</Button>
  return (
    <Button variant="default" onClick={() => onDeed('cancel')}>
      {t.cancel}
    </Button>
  )
}

function Story({ task }: { task: AdminTaskStory }) {
  const t = useWords(words)
  return (
    <>
      <About task={task} />
      <Section title={t.money}>
        <EntryTable entries={task.entries} />
      </Section>
      <Section title={t.request} {...(task.content_removed_at !== null && { lead: t.contentRemoved })}>
        <Json value={task.request} name={`${t.request} (JSON)`} />
      </Section>
      <Section title={t.token}>
        {task.provider_token === null ? (
          <Text c="dimmed">{t.noToken}</Text>
        ) : (
          <Json value={task.provider_token} name={`${t.token} (JSON)`} />
        )}
      </Section>
    </>
  )
}

function TaskView({ task }: { task: AdminTaskStory }) {
  const t = useWords(words)
  const [deed, setDeed] = useState<Deed>()
  const [again, setAgain] = useState<AdminTask>()
  const close = () => setDeed(undefined)
  const Dialog = deed === undefined || deed === 'replay' ? undefined : DIALOGS[deed]
  return (
    <Page title={task.id} actions={<Actions task={task} onDeed={setDeed} />}>
      {again !== undefined && (
        <Alert color="green" role="status">
          {t.replayed}{' '}
          <Anchor component={Link} href={`/admin/tasks/${again.id}`} fz="inherit">
            {t.showNew}
          </Anchor>
        </Alert>
      )}
      <Story task={task} />
      <Group gap="lg">
        <Anchor component={Link} href={`/admin/audit?target=${task.id}`}>
          {t.audit}
        </Anchor>
        <Anchor component={Link} href="/admin/tasks">
          {t.back}
        </Anchor>
      </Group>
      {Dialog && <Dialog of={task} onClose={close} />}
      {deed === 'replay' && <ReplayDialog of={task} onClose={close} onDone={setAgain} />}
    </Page>
  )
}

export default function AnyTaskPage() {
  const { id = '' } = useParams()
  const task = useQuery({
    queryKey: [...ADMIN_TASKS, id],
    queryFn: () => getAnyTask(id),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isFinal(data) ? false : LOOK_EVERY_MS),
  })
  return (
    <Stack>
      <Loaded query={task}>{(data) => <TaskView key={data.id} task={data} />}</Loaded>
    </Stack>
  )
}
