import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { RESOLUTIONS } from '../../../../../src/domain/video-request.ts'
import { getPrices } from '../../../api/admin-prices.ts'
import type { PriceBook, PriceVersion } from '../../../api/admin-prices.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { ActorName } from '../../../parts/actor-name.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { Facts } from '../../../parts/facts.tsx'
import { Page } from '../../../parts/page.tsx'
import { Loaded } from '../../../parts/problem.tsx'
import { Section } from '../../../parts/section.tsx'
import { When } from '../../../parts/when.tsx'
import { PRICES, PriceForm } from './price-form.tsx'
import { words } from './words.ts'

function ListPrices({ models }: { models: PriceBook['models'] }) {
  const t = useWords(words)
  const format = useFormat()
  const rows = Object.entries(models).flatMap(([model, { with_audio: withAudio, silent }]) => [
    { model, sound: t.withSound, prices: withAudio },
    { model, sound: t.silent, prices: silent },
  ])
  return (
    <Section title={t.list}>
      <DataTable
        name={t.list}
        rows={rows}
        rowKey={({ model, sound }) => `${model} ${sound}`}
        columns={[
          { name: t.model, cell: ({ model }) => <Text fw={600}>{model}</Text> },
          { name: t.sound, cell: ({ sound }) => sound },
          ...RESOLUTIONS.map((resolution) => ({
            name: resolution,
            align: 'end' as const,
            cell: ({ prices }: (typeof rows)[number]) => format.money(Number(prices[resolution])),
          })),
        ]}
      />
    </Section>
  )
}

function Prices({ current: { version, book, actor, note, created_at: since } }: { current: PriceVersion }) {
  const t = useWords(words)
  const groups = Object.entries(book.group_ratios)
  return (
    <Stack gap="lg">
      <Section title={t.version(version)}>
        <Facts
          facts={[
            [t.since, <When key="since" at={since} />],
            [t.by, <ActorName key="by" actor={actor} />],
            ...(note === '' ? [] : [[t.note, note] as const]),
            [t.ratio, book.ratio],
            ...groups.map(([group, ratio]) => [t.groupRatio(group), ratio] as const),
            ...(groups.length === 0 ? [[t.groups, t.groupsNone] as const] : []),
          ]}
        />
      </Section>
      <ListPrices models={book.models} />
    </Stack>
  )
}

export default function PricesPage() {
  const t = useWords(words)
  const prices = useQuery({ queryKey: PRICES, queryFn: getPrices })
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={prices.data !== undefined && <Button onClick={() => setIsOpen(true)}>{t.change}</Button>}
    >
      <Loaded query={prices}>{(current) => <Prices current={current} />}</Loaded>
      {isOpen && prices.data !== undefined && <PriceForm current={prices.data} onClose={() => setIsOpen(false)} />}
    </Page>
  )
}
