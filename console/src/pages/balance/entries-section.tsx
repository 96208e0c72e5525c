import { MONEY, listEntries } from '../../api/money.ts'
import { useWords } from '../../i18n/language.tsx'
import { EntryTable } from '../../parts/entry-table.tsx'
import { MoreButton, useMoreList } from '../../parts/more-list.tsx'
import { Loaded } from '../../parts/problem.tsx'
import { Section } from '../../parts/section.tsx'
import { words } from './words.ts'

export function EntriesSection() {
  const t = useWords(words)
  const entries = useMoreList([...MONEY, 'entries'], listEntries)
  return (
    <Section title={t.entriesTitle} lead={t.entriesLead}>
      <Loaded query={entries}>{(data) => <EntryTable entries={data} tasksPath="/tasks" />}</Loaded>
      <MoreButton list={entries} />
    </Section>
  )
}
