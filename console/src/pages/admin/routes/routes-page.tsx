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

interface GaugeProps {
  name: string
  used: number
  /** null: there is none. */
  limit: number | null
}

/** How much of what a provider takes is in use. */
function Gauge({ name, used, limit }: GaugeProps) {
  const t = useWords(words)
  const format = useFormat()
  const told = limit === null ? t.usedFree(format.number(used)) : t.usedOf(format.number(used), format.number(limit))
  const share = limit === null || limit === 0 ? 0 : Math.min(100, (used / limit) * 100)
  return (
    <div>
      <Text fz="sm" c="dimmed">
        {name}
      </Text>
      <Text fw={600}>{told}</Text>
      {limit !== null && (
        <Progress mt={6} value={share} color={share >= 100 ? 'yellow' : 'lagoon'} aria-label={`${name}: ${told}`} />
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
        <Gauge name={t.places} used={line?.running ?? 0} limit={route.capacity} />
        <Waiting line={line} />
        {starts === null ? (
          <div>
            <Text fz="sm" c="dimmed">
              {t.starts}
            </Text>
            <Text fw={600}>{t.noLimit}</Text>
          </div>
        ) : (
          <Gauge name={t.starts} used={route.starts_used ?? 0} limit={starts} />
        )}
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
