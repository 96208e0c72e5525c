import { Badge } from '@mantine/core'
import type { TaskState } from '../api/wire.ts'
import { useWords } from '../i18n/language.tsx'
import { words } from './task-state-words.ts'

const COLORS: Readonly<Record<TaskState, string>> = {
  submitted: 'gray',
  pending: 'gray',
  starting: 'lagoon',
  running: 'lagoon',
  storing: 'lagoon',
  unresolved: 'yellow',
  completed: 'green',
  failed: 'red',
  cancelled: 'gray',
}

/** A task's own state, of which callers see six. */
export function TaskStateBadge({ state }: { state: TaskState }) {
  const t = useWords(words)
  return <Badge color={COLORS[state]}>{t.states[state]}</Badge>
}
