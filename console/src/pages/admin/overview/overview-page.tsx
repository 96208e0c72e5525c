import { Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useQueue, useRoutes } from '../../../api/admin-operations.ts'
import { ADMIN_TASKS, listAllTasks } from '../../../api/admin-tasks.ts'
import type { Queue } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { AdminTaskTable } from '../../../parts/admin-task-table.tsx'
import { Figure, Figures } from '../../../parts/figures.tsx'
import { Page } from '../../../parts/page.tsx'
import { Loaded } from '../../../parts/problem.tsx'
import { Section } from '../../../parts/section.tsx'
import { AttentionSection } from './attention-section.tsx'
import { words } from './words.ts'

const LATEST = 8

function Load({ queue: { routes, unfinished, oldest_waiting_seconds: oldest } }: { queue: Queue }) {
  const t = useWords(words)
  const format = useFormat()
  const sum = (counts: readonly number[]) => format.number(counts.reduce((all, one) => all + one, 0))
  return (
    <Figures>
      <Figure name={t.unfinished} value={sum(Object.values(unfinished))} />
      <Figure name={t.waitingCount} value={sum(routes.map(({ waiting }) => waiting))} />
      <Figure name={t.running} value={sum(routes.map(({ running }) => running))} />
      <Figure name={t.oldest} value={oldest === null ? t.nobody : format.duration(oldest)} />
    </Figures>
  )
}

export default function OverviewPage() {
  const t = useWords(words)
  const queue = useQueue()
  const routes = useRoutes()
  const latest = useQuery({
    queryKey: [...ADMIN_TASKS, 'latest'],
    queryFn: async () => (await listAllTasks({})).data.slice(0, LATEST),
  })
  const all = (
    <Anchor component={Link} href="/admin/tasks">
      {t.allTasks}
    </Anchor>
  )
  return (
    <Page title={t.title} lead={t.lead}>
      <Loaded query={queue}>
        {(now) => (
          <Stack gap="lg">
            <Loaded query={routes}>{(known) => <AttentionSection queue={now} routes={known} />}</Loaded>
            <Load queue={now} />
          </Stack>
        )}
      </Loaded>
      <Section title={t.latest} actions={all}>
        <Loaded query={latest}>
          {(tasks) =>
            tasks.length === 0 ? <Text c="dimmed">{t.noTasks}</Text> : <AdminTaskTable name={t.latest} tasks={tasks} />
          }
        </Loaded>
      </Section>
    </Page>
  )
}
