import { Anchor, Stack, Text } from '@mantine/core'
import ListChecks from 'lucide-react/icons/list-checks'
import { Link } from 'wouter'
import { useQueue } from '../../../api/admin-operations.ts'
import type { Queue, TaskState } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { Blank } from '../../../parts/blank.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { Figure, Figures } from '../../../parts/figures.tsx'
import { Page } from '../../../parts/page.tsx'
import { Loaded } from '../../../parts/problem.tsx'
import { Section } from '../../../parts/section.tsx'
import { TaskStateBadge } from '../../../parts/task-state.tsx'
import { words as taskWords } from '../../../parts/task-state-words.ts'
import { words } from './words.ts'

function States({ unfinished }: { unfinished: Queue['unfinished'] }) {
  const t = useWords(words)
  const { states } = useWords(taskWords)
  const format = useFormat()
  const rows = Object.entries(unfinished) as [TaskState, number][]
  return (
    <Section title={t.states}>
      <DataTable
        name={t.states}
        rows={rows}
        rowKey={([state]) => state}
        isFaint={([, count]) => count === 0}
        columns={[
          { name: t.state, cell: ([state]) => <TaskStateBadge state={state} /> },
          { name: t.count, align: 'end', cell: ([, count]) => format.number(count) },
          {
            name: t.list,
            isActions: true,
            cell: ([state, count]) =>
              count > 0 && (
                <Anchor component={Link} href={`/admin/tasks?state=${state}`} aria-label={t.show(states[state])}>
                  {t.list}
                </Anchor>
              ),
          },
        ]}
      />
    </Section>
  )
}

function Lines({ routes }: { routes: Queue['routes'] }) {
  const t = useWords(words)
  const format = useFormat()
  return (
    <Section title={t.lines}>
      <DataTable
        name={t.lines}
        rows={routes}
        rowKey={({ provider }) => provider}
        columns={[
          { name: t.provider, cell: ({ provider }) => <Text fw={600}>{provider}</Text> },
          { name: t.waiting, align: 'end', cell: ({ waiting }) => format.number(waiting) },
          { name: t.running, align: 'end', cell: ({ running }) => format.number(running) },
          {
            name: t.oldest,
            align: 'end',
            cell: ({ oldest_waiting_seconds: seconds }) => (seconds === null ? '—' : format.duration(seconds)),
          },
        ]}
      />
    </Section>
  )
}

function QueueView({ queue }: { queue: Queue }) {
  const t = useWords(words)
  const format = useFormat()
  const { unfinished, oldest_waiting_seconds: oldest, routes } = queue
  const count = Object.values(unfinished).reduce((sum, one) => sum + one, 0)
  const unresolved = unfinished['unresolved'] ?? 0
  return (
    <Stack gap="lg">
      <Figures>
        <Figure name={t.unfinished} value={format.number(count)} />
        <Figure name={t.oldest} value={oldest === null ? t.nobody : format.duration(oldest)} />
        <Figure
          name={t.unresolved}
          value={format.number(unresolved)}
          hint={t.unresolvedHint}
          {...(unresolved > 0 && { color: 'yellow' as const })}
        />
      </Figures>
      {count === 0 && <Blank icon={ListChecks} title={t.emptyTitle} text={t.emptyText} />}
      {count > 0 && <States unfinished={unfinished} />}
      {routes.length > 0 && <Lines routes={routes} />}
    </Stack>
  )
}

export default function QueuePage() {
  const t = useWords(words)
  const queue = useQueue()
  return (
    <Page title={t.title} lead={t.lead}>
      <Loaded query={queue}>{(data) => <QueueView queue={data} />}</Loaded>
    </Page>
  )
}
