import { Alert, Anchor, Stack, Text } from '@mantine/core'
import CircleCheck from 'lucide-react/icons/circle-check'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { Link } from 'wouter'
import type { ProviderRoute, Queue } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { Section } from '../../../parts/section.tsx'
import { words } from './words.ts'

/** Longer than any provider takes between two starts when all is well. */
const WAIT_LONG_SECONDS = 120

interface Matter {
  title: string
  text: string
  color: 'red' | 'yellow'
  href: string
  action: string
}

/** All that a person should look at, the worst first. */
function useMatters(queue: Queue, routes: readonly ProviderRoute[]): Matter[] {
  const t = useWords(words)
  const format = useFormat()
  const unresolved = queue.unfinished['unresolved'] ?? 0
  const oldest = queue.oldest_waiting_seconds ?? 0
  const breakers = routes
    .filter(({ breaker }) => breaker !== 'closed')
    .map(({ provider, breaker }): Matter => {
      const way = { href: '/admin/routes', action: t.breakerAction }
      if (breaker === 'open') return { title: t.breaker(provider), text: t.breakerText, color: 'red', ...way }
      return { title: t.trial(provider), text: t.trialText, color: 'yellow', ...way }
    })
  const ofTasks: Matter = {
    title: t.unresolved(unresolved),
    text: t.unresolvedText,
    color: 'yellow',
    href: '/admin/tasks',
    action: t.unresolvedAction,
  }
  const ofQueue: Matter = {
    title: t.waiting(format.duration(oldest)),
    text: t.waitingText,
    color: 'yellow',
    href: '/admin/queue',
    action: t.waitingAction,
  }
  return [...breakers, ...(unresolved > 0 ? [ofTasks] : []), ...(oldest >= WAIT_LONG_SECONDS ? [ofQueue] : [])]
}

export function AttentionSection({ queue, routes }: { queue: Queue; routes: readonly ProviderRoute[] }) {
  const t = useWords(words)
  const matters = useMatters(queue, routes)
  if (matters.length === 0) {
    return (
      <Alert color="green" icon={<CircleCheck />} title={t.fineTitle}>
        {t.fineText}
      </Alert>
    )
  }
  return (
    <Section title={t.attention}>
      <Stack gap="sm">
        {matters.map(({ title, text, color, href, action }) => (
          <Alert key={title} color={color} icon={<TriangleAlert />} title={title}>
            <Text fz="sm">{text}</Text>
            <Anchor component={Link} href={href} fz="sm" c="inherit" td="underline">
              {action}
            </Anchor>
          </Alert>
        ))}
      </Stack>
    </Section>
  )
}
