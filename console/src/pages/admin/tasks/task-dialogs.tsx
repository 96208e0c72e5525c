import { Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { ADMIN_TASKS, cancelAnyTask, replayTask, resolveTask } from '../../../api/admin-tasks.ts'
import type { AdminTask } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { useApiForm } from '../../../parts/use-api-form.ts'
import { words } from './words.ts'

interface TaskDialogProps {
  of: Pick<AdminTask, 'id' | 'price'>
  onClose: () => void
}

/** Tasks, the queue and accounts all change with an act on a task. */
function useChanged() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['admin'] })
}

export function ResolveDialog({ of: { id, price }, onClose }: TaskDialogProps) {
  const t = useWords(words)
  const format = useFormat()
  const changed = useChanged()
  const { form, ...rest } = useApiForm({
    initialValues: { reason: '' },
    send: ({ reason }) => resolveTask(id, reason),
    onDone: () => {
      onClose()
      void changed()
    },
  })
  return (
    <FormDialog title={t.resolveTitle} action={t.resolve} destructive onClose={onClose} {...rest}>
      <Text>{t.resolveText(format.money(price))}</Text>
      <TextInput label={t.reason} description={t.reasonHint} data-autofocus {...form.getInputProps('reason')} />
    </FormDialog>
  )
}

export function CancelDialog({ of: { id }, onClose }: TaskDialogProps) {
  const t = useWords(words)
  const changed = useChanged()
  const act = async () => {
    await cancelAnyTask(id)
    await changed()
  }
  return (
    <Confirm title={t.cancelTitle} action={t.cancel} keep={t.keep} destructive act={act} onClose={onClose}>
      {t.cancelText}
    </Confirm>
  )
}

export function ReplayDialog({ of: { id }, onClose, onDone }: TaskDialogProps & { onDone: (made: AdminTask) => void }) {
  const t = useWords(words)
  const client = useQueryClient()
  const act = async () => {
    onDone(await replayTask(id))
    await client.invalidateQueries({ queryKey: ADMIN_TASKS })
  }
  return (
    <Confirm title={t.replayTitle} action={t.replay} act={act} onClose={onClose}>
      {t.replayText}
    </Confirm>
  )
}
