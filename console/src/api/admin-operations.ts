import { useQuery } from '@tanstack/react-query'
import { call, callData, withQuery } from './client.ts'
import type { ListPart } from './client.ts'
import type { AuditEntry, ProviderRoute, Queue } from './wire.ts'

const LOOK_EVERY_MS = 5000

/** A setting as the server was started with it. */
export interface Setting {
  name: string
  /** null: not set; `***`: a secret that is. */
  value: string | null
  source: 'env' | 'file' | 'default'
  description: { en: string; zh: string }
}

/** What has not ended; looked at again every few seconds. */
export const useQueue = () =>
  useQuery({
    queryKey: ['admin', 'queue'],
    queryFn: () => callData<Queue>('GET', '/admin/v1/queue'),
    refetchInterval: LOOK_EVERY_MS,
  })

/** Providers and their health; looked at again every few seconds. */
export const useRoutes = () =>
  useQuery({
    queryKey: ['admin', 'routes'],
    queryFn: () => callData<ProviderRoute[]>('GET', '/admin/v1/routes'),
    refetchInterval: LOOK_EVERY_MS,
  })

export const listSettings = () => callData<Setting[]>('GET', '/admin/v1/settings')

/** Newest first; `target` is the id of what was acted on. */
export const listAudit = (target: string, before?: AuditEntry) =>
  call<ListPart<AuditEntry>>('GET', withQuery('/admin/v1/audit', { target, before: before?.id, limit: 30 }))
