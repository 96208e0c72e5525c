import { findKey } from '../../db/api-keys.ts'
import { listArtifacts } from '../../db/artifacts.ts'
import { listEntriesOfTask } from '../../db/ledger-entries.ts'
import { isFinal } from '../../domain/task.ts'
import type { Task } from '../../domain/task.ts'
import type { StoredRequest } from '../../domain/video-request.ts'
import { findOwnTask } from '../../flow/accept-request.ts'
import { toUnixSeconds } from '../../lib/clock.ts'
import { isTaskId } from '../../lib/ids.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { showEntry } from '../admin/present.ts'
import { languageOf } from '../context.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { presentTask } from '../surfaces/family/present-task.ts'
import { signedInOf } from './session.ts'

/** What was asked, as a submit would ask it again. Pictures are not in it: they are deleted when a task ends. */
export const showRequest = (request: StoredRequest) => ({
  model: request.model,
  prompt: request.prompt,
  ...(request.negativePrompt !== undefined && { negative_prompt: request.negativePrompt }),
  duration: request.durationSeconds,
  aspect_ratio: request.aspectRatio,
  resolution: request.resolution,
  seed: request.seed,
  sample_count: request.sampleCount,
  generate_audio: request.generateAudio,
  person_generation: request.personGeneration,
  resize_mode: request.resizeMode,
})

const picturesOf = ({ firstFrame, lastFrame }: StoredRequest) =>
  [firstFrame, lastFrame].filter((picture) => picture !== undefined).length

interface StoryEvent {
  /** Unix seconds, with milliseconds as a fraction; null: it happened, and nobody wrote down when. */
  at: number | null
  event: string
  detail?: Record<string, unknown>
}

/** What the database knows of a task's way, in the order in which things happen. */
async function timelineOf({ flow }: HttpServices, task: Task): Promise<StoryEvent[]> {
  const at = (ms: number) => ms / 1000
  const events: StoryEvent[] = [{ at: at(task.createdAt), event: 'accepted' }]
  if (task.startedAt !== null) {
    const detail = { provider: task.provider, attempts: task.startAttempts }
    events.push({ at: at(task.startedAt), event: 'started', detail })
  }
  if (task.token !== null) events.push({ at: null, event: 'provider_operation' })
  if (task.cancelRequestedAt !== null) events.push({ at: at(task.cancelRequestedAt), event: 'cancel_requested' })
  const kept = (await listArtifacts(flow.db.read, task.id)).filter(({ bytes }) => bytes !== null)
  if (kept.length > 0) {
    const bytes = kept.reduce((sum, artifact) => sum + (artifact.bytes ?? 0), 0)
    events.push({ at: null, event: 'kept', detail: { videos: kept.length, bytes } })
  }
  if (task.endedAt !== null && isFinal(task.state)) events.push({ at: at(task.endedAt), event: task.state })
  return events
}

/** Everything about one of the account's own tasks that its page shows. */
export async function getTask(c: HttpContext, services: HttpServices): Promise<Response> {
  const { caller } = await signedInOf(c, services)
  const id = c.req.param('task_id') ?? ''
  if (!isTaskId(id)) throw new ReelgateError('invalid_task_id', { param: 'task_id' })
  const task = await findOwnTask(services.flow, caller.account.id, id)
  const { read } = services.flow.db
  const key = await findKey(read, task.keyId)
  return c.json({
    code: 200,
    data: {
      ...(await presentTask(services, task, () => languageOf(c, services))),
      request: showRequest(task.request),
      pictures: picturesOf(task.request),
      content_removed_at: task.contentRemovedAt === null ? null : toUnixSeconds(task.contentRemovedAt),
      timeline: await timelineOf(services, task),
      money: (await listEntriesOfTask(read, id)).map(showEntry),
      key: { id: task.keyId, name: key?.name ?? '', user_id: key?.userId ?? null },
      route: task.provider,
    },
  })
}
