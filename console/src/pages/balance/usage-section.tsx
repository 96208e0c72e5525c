import { Box, Group, SegmentedControl, Skeleton, Stack, Switch, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import ChartColumn from 'lucide-react/icons/chart-column'
import { Suspense, lazy, useState } from 'react'
import { KEYS, listKeys } from '../../api/keys.ts'
import { MONEY, getUsage } from '../../api/money.ts'
import type { UsageQuestion } from '../../api/money.ts'
import { useMe } from '../../api/session.ts'
import type { Usage } from '../../api/wire.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { Blank } from '../../parts/blank.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Figure, Figures } from '../../parts/figures.tsx'
import { Loaded } from '../../parts/problem.tsx'
import { Section } from '../../parts/section.tsx'
import { CsvButton } from './csv-button.tsx'
import { daysOf, idOf, seriesOf } from './usage-series.ts'
import type { Measure, Split } from './usage-series.ts'
import { words } from './words.ts'

const UsageChart = lazy(() => import('./usage-chart.tsx'))

const RANGES = ['7', '30', '90'] as const
const DAY_MS = 86_400_000

interface Choice {
  range: string
  split: Split
  measure: Measure
}

/** The date some days ago, where the browser is. */
function dateBefore(days: number): string {
  const { year, month, day } = Object.fromEntries(
    new Intl.DateTimeFormat('en', { year: 'numeric', month: '2-digit', day: '2-digit' })
      .formatToParts(Date.now() - days * DAY_MS)
      .map(({ type, value }) => [type, value]),
  )
  return `${year}-${month}-${day}`
}

/** What a key or a model is called. */
function useNames(split: Split): (id: string) => string {
  const t = useWords(words)
  const { user } = useMe()
  const keys = useQuery({ queryKey: KEYS, queryFn: listKeys, enabled: split === 'key' })
  return (id) => {
    if (split === 'model') return id || t.unknownModel
    if (id === user.key_id) return t.consoleKey
    const key = keys.data?.find((one) => one.id === id)
    return key === undefined ? t.otherKey(id.slice(-4)) : key.name || `${key.prefix}…`
  }
}

interface ControlsProps {
  choice: Choice
  onChoice: (choice: Choice) => void
}

function Controls({ choice, onChoice }: ControlsProps) {
  const t = useWords(words)
  const change = (changed: Partial<Choice>) => onChoice({ ...choice, ...changed })
  return (
    <Group gap="sm">
      <SegmentedControl
        aria-label={t.range}
        value={choice.range}
        data={RANGES.map((range) => ({ value: range, label: t.days(Number(range)) }))}
        onChange={(range) => change({ range })}
      />
      <SegmentedControl
        aria-label={t.by}
        value={choice.split}
        data={[
          { value: 'model', label: t.byModel },
          { value: 'key', label: t.byKey },
        ]}
        onChange={(split) => change({ split })}
      />
      <SegmentedControl
        aria-label={t.measure}
        value={choice.measure}
        data={[
          { value: 'cost', label: t.cost },
          { value: 'tasks', label: t.tasks },
        ]}
        onChange={(measure) => change({ measure })}
      />
    </Group>
  )
}

function UsageTable({ usage, split }: { usage: Usage; split: Split }) {
  const t = useWords(words)
  const format = useFormat()
  const nameOf = useNames(split)
  return (
    <DataTable
      name={t.usageTable}
      rows={usage.rows.toReversed()}
      rowKey={(row) => `${row.day} ${idOf(row, split)}`}
      columns={[
        { name: t.day, cell: ({ day = '' }) => format.day(day) },
        { name: split === 'model' ? t.byModel : t.byKey, cell: (row) => nameOf(idOf(row, split)) },
        { name: t.tasks, align: 'end', cell: ({ tasks }) => format.number(tasks) },
        { name: t.completed, align: 'end', cell: ({ completed }) => format.number(completed) },
        { name: t.cost, align: 'end', cell: ({ cost }) => format.money(cost) },
      ]}
    />
  )
}

function UsageBody({ usage, choice }: { usage: Usage; choice: Choice }) {
  const t = useWords(words)
  const format = useFormat()
  const [isTable, setIsTable] = useState(false)
  const question = { ...choice, nameOf: useNames(choice.split), others: t.others }
  if (usage.rows.length === 0) return <Blank icon={ChartColumn} title={t.noUsageTitle} text={t.noUsageText} />
  const series = seriesOf(usage, question)
  const table = <UsageTable usage={usage} split={choice.split} />
  return (
    <Stack>
      <Figures>
        <Figure name={t.total} value={format.money(usage.total.cost)} />
        <Figure name={t.totalTasks} value={format.number(usage.total.tasks)} />
        <Figure name={t.totalCompleted} value={format.number(usage.total.completed)} />
      </Figures>
      <Box role="img" aria-label={t.chart(t[choice.measure], t.days(Number(choice.range)))}>
        <Suspense fallback={<Skeleton height={280} data-loading />}>
          <UsageChart days={daysOf(usage, series, question)} series={series} measure={choice.measure} />
        </Suspense>
      </Box>
      <Switch label={t.showTable} checked={isTable} onChange={(event) => setIsTable(event.currentTarget.checked)} />
      {isTable ? table : <VisuallyHidden>{table}</VisuallyHidden>}
    </Stack>
  )
}

/** What tasks came to, day by day. */
export function UsageSection() {
  const t = useWords(words)
  const [choice, setChoice] = useState<Choice>({ range: '30', split: 'model', measure: 'cost' })
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const question: UsageQuestion = {
    from: dateBefore(Number(choice.range) - 1),
    timezone,
    group_by: `day,${choice.split}`,
  }
  const usage = useQuery({
    queryKey: [...MONEY, 'usage', question],
    queryFn: () => getUsage(question),
    placeholderData: (before) => before,
  })
  return (
    <Section title={t.usageTitle} lead={t.usageLead(timezone)} actions={<CsvButton question={question} />}>
      <Controls choice={choice} onChoice={setChoice} />
      <Loaded query={usage} skeleton={<Skeleton height={360} data-loading />}>
        {(data) => <UsageBody usage={data} choice={choice} />}
      </Loaded>
    </Section>
  )
}
