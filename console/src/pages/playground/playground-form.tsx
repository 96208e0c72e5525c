import { Paper, Stack, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useWords } from '../../i18n/language.tsx'
import { CallbackFields, FormatFields, OptionFields } from './format-fields.tsx'
import type { PartProps } from './form-parts.ts'
import { FramesField } from './frames-field.tsx'
import classes from './playground.module.css'
import { SceneFields } from './scene-fields.tsx'
import { words } from './words.ts'

function Box({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="lg" component="section" aria-label={title}>
      <Stack>
        <Title order={2}>{title}</Title>
        {children}
      </Stack>
    </Paper>
  )
}

/** Fields that few need: open once one of them is filled in, and closed by nobody but whoever reads them. */
function Callback(parts: PartProps) {
  const t = useWords(words)
  const isUsed = parts.draft.webhook !== '' || parts.draft.language !== ''
  const [isOpen, setIsOpen] = useState(isUsed)
  useEffect(() => {
    if (isUsed) setIsOpen(true)
  }, [isUsed])
  return (
    <details className={classes['more']} open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t.callback}</summary>
      <CallbackFields {...parts} />
    </details>
  )
}

interface PlaygroundFormProps extends PartProps {
  onSend: () => void
  /** What stands below the fields. */
  children: ReactNode
}

/** Every field of a submit, with its rule. */
export function PlaygroundForm({ onSend, children, ...parts }: PlaygroundFormProps) {
  const t = useWords(words)
  return (
    <form
      className={classes['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      <Box title={t.scene}>
        <SceneFields {...parts} onSend={onSend} />
        <FramesField {...parts} />
      </Box>
      <Box title={t.format}>
        <FormatFields {...parts} />
      </Box>
      <Box title={t.options}>
        <OptionFields {...parts} />
        <Callback {...parts} />
      </Box>
      {children}
    </form>
  )
}
