import type { z } from 'zod'
import { listArtifacts } from '../../../db/artifacts.ts'
import type { Artifact } from '../../../domain/artifact.ts'
import { FAILURE_CODES } from '../../../domain/errors.ts'
import type { TaskFailure } from '../../../domain/errors.ts'
import { toCredits, toUsd } from '../../../domain/money.ts'
import { PUBLIC_STATUS } from '../../../domain/task.ts'
import type { Task } from '../../../domain/task.ts'
import { fileName } from '../../../flow/keep-artifact.ts'
import { toUnixSeconds } from '../../../lib/clock.ts'
import type { HttpServices } from '../../context.ts'
import { failureText } from '../../messages/catalogue.ts'
import type { Language } from '../../messages/catalogue.ts'
import type { taskData } from './schemas.ts'

type TaskData = z.infer<typeof taskData>

/** Link to a stored file; it needs no header and can't be guessed. */
export function fileUrl(services: HttpServices, id: string, contentType: string): string {
  return `${services.publicUrl()}/files/${fileName(id, contentType)}`
}

function presentProblem(failure: TaskFailure, type: string, language: Language) {
  // A newer version may have stored a code that this one does not know.
  const code = Object.hasOwn(FAILURE_CODES, failure.code) ? failure.code : 'provider_failed'
  return { code: FAILURE_CODES[code].status, message: failureText(failure, language), type }
}

function presentResult(services: HttpServices, artifacts: readonly Artifact[]): TaskData['result'] {
  const stored = artifacts.filter((artifact) => artifact.expiresAt !== null)
  const expiresAt = stored[0]?.expiresAt ?? 0
  const url = stored.map((artifact) => fileUrl(services, artifact.id, artifact.contentType))
  const expired = expiresAt <= services.flow.clock.now() ? { expired: true as const } : {}
  return { videos: [{ url, expires_at: toUnixSeconds(expiresAt), ...expired }] }
}

/**
 * A task as the family shows it: integers are integers, times are Unix seconds, `url` is always an array. `language` is
 * asked only where there is something to say: most polls need no words.
 */
export async function presentTask(services: HttpServices, task: Task, language: () => Language): Promise<TaskData> {
  const created = toUnixSeconds(task.createdAt)
  const data: TaskData = {
    id: task.id,
    status: PUBLIC_STATUS[task.state],
    progress: task.progress,
    created,
    estimated_time: task.estimatedSeconds,
    cost: toUsd(task.cost),
    credits_cost: toCredits(task.cost),
    model: task.request.model,
    seed: task.request.seed,
  }
  if (task.endedAt !== null) {
    data.completed = toUnixSeconds(task.endedAt)
    data.actual_time = data.completed - created
  } else if (task.cancelRequestedAt !== null) {
    data.cancel_requested = true
  }
  if (task.state === 'completed') {
    data.result = presentResult(services, await listArtifacts(services.flow.db.read, task.id))
  }
  if (task.failure !== null) {
    if (task.state === 'failed') data.error = presentProblem(task.failure, 'task_failed', language())
    else data.warning = presentProblem(task.failure, 'partial_result', language())
  }
  return data
}
