import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'

interface PageProps {
  title: string
  /** One sentence: what this page is for. */
  lead?: ReactNode
  /** What can be done on the page as a whole, at its upper end. */
  actions?: ReactNode
  children: ReactNode
}

/** The frame of every page: its one h1, its name in the browser's tab, its actions. */
export function Page({ title, lead, actions, children }: PageProps) {
  useDocumentTitle(`${title} · Reelgate`)
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="md">
        <Box flex="1 1 260px">
          <Title order={1}>{title}</Title>
          {lead !== undefined && (
            <Text c="dimmed" mt={4} maw={640}>
              {lead}
            </Text>
          )}
        </Box>
        {actions}
      </Group>
      {children}
    </Stack>
  )
}
