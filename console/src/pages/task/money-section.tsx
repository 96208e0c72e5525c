import { Group, Stack, Text } from '@mantine/core'
import { isOpen } from '../../api/tasks.ts'
import type { TaskStory } from '../../api/tasks.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { Section } from '../../parts/section.tsx'
import { words } from './words.ts'

/** What moved in the ledger for a task, in order. */
export function MoneySection({ story }: { story: TaskStory }) {
  const t = useWords(words)
  const format = useFormat()
  return (
    <Section title={t.money} lead={isOpen(story) ? t.notYet : t.charged(format.money(story.cost))}>
      <Stack gap={8} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {story.money.map(({ id, kind, amount, at }) => (
          <Group key={id} component="li" justify="space-between" gap="xs" wrap="nowrap">
            <div>
              <Text fz="sm" fw={550}>
                {t.moneyNames[kind]}
              </Text>
              <Text fz="xs" c="dimmed">
                {format.dateTime(at)}
              </Text>
            </div>
            <Text fz="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
              {format.money(amount)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Section>
  )
}
