import { SimpleGrid, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { RESOLUTIONS } from '../../../../../src/domain/video-request.ts'
import { ApiError } from '../../../api/api-error.ts'
import { changePrices } from '../../../api/admin-prices.ts'
import type { PriceBook, PriceVersion } from '../../../api/admin-prices.ts'
import { useWords } from '../../../i18n/language.tsx'
import { FieldGroup } from '../../../parts/field-group.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { useApiForm } from '../../../parts/use-api-form.ts'
import { words } from './words.ts'

export const PRICES = ['admin', 'prices']

interface ModelPricesProps {
  row: { model: string; kind: 'with_audio' | 'silent'; sound: string }
  book: PriceBook
  /** What the server refused, by its path in the book. */
  refused: string | undefined
  onChange: (book: PriceBook) => void
}

/** The prices of one model, with sound or without, one for each resolution. */
function ModelPrices({ row: { model, kind, sound }, book, refused, onChange }: ModelPricesProps) {
  const t = useWords(words)
  const prices = book.models[model]
  if (prices === undefined) return null
  const put = (resolution: string, value: string): PriceBook => ({
    ...book,
    models: { ...book.models, [model]: { ...prices, [kind]: { ...prices[kind], [resolution]: value } } },
  })
  return (
    <FieldGroup name={`${model} · ${sound}`}>
      <SimpleGrid cols={3}>
        {RESOLUTIONS.map((resolution) => (
          <TextInput
            key={resolution}
            label={resolution}
            aria-label={t.priceOf(model, resolution, sound)}
            inputMode="decimal"
            value={prices[kind][resolution]}
            error={refused === `book.models.${model}.${kind}.${resolution}`}
            onChange={({ currentTarget: { value } }) => onChange(put(resolution, value))}
          />
        ))}
      </SimpleGrid>
    </FieldGroup>
  )
}

/** Every number of the price book, put in force together. */
export function PriceForm({ current, onClose }: { current: PriceVersion; onClose: () => void }) {
  const t = useWords(words)
  const queries = useQueryClient()
  const { form, ...sending } = useApiForm({
    // Not called `book`: what is refused of it is shown as a whole, with the path that the server names.
    initialValues: { prices: current.book, note: '' },
    send: ({ prices, note }) => changePrices({ book: prices, note, if_version: current.version }),
    onDone: (changed) => {
      queries.setQueryData(PRICES, changed)
      onClose()
    },
  })
  const { models, group_ratios: groups } = current.book
  const rows = Object.keys(models).flatMap((model) => [
    { model, kind: 'with_audio' as const, sound: t.withSound },
    { model, kind: 'silent' as const, sound: t.silent },
  ])
  const refused = sending.error instanceof ApiError ? sending.error.param : undefined
  const change = (prices: PriceBook) => form.setValues({ prices })
  return (
    <FormDialog title={t.change} size="lg" action={t.action} onClose={onClose} {...sending}>
      <Text fz="sm">{t.changeText}</Text>
      {rows.map((row) => (
        <ModelPrices
          key={`${row.model} ${row.kind}`}
          row={row}
          book={form.values.prices}
          refused={refused}
          onChange={change}
        />
      ))}
      <TextInput
        label={t.ratio}
        description={t.ratioHint}
        inputMode="decimal"
        {...form.getInputProps('prices.ratio')}
      />
      {Object.keys(groups).map((group) => (
        <TextInput
          key={group}
          label={t.groupRatio(group)}
          inputMode="decimal"
          value={form.values.prices.group_ratios[group] ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change({ ...form.values.prices, group_ratios: { ...form.values.prices.group_ratios, [group]: value } })
          }
        />
      ))}
      <TextInput label={t.note} description={t.noteHint} {...form.getInputProps('note')} />
    </FormDialog>
  )
}
