import { Alert, Stack } from '@mantine/core'
import CircleAlert from 'lucide-react/icons/circle-alert'
import { isOpen } from '../api/tasks.ts'
import type { Task } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { useWords } from '../i18n/language.tsx'
import { ProgressTrack } from './progress-track.tsx'
import classes from './task-outcome.module.css'
import { words } from './task-words.ts'
import { useNow } from './use-now.ts'
import { Videos, videosOf } from './videos.tsx'

/** A frame of this shape (`9:16`), as wide as its height lets it be. */
export const shapeOf = (ratio = '16:9') => ({
  aspectRatio: ratio.replace(':', ' / '),
  width: ratio === '9:16' ? 'min(100%, 300px)' : '100%',
})

/** The frame of a video of which nothing is known yet. */
export function EmptyStage({ ratio }: { ratio: string | undefined }) {
  return <div className={`${classes['frame']} ${classes['running']}`} style={shapeOf(ratio)} data-loading />
}

function Running({ task, ratio }: { task: Task; ratio: string | undefined }) {
  const t = useWords(words)
  const format = useFormat()
  const now = useNow(true)
  const spent = format.duration(Math.max(0, now - task.created))
  const isMade = task.status === 'processing'
  return (
    <div className={`${classes['frame']} ${classes['running']}`} style={shapeOf(ratio)}>
      {isMade && (
        <span className={classes['percent']} aria-hidden>
          {format.percent(task.progress / 100)}
        </span>
      )}
      <span className={classes['state']} role="status">
        {isMade ? t.making : t.waits}
      </span>
      <span className={classes['clock']}>
        {isMade && now - task.created < task.estimated_time
          ? t.elapsed(spent, format.duration(task.estimated_time))
          : t.elapsedOnly(spent)}
      </span>
      <ProgressTrack percent={task.progress} name={t.progress} />
    </div>
  )
}

function Unmade({ task }: { task: Task }) {
  const t = useWords(words)
  const isFailed = task.status === 'failed'
  return (
    <Alert
      color={isFailed ? 'red' : 'gray'}
      icon={<CircleAlert />}
      role={isFailed ? 'alert' : 'status'}
      title={isFailed ? t.failedTitle : t.cancelledTitle}
    >
      {task.error?.message ?? (task.cost === 0 && t.nothingCharged)}
    </Alert>
  )
}

interface TaskOutcomeProps {
  task: Task
  /** As it was asked for. */
  ratio: string | undefined
  /** Its videos play without being told to. */
  starts?: boolean
}

/** What came of a task: its progress, its videos, or why there are none. */
export function TaskOutcome({ task, ratio, starts = false }: TaskOutcomeProps) {
  const t = useWords(words)
  const paths = videosOf(task)
  if (isOpen(task)) return <Running task={task} ratio={ratio} />
  if (task.status !== 'completed') return <Unmade task={task} />
  return (
    <Stack gap="sm">
      {task.warning !== undefined && <Alert color="yellow">{task.warning.message}</Alert>}
      {paths.length === 0 ? (
        <Alert color="gray" title={t.expired}>
          {t.expiredText}
        </Alert>
      ) : (
        <Videos key={task.id} paths={paths} isPortrait={ratio === '9:16'} starts={starts} />
      )}
    </Stack>
  )
}
