import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/language.tsx'
import { words } from './words.ts'

interface OnceDialogProps {
  title: string
  /** That it is shown this once, and what to do with it. */
  warning: ReactNode
  onClose: () => void
  children: ReactNode
}

/** Shows what is shown only once: neither a press beside it nor a key closes it. */
export function OnceDialog({ title, warning, onClose, children }: OnceDialogProps) {
  const t = useWords(words)
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack>
        <Alert color="yellow">{warning}</Alert>
        {children}
        <Group justify="flex-end">
          <Button onClick={onClose}>{t.saved}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
