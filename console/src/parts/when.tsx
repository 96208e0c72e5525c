import { Text, Tooltip } from '@mantine/core'
import { useFormat } from '../i18n/format.ts'
import { useWords } from '../i18n/language.tsx'
import { words } from './words.ts'

/** A moment (Unix seconds) told from now, exactly when one points at it; null: never. */
export function When({ at }: { at: number | null }) {
  const t = useWords(words)
  const format = useFormat()
  if (at === null) return <Text span>{t.never}</Text>
  return (
    <Tooltip label={format.dateTime(at)}>
      <time style={{ whiteSpace: 'nowrap' }} dateTime={new Date(at * 1000).toISOString()}>
        {format.relative(at)}
      </time>
    </Tooltip>
  )
}
