import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { TaskStory } from '../../api/tasks.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { words as requestWords } from '../../parts/request-words.ts'
import { Section } from '../../parts/section.tsx'
import classes from './task-page.module.css'
import { words } from './words.ts'

/** Everything that was asked for, what was filled in among it. */
export function RequestSection({ story }: { story: TaskStory }) {
  const t = useWords(words)
  const names = useWords(requestWords)
  const format = useFormat()
  const { request, key, pictures, content_removed_at: removedAt } = story
  const prompt = removedAt === null ? request.prompt : t.removed(format.relative(removedAt))
  const fields: [name: keyof typeof t.fields, value: ReactNode][] = [
    ['prompt', prompt],
    ...(request.negative_prompt === undefined
      ? []
      : [['negative_prompt', request.negative_prompt] satisfies [keyof typeof t.fields, ReactNode]]),
    ['model', request.model],
    ['duration', format.duration(request.duration)],
    ['aspect_ratio', request.aspect_ratio],
    ['resolution', request.resolution],
    ['sample_count', format.number(request.sample_count)],
    ['seed', String(request.seed)],
    ['generate_audio', request.generate_audio ? t.yes : t.no],
    ['person_generation', names.personNames[request.person_generation]],
    ['resize_mode', names.resizeNames[request.resize_mode]],
    ['pictures', format.number(pictures)],
    ['key', key.user_id === null ? key.name || key.id : t.console(key.name)],
  ]
  return (
    <Section title={t.request}>
      <dl className={classes['fields']}>
        {fields.map(([name, value]) => (
          <div key={name} data-wide={name.endsWith('prompt') || undefined}>
            <Text component="dt" fz="xs" c="dimmed">
              {t.fields[name]}
            </Text>
            <Text component="dd" m={0} fz="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {value}
            </Text>
          </div>
        ))}
      </dl>
    </Section>
  )
}
