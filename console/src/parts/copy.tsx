import { ActionIcon, CopyButton, Group, Paper, Text, Tooltip } from '@mantine/core'
import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import { useWords } from '../i18n/language.tsx'
import { words } from './words.ts'

/** An icon that copies; `name` says what, for those who do not see it. */
export function CopyIcon({ value, name }: { value: string; name?: string }) {
  const t = useWords(words)
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t.copied : t.copy}>
          <ActionIcon
            variant="subtle"
            color={copied ? 'green' : 'gray'}
            onClick={copy}
            aria-label={name === undefined ? t.copy : `${t.copy} ${name}`}
          >
            {copied ? <Check size={16} /> : <Copy size={16} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  )
}

/** A value to take along as it is: a key, a link. */
export function CopyField({ value, name }: { value: string; name: string }) {
  return (
    <Paper withBorder px="sm" py={6} radius="md">
      <Group wrap="nowrap" justify="space-between" gap="xs">
        <Text ff="monospace" fz="sm" flex={1} miw={0} style={{ overflowWrap: 'anywhere' }}>
          {value}
        </Text>
        <CopyIcon value={value} name={name} />
      </Group>
    </Paper>
  )
}
