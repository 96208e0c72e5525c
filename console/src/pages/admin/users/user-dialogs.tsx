import { Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useAccounts } from '../../../api/admin-accounts.ts'
import { USERS, changeUser, createUser, makeUserLink } from '../../../api/admin-users.ts'
import { useMe } from '../../../api/session.ts'
import type { InvitedUser, User } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { CopyField } from '../../../parts/copy.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { OnceDialog } from '../../../parts/once-dialog.tsx'
import { useApiForm } from '../../../parts/use-api-form.ts'
import { words } from './words.ts'

/** What is being done, and to whom. */
export type Deed =
  | { kind: 'create' }
  | { kind: 'edit' | 'link' | 'disable' | 'enable'; user: User }
  | { kind: 'made'; user: InvitedUser }

interface DialogProps {
  onDeed: (deed: Deed | undefined) => void
}

/** The dialog of the deed at hand; a link that was made is shown after it. */
export function UserDialogs({ deed, onDeed }: DialogProps & { deed: Deed | undefined }) {
  switch (deed?.kind) {
    case 'create':
      return <CreateDialog onDeed={onDeed} />
    case 'edit':
      return <EditDialog of={deed.user} onDeed={onDeed} />
    case 'link':
      return <LinkDialog of={deed.user} onDeed={onDeed} />
    case 'disable':
    case 'enable':
      return <AbleDialog of={deed.user} kind={deed.kind} onDeed={onDeed} />
    case 'made':
      return <MadeDialog of={deed.user} onDeed={onDeed} />
    case undefined:
      return null
  }
}

interface UserValues extends Record<string, unknown> {
  name: string
  email: string
  role: User['role']
  account_id: string
}

const ROLES = ['user', 'admin'] as const

function UserFields({ form }: { form: UseFormReturnType<UserValues> }) {
  const t = useWords(words)
  const accounts = useAccounts()
  const choices = (accounts.data ?? [])
    .filter(({ id, erased_at: erasedAt }) => erasedAt === null || id === form.values.account_id)
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <TextInput label={t.name} autoComplete="off" data-autofocus {...form.getInputProps('name')} />
      <TextInput
        label={t.email}
        description={t.emailHint}
        type="email"
        autoComplete="off"
        {...form.getInputProps('email')}
      />
      <Select label={t.account} data={choices} searchable allowDeselect={false} {...form.getInputProps('account_id')} />
      <Radio.Group label={t.role} {...form.getInputProps('role')}>
        <Stack gap="xs" mt={4}>
          {ROLES.map((role) => (
            <Radio key={role} value={role} label={t.roles[role]} description={t.roleHints[role]} />
          ))}
        </Stack>
      </Radio.Group>
    </>
  )
}

const bodyOf = ({ name, email, role, account_id: accountId }: UserValues) => ({
  name,
  email: email.trim() === '' ? null : email.trim(),
  role,
  account_id: accountId,
})

function CreateDialog({ onDeed }: DialogProps) {
  const t = useWords(words)
  const client = useQueryClient()
  const me = useMe()
  const { form, ...rest } = useApiForm({
    initialValues: { name: '', email: '', role: 'user', account_id: me.account.id },
    send: (values: UserValues) => createUser(bodyOf(values)),
    onDone: (user) => {
      onDeed({ kind: 'made', user })
      void client.invalidateQueries({ queryKey: USERS })
    },
  })
  return (
    <FormDialog title={t.create} action={t.create} onClose={() => onDeed(undefined)} {...rest}>
      <Text c="dimmed" fz="sm">
        {t.createText}
      </Text>
      <UserFields form={form} />
    </FormDialog>
  )
}

function EditDialog({ of: user, onDeed }: DialogProps & { of: User }) {
  const t = useWords(words)
  const client = useQueryClient()
  const { name, role, account_id: accountId } = user
  const { form, ...rest } = useApiForm({
    initialValues: { name, email: user.email ?? '', role, account_id: accountId },
    send: (values: UserValues) => changeUser(user.id, bodyOf(values)),
    onDone: () => {
      onDeed(undefined)
      void client.invalidateQueries({ queryKey: USERS })
    },
  })
  return (
    <FormDialog title={t.editTitle(name)} action={t.save} onClose={() => onDeed(undefined)} {...rest}>
      <UserFields form={form} />
    </FormDialog>
  )
}

function LinkDialog({ of: user, onDeed }: DialogProps & { of: User }) {
  const t = useWords(words)
  const { form: _, ...rest } = useApiForm({
    initialValues: {},
    send: () => makeUserLink(user.id),
    onDone: (made) => onDeed({ kind: 'made', user: made }),
  })
  return (
    <FormDialog title={t.linkTitle(user.name)} action={t.linkAction} onClose={() => onDeed(undefined)} {...rest}>
      <Text>{t.linkText}</Text>
    </FormDialog>
  )
}

function AbleDialog({ of: user, kind, onDeed }: DialogProps & { of: User; kind: 'disable' | 'enable' }) {
  const t = useWords(words)
  const client = useQueryClient()
  const isDisabling = kind === 'disable'
  const act = async () => {
    await changeUser(user.id, { disabled: isDisabling })
    await client.invalidateQueries({ queryKey: USERS })
  }
  return (
    <Confirm
      title={isDisabling ? t.disableTitle(user.name) : t.enableTitle(user.name)}
      action={isDisabling ? t.disable : t.enable}
      destructive={isDisabling}
      act={act}
      onClose={() => onDeed(undefined)}
    >
      {isDisabling ? t.disableText : t.enableText}
    </Confirm>
  )
}

function MadeDialog({ of: user, onDeed }: DialogProps & { of: InvitedUser }) {
  const t = useWords(words)
  const format = useFormat()
  return (
    <OnceDialog
      title={t.madeTitle(user.name)}
      warning={t.madeOnce(format.dateTime(user.link_expires_at))}
      onClose={() => onDeed(undefined)}
    >
      <CopyField value={user.link} name={t.theLink} />
    </OnceDialog>
  )
}
