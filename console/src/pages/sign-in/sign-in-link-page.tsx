import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { PASSWORD_CHARACTERS_MIN, isLongEnough } from '../../parts/password.ts'
import { ME } from '../../api/session.ts'
import type { Me } from '../../api/session.ts'
import { aboutLink, firstStart, signInByLink } from '../../api/sign-in.ts'
import { useWords } from '../../i18n/language.tsx'
import { Problem, useProblemText } from '../../parts/problem.tsx'
import { useApiForm } from '../../parts/use-api-form.ts'
import { SignInFrame } from './sign-in-frame.tsx'
import { words } from './words.ts'

/** The link is used up: it leaves the address, and who has no other way in yet is led to where one is made. */
function useArrival(): (me: Me, next: string) => void {
  const client = useQueryClient()
  return (me, next) => {
    globalThis.history.replaceState(null, '', `/sign-in?${new URLSearchParams({ next })}`)
    client.setQueryData(ME, me)
  }
}

/** The first one here becomes the administrator. */
function FirstStart({ token }: { token: string }) {
  const t = useWords(words)
  const arrive = useArrival()
  const { form, error, isPending, onSubmit } = useApiForm({
    initialValues: { name: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? t.nameMissing : null),
      password: (password) =>
        password === '' || isLongEnough(password) ? null : t.passwordShort(PASSWORD_CHARACTERS_MIN),
    },
    send: ({ name, password }) => firstStart({ token, name, ...(password !== '' && { password }) }),
    onDone: (me) => arrive(me, form.values.password === '' ? '/account' : '/'),
  })
  return (
    <SignInFrame title={t.firstTitle} lead={t.firstLead}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          <Problem error={error} />
          <TextInput label={t.name} autoComplete="username" autoFocus {...form.getInputProps('name')} />
          <PasswordInput
            label={t.firstPassword}
            description={t.firstPasswordHint(PASSWORD_CHARACTERS_MIN)}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={isPending}>
            {t.firstAction}
          </Button>
        </Stack>
      </form>
    </SignInFrame>
  )
}

function OnceForUser({ token, name }: { token: string; name: string }) {
  const t = useWords(words)
  const arrive = useArrival()
  const signingIn = useMutation({
    mutationFn: () => signInByLink(token),
    onSuccess: (me) => arrive(me, '/account'),
  })
  return (
    <SignInFrame title={t.linkTitle(name)} lead={t.linkLead}>
      <Problem error={signingIn.error} />
      <Button loading={signingIn.isPending} onClick={() => signingIn.mutate()}>
        {t.linkAction}
      </Button>
    </SignInFrame>
  )
}

/** A link is used by a press, not by opening it: mail programs and chats look into links. */
export function SignInLinkPage({ token }: { token: string }) {
  const t = useWords(words)
  const textOf = useProblemText()
  const link = useQuery({ queryKey: ['sign-in-link', token], queryFn: () => aboutLink(token), retry: false })
  if (link.isError) {
    return (
      <SignInFrame title={t.linkBad} lead={textOf(link.error)}>
        <Link href="/sign-in" asChild>
          <Button component="a" variant="default">
            {t.toSignIn}
          </Button>
        </Link>
      </SignInFrame>
    )
  }
  if (link.data === undefined) return <SignInFrame />
  const { kind, name } = link.data
  return kind === 'first_start' ? <FirstStart token={token} /> : <OnceForUser token={token} name={name ?? ''} />
}
