import { Badge, Text } from '@mantine/core'
import type { ApiKey } from '../../api/wire.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { LimitBadges } from '../../parts/limit-badges.tsx'
import { words } from './words.ts'

/** `retiring`: another took its place, and it is good a little longer. */
type KeyStatus = 'active' | 'retiring' | 'expired' | 'revoked'

const COLORS: Readonly<Record<KeyStatus, string>> = {
  active: 'green',
  retiring: 'yellow',
  expired: 'gray',
  revoked: 'gray',
}

function statusOf({ revoked_at: revokedAt, expires_at: expiresAt }: ApiKey): KeyStatus {
  const now = Date.now() / 1000
  if (revokedAt !== null) return revokedAt > now ? 'retiring' : 'revoked'
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active'
}

type Scope = keyof (typeof words)['en']['scopeNames']

export const isGood = (key: ApiKey) => ['active', 'retiring'].includes(statusOf(key))

export const isActive = (key: ApiKey) => statusOf(key) === 'active'

export function StatusBadge({ of }: { of: ApiKey }) {
  const t = useWords(words)
  const format = useFormat()
  const status = statusOf(of)
  const badge = <Badge color={COLORS[status]}>{t[status]}</Badge>
  if (status !== 'retiring' || of.revoked_at === null) return badge
  return (
    <div>
      {badge}
      <Text fz="xs" c="dimmed" mt={2}>
        {t.endsIn(format.relative(of.revoked_at))}
      </Text>
    </div>
  )
}

/** What bounds the key, each in a word or two. */
export function Limits({ of: key }: { of: ApiKey }) {
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
