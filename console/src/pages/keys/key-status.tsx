import { Badge, Text } from '@mantine/core'
import type { ApiKey } from '../../api/wire.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
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
