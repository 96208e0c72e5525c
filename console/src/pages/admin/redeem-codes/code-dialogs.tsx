import { Button, Code, Group, NumberInput, ScrollArea, SimpleGrid, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import Download from 'lucide-react/icons/download'
import { REDEEM_BATCHES, createBatch } from '../../../api/admin-redeem-codes.ts'
import type { MadeRedeemBatch } from '../../../api/wire.ts'
import { useWords } from '../../../i18n/language.tsx'
import { CopyIcon } from '../../../parts/copy.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { OnceDialog } from '../../../parts/once-dialog.tsx'
import { saveFile } from '../../../parts/save-file.ts'
import { useApiForm } from '../../../parts/use-api-form.ts'
import { words } from './words.ts'

/** The last second of a day where the browser is. */
const endOf = (day: string) => Math.floor(new Date(`${day}T23:59:59`).getTime() / 1000)

interface BatchValues extends Record<string, unknown> {
  /** '' while it is being typed. */
  count: number | string
  amount: string
  /** As a date field holds it: yyyy-mm-dd; '' for never. */
  expires_at: string
  note: string
}

const NEW: BatchValues = { count: 10, amount: '', expires_at: '', note: '' }

interface CreateDialogProps {
  onClose: () => void
  onDone: (batch: MadeRedeemBatch) => void
}

export function CreateDialog({ onClose, onDone }: CreateDialogProps) {
  const t = useWords(words)
  const client = useQueryClient()
  const { form, ...rest } = useApiForm({
    initialValues: NEW,
    send: ({ count, amount, expires_at: day, note }: BatchValues) =>
      createBatch({ count: Number(count), amount, note, expires_at: day === '' ? null : endOf(day) }),
    onDone: (batch) => {
      onDone(batch)
      void client.invalidateQueries({ queryKey: REDEEM_BATCHES })
    },
  })
  return (
    <FormDialog title={t.create} action={t.create} onClose={onClose} {...rest}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput
          label={t.count}
          description={t.countHint}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          data-autofocus
          {...form.getInputProps('count')}
        />
        <TextInput
          label={t.amount}
          description={t.amountHint}
          placeholder="10"
          inputMode="decimal"
          {...form.getInputProps('amount')}
        />
      </SimpleGrid>
      <TextInput type="date" label={t.expiresField} description={t.expiresHint} {...form.getInputProps('expires_at')} />
      <TextInput label={t.note} description={t.noteHint} {...form.getInputProps('note')} />
    </FormDialog>
  )
}

export function MadeDialog({ of: { id, codes }, onClose }: { of: MadeRedeemBatch; onClose: () => void }) {
  const t = useWords(words)
  const text = codes.join('\n')
  return (
    <OnceDialog title={t.madeTitle(codes.length)} warning={t.madeOnce} onClose={onClose}>
      <ScrollArea.Autosize mah={280} type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t.codes }}>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {text}
        </Code>
      </ScrollArea.Autosize>
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<Download size={16} />}
          onClick={() => saveFile(`${id}.txt`, `${text}\n`, 'text/plain')}
        >
          {t.save}
        </Button>
        <CopyIcon value={text} name={t.copyAll} />
      </Group>
    </OnceDialog>
  )
}
