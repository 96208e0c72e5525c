import { Badge, Button, Group, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { SESSIONS, endOtherSessions, endSession, listSessions } from '../../api/account.ts'
import type { Session } from '../../api/account.ts'
import { useWords } from '../../i18n/language.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Loaded, Problem } from '../../parts/problem.tsx'
import { Section } from '../../parts/section.tsx'
import { When } from '../../parts/when.tsx'
import { deviceOf } from './device.ts'
import { words } from './words.ts'

function useDeviceName(): (session: Session) => string {
  const t = useWords(words)
  return ({ user_agent: agent }) => {
    const device = deviceOf(agent)
    return device === undefined ? t.unknownDevice : t.on(device.browser, device.system)
  }
}

function SessionTable({ sessions, onEnd }: { sessions: readonly Session[]; onEnd: (id: string) => void }) {
  const t = useWords(words)
  const nameOf = useDeviceName()
  return (
    <DataTable
      name={t.sessions}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        {
          name: t.device,
          cell: (session) => (
            <Group gap="xs">
              <Text fw={500}>{nameOf(session)}</Text>
              {session.current && <Badge>{t.thisOne}</Badge>}
            </Group>
          ),
        },
        { name: t.method, cell: ({ method }) => t.methods[method] },
        { name: t.address, cell: ({ address }) => address },
        { name: t.lastSeen, cell: (session) => <When at={session.last_seen_at} /> },
        {
          name: t.actions,
          isActions: true,
          cell: (session) =>
            !session.current && (
              <Button
                variant="default"
                size="xs"
                onClick={() => onEnd(session.id)}
                aria-label={t.endNamed(nameOf(session))}
              >
                {t.end}
              </Button>
            ),
        },
      ]}
    />
  )
}

export function SessionsSection() {
  const t = useWords(words)
  const client = useQueryClient()
  const sessions = useQuery({ queryKey: SESSIONS, queryFn: listSessions })
  const ending = useMutation({
    mutationFn: (id: string | undefined) => (id === undefined ? endOtherSessions() : endSession(id)),
    onSuccess: () => client.invalidateQueries({ queryKey: SESSIONS }),
  })
  const endOthers = (
    <Button variant="default" loading={ending.isPending} onClick={() => ending.mutate(undefined)}>
      {t.endOthers}
    </Button>
  )
  return (
    <Section
      title={t.sessions}
      lead={t.sessionsLead}
      actions={sessions.data?.some(({ current }) => !current) === true && endOthers}
    >
      <Problem error={ending.error} />
      <Loaded query={sessions}>{(data) => <SessionTable sessions={data} onEnd={ending.mutate} />}</Loaded>
    </Section>
  )
}
