import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode, SubmitEvent } from 'react'
import { useWords } from '../i18n/language.tsx'
import { Dialog } from './dialog.tsx'
import { Problem } from './problem.tsx'
import { words } from './words.ts'

interface FormDialogProps {
  title: string
  size?: 'md' | 'lg' | 'xl'
  /** The deed, as its button says it. */
  action: string
  /** What can't be undone is red. */
  destructive?: boolean
  onClose: () => void
  /** The rest is what `useApiForm` answers. */
  error: unknown
  isPending: boolean
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void
  children: ReactNode
}

/** A form in a dialog: its fields, what was refused, and the deed. */
export function FormDialog({ title, size = 'md', action, destructive = false, children, ...rest }: FormDialogProps) {
  const t = useWords(words)
  const { onClose, error, isPending, onSubmit } = rest
  return (
    <Dialog title={title} size={size} onClose={onClose}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          {children}
          <Problem error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button type="submit" loading={isPending} {...(destructive && { color: 'red' })}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
