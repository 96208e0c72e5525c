import { Button, Stack, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import KeyRound from 'lucide-react/icons/key-round'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { KEYS, listKeys } from '../../api/keys.ts'
import type { ApiKey } from '../../api/wire.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { Blank } from '../../parts/blank.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { KeyLimits } from '../../parts/key-limits.tsx'
import { Page } from '../../parts/page.tsx'
import { Loaded } from '../../parts/problem.tsx'
import { When } from '../../parts/when.tsx'
import { KeyDialogs } from './key-dialogs.tsx'
import type { Deed } from './key-dialogs.tsx'
import { KeyMenu } from './key-menu.tsx'
import { StatusBadge, isGood } from './key-status.tsx'
import { words } from './words.ts'

function KeyTable({ keys, onDeed }: { keys: readonly ApiKey[]; onDeed: (deed: Deed) => void }) {
  const t = useWords(words)
  const format = useFormat()
  const prefixOf = (id: string | null) => keys.find((key) => key.id === id)?.prefix
  const titleOf = (key: ApiKey, replaced = prefixOf(key.replaces)) => (
    <>
      <Text fw={600}>{key.name || t.unnamed}</Text>
      <Text ff="monospace" fz="xs" c="dimmed">
        {key.prefix}…
      </Text>
      {replaced !== undefined && (
        <Text fz="xs" c="dimmed">
          {t.replaces(replaced)}
        </Text>
      )}
    </>
  )
  return (
    <DataTable
      name={t.title}
      rows={keys}
      rowKey={({ id }) => id}
      isFaint={(key) => !isGood(key)}
      columns={[
        { name: t.name, cell: (key) => titleOf(key) },
        { name: t.status, cell: (key) => <StatusBadge of={key} /> },
        { name: t.limits, cell: (key) => <KeyLimits of={key} /> },
        { name: t.spent, align: 'end', cell: ({ used }) => format.money(used) },
        { name: t.lastUsed, cell: (key) => <When at={key.last_used_at} /> },
        { name: t.actions, isActions: true, cell: (key) => isGood(key) && <KeyMenu of={key} onDeed={onDeed} /> },
      ]}
    />
  )
}

function KeyList({ keys, onDeed }: { keys: readonly ApiKey[]; onDeed: (deed: Deed) => void }) {
  const t = useWords(words)
  const [showsAll, setShowsAll] = useState(false)
  const good = keys.filter(isGood)
  if (keys.length === 0) return <NoKey onDeed={onDeed} />
  const gone = keys.length - good.length
  const shown = showsAll ? keys : good
  return (
    <Stack>
      {shown.length === 0 ? <NoKey onDeed={onDeed} /> : <KeyTable keys={shown} onDeed={onDeed} />}
      {gone > 0 && (
        <Switch
          label={t.showRevoked(gone)}
          checked={showsAll}
          onChange={(event) => setShowsAll(event.currentTarget.checked)}
        />
      )}
    </Stack>
  )
}

function CreateButton({ onDeed }: { onDeed: (deed: Deed) => void }) {
  const t = useWords(words)
  return (
    <Button leftSection={<Plus size={16} />} onClick={() => onDeed({ kind: 'create' })}>
      {t.create}
    </Button>
  )
}

function NoKey({ onDeed }: { onDeed: (deed: Deed) => void }) {
  const t = useWords(words)
  return (
    <Blank icon={KeyRound} title={t.emptyTitle} text={t.emptyText}>
      <CreateButton onDeed={onDeed} />
    </Blank>
  )
}

export default function KeysPage() {
  const t = useWords(words)
  const keys = useQuery({ queryKey: KEYS, queryFn: listKeys })
  const [deed, setDeed] = useState<Deed>()
  return (
    <Page title={t.title} lead={t.lead} actions={keys.data?.some(isGood) === true && <CreateButton onDeed={setDeed} />}>
      <Loaded query={keys}>{(data) => <KeyList keys={data} onDeed={setDeed} />}</Loaded>
      <KeyDialogs deed={deed} onDeed={setDeed} />
    </Page>
  )
}
