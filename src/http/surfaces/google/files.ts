import type { z } from 'zod'
import { findArtifact } from '../../../db/artifacts.ts'
import { findTask } from '../../../db/tasks.ts'
import type { Artifact } from '../../../domain/artifact.ts'
import { ReelgateError } from '../../../domain/errors.ts'
import type { Task } from '../../../domain/task.ts'
import { callerOf } from '../../context.ts'
import type { HttpContext, HttpServices } from '../../context.ts'
import { serveArtifact } from '../../files.ts'
import type { fileAnswer } from './schemas.ts'

const fileUri = (services: HttpServices, id: string) => `${services.publicUrl()}/v1beta/files/${id}`

/** Where the Gemini API has the bytes of a video; the link wants the key. */
export const downloadUri = (services: HttpServices, id: string) => `${fileUri(services, id)}:download?alt=media`

const notFound = (c: HttpContext) =>
  new ReelgateError('not_found', { values: { method: c.req.method, path: c.req.path } })

/** A video of the account that paid for it; anybody else's is not there. */
async function ownFile(c: HttpContext, services: HttpServices): Promise<{ artifact: Artifact; task: Task }> {
  const named = (c.req.param('file') ?? '').replace(/:[^:]*$/, '')
  // @google/genai takes a link that begins with http: for a name, and puts all of it into the path.
  const artifact = await findArtifact(services.flow.db.read, named.split('/').at(-1) ?? '')
  const task = artifact && (await findTask(services.flow.db.read, artifact.taskId))
  if (artifact === undefined || task?.accountId !== callerOf(c).account.id) throw notFound(c)
  c.set('taskId', task.id)
  return { artifact, task }
}

export async function downloadFile(c: HttpContext, services: HttpServices): Promise<Response> {
  const { artifact } = await ownFile(c, services)
  return serveArtifact(c, services, artifact)
}

/** https://ai.google.dev/api/files#File, of a file that a model has made */
export async function getFile(c: HttpContext, services: HttpServices): Promise<Response> {
  const { artifact, task } = await ownFile(c, services)
  const { id, contentType: mimeType, bytes, expiresAt } = artifact
  if (bytes === null || expiresAt === null) throw notFound(c)
  if (expiresAt <= services.flow.clock.now()) throw new ReelgateError('file_expired')
  const createTime = new Date(task.endedAt ?? task.createdAt).toISOString()
  const file: z.infer<typeof fileAnswer> = {
    name: `files/${id}`,
    mimeType,
    sizeBytes: String(bytes),
    createTime,
    updateTime: createTime,
    expirationTime: new Date(expiresAt).toISOString(),
    uri: fileUri(services, id),
    downloadUri: downloadUri(services, id),
    state: 'ACTIVE',
    source: 'GENERATED',
    videoMetadata: { videoDuration: `${task.request.durationSeconds}s` },
  }
  return c.json(file)
}
