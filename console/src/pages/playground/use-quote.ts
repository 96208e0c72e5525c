import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { quoteTask } from '../../api/tasks.ts'
import type { SubmitBody } from '../../api/wire.ts'

const SETTLED_MS = 350

/** A prompt costs nothing, and the price is to be seen before there is one. */
const priced = (body: SubmitBody): SubmitBody => ({ ...body, prompt: body.prompt === '' ? '…' : body.prompt })

/** What the body would cost, asked when it has not changed for a moment; an error names the field that is wrong. `isStale`: it is of an earlier body yet. */
export function useQuote(body: SubmitBody) {
  const now = JSON.stringify(priced(body))
  const [text] = useDebouncedValue(now, SETTLED_MS)
  const settled = JSON.parse(text) as SubmitBody
  const query = useQuery({
    queryKey: ['money', 'quote', text],
    queryFn: ({ signal }) => quoteTask(settled, signal),
    enabled: settled.model !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })
  return { query, isStale: query.isPlaceholderData || text !== now }
}
