import type { z } from 'zod'
import { ReelgateError } from '../../../domain/errors.ts'
import type { Catalogue } from '../../../domain/model.ts'
import type { Submission } from '../../../flow/accept-request.ts'
import { isJsonObject } from '../../../lib/json.ts'
import { fieldError } from '../../field-errors.ts'
import { canonicalise } from '../family/aliases.ts'
import { readSubmission } from '../family/parse-submit.ts'
import { findModel } from './model-names.ts'
import { predictBody } from './schemas.ts'

type Body = z.infer<typeof predictBody>
type Image = NonNullable<Body['instances'][number]['image']>

/** The contract's field -> the caller's. */
const NAMES: Readonly<Record<string, string>> = {
  prompt: 'instances[0].prompt',
  first_frame_image: 'instances[0].image',
  last_frame_image: 'instances[0].lastFrame',
  duration: 'parameters.durationSeconds',
  resolution: 'parameters.resolution',
  aspect_ratio: 'parameters.aspectRatio',
  sample_count: 'parameters.sampleCount',
  seed: 'parameters.seed',
  negative_prompt: 'parameters.negativePrompt',
  person_generation: 'parameters.personGeneration',
  generate_audio: 'parameters.generateAudio',
  resize_mode: 'parameters.resizeMode',
  enhance_prompt: 'parameters.enhancePrompt',
}
const callerName = (field: string) => NAMES[field] ?? field

/** Google's pages know several spellings; the contract has no word for children, so that allow_all adds nothing to adults. */
const PEOPLE: Readonly<Record<string, string>> = {
  allow_all: 'allow_adult',
  allowall: 'allow_adult',
  allow_adult: 'allow_adult',
  dont_allow: 'disallow',
  disallow: 'disallow',
}

/** What would change the video, or where it goes, if it were left out without a word. */
const NOT_HERE: Readonly<Record<'instance' | 'parameters', readonly string[]>> = {
  instance: ['video', 'referenceImages', 'mask'],
  parameters: ['pubsubTopic'],
}

function refuseWhatIsNotHere({ instances: [instance = {}], parameters = {} }: Body, model: string): void {
  const refuse = (param: string) => {
    throw new ReelgateError('unsupported_by_model', { param, values: { model } })
  }
  for (const field of NOT_HERE.instance) {
    if ((instance[field] ?? null) !== null) refuse(`instances[0].${field}`)
  }
  for (const field of NOT_HERE.parameters) {
    if ((parameters[field] ?? null) !== null) refuse(`parameters.${field}`)
  }
  if (parameters.storageUri !== undefined) {
    throw new ReelgateError('cloud_storage_refused', { param: 'parameters.storageUri' })
  }
}

/** The picture as a data: URL, which is what every surface's inline picture becomes. */
function dataUrlOf(image: Image | undefined, field: string): string | undefined {
  if (image === undefined) return undefined
  if (image.gcsUri !== undefined) throw new ReelgateError('cloud_storage_refused', { param: `${field}.gcsUri` })
  const data = image.inlineData?.data ?? image.bytesBase64Encoded
  if (data === undefined) throw new ReelgateError('field_required', { param: `${field}.bytesBase64Encoded` })
  // What it really is shows when it is decoded.
  return `data:${image.inlineData?.mimeType ?? image.mimeType ?? 'image/png'};base64,${data}`
}

/** Nulls stand for fields that were left out, as proto's JSON has it. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isJsonObject(value)) return value
  const present = Object.entries(value).filter(([, inner]) => inner !== null)
  return Object.fromEntries(present.map(([name, inner]) => [name, withoutNulls(inner)]))
}

function parseBody(body: Readonly<Record<string, unknown>>): Body {
  const given = withoutNulls(body)
  const parsed = predictBody.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw issue === undefined ? new ReelgateError('body_not_object') : fieldError(issue, given)
}

const numberOf = (value: number | string | undefined) => (value === undefined ? undefined : Number(value))

/**
 * A predictLongRunning body as a Submission. Sound is on unless it is refused: on the Gemini API it can't be turned off,
 * and Veo 3.1 on Vertex AI makes it by default. Throws the first mistake found, under Google's name of the field.
 */
export function parsePredict(
  given: Readonly<Record<string, unknown>>,
  modelName: string,
  catalogue: Catalogue,
): Submission {
  const model = findModel(catalogue, modelName)
  if (model === undefined) throw new ReelgateError('model_not_found', { param: 'model', values: { given: modelName } })
  const body = parseBody(given)
  refuseWhatIsNotHere(body, modelName)
  const {
    instances: [instance = {}],
    parameters = {},
  } = body
  const first = dataUrlOf(instance.image, NAMES['first_frame_image'] ?? '')
  const last = dataUrlOf(instance.lastFrame, NAMES['last_frame_image'] ?? '')
  if (last !== undefined && first === undefined)
    throw new ReelgateError('field_required', { param: callerName('first_frame_image') })
  const people = parameters.personGeneration
  const fields = {
    model: model.id,
    prompt: instance.prompt,
    first_frame_image: first,
    last_frame_image: last,
    duration: numberOf(parameters.durationSeconds),
    resolution: parameters.resolution,
    aspect_ratio: parameters.aspectRatio,
    sample_count: numberOf(parameters.sampleCount ?? parameters.numberOfVideos),
    seed: numberOf(parameters.seed),
    negative_prompt: parameters.negativePrompt,
    person_generation: people === undefined ? undefined : (PEOPLE[people.toLowerCase()] ?? people),
    generate_audio: parameters.generateAudio ?? true,
    resize_mode: parameters.resizeMode?.toLowerCase(),
    enhance_prompt: parameters.enhancePrompt,
  }
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return readSubmission({ body: canonicalise(present).body, callerName }, catalogue)
}
