import { Anchor, Text } from '@mantine/core'
import { Link } from 'wouter'
import type { LedgerEntry } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { useWords } from '../i18n/language.tsx'
import { ActorName } from './actor-name.tsx'
import { DataTable } from './data-table.tsx'
import { words } from './entry-words.ts'
import { When } from './when.tsx'

/** What the entry does to what is available: a hold takes from it, what is charged was taken before. */
const SIGNS: Readonly<Record<LedgerEntry['kind'], 1 | -1 | 0>> = {
  top_up: 1,
  hold: -1,
  capture: 0,
  release: 1,
  adjust: 1,
}

interface AboutProps {
  entry: LedgerEntry
  /** Where tasks are shown: `/tasks` or `/admin/tasks`. */
  tasksPath: string
}

function About({ entry: { task_id: taskId, reason, reference, actor }, tasksPath }: AboutProps) {
  const t = useWords(words)
  if (taskId !== null) {
    return (
      <Anchor component={Link} href={`${tasksPath}/${taskId}`} fz="sm" ff="monospace">
        {taskId}
      </Anchor>
    )
  }
  if (reference?.startsWith('stripe:') === true) return t.byCard
  if (reference?.startsWith('code_') === true) return t.byCode
  const given = [reason, reference].filter((one) => one !== null && one !== '')
  if (given.length === 0 && actor === null) return '—'
  return (
    <Text span>
      {given.join(' · ')}
      {given.length > 0 && actor !== null && ' · '}
      {actor !== null && <ActorName actor={actor} />}
    </Text>
  )
}

function Amount({ entry: { kind, amount } }: { entry: LedgerEntry }) {
  const t = useWords(words)
  const format = useFormat()
  const change = amount * SIGNS[kind]
  if (SIGNS[kind] !== 0)
    return (
      <Text span {...(change > 0 && { c: 'green' })}>
        {format.moneyChange(change)}
      </Text>
    )
  return (
    <div>
      {format.money(amount)}
      <Text fz="xs" c="dimmed">
        {t.fromHeld}
      </Text>
    </div>
  )
}

interface EntryTableProps {
  entries: readonly LedgerEntry[]
  /** undefined: they are all of one task, which is known. */
  tasksPath?: string
}

/** Movements of money, each with what it was for. */
export function EntryTable({ entries, tasksPath }: EntryTableProps) {
  const t = useWords(words)
  if (entries.length === 0) return <Text c="dimmed">{t.none}</Text>
  return (
    <DataTable
      name={t.name}
      rows={entries}
      rowKey={({ id }) => String(id)}
      columns={[
        { name: t.kind, cell: ({ kind }) => <Text fw={500}>{t.kinds[kind]}</Text> },
        ...(tasksPath === undefined
          ? []
          : [{ name: t.about, cell: (entry: LedgerEntry) => <About entry={entry} tasksPath={tasksPath} /> }]),
        { name: t.when, cell: ({ at }) => <When at={at} /> },
        { name: t.amount, align: 'end', cell: (entry) => <Amount entry={entry} /> },
      ]}
    />
  )
}
