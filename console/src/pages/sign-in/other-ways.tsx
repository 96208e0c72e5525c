import { Button, Divider, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import Building from 'lucide-react/icons/building-2'
import Fingerprint from 'lucide-react/icons/fingerprint-pattern'
import { useSearch } from 'wouter'
import { signInWithPasskey } from '../../api/passkeys.ts'
import { ME } from '../../api/session.ts'
import { oidcPath } from '../../api/sign-in.ts'
import type { SignInOptions } from '../../api/sign-in.ts'
import { useWords } from '../../i18n/language.tsx'
import { Problem } from '../../parts/problem.tsx'
import { nextPath } from '../../parts/sign-in-path.ts'
import { words } from './words.ts'

/** A passkey, or the company's own sign-in. */
export function OtherWays({ options: { password, passkeys, oidc } }: { options: SignInOptions }) {
  const t = useWords(words)
  const client = useQueryClient()
  const next = nextPath(useSearch())
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess: (me) => client.setQueryData(ME, me) })
  if (!passkeys && oidc.length === 0) return null
  return (
    <Stack>
      {password && <Divider label={t.or} />}
      <Problem error={passkey.error} />
      {passkeys && (
        <Button
          variant="default"
          leftSection={<Fingerprint size={17} />}
          loading={passkey.isPending}
          onClick={() => passkey.mutate()}
        >
          {t.passkey}
        </Button>
      )}
      {oidc.map(({ id, name }) => (
        <Button
          key={id}
          component="a"
          variant="default"
          leftSection={<Building size={17} />}
          href={oidcPath(id, next ?? '/')}
        >
          {t.with(name)}
        </Button>
      ))}
    </Stack>
  )
}
