import { Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { KEYS, listKeys } from '../../api/keys.ts'
import { useModels } from '../../api/models.ts'
import { useMe } from '../../api/session.ts'
import type { TaskFilters } from '../../api/tasks.ts'
import type { TaskStatus } from '../../api/wire.ts'
import { useWords } from '../../i18n/language.tsx'
import { words as taskWords } from '../../parts/task-words.ts'
import { words } from './words.ts'

const NAMES = ['status', 'model', 'key', 'when'] as const

type FilterName = (typeof NAMES)[number]

/** Midnight before the last `days` days, today among them, in Unix seconds. */
function startOf(days: number): number {
  const date = new Date()
  date.setHours(0, 0, 0, 0)
  date.setDate(date.getDate() - days + 1)
  return date.getTime() / 1000
}

/** What is asked for stands in the address, so that a look can be kept and sent. */
export function useFilters() {
  const [search, setSearch] = useSearchParams()
  const given = Object.fromEntries(NAMES.map((name) => [name, search.get(name)])) as Record<FilterName, string | null>
  const { status, model, key, when } = given
  const filters = useMemo<TaskFilters>(
    () => ({
      status: (status as TaskStatus | null) ?? undefined,
      model: model ?? undefined,
      key: key ?? undefined,
      from: when === null ? undefined : startOf(Number(when)),
    }),
    [status, model, key, when],
  )
  const set = (name: FilterName, value: string | null) =>
    setSearch(
      (before) => {
        if (value === null) before.delete(name)
        else before.set(name, value)
        return before
      },
      { replace: true },
    )
  const clear = () => setSearch({}, { replace: true })
  return { given, filters, set, clear, isSet: NAMES.some((name) => given[name] !== null) }
}

interface FiltersProps {
  given: Readonly<Record<FilterName, string | null>>
  set: (name: FilterName, value: string | null) => void
}

export function Filters({ given, set }: FiltersProps) {
  const t = useWords(words)
  const tt = useWords(taskWords)
  const { user } = useMe()
  const { data: models = [] } = useModels()
  const { data: keys = [] } = useQuery({ queryKey: KEYS, queryFn: listKeys })
  const named = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  const choices = {
    status: named(tt.statusNames),
    model: models.map((id) => ({ value: id, label: id })),
    key: [
      { value: user.key_id, label: t.console },
      ...keys.map(({ id, name, prefix }) => ({ value: id, label: name || `${prefix}…` })),
    ],
    when: named(t.days),
  }
  return (
    <Group gap="xs" role="group" aria-label={t.filters}>
      {NAMES.map((name) => (
        <Select
          key={name}
          flex="1 1 150px"
          maw={{ xs: 220 }}
          size="sm"
          clearable
          aria-label={t[name]}
          placeholder={t.any[name]}
          data={choices[name]}
          value={given[name]}
          onChange={(value) => set(name, value)}
        />
      ))}
    </Group>
  )
}
