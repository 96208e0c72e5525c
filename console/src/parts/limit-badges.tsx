import { Badge, Group, Text } from '@mantine/core'

interface LimitBadgesProps {
  /** Each in a word or two. */
  limits: readonly string[]
  /** Said where nothing is limited. */
  none: string
}

/** What bounds something, beside each other. */
export function LimitBadges({ limits, none }: LimitBadgesProps) {
  if (limits.length === 0) return <Text c="dimmed">{none}</Text>
  return (
    <Group gap={4}>
      {limits.map((limit) => (
        <Badge key={limit} variant="default" fw={500} radius="sm">
          {limit}
        </Badge>
      ))}
    </Group>
  )
}
