import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import { useWords } from '../i18n/language.tsx'
import { words } from './words.ts'

/** Rows to come. */
export function LoadingRows({ rows = 4, height = 44 }: { rows?: number; height?: number }) {
  const t = useWords(words)
  return (
    <Stack gap="xs" role="status" data-loading>
      <VisuallyHidden>{t.loading}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </Stack>
  )
}

/** A page whose code is on its way. */
export function LoadingPage() {
  return (
    <Stack gap="lg" p="md">
      <Skeleton height={28} width={180} />
      <LoadingRows />
    </Stack>
  )
}
