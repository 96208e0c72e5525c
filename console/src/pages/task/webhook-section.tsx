import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getWebhooks, isOpen, replayWebhook, webhooksKey } from '../../api/tasks.ts'
import type { Task, TaskWebhooks } from '../../api/wire.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Section } from '../../parts/section.tsx'
import { When } from '../../parts/when.tsx'
import { words } from './words.ts'

const COLORS = { none: 'gray', pending: 'gray', waiting: 'yellow', delivered: 'green', failed: 'red' }

/** How often a webhook that is still to be told is looked at. */
const LIVE_MS = 3_000

type Words = (typeof words)['en']

/** What a try came to, of the server's one word for it. */
function toldOf({ status, error }: Pick<TaskWebhooks['tries'][number], 'status' | 'error'>, t: Words): string {
  const known: Readonly<Record<string, string>> = t.tryErrors
  return known[error ?? ''] ?? (status === null ? t.unreachable(error ?? '') : t.answered(status))
}

function Tries({ tries }: Pick<TaskWebhooks, 'tries'>) {
  const t = useWords(words)
  const format = useFormat()
  return (
    <Stack gap={8} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {tries.map(({ at, duration_ms: took, status, error }) => (
        <Group key={`${at} ${took}`} component="li" justify="space-between" gap="xs" wrap="nowrap">
          <div>
            <Text fz="sm" fw={550} {...(error !== null && { c: 'red' })}>
              {toldOf({ status, error }, t)}
            </Text>
            <Text fz="xs" c="dimmed">
              {format.dateTime(at)}
            </Text>
          </div>
          <Text fz="xs" c="dimmed">
            {t.took(format.number(took))}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}

/** Every try to tell the task's webhook; nothing where it names none. */
export function WebhookSection({ task }: { task: Task }) {
  const t = useWords(words)
  const client = useQueryClient()
  const { id } = task
  const { data: told } = useQuery({
    queryKey: webhooksKey(id),
    queryFn: () => getWebhooks(id),
    refetchInterval: ({ state }) =>
      state.data?.status === 'pending' || state.data?.status === 'waiting' ? LIVE_MS : false,
  })
  const replay = useMutation({
    mutationFn: () => replayWebhook(id),
    onSuccess: () => client.invalidateQueries({ queryKey: webhooksKey(id) }),
  })
  if (told === undefined || told.status === 'none') return null
  return (
    <Section
      title={t.webhook}
      lead={<span style={{ overflowWrap: 'anywhere' }}>{told.url}</span>}
      actions={<Badge color={COLORS[told.status]}>{t.webhookStatus[told.status]}</Badge>}
    >
      {told.tries.length > 0 && <Tries tries={told.tries} />}
      {told.next_try !== null && (
        <Text fz="sm" c="dimmed">
          {/* One that is due comes at any moment now. */}
          {t.nextTry}: <When at={Math.max(told.next_try, Date.now() / 1000)} />
        </Text>
      )}
      <Problem error={replay.error} />
      {!isOpen(task) && (
        <Group>
          <Button size="xs" variant="default" loading={replay.isPending} onClick={() => replay.mutate()}>
            {t.replay}
          </Button>
        </Group>
      )}
    </Section>
  )
}
