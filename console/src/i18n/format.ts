import { useMemo } from 'react'
import type { Language } from './dictionary.ts'
import { useLanguage } from './language.tsx'

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', zh: 'zh-CN' }
const SPANS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** Numbers, money and times as people of a language write them; times in the browser's own zone. */
export interface Format {
  number: (value: number) => string
  /** 0..1 */
  percent: (value: number) => string
  /** USD, to the hundredth of a cent where there is one. */
  money: (usd: number) => string
  /** USD with its sign: "+$5.00". */
  moneyChange: (usd: number) => string
  bytes: (bytes: number) => string
  /** "a, b, c" */
  list: (items: readonly string[]) => string
  /** Unix seconds. */
  date: (at: number) => string
  /** A day by its date, 2026-10-25, short: "Oct 25". */
  day: (date: string) => string
  /** Unix seconds; to the second. */
  dateTime: (at: number) => string
  /** Unix seconds, told from now: "3 minutes ago", "in 2 days". */
  relative: (at: number) => string
  /** A span in seconds: "1 min 5 sec". */
  duration: (seconds: number) => string
}

function relativeParts(seconds: number): [number, Intl.RelativeTimeFormatUnit] {
  for (const [unit, length] of SPANS) {
    if (Math.abs(seconds) >= length) return [Math.trunc(seconds / length), unit]
  }
  return [Math.trunc(seconds), 'second']
}

function formatOf(language: Language): Format {
  const locale = LOCALES[language]
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const usd = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const
  const money = new Intl.NumberFormat(locale, { ...usd, minimumFractionDigits: 2, maximumFractionDigits: 4 })
  const moneyChange = new Intl.NumberFormat(locale, { ...usd, maximumFractionDigits: 4, signDisplay: 'exceptZero' })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' })
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const unit = (name: string) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' })
  const units = { minute: unit('minute'), second: unit('second'), hour: unit('hour') }
  const list = new Intl.ListFormat(locale, { type: 'unit' })
  const size = (name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 1 })
  const kilobytes = size('kilobyte')
  const megabytes = size('megabyte')
  return {
    number: (value) => number.format(value),
    list: (items) => list.format(items),
    percent: (value) => percent.format(value),
    money: (value) => money.format(value),
    moneyChange: (value) => moneyChange.format(value),
    bytes: (bytes) => (bytes < 1_000_000 ? kilobytes.format(bytes / 1000) : megabytes.format(bytes / 1_000_000)),
    date: (at) => date.format(at * 1000),
    day: (one) => day.format(new Date(one)),
    dateTime: (at) => dateTime.format(at * 1000),
    relative: (at) => relative.format(...relativeParts(at - Date.now() / 1000)),
    duration: (seconds) => {
      const whole = Math.round(seconds)
      const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
      const parts = [hours > 0 && units.hour.format(hours), minutes > 0 && units.minute.format(minutes)]
      const last = hours === 0 && (rest > 0 || minutes === 0) && units.second.format(rest)
      return [...parts, last].filter((part) => part !== false).join(' ')
    },
  }
}

export function useFormat(): Format {
  const { language } = useLanguage()
  return useMemo(() => formatOf(language), [language])
}
