import { Group, Text } from '@mantine/core'
import Ban from 'lucide-react/icons/ban'
import CircleAlert from 'lucide-react/icons/circle-alert'
import Clock from 'lucide-react/icons/clock'
import Copy from 'lucide-react/icons/copy'
import Trash from 'lucide-react/icons/trash-2'
import Volume from 'lucide-react/icons/volume-2'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { isOpen } from '../../api/tasks.ts'
import type { ListedTask } from '../../api/tasks.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { ProgressTrack } from '../../parts/progress-track.tsx'
import { TaskStatusBadge } from '../../parts/task-status.tsx'
import { words as taskWords } from '../../parts/task-words.ts'
import { videosOf } from '../../parts/videos.tsx'
import { When } from '../../parts/when.tsx'
import classes from './task-card.module.css'
import { words } from './words.ts'

/** How far below the window a poster is loaded already. */
const AHEAD = '200px'

/** The first frame, loaded when it comes near the window; `plays`: the video, without its sound. */
function Poster({ path, isPortrait, plays }: { path: string; isPortrait: boolean; plays: boolean }) {
  const ref = useRef<HTMLVideoElement>(null)
  const [isNear, setIsNear] = useState(false)
  useEffect(() => {
    const video = ref.current
    if (video === null) return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setIsNear(true)
      },
      { rootMargin: AHEAD },
    )
    observer.observe(video)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    const video = ref.current
    if (video === null || !isNear) return
    if (plays) {
      video.play().catch(() => undefined)
      return
    }
    video.pause()
    video.currentTime = 0
  }, [plays, isNear])
  return (
    <video
      ref={ref}
      {...(isNear && { src: path })}
      data-portrait={isPortrait || undefined}
      muted
      loop
      playsInline
      preload="metadata"
      tabIndex={-1}
      aria-hidden
    />
  )
}

function Running({ task }: { task: ListedTask }) {
  const t = useWords(taskWords)
  const format = useFormat()
  return (
    <>
      {task.status === 'processing' ? (
        <span className={classes['percent']}>{format.percent(task.progress / 100)}</span>
      ) : (
        <Clock size={22} aria-hidden />
      )}
      <span>{t.statusNames[task.status]}</span>
      <ProgressTrack percent={task.progress} />
    </>
  )
}

function Unseen({ task }: { task: ListedTask }) {
  const t = useWords(words)
  if (task.status === 'failed') return <CircleAlert size={24} aria-hidden />
  if (task.status === 'cancelled') return <Ban size={24} aria-hidden />
  return (
    <>
      <Trash size={22} aria-hidden />
      <span>{t.gone}</span>
    </>
  )
}

function Tags({ request }: Pick<ListedTask, 'request'>) {
  const t = useWords(words)
  return (
    <div className={classes['tags']}>
      {request.generate_audio && (
        <span role="img" aria-label={t.sound}>
          <Volume size={12} aria-hidden />
        </span>
      )}
      {request.sample_count > 1 && (
        <span role="img" aria-label={t.copies(request.sample_count)}>
          <Copy size={11} aria-hidden />
          {request.sample_count}
        </span>
      )}
      <span>{request.resolution}</span>
      <span>{t.seconds(request.duration)}</span>
    </div>
  )
}

/** One task, as its first frame and the least that is to be known; it plays under the pointer and the focus. */
export function TaskCard({ task }: { task: ListedTask }) {
  const t = useWords(words)
  const format = useFormat()
  const [plays, setPlays] = useState(false)
  const [path] = videosOf(task)
  const { request } = task
  return (
    <Link
      href={`/tasks/${task.id}`}
      className={classes['card']}
      onPointerEnter={() => setPlays(true)}
      onPointerLeave={() => setPlays(false)}
      onFocus={() => setPlays(true)}
      onBlur={() => setPlays(false)}
    >
      <div className={classes['poster']} data-running={isOpen(task) || undefined}>
        {isOpen(task) ? (
          <Running task={task} />
        ) : path === undefined ? (
          <Unseen task={task} />
        ) : (
          <Poster path={path} isPortrait={request.aspect_ratio === '9:16'} plays={plays} />
        )}
        <Tags request={request} />
      </div>
      <div className={classes['text']}>
        <Text fz="sm" fw={550} lineClamp={2} {...(request.prompt === '' && { c: 'dimmed' })}>
          {request.prompt || t.untold}
        </Text>
        <div>
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <TaskStatusBadge status={task.status} />
            <Text span fz="xs" c="dimmed">
              {format.money(task.cost)} · <When at={task.created} />
            </Text>
          </Group>
          <Text fz="xs" c="dimmed" mt={6} truncate>
            {task.model}
          </Text>
        </div>
      </div>
    </Link>
  )
}
