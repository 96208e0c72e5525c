import { ReelgateError } from '../../../domain/errors.ts'
import { languageOf } from '../../context.ts'
import type { HttpContext, HttpServices } from '../../context.ts'
import { fieldError } from '../../field-errors.ts'
import { readJsonObject } from '../../read-json.ts'
import { acceptSubmission, ownTask } from '../one-task.ts'
import { downloadUri } from './files.ts'
import { expired, outcomeOf } from './outcome.ts'
import { fetchBody } from './schemas.ts'
import { jsonWithVideos } from './stream-videos.ts'
import { parsePredict } from './translate.ts'

/** The last part of a path such as `models/veo:predictLongRunning`, without its verb. */
const withoutVerb = (param: string) => param.replace(/:[^:]*$/, '')
const param = (c: HttpContext, name: string) => withoutVerb(c.req.param(name) ?? '')

/** https://ai.google.dev/api/models#method:-models.predictlongrunning, and Vertex AI's method of the same name. */
async function predict(c: HttpContext, services: HttpServices, collection: string): Promise<Response> {
  const model = param(c, 'model')
  const body = await readJsonObject(c, services.settings.jsonBytesMax)
  const submission = parsePredict(body, model, services.flow.catalogue)
  const taskId = await acceptSubmission(c, services, submission, { ...body, model })
  return c.json({ name: `${collection}/${model}/operations/${taskId}` })
}

export const geminiPredict = (c: HttpContext, services: HttpServices) => predict(c, services, 'models')

/** With a project and location in the path, or without, as keys are used on Vertex AI. */
export function vertexPredict(c: HttpContext, services: HttpServices): Promise<Response> {
  const { project, location } = c.req.param() as { project?: string; location?: string }
  const place = project === undefined ? '' : `projects/${project}/locations/${location ?? ''}/`
  return predict(c, services, `${place}publishers/google/models`)
}

/** https://ai.google.dev/gemini-api/docs/video: the operation names the videos by links that want the key again. */
export async function geminiOperation(c: HttpContext, services: HttpServices): Promise<Response> {
  const task = await ownTask(c, services, c.req.param('operation') ?? '')
  const name = `models/${c.req.param('model') ?? ''}/operations/${task.id}`
  const outcome = await outcomeOf(services, task, languageOf(c, services))
  if (outcome.kind === 'running') return c.json({ name, done: false })
  if (outcome.kind === 'error') return c.json({ name, done: true, error: outcome.error })
  const generatedSamples = outcome.artifacts.map(({ id }) => ({ video: { uri: downloadUri(services, id) } }))
  const response = {
    '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse',
    generateVideoResponse: { ...(generatedSamples.length > 0 && { generatedSamples }), ...outcome.filtered },
  }
  return c.json({ name, done: true, response })
}

/** Vertex AI answers with the videos themselves; they go from the store to the caller piece by piece. */
export async function vertexOperation(c: HttpContext, services: HttpServices): Promise<Response> {
  const body = await readJsonObject(c, services.settings.jsonBytesMax)
  const parsed = fetchBody.safeParse(body)
  const issue = parsed.error?.issues[0]
  if (!parsed.success) throw issue === undefined ? new ReelgateError('body_not_object') : fieldError(issue, body)
  const name = parsed.data.operationName
  const task = await ownTask(c, services, name.split('/').at(-1) ?? '')
  const language = languageOf(c, services)
  const found = await outcomeOf(services, task, language)
  const outcome = (found.kind === 'response' && expired(services, found.artifacts, language)) || found
  if (outcome.kind === 'running') return c.json({ name, done: false })
  if (outcome.kind === 'error') return c.json({ name, done: true, error: outcome.error })
  const { artifacts } = outcome
  // Google's answers say so too where nothing was filtered.
  const filtered = { raiMediaFilteredCount: 0, ...outcome.filtered }
  const type = 'type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse'
  if (artifacts.length === 0) return c.json({ name, done: true, response: { '@type': type, ...filtered } })
  return jsonWithVideos(c, services.flow.store, artifacts, (videos) => ({
    name,
    done: true,
    response: { '@type': type, ...filtered, videos },
  }))
}
