import { call, callData, withQuery } from './client.ts'
import type { ListPart } from './client.ts'
import type { AdminTask, AdminTaskStory, TaskState } from './wire.ts'

const BASE = '/admin/v1/tasks'
const pathOf = (id: string) => `${BASE}/${encodeURIComponent(id)}`

export const ADMIN_TASKS = ['admin', 'tasks']

/** Of all accounts, newest first. */
export const listAllTasks = (
  filter: { state?: TaskState | undefined; account_id?: string | undefined },
  after?: AdminTask,
) => call<ListPart<AdminTask>>('GET', withQuery(BASE, { ...filter, after: after?.id, limit: 30 }))

export const getAnyTask = (id: string) => callData<AdminTaskStory>('GET', pathOf(id))

export const cancelAnyTask = (id: string) => callData<AdminTask>('POST', `${pathOf(id)}/cancel`, { body: {} })

/** Ends an unresolved task as failed, with a refund. */
export const resolveTask = (id: string, reason: string) =>
  callData<AdminTask>('POST', `${pathOf(id)}/resolve`, { body: { reason } })

/** The same once more, as a new task of the same key, at today's price. */
export const replayTask = (id: string) => callData<AdminTask>('POST', `${pathOf(id)}/replay`, { body: {} })
