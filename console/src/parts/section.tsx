import { Box, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface SectionProps {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** One matter of a page, in a box with its h2. */
export function Section({ title, lead, actions, children }: SectionProps) {
  return (
    <Paper withBorder component="section" aria-label={title} p="lg">
      <Stack>
        <Group justify="space-between" align="flex-start">
          <Box flex="1 1 220px">
            <Title order={2}>{title}</Title>
            {lead !== undefined && (
              <Text c="dimmed" fz="sm" mt={2}>
                {lead}
              </Text>
            )}
          </Box>
          {actions}
        </Group>
        {children}
      </Stack>
    </Paper>
  )
}
