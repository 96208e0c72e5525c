import { Stack } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { ownPath } from '../api/tasks.ts'
import type { Task } from '../api/wire.ts'
import { useWords } from '../i18n/language.tsx'
import { words } from './task-words.ts'
import classes from './videos.module.css'

/** Paths of a task's videos that can still be played. */
export function videosOf({ result }: Pick<Task, 'result'>): string[] {
  const [videos] = result?.videos ?? []
  return videos === undefined || videos.expired === true ? [] : videos.url.map(ownPath)
}

interface PlayerProps {
  path: string
  name: string
  isPortrait: boolean
  starts: boolean
}

/** Starts with its sound where the browser lets it, and without where not. */
function Player({ path, name, isPortrait, starts }: PlayerProps) {
  const ref = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const video = ref.current
    if (!starts || video === null) return
    video.play().catch(() => {
      video.muted = true
      video.play().catch(() => undefined)
    })
  }, [starts, path])
  return (
    <div className={classes['stage']}>
      <video
        ref={ref}
        key={path}
        className={classes['video']}
        data-portrait={isPortrait || undefined}
        src={path}
        aria-label={name}
        controls
        loop
        playsInline
        preload="metadata"
      />
    </div>
  )
}

interface VideosProps {
  paths: readonly string[]
  isPortrait: boolean
  /** Plays without being told to. */
  starts?: boolean
}

/** The videos of a task: one large, and where there are more, all of them to choose from. */
export function Videos({ paths, isPortrait, starts = false }: VideosProps) {
  const t = useWords(words)
  const [chosen, setChosen] = useState(0)
  const shown = paths[chosen] === undefined ? 0 : chosen
  const [first = ''] = paths
  const nameOf = (index: number) => t.video(index + 1, paths.length)
  return (
    <Stack gap="xs">
      <Player path={paths[shown] ?? first} name={nameOf(shown)} isPortrait={isPortrait} starts={starts || chosen > 0} />
      {paths.length > 1 && (
        <div className={classes['strip']}>
          {paths.map((path, index) => (
            <button
              key={path}
              type="button"
              className={classes['choice']}
              aria-label={nameOf(index)}
              aria-pressed={index === shown}
              onClick={() => setChosen(index)}
            >
              <video src={path} muted playsInline preload="metadata" tabIndex={-1} aria-hidden />
            </button>
          ))}
        </div>
      )}
    </Stack>
  )
}
