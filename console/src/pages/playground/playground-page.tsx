import { Alert, Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useEffect, useRef } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { ApiError, mayPass } from '../../api/api-error.ts'
import { useModels } from '../../api/models.ts'
import { useMe } from '../../api/session.ts'
import { TASKS, getStory, storyKey, submitTask } from '../../api/tasks.ts'
import type { SubmitBody } from '../../api/wire.ts'
import { useWords } from '../../i18n/language.tsx'
import { Columns } from '../../parts/columns.tsx'
import { LoadingRows } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { Problem, useProblemText } from '../../parts/problem.tsx'
import { useTabState } from '../../parts/tab-state.ts'
import { randomKey } from './choices.ts'
import { FRESH, bodyOf, draftOf } from './draft.ts'
import type { Draft, FieldName } from './draft.ts'
import { GenerateBar } from './generate-bar.tsx'
import { PlaygroundForm } from './playground-form.tsx'
import classes from './playground.module.css'
import { Stage } from './stage.tsx'
import { useQuote } from './use-quote.ts'
import { words } from './words.ts'

const CodePanel = lazy(() => import('./code-panel.tsx'))

const RETRIES_MAX = 2

interface Sending {
  sent: SubmitBody
  /** For idempotency. */
  key: string
}

interface Runs {
  run: { id: string; body: SubmitBody } | undefined
}

/** The form, kept for this tab, with a model in it as soon as the models are known. */
function useDraft(userId: string) {
  const [draft, change] = useTabState<Draft>(`reelgate.playground.draft.${userId}`, FRESH)
  const { data: models } = useModels()
  const [first] = models ?? []
  const isKnown = models === undefined || models.includes(draft.model)
  useEffect(() => {
    if (!isKnown && first !== undefined) change({ model: first })
  }, [isKnown, first, change])
  return { draft, change }
}

/** `?again=<task>` fills in what that task was asked for. */
function useAgain(change: (changes: Partial<Draft>) => void) {
  const [search] = useSearchParams()
  const [, navigate] = useLocation()
  const id = search.get('again')
  const story = useQuery({ queryKey: storyKey(id ?? ''), queryFn: () => getStory(id ?? ''), enabled: id !== null })
  useEffect(() => {
    if (id === null || story.data === undefined) return
    change(draftOf(story.data.request))
    if (story.data.pictures === 0) navigate('/playground', { replace: true })
  }, [id, story.data, change, navigate])
  return { lostPictures: id !== null && (story.data?.pictures ?? 0) > 0, failed: id !== null && story.isError }
}

function FilledIn({ lostPictures, failed }: ReturnType<typeof useAgain>) {
  const t = useWords(words)
  return (
    <>
      {lostPictures && (
        <Alert color="yellow" role="status">
          {t.filledIn}
        </Alert>
      )}
      {failed && <Alert color="red">{t.notFilledIn}</Alert>}
    </>
  )
}

/** Submits, and tells of the task that came of it. */
function useSending(onSent: (id: string, body: SubmitBody) => void) {
  const client = useQueryClient()
  const { mutate, ...sending } = useMutation({
    mutationFn: ({ sent, key }: Sending) => submitTask(sent, key),
    // The same key makes no second task, should only the answer have been lost.
    retry: (failures, error) => failures < RETRIES_MAX && mayPass(error),
    onSuccess: (id, { sent }) => {
      onSent(id, sent)
      for (const queryKey of [TASKS, ['money']]) void client.invalidateQueries({ queryKey })
    },
  })
  return { ...sending, submit: (sent: SubmitBody) => mutate({ sent, key: randomKey() }) }
}

/** What is refused is told beside its field, where it has one. */
function useFieldErrors(refusals: readonly unknown[]) {
  const textOf = useProblemText()
  const named = refusals.filter(
    (error): error is ApiError & { param: FieldName } =>
      error instanceof ApiError && error.param !== undefined && error.param in FRESH,
  )
  return {
    errors: Object.fromEntries(named.map((error) => [error.param, textOf(error)])) as Partial<
      Record<FieldName, string>
    >,
    rest: refusals.find((error) => error !== null && !named.includes(error as (typeof named)[number])),
  }
}

function ResetButton({ onClick }: { onClick: () => void }) {
  const t = useWords(words)
  return (
    <Button variant="default" onClick={onClick}>
      {t.reset}
    </Button>
  )
}

export default function PlaygroundPage() {
  const t = useWords(words)
  const { user } = useMe()
  const { draft, change } = useDraft(user.id)
  const [{ run }, changeRun] = useTabState<Runs>(`reelgate.playground.run.${user.id}`, { run: undefined })
  const filledIn = useAgain(change)
  const body = bodyOf(draft)
  const { query: quote, isStale } = useQuote(body)
  const results = useRef<HTMLDivElement>(null)
  const sending = useSending((id, sent) => {
    changeRun({ run: { id, body: sent } })
    // In a narrow window it is further down.
    results.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  })
  const { errors, rest } = useFieldErrors([quote.error, sending.error])
  const edit = (changes: Partial<Draft>) => {
    if (sending.isError) sending.reset()
    change(changes)
  }
  const reset = () => {
    edit({ ...FRESH, model: draft.model })
    changeRun({ run: undefined })
  }
  const repeat = () => {
    if (run === undefined) return
    const { seed: _, ...again } = run.body
    sending.submit(again)
  }
  return (
    <Page title={t.title} lead={t.lead} actions={<ResetButton onClick={reset} />}>
      <FilledIn {...filledIn} />
      <Columns widths={[10, 11]}>
        <PlaygroundForm draft={draft} change={edit} errors={errors} onSend={() => sending.submit(body)}>
          <Problem error={rest} />
          <GenerateBar
            quote={quote.isError ? undefined : quote.data}
            isStale={isStale}
            isRefused={quote.isError}
            isSending={sending.isPending}
          />
        </PlaygroundForm>
        <div className={classes['results']} ref={results}>
          <Stage
            run={run}
            ratio={draft.aspect_ratio}
            isSending={sending.isPending}
            onAgain={repeat}
            onSeed={(seed) => change({ seed })}
          />
          <Suspense fallback={<LoadingRows />}>
            <CodePanel body={body} />
          </Suspense>
        </div>
      </Columns>
    </Page>
  )
}
