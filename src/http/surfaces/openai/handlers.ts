import { listArtifacts } from '../../../db/artifacts.ts'
import { listTasks } from '../../../db/tasks.ts'
import { ReelgateError } from '../../../domain/errors.ts'
import { isFinal, TASK_STATES } from '../../../domain/task.ts'
import type { Task } from '../../../domain/task.ts'
import { deleteVideos } from '../../../flow/delete-videos.ts'
import { isTaskId } from '../../../lib/ids.ts'
import { callerOf, languageOf } from '../../context.ts'
import type { HttpContext, HttpServices } from '../../context.ts'
import { serveArtifact } from '../../files.ts'
import { readForm } from '../../read-form.ts'
import { readJsonObject } from '../../read-json.ts'
import { readQuery } from '../../read-query.ts'
import { acceptSubmission, ownTask } from '../one-task.ts'
import { presentVideo } from './present-video.ts'
import { contentQuery, videoListQuery } from './schemas.ts'
import { parseCreate } from './translate.ts'

/** A video its owner has deleted is as if it had never been. */
async function videoOf(c: HttpContext, services: HttpServices): Promise<Task> {
  const task = await ownTask(c, services, c.req.param('video_id') ?? '')
  if (task.deletedAt !== null) throw new ReelgateError('invalid_task_id', { param: 'video_id' })
  return task
}

export async function createVideo(c: HttpContext, services: HttpServices): Promise<Response> {
  const { flow, settings } = services
  const isForm = /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')
  const body = isForm
    ? await readForm(c, flow.settings.images.bytesMax)
    : await readJsonObject(c, settings.jsonBytesMax)
  const taskId = await acceptSubmission(c, services, parseCreate(body, flow.catalogue), body)
  const task = await ownTask(c, services, taskId)
  return c.json(await presentVideo(services, task, languageOf(c, services)))
}

export async function getVideo(c: HttpContext, services: HttpServices): Promise<Response> {
  return c.json(await presentVideo(services, await videoOf(c, services), languageOf(c, services)))
}

export async function listVideos(c: HttpContext, services: HttpServices): Promise<Response> {
  const { after, limit, order } = readQuery(c, videoListQuery)
  if (after !== undefined && !isTaskId(after)) throw new ReelgateError('invalid_task_id', { param: 'after' })
  const query = { accountId: callerOf(c).account.id, states: TASK_STATES, after, order, undeleted: true }
  // One more than asked for tells whether there is another page.
  const found = await listTasks(services.flow.db.read, { ...query, limit: limit + 1 })
  const language = languageOf(c, services)
  const data = await Promise.all(found.slice(0, limit).map((task) => presentVideo(services, task, language)))
  const ends = { first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null }
  return c.json({ object: 'list', data, ...ends, has_more: found.length > limit })
}

/** As on OpenAI's page, only a completed or failed video can be deleted; POST /v1/tasks/{id}/cancel ends another. */
export async function deleteVideo(c: HttpContext, services: HttpServices): Promise<Response> {
  const { id } = await videoOf(c, services)
  await deleteVideos(services.flow, id)
  return c.json({ id, object: 'video.deleted', deleted: true })
}

export async function videoContent(c: HttpContext, services: HttpServices): Promise<Response> {
  readQuery(c, contentQuery)
  const task = await videoOf(c, services)
  if (!isFinal(task.state)) throw new ReelgateError('task_unfinished', { param: 'video_id' })
  const [artifact] = await listArtifacts(services.flow.db.read, task.id)
  if (artifact === undefined) {
    throw new ReelgateError('not_found', { values: { method: c.req.method, path: c.req.path } })
  }
  return serveArtifact(c, services, artifact)
}
