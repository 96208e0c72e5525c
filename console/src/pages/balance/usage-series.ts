import type { Usage } from '../../api/wire.ts'

type Row = Usage['rows'][number]
export type Measure = 'cost' | 'tasks'
export type Split = 'model' | 'key'

/** One colour of the chart: a model or a key. */
export interface Series {
  /** undefined: all that have no colour of their own. */
  id: string | undefined
  /** Its field in the rows of the chart; a name may have dots, which the chart would take for a path. */
  field: string
  name: string
  color: string
}

/** A day, and what each series came to on it, by the series' field. */
export interface ChartDay {
  date: string
  sums: Readonly<Record<string, number>>
}

const COLORS = ['lagoon.6', 'yellow.4', 'indigo.5', 'pink.5', 'teal.5', 'orange.5', 'grape.5']
const DAY_MS = 86_400_000

export const idOf = (row: Row, split: Split) => (split === 'model' ? row.model : row.key_id) ?? ''

/** Every date from the first to the last. */
function datesOf({ from, to }: Usage): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
  return Array.from({ length: count }, (_, day) => new Date(Date.parse(from) + day * DAY_MS).toISOString().slice(0, 10))
}

interface Question {
  split: Split
  measure: Measure
  nameOf: (id: string) => string
  others: string
}

/** What is drawn: the greatest have a colour each, and what is left over is one. */
export function seriesOf(usage: Usage, { split, measure, nameOf, others }: Question): Series[] {
  const sums = new Map<string, number>()
  for (const row of usage.rows) sums.set(idOf(row, split), (sums.get(idOf(row, split)) ?? 0) + row[measure])
  const ids = [...sums].toSorted(([, one], [, other]) => other - one).map(([id]) => id)
  const own = COLORS.slice(0, ids.length).map((color, at) => {
    const id = ids[at] ?? ''
    return { id, field: `s${at}`, name: nameOf(id), color }
  })
  return ids.length > own.length ? [...own, { id: undefined, field: 'rest', name: others, color: 'gray.5' }] : own
}

export function daysOf(usage: Usage, series: readonly Series[], { split, measure }: Question): ChartDay[] {
  const rest = series.find(({ id }) => id === undefined)
  const days = new Map(datesOf(usage).map((date) => [date, new Map(series.map(({ field }) => [field, 0]))]))
  for (const row of usage.rows) {
    const day = days.get(row.day ?? '')
    const field = (series.find(({ id }) => id === idOf(row, split)) ?? rest)?.field
    if (day !== undefined && field !== undefined) day.set(field, (day.get(field) ?? 0) + row[measure])
  }
  return [...days].map(([date, sums]) => ({ date, sums: Object.fromEntries(sums) }))
}
