import { Button, Center } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { QueryKey, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ListPart } from '../api/client.ts'
import { useWords } from '../i18n/language.tsx'
import { words } from './words.ts'

/** A list that is fetched part by part: all rows that have come so far. `list` is asked for what follows a row. */
export function useMoreList<Row>(queryKey: QueryKey, list: (after: Row | undefined) => Promise<ListPart<Row>>) {
  return useInfiniteQuery<ListPart<Row>, Error, Row[], QueryKey, Row | undefined>({
    queryKey,
    queryFn: ({ pageParam }) => list(pageParam as Row | undefined),
    initialPageParam: undefined,
    getNextPageParam: ({ data, has_more: hasMore }) => (hasMore ? data.at(-1) : undefined),
    select: ({ pages }) => pages.flatMap(({ data }) => data),
  })
}

type AnyList = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>

/** Below a list that goes on. */
export function MoreButton({ list }: { list: AnyList }) {
  const t = useWords(words)
  if (!list.hasNextPage) return null
  return (
    <Center>
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t.more}
      </Button>
    </Center>
  )
}
