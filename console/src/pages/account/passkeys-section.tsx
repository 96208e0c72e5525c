import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Fingerprint from 'lucide-react/icons/fingerprint-pattern'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { PASSKEYS, addPasskey, listPasskeys, removePasskey } from '../../api/passkeys.ts'
import type { Passkey } from '../../api/passkeys.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { LoadingRows } from '../../parts/loading.tsx'
import { Loaded, Problem } from '../../parts/problem.tsx'
import { Section } from '../../parts/section.tsx'
import { useApiForm } from '../../parts/use-api-form.ts'
import { When } from '../../parts/when.tsx'
import { words } from './words.ts'

function AddDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words)
  const client = useQueryClient()
  const { form, error, isPending, onSubmit } = useApiForm({
    initialValues: { name: '' },
    send: ({ name }) => addPasskey(name.trim() || t.passkeyFirst),
    onDone: () => {
      onClose()
      void client.invalidateQueries({ queryKey: PASSKEYS })
    },
  })
  return (
    <Dialog title={t.addPasskey} onClose={onClose}>
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t.passkeyName}
            description={t.passkeyNameHint}
            maxLength={100}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Problem error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button type="submit" loading={isPending}>
              {t.addPasskey}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

function PasskeyRow({ of: passkey, onRemove }: { of: Passkey; onRemove: () => void }) {
  const t = useWords(words)
  const format = useFormat()
  return (
    <Group component="li" wrap="nowrap" gap="sm">
      <Fingerprint size={20} aria-hidden />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text fw={500} truncate>
          {passkey.name}
        </Text>
        <Text c="dimmed" fz="xs">
          {t.added(format.date(passkey.created_at))} · {t.lastUsed} <When at={passkey.last_used_at} />
        </Text>
      </div>
      <Button variant="default" size="xs" onClick={onRemove} aria-label={t.removeNamed(passkey.name)}>
        {t.remove}
      </Button>
    </Group>
  )
}

function PasskeyList({ passkeys }: { passkeys: readonly Passkey[] }) {
  const t = useWords(words)
  const client = useQueryClient()
  const [leaving, setLeaving] = useState<Passkey>()
  if (passkeys.length === 0) return <Text c="dimmed">{t.passkeysNone}</Text>
  const remove = async ({ id }: Passkey) => {
    await removePasskey(id)
    await client.invalidateQueries({ queryKey: PASSKEYS })
  }
  return (
    <Stack component="ul" gap="sm" m={0} p={0}>
      {passkeys.map((passkey) => (
        <PasskeyRow key={passkey.id} of={passkey} onRemove={() => setLeaving(passkey)} />
      ))}
      {leaving !== undefined && (
        <Confirm
          title={t.removeTitle(leaving.name)}
          action={t.removeAction}
          destructive
          act={() => remove(leaving)}
          onClose={() => setLeaving(undefined)}
        >
          {t.removeText}
        </Confirm>
      )}
    </Stack>
  )
}

export function PasskeysSection({ isOffered }: { isOffered: boolean }) {
  const t = useWords(words)
  const passkeys = useQuery({ queryKey: PASSKEYS, queryFn: listPasskeys })
  const [isAdding, setIsAdding] = useState(false)
  const add = (
    <Button variant="default" leftSection={<Plus size={16} />} onClick={() => setIsAdding(true)}>
      {t.addPasskey}
    </Button>
  )
  return (
    <Section title={t.passkeys} lead={isOffered ? t.passkeysLead : t.passkeysNowhere} actions={isOffered && add}>
      <Loaded query={passkeys} skeleton={<LoadingRows rows={1} />}>
        {(data) => <PasskeyList passkeys={data} />}
      </Loaded>
      {isAdding && <AddDialog onClose={() => setIsAdding(false)} />}
    </Section>
  )
}
