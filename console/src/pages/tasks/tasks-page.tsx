import { Button, Group, Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import Clapperboard from 'lucide-react/icons/clapperboard'
import SearchX from 'lucide-react/icons/search-x'
import { Link } from 'wouter'
import { TASKS, isOpen, listTasks } from '../../api/tasks.ts'
import type { ListedTask, TaskFilters } from '../../api/tasks.ts'
import { useWords } from '../../i18n/language.tsx'
import { Blank } from '../../parts/blank.tsx'
import { Page } from '../../parts/page.tsx'
import { QueryProblem } from '../../parts/problem.tsx'
import { words as partWords } from '../../parts/words.ts'
import { Filters, useFilters } from './filters.tsx'
import { TaskCard } from './task-card.tsx'
import classes from './task-card.module.css'
import { words } from './words.ts'

/** How often the list is asked for anew: while something on it changes, and for what others submit. */
const LIVE_MS = 2_000
const QUIET_MS = 15_000

/** Pages of tasks, one behind the other. */
function useTaskList(filters: TaskFilters) {
  return useInfiniteQuery({
    queryKey: [...TASKS, filters],
    queryFn: ({ pageParam }) => listTasks(filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.has_more ? last.data.at(-1)?.id : undefined),
    refetchInterval: ({ state }) => (state.data?.pages.some(({ data }) => data.some(isOpen)) ? LIVE_MS : QUIET_MS),
  })
}

function Skeletons() {
  const t = useWords(partWords)
  return (
    <div className={classes['grid']} role="status" data-loading>
      <VisuallyHidden>{t.loading}</VisuallyHidden>
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} height={238} radius="lg" />
      ))}
    </div>
  )
}

function Gallery({ tasks }: { tasks: readonly ListedTask[] }) {
  const t = useWords(words)
  return (
    <ul className={classes['grid']} aria-label={t.list}>
      {tasks.map((task) => (
        <li key={task.id}>
          <TaskCard task={task} />
        </li>
      ))}
    </ul>
  )
}

function NoTasks({ clear }: { clear: (() => void) | undefined }) {
  const t = useWords(words)
  return clear === undefined ? (
    <Blank icon={Clapperboard} title={t.emptyTitle} text={t.emptyText}>
      <Button component={Link} href="/playground">
        {t.emptyAction}
      </Button>
    </Blank>
  ) : (
    <Blank icon={SearchX} title={t.noneTitle} text={t.noneText}>
      <Button variant="default" onClick={clear}>
        {t.noneAction}
      </Button>
    </Blank>
  )
}

export default function TasksPage() {
  const t = useWords(words)
  const { given, filters, set, clear, isSet } = useFilters()
  const list = useTaskList(filters)
  const tasks = list.data?.pages.flatMap(({ data }) => data)
  const isEmpty = tasks?.length === 0
  const make = (
    <Button component={Link} href="/playground" leftSection={<Clapperboard size={16} />}>
      {t.make}
    </Button>
  )
  return (
    <Page title={t.title} lead={t.lead} actions={(!isEmpty || isSet) && make}>
      <Stack>
        {(!isEmpty || isSet) && <Filters given={given} set={set} />}
        {tasks === undefined && (list.isError ? <QueryProblem query={list} /> : <Skeletons />)}
        {isEmpty && <NoTasks clear={isSet ? clear : undefined} />}
        {tasks !== undefined && !isEmpty && <Gallery tasks={tasks} />}
        {list.hasNextPage && (
          <Group justify="center">
            <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t.more}
            </Button>
          </Group>
        )}
      </Stack>
    </Page>
  )
}
