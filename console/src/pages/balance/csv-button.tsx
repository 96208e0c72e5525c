import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import Download from 'lucide-react/icons/download'
import { getUsageCsv } from '../../api/money.ts'
import type { UsageQuestion } from '../../api/money.ts'
import { useWords } from '../../i18n/language.tsx'
import { Problem } from '../../parts/problem.tsx'
import { saveFile } from '../../parts/save-file.ts'
import { words } from './words.ts'

/** What is shown, and each key besides, as a file for spreadsheets. */
export function CsvButton({ question }: { question: UsageQuestion }) {
  const t = useWords(words)
  const saving = useMutation({
    mutationFn: () => getUsageCsv({ ...question, group_by: 'day,model,key,status' }),
    onSuccess: (csv) => saveFile(`usage-from-${question.from}.csv`, csv, 'text/csv'),
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<Download size={16} />}
        loading={saving.isPending}
        onClick={() => saving.mutate()}
      >
        {t.csv}
      </Button>
      <Problem error={saving.error} />
    </>
  )
}
