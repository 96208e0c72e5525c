import { Button, Group, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/language.tsx'
import { Dialog } from './dialog.tsx'
import { Problem } from './problem.tsx'
import { words } from './words.ts'

interface ConfirmProps {
  onClose: () => void
  title: string
  /** What will be true afterwards, and whether it can be undone. */
  children: ReactNode
  /** The deed, as its button says it: "Revoke key", never "OK". */
  action: string
  /** What the other button says, where "Cancel" could be taken for the deed. */
  keep?: string
  /** What can't be undone is red. */
  destructive?: boolean
  /** Does it; the dialog closes when it is done, and says why when it is refused. */
  act: () => Promise<unknown>
}

/** Asks once more before a deed, for as long as it is rendered. */
export function Confirm({ onClose, title, children, action, keep, destructive = false, act }: ConfirmProps) {
  const t = useWords(words)
  const deed = useMutation({ mutationFn: act, onSuccess: onClose })
  return (
    <Dialog title={title} onClose={onClose}>
      <Stack>
        <div>{children}</div>
        <Problem error={deed.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {keep ?? t.cancel}
          </Button>
          <Button {...(destructive && { color: 'red' })} loading={deed.isPending} onClick={() => deed.mutate()}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
