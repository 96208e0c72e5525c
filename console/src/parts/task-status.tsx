import { Badge } from '@mantine/core'
import type { TaskStatus } from '../api/wire.ts'
import { useWords } from '../i18n/language.tsx'
import { words } from './task-words.ts'

const COLORS: Readonly<Record<TaskStatus, string>> = {
  submitted: 'gray',
  pending: 'yellow',
  processing: 'lagoon',
  completed: 'green',
  failed: 'red',
  cancelled: 'gray',
}

export function TaskStatusBadge({ status }: { status: TaskStatus }) {
  const t = useWords(words)
  return <Badge color={COLORS[status]}>{t.statusNames[status]}</Badge>
}
