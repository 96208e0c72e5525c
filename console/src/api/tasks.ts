import { call, callData, withQuery } from './client.ts'
import type { ListPart } from './client.ts'
import type { FullBody, LedgerEntry, Quote, SubmitBody, Task, TaskStatus, TaskWebhooks, Upload } from './wire.ts'

/** What was asked, with everything filled in; as a submit's body but for its pictures. */
export type AskedRequest = { seed: number } & Pick<
  FullBody,
  | 'model'
  | 'prompt'
  | 'negative_prompt'
  | 'duration'
  | 'aspect_ratio'
  | 'resolution'
  | 'sample_count'
  | 'generate_audio'
  | 'person_generation'
  | 'resize_mode'
>

/** A task as the gallery shows it. */
export interface ListedTask extends Task {
  request: AskedRequest
  key_id: string
}

export interface StoryEvent {
  /** Unix seconds, with a fraction; null: it happened, and nobody wrote down when. */
  at: number | null
  event: string
  detail?: { provider?: string; attempts?: number; videos?: number; bytes?: number; amounts?: string }
}

/** Everything about one task. */
export interface TaskStory extends Task {
  request: AskedRequest
  /** How many pictures were given: they are deleted when a task ends. */
  pictures: number
  /** Unix seconds; the prompt is empty then. */
  content_removed_at: number | null
  timeline: readonly StoryEvent[]
  money: readonly LedgerEntry[]
  /** `user_id`: made here in the console, by this user. */
  key: { id: string; name: string; user_id: string | null }
  /** The provider. */
  route: string
}

export interface TaskFilters {
  status?: TaskStatus | undefined
  model?: string | undefined
  /** Id of the key that it was made by. */
  key?: string | undefined
  /** Unix seconds; `to` is not included. */
  from?: number | undefined
  to?: number | undefined
}

const PAGE_TASKS = 24

/** The cache's names of the list, and of one task. */
export const TASKS = ['tasks']
export const taskKey = (id: string) => ['task', id]
export const webhooksKey = (id: string) => ['task', id, 'webhooks']
export const storyKey = (id: string) => ['task', id, 'story']

const pathOf = (id: string) => `/v1/tasks/${encodeURIComponent(id)}`

/** Newest first; `after` is the id of the last one that is known. */
export const listTasks = (filters: TaskFilters, after: string | undefined) =>
  call<ListPart<ListedTask>>('GET', withQuery('/console/api/tasks', { ...filters, after, limit: PAGE_TASKS }))

export const getTask = (id: string, signal?: AbortSignal) =>
  callData<Task>('GET', pathOf(id), signal === undefined ? {} : { signal })

export const getStory = (id: string) => callData<TaskStory>('GET', `/console/api/tasks/${encodeURIComponent(id)}`)

/** The id of the new task. `idempotencyKey`: the same one makes no second task, however often it is sent. */
export async function submitTask(body: SubmitBody, idempotencyKey: string): Promise<string> {
  const headers = { 'Idempotency-Key': idempotencyKey }
  const [made] = await callData<{ task_id: string }[]>('POST', '/v1/videos/generations', { body, headers })
  if (made === undefined) throw new Error('a submit was answered without a task')
  return made.task_id
}

/** What a submit of this body would cost; refused as the submit would be. */
export const quoteTask = (body: SubmitBody, signal: AbortSignal) =>
  callData<Quote>('POST', '/v1/videos/quote', { body, signal })

/** What became of telling the webhook that the task names. */
export const getWebhooks = (id: string) => callData<TaskWebhooks>('GET', `${pathOf(id)}/webhooks`)

/** Has it told once more. */
export const replayWebhook = (id: string) =>
  callData<TaskWebhooks>('POST', `${pathOf(id)}/webhooks/replay`, { body: {} })

export const cancelTask = (id: string) => callData<Task>('POST', `${pathOf(id)}/cancel`, { body: {} })

export function uploadPicture(file: File): Promise<Upload> {
  const body = new FormData()
  body.set('file', file)
  return call<Upload>('POST', '/v1/uploads/images', { body })
}

const OPEN: ReadonlySet<TaskStatus> = new Set(['submitted', 'pending', 'processing'])

/** Whether it may still change. */
export const isOpen = ({ status }: Pick<Task, 'status'>) => OPEN.has(status)

/**
 * A file of this server by its path, so that it is of the page's own origin whatever name the server calls itself by: the
 * policy plays no others.
 */
export const ownPath = (url: string) => new URL(url).pathname
