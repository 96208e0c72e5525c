import { Button, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import ScrollText from 'lucide-react/icons/scroll-text'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { listAudit } from '../../../api/admin-operations.ts'
import type { AuditEntry } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { ActorName } from '../../../parts/actor-name.tsx'
import { Blank } from '../../../parts/blank.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { Dialog } from '../../../parts/dialog.tsx'
import { Json } from '../../../parts/json.tsx'
import { MoreButton, useMoreList } from '../../../parts/more-list.tsx'
import { Page } from '../../../parts/page.tsx'
import { Loaded } from '../../../parts/problem.tsx'
import { When } from '../../../parts/when.tsx'
import { words } from './words.ts'

function useActName(): (entry: AuditEntry) => string {
  const t = useWords(words)
  const acts: Readonly<Record<string, string>> = t.acts
  return ({ action }) => acts[action] ?? action
}

function Side({ name, value }: { name: string; value: unknown }) {
  const t = useWords(words)
  return (
    <div>
      <Title order={3} size="sm" mb={4}>
        {name}
      </Title>
      {value === null || value === undefined ? <Text c="dimmed">{t.nothing}</Text> : <Json value={value} name={name} />}
    </div>
  )
}

function Details({ of: entry, onClose }: { of: AuditEntry; onClose: () => void }) {
  const t = useWords(words)
  const format = useFormat()
  const nameOf = useActName()
  return (
    <Dialog title={nameOf(entry)} size="xl" onClose={onClose}>
      <Stack>
        <Text fz="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {[format.dateTime(entry.at), entry.actor, entry.target, entry.note].filter(Boolean).join(' · ')}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Side name={t.before} value={entry.before} />
          <Side name={t.after} value={entry.after} />
        </SimpleGrid>
      </Stack>
    </Dialog>
  )
}

function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const t = useWords(words)
  const nameOf = useActName()
  const [shown, setShown] = useState<AuditEntry>()
  return (
    <>
      <DataTable
        name={t.title}
        rows={entries}
        rowKey={({ id }) => String(id)}
        columns={[
          { name: t.act, cell: (entry) => <Text fw={600}>{nameOf(entry)}</Text> },
          {
            name: t.target,
            cell: ({ target }) => (
              <Text span ff="monospace" fz="xs" style={{ overflowWrap: 'anywhere' }}>
                {target}
              </Text>
            ),
          },
          { name: t.who, cell: ({ actor }) => <ActorName actor={actor} /> },
          { name: t.note, cell: ({ note }) => note || '—' },
          { name: t.when, cell: ({ at }) => <When at={at} /> },
          {
            name: t.details,
            isActions: true,
            cell: (entry) => (
              <Button
                size="xs"
                variant="default"
                aria-label={t.showNamed(nameOf(entry), entry.target)}
                onClick={() => setShown(entry)}
              >
                {t.show}
              </Button>
            ),
          },
        ]}
      />
      {shown !== undefined && <Details of={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}

function TargetFilter({ target, onTarget }: { target: string; onTarget: (target: string) => void }) {
  const t = useWords(words)
  const [typed, setTyped] = useState(target)
  const clear = () => {
    setTyped('')
    onTarget('')
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onTarget(typed.trim())
      }}
    >
      <Group align="flex-end">
        <TextInput
          flex="1 1 240px"
          maw={420}
          label={t.filter}
          description={t.filterHint}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t.find}
        </Button>
        {target !== '' && (
          <Button variant="subtle" onClick={clear}>
            {t.clear}
          </Button>
        )}
      </Group>
    </form>
  )
}

export default function AuditPage() {
  const t = useWords(words)
  const [search, setSearch] = useSearchParams()
  const target = search.get('target') ?? ''
  const entries = useMoreList(['admin', 'audit', target], (before: AuditEntry | undefined) => listAudit(target, before))
  return (
    <Page title={t.title} lead={t.lead}>
      <TargetFilter
        key={target}
        target={target}
        onTarget={(next) => setSearch(next === '' ? {} : { target: next }, { replace: true })}
      />
      <Loaded query={entries}>
        {(data) =>
          data.length === 0 ? (
            <Blank icon={ScrollText} title={t.emptyTitle} text={target === '' ? t.emptyText : t.emptyFiltered} />
          ) : (
            <AuditTable entries={data} />
          )
        }
      </Loaded>
      <MoreButton list={entries} />
    </Page>
  )
}
