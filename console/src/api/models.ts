import { useQuery } from '@tanstack/react-query'
import { callData } from './client.ts'

/** Ids of the models that this server offers. */
export function useModels() {
  return useQuery({
    queryKey: ['models'],
    queryFn: async () => (await callData<{ id: string }[]>('GET', '/v1/models')).map(({ id }) => id),
    staleTime: 600_000,
  })
}
