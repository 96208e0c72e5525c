import { Center, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface BlankProps {
  icon: LucideIcon
  title: string
  /** What the thing is for, or what to do now. */
  text: ReactNode
  role?: 'alert'
  /** 1 where it is all there is on the page. */
  order?: 1 | 2
  /** The way on: a button or two. */
  children?: ReactNode
}

/** Where there is nothing to show: why, and the way on. */
export function Blank({ icon: Icon, title, text, role, order = 2, children }: BlankProps) {
  return (
    <Center mih={280} p="lg" role={role}>
      <Stack align="center" gap="sm" maw={440} ta="center">
        <ThemeIcon variant="light" size={48} radius="xl" color="lagoon" aria-hidden>
          <Icon size={22} />
        </ThemeIcon>
        <Title order={order} size="h2">
          {title}
        </Title>
        <Text c="dimmed">{text}</Text>
        {children !== undefined && (
          <Group mt="xs" justify="center">
            {children}
          </Group>
        )}
      </Stack>
    </Center>
  )
}
