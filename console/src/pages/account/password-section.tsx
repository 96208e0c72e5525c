import { Button, Group, PasswordInput, SimpleGrid, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { SESSIONS, changePassword } from '../../api/account.ts'
import { useWords } from '../../i18n/language.tsx'
import { PASSWORD_CHARACTERS_MIN, isLongEnough } from '../../parts/password.ts'
import { Problem } from '../../parts/problem.tsx'
import { Section } from '../../parts/section.tsx'
import { useApiForm } from '../../parts/use-api-form.ts'
import { words } from './words.ts'

export function PasswordSection() {
  const t = useWords(words)
  const client = useQueryClient()
  const { form, error, isPending, onSubmit } = useApiForm({
    initialValues: { current: '', password: '' },
    validate: { password: (password) => (isLongEnough(password) ? null : t.nextHint(PASSWORD_CHARACTERS_MIN)) },
    send: ({ current, password }) => changePassword({ password, ...(current !== '' && { current }) }),
    onDone: () => {
      form.reset()
      notifications.show({ message: t.passwordSaved, color: 'green' })
      void client.invalidateQueries({ queryKey: SESSIONS })
    },
  })
  return (
    <Section title={t.password} lead={t.passwordLead}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <PasswordInput
              label={t.current}
              description={t.currentHint}
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              autoComplete="current-password"
              {...form.getInputProps('current')}
            />
            <PasswordInput
              label={t.next}
              {...(form.errors['password'] === undefined && { description: t.nextHint(PASSWORD_CHARACTERS_MIN) })}
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              autoComplete="new-password"
              {...form.getInputProps('password')}
            />
          </SimpleGrid>
          <Problem error={error} />
          <Group>
            <Button type="submit" variant="default" loading={isPending}>
              {t.savePassword}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
