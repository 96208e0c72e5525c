import { Alert, Anchor, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearch } from 'wouter'
import { useSession } from '../../api/session.ts'
import { signInOptions } from '../../api/sign-in.ts'
import type { SignInOptions } from '../../api/sign-in.ts'
import { useWords } from '../../i18n/language.tsx'
import { Loaded } from '../../parts/problem.tsx'
import { NameAndPassword } from './name-and-password.tsx'
import { OtherWays } from './other-ways.tsx'
import { SignInFrame } from './sign-in-frame.tsx'
import { SignInLinkPage } from './sign-in-link-page.tsx'
import { words } from './words.ts'

/** How a company's sign-in ended, if it led back here. */
function OidcProblem({ error }: { error: string | null }) {
  const t = useWords(words)
  if (error !== 'oidc_refused' && error !== 'oidc_failed') return null
  return (
    <Alert color="red" role="alert">
      {error === 'oidc_refused' ? t.oidcRefused : t.oidcFailed}
    </Alert>
  )
}

function NewHere({ isNew, onSwitch }: { isNew: boolean; onSwitch: () => void }) {
  const t = useWords(words)
  return (
    <Group justify="center" gap={6} fz="sm">
      <Text c="dimmed" fz="inherit">
        {isNew ? t.haveAccount : t.registerQuestion}
      </Text>
      <Anchor component="button" type="button" fz="inherit" onClick={onSwitch}>
        {isNew ? t.signIn : t.register}
      </Anchor>
    </Group>
  )
}

function Ways({ options, error }: { options: SignInOptions; error: string | null }) {
  const t = useWords(words)
  const [isNew, setIsNew] = useState(false)
  const isNothing = !options.password && !options.passkeys && options.oidc.length === 0
  if (options.first_start) return <SignInFrame title={t.waitingTitle} lead={t.waitingText} />
  return (
    <SignInFrame title={isNew ? t.registerTitle : t.title} lead={isNothing ? t.noWay : t.lead}>
      <OidcProblem error={error} />
      {options.password && <NameAndPassword isNew={isNew} />}
      {!isNew && <OtherWays options={options} />}
      {options.registration && <NewHere isNew={isNew} onSwitch={() => setIsNew(!isNew)} />}
    </SignInFrame>
  )
}

export default function SignInPage() {
  const search = new URLSearchParams(useSearch())
  const token = search.get('token')
  const options = useQuery({ queryKey: ['sign-in-options'], queryFn: signInOptions, enabled: token === null })
  // It is this answer that says so, since asking who is signed in would be refused for everybody else.
  const { data: me } = useSession({ asks: options.data?.signed_in === true })
  if (token !== null) return <SignInLinkPage token={token} />
  return (
    <Loaded query={options} skeleton={<SignInFrame />}>
      {(data) =>
        data.signed_in && me !== null ? <SignInFrame /> : <Ways options={data} error={search.get('error')} />
      }
    </Loaded>
  )
}
