import { listArtifacts } from '../../../db/artifacts.ts'
import type { Artifact } from '../../../domain/artifact.ts'
import type { FailureCode, TaskFailure } from '../../../domain/errors.ts'
import { isFinal } from '../../../domain/task.ts'
import type { Task } from '../../../domain/task.ts'
import type { HttpServices } from '../../context.ts'
import { errorText, failureText } from '../../messages/catalogue.ts'
import type { Language } from '../../messages/catalogue.ts'
import { filterSentences } from './filter-sentences.ts'

/** google.rpc.Code: https://cloud.google.com/apis/design/errors */
const RPC = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  INTERNAL: 13,
  UNAVAILABLE: 14,
}

const FAILURE_RPC: Readonly<Record<FailureCode, number>> = {
  content_filtered: RPC.INVALID_ARGUMENT,
  provider_refused: RPC.INVALID_ARGUMENT,
  provider_failed: RPC.INTERNAL,
  provider_unreachable: RPC.UNAVAILABLE,
  outcome_unknown: RPC.UNKNOWN,
  timed_out: RPC.DEADLINE_EXCEEDED,
  storage_failed: RPC.INTERNAL,
  renderer_failed: RPC.INTERNAL,
}

interface Filtered {
  raiMediaFilteredCount?: number
  raiMediaFilteredReasons?: string[]
}

/** Where a task stands, in the words that both of Google's surfaces share. */
export type Outcome =
  | { kind: 'running' }
  | { kind: 'error'; error: { code: number; message: string } }
  /** All videos may have been filtered: that is no error at Google, but a response without videos. */
  | { kind: 'response'; artifacts: Artifact[]; filtered: Filtered }

function filteredBy(failure: TaskFailure | null, count: number): Filtered {
  if (count <= 0) return {}
  return { raiMediaFilteredCount: count, raiMediaFilteredReasons: filterSentences(failure) }
}

const isFiltered = (failure: TaskFailure | null) => failure?.code === 'content_filtered'

async function delivered(services: HttpServices, task: Task): Promise<Artifact[]> {
  const artifacts = await listArtifacts(services.flow.db.read, task.id)
  return artifacts.filter(({ bytes }) => bytes !== null)
}

export async function outcomeOf(services: HttpServices, task: Task, language: Language): Promise<Outcome> {
  const { failure, request } = task
  if (!isFinal(task.state)) return { kind: 'running' }
  if (task.state === 'cancelled') {
    return { kind: 'error', error: { code: RPC.CANCELLED, message: 'The operation was cancelled.' } }
  }
  if (task.state === 'failed' && !isFiltered(failure)) {
    const told = failure ?? { code: 'provider_failed' as const }
    // A newer version may have stored a code that this one does not know.
    const code = FAILURE_RPC[told.code] ?? RPC.INTERNAL
    return { kind: 'error', error: { code, message: failureText(told, language) } }
  }
  const artifacts = task.state === 'failed' ? [] : await delivered(services, task)
  return { kind: 'response', artifacts, filtered: filteredBy(failure, request.sampleCount - artifacts.length) }
}

/** The videos were made and delivered, and their time is over. */
export function expired(
  services: HttpServices,
  artifacts: readonly Artifact[],
  language: Language,
): Outcome | undefined {
  const now = services.flow.clock.now()
  if (artifacts.every(({ expiresAt }) => expiresAt !== null && expiresAt > now)) return undefined
  return { kind: 'error', error: { code: RPC.NOT_FOUND, message: errorText('file_expired', language) } }
}
