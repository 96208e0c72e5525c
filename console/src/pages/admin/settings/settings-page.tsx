import { Badge, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import Search from 'lucide-react/icons/search'
import { useState } from 'react'
import { listSettings } from '../../../api/admin-operations.ts'
import type { Setting } from '../../../api/admin-operations.ts'
import { useLanguage, useWords } from '../../../i18n/language.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Loaded } from '../../../parts/problem.tsx'
import { words } from './words.ts'

const SECRET = '***'
const COLORS = { env: 'lagoon', file: 'lagoon', default: 'gray' }

function SettingValue({ of: { value } }: { of: Setting }) {
  const t = useWords(words)
  if (value === null || value === '') return <Text c="dimmed">{t.unset}</Text>
  if (value === SECRET) return <Text c="dimmed">{t.secret}</Text>
  return (
    <Text span ff="monospace" fz="sm" style={{ overflowWrap: 'anywhere' }}>
      {value}
    </Text>
  )
}

/** Words with code among them, which stands in backticks as in Markdown. */
function Described({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <Text key={index} span inherit ff="monospace">
        {part}
      </Text>
    ),
  )
}

function SettingTable({ settings }: { settings: readonly Setting[] }) {
  const t = useWords(words)
  const { language } = useLanguage()
  if (settings.length === 0) return <Text c="dimmed">{t.none}</Text>
  return (
    <DataTable
      name={t.title}
      rows={settings}
      rowKey={({ name }) => name}
      columns={[
        {
          name: t.name,
          cell: ({ name, description }) => (
            <>
              <Text ff="monospace" fz="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Text>
              <Text fz="xs" c="dimmed" maw={560}>
                <Described text={description[language]} />
              </Text>
            </>
          ),
        },
        { name: t.value, cell: (setting) => <SettingValue of={setting} /> },
        { name: t.source, cell: ({ source }) => <Badge color={COLORS[source]}>{t.sources[source]}</Badge> },
      ]}
    />
  )
}

function SettingList({ settings }: { settings: readonly Setting[] }) {
  const t = useWords(words)
  const { language } = useLanguage()
  const [wanted, setWanted] = useState('')
  const [isOnlySet, setIsOnlySet] = useState(false)
  const shown = settings.filter(
    ({ name, description, source }) =>
      `${name} ${description[language]}`.toLowerCase().includes(wanted.trim().toLowerCase()) &&
      (!isOnlySet || source !== 'default'),
  )
  return (
    <Stack>
      <Group>
        <TextInput
          flex="1 1 220px"
          maw={360}
          aria-label={t.search}
          placeholder={t.search}
          leftSection={<Search size={16} />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Switch label={t.onlySet} checked={isOnlySet} onChange={(event) => setIsOnlySet(event.currentTarget.checked)} />
      </Group>
      <SettingTable settings={shown} />
    </Stack>
  )
}

export default function SettingsPage() {
  const t = useWords(words)
  const settings = useQuery({ queryKey: ['admin', 'settings'], queryFn: listSettings })
  return (
    <Page title={t.title} lead={t.lead}>
      <Loaded query={settings}>{(data) => <SettingList settings={data} />}</Loaded>
    </Page>
  )
}
