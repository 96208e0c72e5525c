import { Card, Center, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useWords } from '../../i18n/language.tsx'
import { Logo } from '../../parts/logo.tsx'
import { LoadingRows } from '../../parts/loading.tsx'
import { LanguageMenu, SchemeMenu } from '../../parts/preferences.tsx'
import { words } from './words.ts'

interface SignInFrameProps {
  /** Missing while it is not known yet what is asked for. */
  title?: string
  lead?: string
  children?: ReactNode
}

/** The one card of the pages before the sign-in. */
export function SignInFrame({ title, lead, children }: SignInFrameProps) {
  const t = useWords(words)
  useDocumentTitle(`${title ?? t.title} · Reelgate`)
  return (
    <Stack mih="100dvh" gap={0}>
      <Group component="header" justify="space-between" px="md" h={56}>
        <Logo />
        <Group gap={4}>
          <LanguageMenu />
          <SchemeMenu />
        </Group>
      </Group>
      <Center component="main" flex={1} px="md" pb={96}>
        <Card withBorder radius="lg" padding="xl" w="100%" maw={400} shadow="sm">
          {title === undefined ? (
            <LoadingRows rows={3} />
          ) : (
            <Stack gap="lg">
              <div>
                <Title order={1}>{title}</Title>
                {lead !== undefined && (
                  <Text c="dimmed" mt={6}>
                    {lead}
                  </Text>
                )}
              </div>
              {children}
            </Stack>
          )}
        </Card>
      </Center>
    </Stack>
  )
}
