import { Badge, Button, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ACCOUNTS, createAccountKey, listAccountKeys, revokeAnyKey } from '../../../api/admin-accounts.ts'
import type { Account, ApiKey, MadeKey } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { CopyField } from '../../../parts/copy.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { KeyLimits } from '../../../parts/key-limits.tsx'
import { OnceDialog } from '../../../parts/once-dialog.tsx'
import { Loaded } from '../../../parts/problem.tsx'
import { Section } from '../../../parts/section.tsx'
import { useApiForm } from '../../../parts/use-api-form.ts'
import { When } from '../../../parts/when.tsx'
import { words } from './words.ts'

const nameOf = (key: ApiKey, unnamed: string) => key.name || `${unnamed} (${key.prefix}…)`

function CreateKeyDialog({
  id,
  onClose,
  onDone,
}: {
  id: string
  onClose: () => void
  onDone: (made: MadeKey) => void
}) {
  const t = useWords(words)
  const { form, ...rest } = useApiForm({
    initialValues: { name: '' },
    send: ({ name }) => createAccountKey(id, { name }),
    onDone,
  })
  return (
    <FormDialog title={t.createKey} action={t.createKey} onClose={onClose} {...rest}>
      <TextInput label={t.keyName} data-autofocus {...form.getInputProps('name')} />
    </FormDialog>
  )
}

function KeyTable({ keys, onRevoke }: { keys: readonly ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  const t = useWords(words)
  const format = useFormat()
  if (keys.length === 0) return <Text c="dimmed">{t.noKeys}</Text>
  return (
    <DataTable
      name={t.keys}
      rows={keys}
      rowKey={({ id }) => id}
      isFaint={({ revoked_at: at }) => at !== null}
      columns={[
        {
          name: t.key,
          cell: ({ name, prefix }) => (
            <>
              <Text fw={600}>{name || t.unnamed}</Text>
              <Text ff="monospace" fz="xs" c="dimmed">
                {prefix}…
              </Text>
            </>
          ),
        },
        { name: t.limits, cell: (key) => <KeyLimits of={key} /> },
        { name: t.spent, align: 'end', cell: ({ used }) => format.money(used) },
        { name: t.lastUsed, cell: ({ last_used_at: at }) => <When at={at} /> },
        {
          name: t.actions,
          isActions: true,
          cell: (key) =>
            key.revoked_at === null ? (
              <Button
                variant="default"
                size="xs"
                aria-label={t.revokeNamed(nameOf(key, t.unnamed))}
                onClick={() => onRevoke(key)}
              >
                {t.revoke}
              </Button>
            ) : (
              <Badge color="gray">{t.revoked}</Badge>
            ),
        },
      ]}
    />
  )
}

type Deed = { kind: 'create' } | { kind: 'made'; key: MadeKey } | { kind: 'revoke'; key: ApiKey }

/** An account's keys; new ones without bounds, which their users can set. */
export function KeysSection({ account: { id, erased_at: erasedAt } }: { account: Account }) {
  const t = useWords(words)
  const client = useQueryClient()
  const [deed, setDeed] = useState<Deed>()
  const queryKey = [...ACCOUNTS, id, 'keys']
  const keys = useQuery({ queryKey, queryFn: () => listAccountKeys(id) })
  const close = () => setDeed(undefined)
  const done = (made: MadeKey) => {
    setDeed({ kind: 'made', key: made })
    void client.invalidateQueries({ queryKey })
  }
  const revoke = async ({ id: keyId }: ApiKey) => {
    await revokeAnyKey(keyId)
    await client.invalidateQueries({ queryKey })
  }
  const create = (
    <Button variant="default" onClick={() => setDeed({ kind: 'create' })}>
      {t.createKey}
    </Button>
  )
  return (
    <Section title={t.keys} lead={t.keysLead} actions={erasedAt === null && create}>
      <Loaded query={keys}>
        {(data) => <KeyTable keys={data} onRevoke={(key) => setDeed({ kind: 'revoke', key })} />}
      </Loaded>
      {deed?.kind === 'create' && <CreateKeyDialog id={id} onClose={close} onDone={done} />}
      {deed?.kind === 'made' && (
        <OnceDialog title={t.keyMade} warning={t.keyOnce} onClose={close}>
          <CopyField value={deed.key.key} name={t.theKey} />
        </OnceDialog>
      )}
      {deed?.kind === 'revoke' && (
        <Confirm
          title={t.revokeTitle(nameOf(deed.key, t.unnamed))}
          action={t.revoke}
          destructive
          act={() => revoke(deed.key)}
          onClose={close}
        >
          {t.revokeText}
        </Confirm>
      )}
    </Section>
  )
}
