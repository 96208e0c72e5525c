import type { ApiKey } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { useWords } from '../i18n/language.tsx'
import { words } from './key-limit-words.ts'
import { LimitBadges } from './limit-badges.tsx'

type Scope = keyof (typeof words)['en']['scopeNames']

/** What bounds the key, each in a word or two. */
export function KeyLimits({ of: key }: { of: ApiKey }) {
  const t = useWords(words)
  const format = useFormat()
  const told = <T,>(value: T | null, tell: (value: T) => string) => (value === null ? [] : [tell(value)])
  const limits = [
    ...told(key.spend_max, (usd) => t.limitTotal(format.money(usd))),
    ...told(key.spend_day_max, (usd) => t.limitDay(format.money(usd))),
    ...told(key.tasks_max, (count) => t.limitTasks(format.number(count))),
    ...told(key.submits_per_minute, (count) => t.limitSubmits(format.number(count))),
    ...told(key.polls_per_minute, (count) => t.limitPolls(format.number(count))),
    ...told(key.scopes, (scopes) => format.list(scopes.map((scope) => t.scopeNames[scope as Scope] ?? scope))),
    ...told(key.models, (models) => t.limitModels(models.length)),
    ...told(key.ip_ranges, (ranges) => t.limitAddresses(ranges.length)),
    ...told(key.expires_at, (at) => t.limitExpires(format.date(at))),
  ]
  return <LimitBadges limits={limits} none={t.noLimits} />
}
