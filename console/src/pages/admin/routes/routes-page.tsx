import { Badge, Progress, SimpleGrid, Stack, Text } from '@mantine/core'
import RouteIcon from 'lucide-react/icons/route'
import { useQueue, useRoutes } from '../../../api/admin-operations.ts'
import type { ProviderRoute, Queue } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { Blank } from '../../../parts/blank.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Loaded } from '../../../parts/problem.tsx'
import { Section } from '../../../parts/section.tsx'
import { words } from './words.ts'

type Line = Queue['routes'][number]

const COLORS = { closed: 'green', open: 'red', 'half-open': 'yellow' }

function Places({ route, line }: { route: ProviderRoute; line: Line | undefined }) {
  const t = useWords(words)
  const format = useFormat()
  const running = line?.running ?? 0
  const { capacity } = route
  const told =
    capacity === null
      ? t.placesFree(format.number(running))
      : t.placesOf(format.number(running), format.number(capacity))
  const share = capacity === null || capacity === 0 ? 0 : Math.min(100, (running / capacity) * 100)
  return (
    <div>
      <Text fz="sm" c="dimmed">
        {t.places}
      </Text>
      <Text fw={600}>{told}</Text>
      {capacity !== null && (
        <Progress mt={6} value={share} color={share >= 100 ? 'yellow' : 'lagoon'} aria-label={`${t.places}: ${told}`} />
      )}
    </div>
  )
}

function Waiting({ line }: { line: Line | undefined }) {
  const t = useWords(words)
  const format = useFormat()
  const oldest = line?.oldest_waiting_seconds ?? null
  return (
    <div>
      <Text fz="sm" c="dimmed">
        {t.waiting}
      </Text>
      <Text fw={600}>{(line?.waiting ?? 0) === 0 ? t.noneWaits : format.number(line?.waiting ?? 0)}</Text>
      {oldest !== null && (
        <Text fz="xs" c="dimmed">
          {t.oldest(format.duration(oldest))}
        </Text>
      )}
    </div>
  )
}

function RouteSection({ route, line }: { route: ProviderRoute; line: Line | undefined }) {
  const t = useWords(words)
  const format = useFormat()
  const { provider, breaker, starts_per_minute: starts, models } = route
  return (
    <Section
      title={provider}
      lead={t.stateTexts[breaker]}
      actions={<Badge color={COLORS[breaker]}>{t.states[breaker]}</Badge>}
    >
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Places route={route} line={line} />
        <Waiting line={line} />
        <div>
          <Text fz="sm" c="dimmed">
            {t.starts}
          </Text>
          <Text fw={600}>{starts === null ? t.noLimit : format.number(starts)}</Text>
        </div>
      </SimpleGrid>
      {models.length === 0 ? (
        <Text c="dimmed">{t.noModels}</Text>
      ) : (
        <DataTable
          name={`${t.models}: ${provider}`}
          rows={models}
          rowKey={({ model }) => model}
          columns={[
            {
              name: t.models,
              cell: ({ model }) => (
                <Text ff="monospace" fz="sm">
                  {model}
                </Text>
              ),
            },
            { name: t.order, align: 'end', cell: ({ order }) => format.number(order) },
            { name: t.weight, align: 'end', cell: ({ weight }) => format.number(weight) },
          ]}
        />
      )}
    </Section>
  )
}

export default function RoutesPage() {
  const t = useWords(words)
  const routes = useRoutes()
  const { data: queue } = useQueue()
  return (
    <Page title={t.title} lead={t.lead}>
      <Loaded query={routes}>
        {(data) =>
          data.length === 0 ? (
            <Blank icon={RouteIcon} title={t.emptyTitle} text={t.emptyText} />
          ) : (
            <Stack gap="lg">
              {data.map((route) => (
                <RouteSection
                  key={route.provider}
                  route={route}
                  line={queue?.routes.find(({ provider }) => provider === route.provider)}
                />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}
