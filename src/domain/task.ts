import type { TaskFailure } from './errors.ts'
import type { Json } from '../lib/json.ts'
import type { MicroUsd } from './money.ts'
import type { TaskTrace } from './trace.ts'
import type { StoredRequest } from './video-request.ts'

/**
 * Every state of a task and every move out of it. Anything not listed is forbidden, and `moveTask` asks before
 * each write. task-states.md in docs/en and docs/zh shows the same table; a test holds the two together.
 */
export const TASK_MOVES = {
  /** Accepted and paid for by a hold; waits for a place at a provider. */
  submitted: ['starting', 'pending', 'failed', 'cancelled'],
  /** Nothing was taken: the quota is used up, or the provider is busy or out of order. Waits to be started. */
  pending: ['starting', 'failed', 'cancelled'],
  /** Marked before the provider is called, so that a crash in the call can be seen. */
  starting: ['running', 'pending', 'unresolved', 'failed'],
  /** The provider accepted, and its token is stored. */
  running: ['storing', 'failed', 'cancelled'],
  /** The provider is done; the bytes are on their way into our store. */
  storing: ['completed', 'failed'],
  /** It is unknown whether the provider accepted; never started again at a provider that charges. */
  unresolved: ['failed', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>

export type TaskState = keyof typeof TASK_MOVES
export type PublicStatus = 'submitted' | 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled'

export const TASK_STATES = Object.keys(TASK_MOVES) as TaskState[]

export function canMove(from: TaskState, to: TaskState): boolean {
  return (TASK_MOVES[from] as readonly TaskState[]).includes(to)
}

export function isFinal(state: TaskState): boolean {
  return TASK_MOVES[state].length === 0
}

/** The caller's word for a state: six of them, from the contract. */
export const PUBLIC_STATUS: Readonly<Record<TaskState, PublicStatus>> = {
  submitted: 'submitted',
  pending: 'pending',
  starting: 'processing',
  running: 'processing',
  storing: 'processing',
  unresolved: 'processing',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
}

/** States a caller's status stands for; what `GET /v1/tasks?status=` filters by. */
export function statesOf(status: PublicStatus): TaskState[] {
  return TASK_STATES.filter((state) => PUBLIC_STATUS[state] === status)
}

/** A bug in our own code, never a caller's mistake: the table above does not know this move. */
export class ForbiddenMove extends Error {
  constructor(taskId: string, from: TaskState, to: TaskState) {
    super(`task ${taskId} can't go from ${from} to ${to}`)
    this.name = 'ForbiddenMove'
  }
}

export interface Task {
  id: string
  accountId: string
  keyId: string
  state: TaskState
  request: StoredRequest
  provider: string
  /** 0..100, never goes back. */
  progress: number
  /** What was held at submit. */
  price: MicroUsd
  /** The price book that it was quoted from; null for tasks older than price books. */
  priceVersion: number | null
  /** What was captured; 0 until the end, and 0 for ever where nothing was delivered. */
  cost: MicroUsd
  /** Whole seconds that its provider is likely to take; a guess for the caller's progress bar. */
  estimatedSeconds: number
  /** The provider's own handle, opaque to us. */
  token: Json | null
  failure: TaskFailure | null
  /** Times `start` was called and the provider may have accepted; times it was busy don't count. */
  startAttempts: number
  cancelRequestedAt: number | null
  /** When the running of checks that failed one after another began. */
  noiseSince: number | null
  webhook: string | null
  /** The language asked for in the body at submit; what a webhook will speak. */
  language: string | null
  /** Where its spans belong; null: it is not traced. */
  trace: TaskTrace | null
  createdAt: number
  /** When `start` was last called (ms); null while the task waits. The provider's time is counted from here. */
  startedAt: number | null
  endedAt: number | null
  /** When its owner deleted the videos; the row stays, since money was moved for it. */
  deletedAt: number | null
  /** When its prompt and all else that its caller wrote were removed; its request says nothing of them then. */
  contentRemovedAt: number | null
}
