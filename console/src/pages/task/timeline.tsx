import { Group, Text } from '@mantine/core'
import { isOpen } from '../../api/tasks.ts'
import type { StoryEvent, TaskStory } from '../../api/tasks.ts'
import { useFormat } from '../../i18n/format.ts'
import type { Format } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { Section } from '../../parts/section.tsx'
import { words as taskWords } from '../../parts/task-words.ts'
import { words } from './words.ts'
import classes from './timeline.module.css'

type Words = (typeof words)['en']

/** What an event brings along, in a few words. */
function detailOf({ event, detail = {}, at }: StoryEvent, story: TaskStory, tell: { t: Words; format: Format }) {
  const { t, format } = tell
  if (event === 'started') {
    const accepted = story.timeline[0]?.at ?? story.created
    const attempts = detail.attempts ?? 1
    const parts = [
      t.by(detail.provider ?? story.route),
      ...(at !== null && at - accepted >= 1 ? [t.queued(format.duration(at - accepted))] : []),
      ...(attempts > 1 ? [t.attempt(attempts)] : []),
    ]
    return format.list(parts)
  }
  if (event === 'kept') return t.stored(detail.videos ?? 0, format.bytes(detail.bytes ?? 0))
  if (event === 'settled') return detail.amounts
  return ''
}

/** The settlement stands in the ledger; here it takes its place among the rest. */
function eventsOf({ timeline, money }: TaskStory, { t, format }: { t: Words; format: Format }): StoryEvent[] {
  const settled = money.filter(({ kind }) => kind === 'capture' || kind === 'release')
  const last = settled.at(-1)
  if (last === undefined) return [...timeline]
  const amounts = format.list(settled.map(({ kind, amount }) => `${t.moneyNames[kind]} ${format.money(amount)}`))
  // The ledger counts whole seconds: it is never told before the end that it was written with.
  const at = Math.max(last.at, timeline.at(-1)?.at ?? 0)
  return [...timeline, { at, event: 'settled', detail: { amounts } }]
}

/** The first moment (`since` undefined) as it is, any later one by how long after that it was. */
function Moment({ at, since }: { at: number; since: number | undefined }) {
  const format = useFormat()
  return (
    <Text
      component="time"
      fz="xs"
      c="dimmed"
      dateTime={new Date(at * 1000).toISOString()}
      {...(since !== undefined && { title: format.dateTime(at) })}
    >
      {since === undefined ? format.dateTime(at) : `+${format.duration(at - since)}`}
    </Text>
  )
}

/** The way of a task, from its submit to its settlement. */
export function Timeline({ story }: { story: TaskStory }) {
  const t = useWords(words)
  const tt = useWords(taskWords)
  // A newer server may tell of more.
  const events: Readonly<Record<string, string>> = t.events
  const format = useFormat()
  return (
    <Section title={t.timeline}>
      <ol className={classes['events']}>
        {eventsOf(story, { t, format }).map((event, index) => (
          <li key={event.event} className={classes['event']} data-event={event.event}>
            <Group justify="space-between" gap="xs" align="baseline">
              <Text span fw={550} fz="sm">
                {events[event.event] ?? event.event}
              </Text>
              {event.at !== null && (
                <Moment at={event.at} since={index === 0 ? undefined : (story.timeline[0]?.at ?? story.created)} />
              )}
            </Group>
            <Text fz="xs" c="dimmed">
              {detailOf(event, story, { t, format })}
            </Text>
          </li>
        ))}
        {isOpen(story) && (
          <li className={classes['event']} data-now>
            <Text span fz="sm" c="dimmed">
              {story.status === 'processing' ? `${tt.making} · ${format.percent(story.progress / 100)}` : tt.waits}
            </Text>
          </li>
        )}
      </ol>
    </Section>
  )
}
