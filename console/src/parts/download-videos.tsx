import { Button } from '@mantine/core'
import Download from 'lucide-react/icons/download'
import type { Task } from '../api/wire.ts'
import { useWords } from '../i18n/language.tsx'
import { words } from './task-words.ts'
import { videosOf } from './videos.tsx'

/** A button for each video that is there, which saves it under the task's name. */
export function DownloadVideos({ task }: { task: Pick<Task, 'id' | 'result'> }) {
  const t = useWords(words)
  const paths = videosOf(task)
  return paths.map((path, index) => (
    <Button
      key={path}
      component="a"
      href={`${path}?download=${task.id}-${index + 1}.mp4`}
      download
      size="xs"
      variant="default"
      leftSection={<Download size={14} aria-hidden />}
    >
      {paths.length === 1 ? t.download : t.downloadNumber(index + 1)}
    </Button>
  ))
}
