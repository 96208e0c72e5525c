import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { ME } from '../../api/session.ts'
import { register, signIn } from '../../api/sign-in.ts'
import { useWords } from '../../i18n/language.tsx'
import { PASSWORD_CHARACTERS_MIN, isLongEnough } from '../../parts/password.ts'
import { Problem } from '../../parts/problem.tsx'
import { useApiForm } from '../../parts/use-api-form.ts'
import { words } from './words.ts'

/** Signs in, or makes the account that is then signed in. */
export function NameAndPassword({ isNew }: { isNew: boolean }) {
  const t = useWords(words)
  const client = useQueryClient()
  const { form, error, isPending, onSubmit } = useApiForm({
    initialValues: { name: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? t.nameMissing : null),
      password: (password) => {
        if (password === '') return t.passwordMissing
        return isNew && !isLongEnough(password) ? t.passwordShort(PASSWORD_CHARACTERS_MIN) : null
      },
    },
    send: isNew ? register : signIn,
    onDone: (me) => client.setQueryData(ME, me),
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Problem error={error} />
        <TextInput label={t.name} autoComplete="username" autoFocus {...form.getInputProps('name')} />
        <PasswordInput
          label={t.password}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={isPending}>
          {isNew ? t.register : t.signIn}
        </Button>
      </Stack>
    </form>
  )
}
