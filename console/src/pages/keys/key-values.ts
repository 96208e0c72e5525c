import type { ApiKey, KeyBody } from '../../api/wire.ts'

/** What the form holds; '' and an empty list stand for "no bound". The names are the API's: a refusal names one of them. */
export interface KeyValues extends Record<string, unknown> {
  name: string
  scopes: string[]
  models: string[]
  ip_ranges: string[]
  /** As a date field holds it: yyyy-mm-dd. */
  expires_at: string
  spend_max: number | string
  spend_day_max: number | string
  tasks_max: number | string
  submits_per_minute: number | string
  polls_per_minute: number | string
}

/** The day of a moment (Unix seconds) in the browser's own zone. */
function dayOf(at: number): string {
  const date = new Date(at * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The last second of a day. */
const endOf = (day: string) => Math.floor(new Date(`${day}T23:59:59`).getTime() / 1000)

export function valuesOf(key: ApiKey | undefined): KeyValues {
  return {
    name: key?.name ?? '',
    scopes: key?.scopes ?? [],
    models: key?.models ?? [],
    ip_ranges: key?.ip_ranges ?? [],
    expires_at: typeof key?.expires_at === 'number' ? dayOf(key.expires_at) : '',
    spend_max: key?.spend_max ?? '',
    spend_day_max: key?.spend_day_max ?? '',
    tasks_max: key?.tasks_max ?? '',
    submits_per_minute: key?.submits_per_minute ?? '',
    polls_per_minute: key?.polls_per_minute ?? '',
  }
}

const listed = <T>(values: T[]) => (values.length === 0 ? null : values)
const counted = (value: number | string) => (value === '' ? null : Number(value))
const priced = (value: number | string) => (value === '' ? null : String(value))

export function bodyOf(values: KeyValues, key: ApiKey | undefined): KeyBody {
  // A moment that another program set to the second stays as it is unless its day is changed.
  const isKept = typeof key?.expires_at === 'number' && dayOf(key.expires_at) === values.expires_at
  return {
    name: values.name,
    scopes: listed(values.scopes) as KeyBody['scopes'],
    models: listed(values.models),
    ip_ranges: listed(values.ip_ranges),
    expires_at: isKept ? key.expires_at : values.expires_at === '' ? null : endOf(values.expires_at),
    spend_max: priced(values.spend_max),
    spend_day_max: priced(values.spend_day_max),
    tasks_max: counted(values.tasks_max),
    submits_per_minute: counted(values.submits_per_minute),
    polls_per_minute: counted(values.polls_per_minute),
  }
}
