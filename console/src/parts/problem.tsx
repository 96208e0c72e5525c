import { Alert, Anchor, Button, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import CircleAlert from 'lucide-react/icons/circle-alert'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { ApiError } from '../api/api-error.ts'
import { useWords } from '../i18n/language.tsx'
import { Blank } from './blank.tsx'
import { LoadingRows } from './loading.tsx'
import { words } from './words.ts'

/** What to tell a person of a call that failed; the server's own words where it sent some. */
export function useProblemText(): (error: unknown) => string {
  const t = useWords(words)
  return (error) => {
    if (error instanceof DOMException) return t.declined
    if (!(error instanceof ApiError)) return t.unknown
    return error.status === 0 ? t.offline : error.message || t.unknown
  }
}

/** To the operator's own page for it, where there is one, else to ours. */
function Recharge({ url, children }: { url: string | undefined; children: ReactNode }) {
  if (url !== undefined)
    return (
      <Anchor href={url} fz="inherit" underline="always">
        {children}
      </Anchor>
    )
  return (
    <Anchor component={Link} href="/balance" fz="inherit" underline="always">
      {children}
    </Anchor>
  )
}

/** A refusal, beside what was refused. */
export function Problem({ error }: { error: unknown }) {
  const t = useWords(words)
  const textOf = useProblemText()
  if (error === null || error === undefined) return null
  const { requestId, rechargeUrl, status = 0 } = error instanceof ApiError ? error : {}
  return (
    <Alert color="red" variant="light" icon={<CircleAlert />} role="alert">
      {textOf(error)}
      {status === 402 && (
        <>
          {' '}
          <Recharge url={rechargeUrl}>{t.recharge}</Recharge>
        </>
      )}
      {requestId !== undefined && status >= 500 && (
        <Text fz="xs" ff="monospace" mt={4}>
          {t.requestId(requestId)}
        </Text>
      )}
    </Alert>
  )
}

type AnyQuery = Pick<UseQueryResult, 'error' | 'refetch' | 'isFetching'>

/** In place of what could not be loaded. */
export function QueryProblem({ query }: { query: AnyQuery }) {
  const t = useWords(words)
  const textOf = useProblemText()
  return (
    <Blank icon={CircleAlert} title={t.problemTitle} text={textOf(query.error)} role="alert">
      <Button variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
        {t.again}
      </Button>
    </Blank>
  )
}

interface LoadedProps<Data> {
  query: UseQueryResult<Data>
  /** Until the data is there. */
  skeleton?: ReactNode
  children: (data: Data) => ReactNode
}

/** What a query brought: a skeleton until then, and why where it brings nothing. Data that was there stays when a later look fails. */
export function Loaded<Data>({ query, skeleton = <LoadingRows />, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  return query.isError ? <QueryProblem query={query} /> : skeleton
}
