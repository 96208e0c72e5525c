import { Group, Pill, Select, Stack, Text, Textarea, UnstyledButton } from '@mantine/core'
import { useModels } from '../../api/models.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { PROMPT_CHARACTERS_MAX } from './choices.ts'
import type { PartProps } from './form-parts.ts'
import { words } from './words.ts'

/** A rule, and how much of what it allows is used. */
function CountedRule({ rule, text }: { rule: string; text: string }) {
  const t = useWords(words)
  const format = useFormat()
  const count = Array.from(text.trim()).length
  return (
    <Group component="span" justify="space-between" gap="xs">
      <span>{rule}</span>
      <Text span fz="inherit" c={count > PROMPT_CHARACTERS_MAX ? 'red' : 'inherit'}>
        {t.counted(format.number(count), format.number(PROMPT_CHARACTERS_MAX))}
      </Text>
    </Group>
  )
}

function Examples({ change }: Pick<PartProps, 'change'>) {
  const t = useWords(words)
  return (
    <Group gap={6}>
      <Text span fz="xs" c="dimmed">
        {t.try}
      </Text>
      {t.examples.map(({ name, prompt }) => (
        <UnstyledButton key={name} onClick={() => change({ prompt })}>
          <Pill style={{ cursor: 'pointer' }}>{name}</Pill>
        </UnstyledButton>
      ))}
    </Group>
  )
}

/** Model, and what is to be seen. */
export function SceneFields({ draft, change, errors, onSend }: PartProps & { onSend: () => void }) {
  const t = useWords(words)
  const { data: models = [] } = useModels()
  return (
    <Stack>
      <Select
        label={t.model}
        description={t.modelRule}
        data={models}
        value={draft.model === '' ? null : draft.model}
        allowDeselect={false}
        error={errors.model}
        onChange={(model) => model !== null && change({ model })}
      />
      <Stack gap={8}>
        <Textarea
          label={t.prompt}
          description={<CountedRule rule={t.promptRule} text={draft.prompt} />}
          placeholder={t.promptExample}
          autosize
          minRows={4}
          maxRows={12}
          value={draft.prompt}
          error={errors.prompt}
          onChange={(event) => change({ prompt: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) onSend()
          }}
        />
        <Examples change={change} />
      </Stack>
      <Textarea
        label={t.negative}
        description={<CountedRule rule={t.negativeRule} text={draft.negative_prompt} />}
        placeholder={t.negativeExample}
        autosize
        minRows={1}
        maxRows={6}
        value={draft.negative_prompt}
        error={errors.negative_prompt}
        onChange={(event) => change({ negative_prompt: event.currentTarget.value })}
      />
    </Stack>
  )
}
