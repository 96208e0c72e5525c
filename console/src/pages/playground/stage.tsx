import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import Clapperboard from 'lucide-react/icons/clapperboard'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { Link } from 'wouter'
import { isOpen } from '../../api/tasks.ts'
import { useTask } from '../../api/use-task.ts'
import type { SubmitBody, Task } from '../../api/wire.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { CancelTask } from '../../parts/cancel-task.tsx'
import { DownloadVideos } from '../../parts/download-videos.tsx'
import { Loaded } from '../../parts/problem.tsx'
import { Section } from '../../parts/section.tsx'
import { EmptyStage, TaskOutcome, shapeOf } from '../../parts/task-outcome.tsx'
import { TaskStatusBadge } from '../../parts/task-status.tsx'
import classes from './stage.module.css'
import { words } from './words.ts'

function Idle({ ratio }: { ratio: string | undefined }) {
  const t = useWords(words)
  return (
    <div className={classes['idle']} style={shapeOf(ratio)}>
      <Clapperboard size={26} aria-hidden />
      <Text fw={600}>{t.idleTitle}</Text>
      <Text c="dimmed" fz="sm">
        {t.idleText}
      </Text>
    </div>
  )
}

interface RunProps {
  id: string
  body: SubmitBody
  onAgain: () => void
  onSeed: (seed: number) => void
  isSending: boolean
}

function Facts({ task, onSeed }: { task: Task; onSeed: RunProps['onSeed'] }) {
  const t = useWords(words)
  const format = useFormat()
  return (
    <Group gap="md" fz="sm" c="dimmed">
      <span>{t.done(format.duration(task.actual_time ?? 0))}</span>
      <span>{format.money(task.cost)}</span>
      <span>
        {t.usedSeed(String(task.seed))}
        {' · '}
        <Anchor underline="always" component="button" type="button" fz="inherit" onClick={() => onSeed(task.seed)}>
          {t.keepSeed}
        </Anchor>
      </span>
    </Group>
  )
}

function Actions({ task, onAgain, isSending }: Pick<RunProps, 'onAgain' | 'isSending'> & { task: Task }) {
  const t = useWords(words)
  return (
    <Group gap="xs">
      {isOpen(task) ? (
        <CancelTask task={task} />
      ) : (
        <Button size="xs" loading={isSending} leftSection={<RefreshCw size={14} />} onClick={onAgain}>
          {t.anotherSeed}
        </Button>
      )}
      <DownloadVideos task={task} />
      <Button component={Link} href={`/tasks/${task.id}`} size="xs" variant="subtle">
        {t.open}
      </Button>
    </Group>
  )
}

function Run({ id, body, onSeed, ...actions }: RunProps) {
  const t = useWords(words)
  const query = useTask(id)
  return (
    <Section title={t.result} actions={query.data && <TaskStatusBadge status={query.data.status} />}>
      <Loaded query={query} skeleton={<EmptyStage ratio={body.aspect_ratio} />}>
        {(task) => (
          <Stack gap="sm">
            <TaskOutcome task={task} ratio={body.aspect_ratio} starts />
            {task.status === 'completed' && <Facts task={task} onSeed={onSeed} />}
            <Actions task={task} {...actions} />
          </Stack>
        )}
      </Loaded>
    </Section>
  )
}

interface StageProps extends Omit<RunProps, 'id' | 'body'> {
  /** What was sent last from this tab. */
  run: { id: string; body: SubmitBody } | undefined
  /** Of the form, for the frame that is empty yet. */
  ratio: string
}

/** Where the video comes and plays. */
export function Stage({ run, ratio, ...actions }: StageProps) {
  const t = useWords(words)
  if (run !== undefined) return <Run key={run.id} {...run} {...actions} />
  return (
    <Section title={t.result}>
      <Idle ratio={ratio} />
    </Section>
  )
}
