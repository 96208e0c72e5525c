import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/language.tsx'
import { words } from './words.ts'

interface DialogProps {
  title: string
  size?: 'md' | 'lg' | 'xl'
  onClose: () => void
  children: ReactNode
}

/** A dialog that is there for as long as it is rendered. */
export function Dialog({ title, size = 'md', onClose, children }: DialogProps) {
  const t = useWords(words)
  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': t.close }}>
      {children}
    </Modal>
  )
}
