import { Anchor, SegmentedControl, Stack, Tabs, Text } from '@mantine/core'
import { Link } from 'wouter'
import { SAMPLE_LANGUAGES, sampleCode, submitOnly } from '../../../../samples/sample-code.ts'
import type { SampleLanguage } from '../../../../samples/sample-code.ts'
import { ownPath } from '../../api/tasks.ts'
import type { SubmitBody } from '../../api/wire.ts'
import { useWords } from '../../i18n/language.tsx'
import { CopyIcon } from '../../parts/copy.tsx'
import { Section } from '../../parts/section.tsx'
import { useTabState } from '../../parts/tab-state.ts'
import classes from './code-panel.module.css'
import { words } from './code-words.ts'
import { tokensOf } from './highlight.ts'

interface Shown {
  language: SampleLanguage
  isWhole: boolean
}

const FRAME_NAMES = ['first_frame_image', 'last_frame_image'] as const

const CURL: Shown = { language: 'curl', isWhole: false }

interface CodeProps {
  code: string
  /** As the highlighter knows it. */
  language: string
  /** What a program of it is kept in. */
  file: string
  name: string
}

function Code({ code, language, file, name }: CodeProps) {
  return (
    <div className={classes['box']}>
      <div className={classes['bar']}>
        <span>{file}</span>
        <CopyIcon value={code} name={name} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys, too */}
      <pre className={classes['code']} tabIndex={0} aria-label={name} role="region">
        <code>
          {tokensOf(code, language).map(({ text, kind }, index) =>
            kind === undefined ? (
              text
            ) : (
              <span key={index} className={classes[kind]}>
                {text}
              </span>
            ),
          )}
        </code>
      </pre>
    </div>
  )
}

function Extent({ isWhole, onChange }: Pick<Shown, 'isWhole'> & { onChange: (isWhole: boolean) => void }) {
  const t = useWords(words)
  return (
    <SegmentedControl
      size="xs"
      aria-label={t.extent}
      data={[
        { value: 'submit', label: t.submit },
        { value: 'whole', label: t.whole },
      ]}
      value={isWhole ? 'whole' : 'submit'}
      onChange={(value) => onChange(value === 'whole')}
    />
  )
}

/** Pictures by the address that the page was opened by, as the call itself: the server knows them by their path. */
const hereOnly = (body: SubmitBody): SubmitBody => ({
  ...body,
  ...Object.fromEntries(
    FRAME_NAMES.flatMap((name) => {
      const url = body[name]
      return url === undefined ? [] : [[name, globalThis.location.origin + ownPath(url)]]
    }),
  ),
})

/** The request of the form as a program, in whichever language. */
export default function CodePanel({ body }: { body: SubmitBody }) {
  const t = useWords(words)
  const [{ language: id, isWhole }, change] = useTabState('reelgate.playground.code', CURL)
  const shown = SAMPLE_LANGUAGES.find((language) => language.id === id) ?? SAMPLE_LANGUAGES[0]
  const parts = { baseUrl: globalThis.location.origin, request: hereOnly(body) }
  const lead = (
    <>
      {t.lead}{' '}
      <Anchor component={Link} href="/keys" fz="inherit" underline="always">
        {t.createKey}
      </Anchor>
    </>
  )
  return (
    <Section
      title={t.title}
      lead={lead}
      actions={<Extent isWhole={isWhole} onChange={(whole) => change({ isWhole: whole })} />}
    >
      <Tabs
        variant="pills"
        value={shown.id}
        keepMounted={false}
        onChange={(value) => value !== null && change({ language: value as SampleLanguage })}
      >
        <Stack gap="xs">
          <Tabs.List aria-label={t.languages} className={classes['languages']}>
            {SAMPLE_LANGUAGES.map(({ id: one, name }) => (
              <Tabs.Tab key={one} value={one} px={8} py={5} fz="xs">
                {name}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {SAMPLE_LANGUAGES.map(({ id: one, name, file, highlight }) => (
            <Tabs.Panel key={one} value={one}>
              <Code
                code={isWhole ? sampleCode(one, parts) : submitOnly(one, parts)}
                language={highlight}
                file={file}
                name={t.code(name)}
              />
            </Tabs.Panel>
          ))}
          {isWhole && (
            <Text fz="xs" c="dimmed" ff="monospace">
              {t.runs(shown.run)}
            </Text>
          )}
        </Stack>
      </Tabs>
    </Section>
  )
}
