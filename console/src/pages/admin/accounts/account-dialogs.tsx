import { NumberInput, SimpleGrid, Switch, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import {
  ACCOUNTS,
  adjustAccount,
  changeAccount,
  createAccount,
  eraseAccount,
  topUpAccount,
} from '../../../api/admin-accounts.ts'
import type { Account } from '../../../api/wire.ts'
import { useWords } from '../../../i18n/language.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { useApiForm } from '../../../parts/use-api-form.ts'
import { words } from './words.ts'

interface AccountDialogProps {
  of: Account
  onClose: () => void
}

/** Forgets what was known of accounts, since one has changed, and closes. */
function useDone(onClose: () => void) {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: ACCOUNTS })
    onClose()
  }
}

interface Settings extends Record<string, unknown> {
  name: string
  group: string
  unlimited: boolean
  tasks_max: number | string
  submits_per_minute: number | string
  /** Of a new account only. */
  balance: string
}

const counted = (value: number | string) => (value === '' ? null : Number(value))

const bodyOf = ({ name, group, unlimited, tasks_max: tasks, submits_per_minute: submits }: Settings) => ({
  name,
  group,
  unlimited,
  tasks_max: counted(tasks),
  submits_per_minute: counted(submits),
})

function SettingsFields({ form }: { form: UseFormReturnType<Settings> }) {
  const t = useWords(words)
  const count = { allowDecimal: false, min: 1, hideControls: true, placeholder: t.noLimit, thousandSeparator: true }
  return (
    <>
      <TextInput label={t.name} data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t.group} description={t.groupHint} {...form.getInputProps('group')} />
      <Switch
        label={t.unlimited}
        description={t.unlimitedHint}
        {...form.getInputProps('unlimited', { type: 'checkbox' })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} style={{ alignItems: 'end' }}>
        <NumberInput label={t.tasksMax} {...count} {...form.getInputProps('tasks_max')} />
        <NumberInput label={t.submits} {...count} {...form.getInputProps('submits_per_minute')} />
      </SimpleGrid>
    </>
  )
}

const NEW: Settings = {
  name: '',
  group: 'default',
  unlimited: false,
  tasks_max: '',
  submits_per_minute: '',
  balance: '',
}

export function CreateAccountDialog({ onClose, onDone }: { onClose: () => void; onDone: (made: Account) => void }) {
  const t = useWords(words)
  const done = useDone(onClose)
  const { form, ...rest } = useApiForm({
    initialValues: NEW,
    send: (values: Settings) =>
      createAccount({ ...bodyOf(values), ...(values.balance !== '' && { balance: values.balance }) }),
    onDone: (made) => {
      done()
      onDone(made)
    },
  })
  return (
    <FormDialog title={t.create} action={t.create} onClose={onClose} {...rest}>
      <SettingsFields form={form} />
      {!form.values.unlimited && (
        <TextInput label={t.start} placeholder="0" inputMode="decimal" {...form.getInputProps('balance')} />
      )}
    </FormDialog>
  )
}

export function ChangeAccountDialog({ of: account, onClose }: AccountDialogProps) {
  const t = useWords(words)
  const { form, ...rest } = useApiForm({
    initialValues: {
      ...NEW,
      name: account.name,
      group: account.group,
      unlimited: account.unlimited,
      tasks_max: account.tasks_max ?? '',
      submits_per_minute: account.submits_per_minute ?? '',
    },
    send: (values: Settings) => changeAccount(account.id, bodyOf(values)),
    onDone: useDone(onClose),
  })
  return (
    <FormDialog title={t.settings} action={t.save} onClose={onClose} {...rest}>
      <SettingsFields form={form} />
    </FormDialog>
  )
}

export function TopUpDialog({ of: account, onClose }: AccountDialogProps) {
  const t = useWords(words)
  const { form, ...rest } = useApiForm({
    initialValues: { amount: '', reference: '', note: '' },
    send: ({ amount, reference, note }) =>
      topUpAccount(account.id, { amount, ...(reference !== '' && { reference }), ...(note !== '' && { note }) }),
    onDone: useDone(onClose),
  })
  return (
    <FormDialog title={t.topUpTitle(account.name)} action={t.topUp} onClose={onClose} {...rest}>
      <TextInput
        label={t.amount}
        description={t.amountHint}
        placeholder="25"
        inputMode="decimal"
        data-autofocus
        {...form.getInputProps('amount')}
      />
      <TextInput label={t.reference} description={t.referenceHint} {...form.getInputProps('reference')} />
      <TextInput label={t.note} {...form.getInputProps('note')} />
    </FormDialog>
  )
}

export function AdjustDialog({ of: account, onClose }: AccountDialogProps) {
  const t = useWords(words)
  const { form, ...rest } = useApiForm({
    initialValues: { amount: '', reason: '' },
    send: (body) => adjustAccount(account.id, body),
    onDone: useDone(onClose),
  })
  return (
    <FormDialog title={t.adjustTitle(account.name)} action={t.adjust} onClose={onClose} {...rest}>
      <TextInput
        label={t.amount}
        description={t.adjustHint}
        placeholder="-2.50"
        data-autofocus
        {...form.getInputProps('amount')}
      />
      <TextInput label={t.reason} description={t.reasonHint} {...form.getInputProps('reason')} />
    </FormDialog>
  )
}

export function EraseDialog({ of: account, onClose }: AccountDialogProps) {
  const t = useWords(words)
  const { form, ...rest } = useApiForm({
    initialValues: { confirm: '' },
    send: ({ confirm }) => eraseAccount(account.id, confirm),
    onDone: useDone(onClose),
  })
  return (
    <FormDialog title={t.eraseTitle(account.name)} action={t.erase} destructive onClose={onClose} {...rest}>
      <Text>{t.eraseText}</Text>
      <TextInput
        label={t.confirmName(account.name)}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('confirm')}
      />
    </FormDialog>
  )
}
