import { ActionIcon, NumberInput, Select, SimpleGrid, Stack, Switch, TextInput, Tooltip } from '@mantine/core'
import Dices from 'lucide-react/icons/dices'
import {
  ASPECT_RATIOS,
  DURATIONS,
  PERSON_GENERATION,
  RESOLUTIONS,
  SEED_MAX,
} from '../../../../src/domain/video-request.ts'
import { useWords } from '../../i18n/language.tsx'
import { words as requestWords } from '../../parts/request-words.ts'
import { LANGUAGES, SAMPLE_COUNTS, randomSeed } from './choices.ts'
import { Choice, Field } from './field.tsx'
import type { PartProps } from './form-parts.ts'
import { words } from './words.ts'

const TWO = { base: 1, xs: 2 }

export function FormatFields({ draft, change, errors }: PartProps) {
  const t = useWords(words)
  return (
    <SimpleGrid cols={TWO}>
      <Choice
        label={t.duration}
        rule={t.durationRule}
        error={errors.duration}
        values={DURATIONS}
        nameOf={(seconds) => t.seconds(seconds)}
        value={draft.duration}
        onChange={(duration) => change({ duration })}
      />
      <Choice
        label={t.aspect}
        rule={t.aspectRule}
        error={errors.aspect_ratio}
        values={ASPECT_RATIOS}
        nameOf={(ratio) => ratio}
        value={draft.aspect_ratio}
        onChange={(ratio) => change({ aspect_ratio: ratio })}
      />
      <Choice
        label={t.resolution}
        rule={t.resolutionRule}
        error={errors.resolution}
        values={RESOLUTIONS}
        nameOf={(resolution) => resolution}
        value={draft.resolution}
        onChange={(resolution) => change({ resolution })}
      />
      <Choice
        label={t.samples}
        rule={t.samplesRule}
        error={errors.sample_count}
        values={SAMPLE_COUNTS}
        nameOf={(count) => count}
        value={draft.sample_count as (typeof SAMPLE_COUNTS)[number]}
        onChange={(count) => change({ sample_count: count })}
      />
    </SimpleGrid>
  )
}

function SeedField({ draft, change, errors }: PartProps) {
  const t = useWords(words)
  const dice = (
    <Tooltip label={t.seedDice}>
      <ActionIcon variant="subtle" color="gray" aria-label={t.seedDice} onClick={() => change({ seed: randomSeed() })}>
        <Dices size={18} />
      </ActionIcon>
    </Tooltip>
  )
  return (
    <NumberInput
      label={t.seed}
      description={t.seedRule}
      placeholder={t.seedRandom}
      min={0}
      max={SEED_MAX}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      rightSection={dice}
      value={draft.seed}
      error={errors.seed}
      onChange={(seed) => change({ seed })}
    />
  )
}

export function OptionFields(props: PartProps) {
  const { draft, change, errors } = props
  const t = useWords(words)
  const { personNames } = useWords(requestWords)
  return (
    <Stack>
      <SimpleGrid cols={TWO}>
        <Choice
          label={t.persons}
          rule={t.personsRule}
          error={errors.person_generation}
          values={PERSON_GENERATION}
          nameOf={(person) => personNames[person]}
          value={draft.person_generation}
          onChange={(person) => change({ person_generation: person })}
        />
        <Field label={t.audio} rule={t.audioRule} error={errors.generate_audio}>
          <Switch
            mt={10}
            size="md"
            aria-label={t.audio}
            checked={draft.generate_audio}
            onChange={(event) => change({ generate_audio: event.currentTarget.checked })}
          />
        </Field>
      </SimpleGrid>
      <SeedField {...props} />
    </Stack>
  )
}

export function CallbackFields({ draft, change, errors }: PartProps) {
  const t = useWords(words)
  return (
    <Stack>
      <TextInput
        type="url"
        label={t.webhook}
        description={t.webhookRule}
        placeholder="app.example.com/hooks"
        value={draft.webhook}
        error={errors.webhook}
        onChange={(event) => change({ webhook: event.currentTarget.value })}
      />
      <Select
        label={t.language}
        description={t.languageRule}
        placeholder={t.languageNone}
        data={LANGUAGES}
        clearable
        value={draft.language === '' ? null : draft.language}
        error={errors.language}
        onChange={(language) => change({ language: language ?? '' })}
      />
    </Stack>
  )
}
