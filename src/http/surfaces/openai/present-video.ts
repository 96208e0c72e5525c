import type { z } from 'zod'
import { listArtifacts } from '../../../db/artifacts.ts'
import { PUBLIC_STATUS } from '../../../domain/task.ts'
import type { PublicStatus, Task } from '../../../domain/task.ts'
import { toUnixSeconds } from '../../../lib/clock.ts'
import type { HttpServices } from '../../context.ts'
import { failureText } from '../../messages/catalogue.ts'
import type { Language } from '../../messages/catalogue.ts'
import type { videoAnswer } from './schemas.ts'
import { sizeOf } from './sizes.ts'

type Video = z.infer<typeof videoAnswer>

const STATUS: Readonly<Record<PublicStatus, Video['status']>> = {
  submitted: 'queued',
  pending: 'queued',
  processing: 'in_progress',
  completed: 'completed',
  failed: 'failed',
  // OpenAI has no word for it.
  cancelled: 'failed',
}

function errorOf({ state, failure }: Task, language: Language): Video['error'] {
  if (state === 'cancelled') return { code: 'cancelled', message: 'The video was cancelled.' }
  if (state !== 'failed' || failure === null) return null
  return { code: failure.code, message: failureText(failure, language) }
}

async function expiryOf(services: HttpServices, task: Task): Promise<number | null> {
  if (task.state !== 'completed') return null
  const [artifact] = await listArtifacts(services.flow.db.read, task.id)
  return typeof artifact?.expiresAt === 'number' ? toUnixSeconds(artifact.expiresAt) : null
}

/** A task as OpenAI's video object: https://developers.openai.com/api/reference/resources/videos */
export async function presentVideo(services: HttpServices, task: Task, language: Language): Promise<Video> {
  const { request } = task
  return {
    id: task.id,
    object: 'video',
    model: request.model,
    status: STATUS[PUBLIC_STATUS[task.state]],
    progress: task.progress,
    created_at: toUnixSeconds(task.createdAt),
    completed_at: task.endedAt === null ? null : toUnixSeconds(task.endedAt),
    expires_at: await expiryOf(services, task),
    prompt: task.contentRemovedAt === null ? request.prompt : null,
    seconds: String(request.durationSeconds),
    size: sizeOf(request),
    remixed_from_video_id: null,
    error: errorOf(task, language),
  }
}
