import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useMe } from '../../api/session.ts'
import { useWords } from '../../i18n/language.tsx'
import { Page } from '../../parts/page.tsx'
import { Section } from '../../parts/section.tsx'
import { PasskeysSection } from './passkeys-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { words } from './words.ts'

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <Text component="dt" c="dimmed" fz="xs">
        {name}
      </Text>
      <Text component="dd" m={0} fw={500} truncate>
        {value}
      </Text>
    </div>
  )
}

export default function AccountPage() {
  const t = useWords(words)
  const { user, account, features } = useMe()
  return (
    <Page title={t.title} lead={t.lead}>
      <Stack>
        <Section title={t.you}>
          <SimpleGrid component="dl" cols={{ base: 1, xs: 3 }} m={0}>
            <Fact name={t.userName} value={user.name} />
            <Fact name={t.role} value={t.roles[user.role]} />
            <Fact name={t.billing} value={account.name} />
          </SimpleGrid>
        </Section>
        <PasskeysSection isOffered={features.passkeys} />
        {features.password && <PasswordSection />}
        <SessionsSection />
      </Stack>
    </Page>
  )
}
