import { Button, Group, MultiSelect, NumberInput, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { KEYS, changeKey, createKey } from '../../api/keys.ts'
import { useModels } from '../../api/models.ts'
import type { ApiKey, MadeKey } from '../../api/wire.ts'
import { useWords } from '../../i18n/language.tsx'
import { FieldGroup } from '../../parts/field-group.tsx'
import { words as limitWords } from '../../parts/key-limit-words.ts'
import { Problem } from '../../parts/problem.tsx'
import { useApiForm } from '../../parts/use-api-form.ts'
import { words } from './dialog-words.ts'
import { bodyOf, valuesOf } from './key-values.ts'
import type { KeyValues } from './key-values.ts'

interface PartProps {
  form: UseFormReturnType<KeyValues>
}

function Spending({ form }: PartProps) {
  const t = useWords(words)
  const usd = { prefix: '$', min: 0, decimalScale: 6, hideControls: true, placeholder: t.noLimit }
  return (
    <FieldGroup name={t.spending}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput label={t.day} {...usd} {...form.getInputProps('spend_day_max')} />
        <NumberInput label={t.total} {...usd} {...form.getInputProps('spend_max')} />
      </SimpleGrid>
    </FieldGroup>
  )
}

function Use({ form }: PartProps) {
  const t = useWords(words)
  const { scopeNames } = useWords(limitWords)
  const { data: models = [] } = useModels()
  const scopes = Object.entries(scopeNames).map(([value, label]) => ({ value, label }))
  const { scopes: chosenScopes, models: chosenModels, ip_ranges: ranges } = form.values
  return (
    <FieldGroup name={t.use}>
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <MultiSelect
            label={t.scopes}
            data={scopes}
            {...(chosenScopes.length === 0 && { placeholder: t.all })}
            {...form.getInputProps('scopes')}
          />
          <MultiSelect
            label={t.models}
            data={models}
            {...(chosenModels.length === 0 && { placeholder: t.all })}
            {...form.getInputProps('models')}
          />
        </SimpleGrid>
        <TagsInput
          label={t.addresses}
          description={t.addressesHint}
          acceptValueOnBlur
          {...(ranges.length === 0 && { placeholder: t.anywhere })}
          {...form.getInputProps('ip_ranges')}
        />
      </Stack>
    </FieldGroup>
  )
}

function Pace({ form }: PartProps) {
  const t = useWords(words)
  const count = { min: 1, allowDecimal: false, hideControls: true }
  return (
    <FieldGroup name={t.pace}>
      <SimpleGrid cols={{ base: 1, xs: 3 }} style={{ alignItems: 'end' }}>
        <NumberInput label={t.tasks} placeholder={t.noLimit} {...count} {...form.getInputProps('tasks_max')} />
        <NumberInput
          label={t.submits}
          placeholder={t.serverDefault}
          {...count}
          {...form.getInputProps('submits_per_minute')}
        />
        <NumberInput
          label={t.polls}
          placeholder={t.serverDefault}
          {...count}
          {...form.getInputProps('polls_per_minute')}
        />
      </SimpleGrid>
    </FieldGroup>
  )
}

interface KeyFormProps {
  /** The key to change; undefined: a new one. */
  of: ApiKey | undefined
  onCancel: () => void
  /** With a key that was made, its secret in it. */
  onDone: (made?: MadeKey) => void
}

/** Name and bounds of a key. */
export function KeyForm({ of: key, onCancel, onDone }: KeyFormProps) {
  const t = useWords(words)
  const client = useQueryClient()
  const { form, error, isPending, onSubmit } = useApiForm({
    initialValues: valuesOf(key),
    send: async (values: KeyValues) => {
      if (key === undefined) return createKey(bodyOf(values, key))
      await changeKey(key.id, bodyOf(values, key))
      return undefined
    },
    onDone: (made) => {
      onDone(made)
      void client.invalidateQueries({ queryKey: KEYS })
    },
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="xl">
        <SimpleGrid cols={{ base: 1, xs: 2 }} style={{ alignItems: 'end' }}>
          <TextInput label={t.name} description={t.nameHint} data-autofocus {...form.getInputProps('name')} />
          <TextInput type="date" label={t.expires} description={t.expiresHint} {...form.getInputProps('expires_at')} />
        </SimpleGrid>
        <Spending form={form} />
        <Use form={form} />
        <Pace form={form} />
        <Problem error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {key === undefined ? t.create : t.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
