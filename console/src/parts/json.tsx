import { Code, ScrollArea } from '@mantine/core'

/** A value as JSON, to be read. */
export function Json({ value, name }: { value: unknown; name: string }) {
  return (
    <ScrollArea.Autosize mah={320} type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': name }}>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {JSON.stringify(value, undefined, 2)}
      </Code>
    </ScrollArea.Autosize>
  )
}
