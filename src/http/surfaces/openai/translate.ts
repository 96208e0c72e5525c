import { ReelgateError } from '../../../domain/errors.ts'
import type { Catalogue } from '../../../domain/model.ts'
import type { Submission } from '../../../flow/accept-request.ts'
import { isJsonObject } from '../../../lib/json.ts'
import { canonicalise } from '../family/aliases.ts'
import { readSubmission } from '../family/parse-submit.ts'
import { findModel } from '../google/model-names.ts'
import { shapeOf, SIZES } from './sizes.ts'

/** The contract's field -> the caller's; the others have the same name. */
const NAMES: Readonly<Record<string, string>> = {
  duration: 'seconds',
  aspect_ratio: 'size',
  resolution: 'size',
  first_frame_image: 'input_reference',
}

/** OpenAI's page says so of its own models. */
const STANDARD = { seconds: 4, size: '720x1280' }

/** All that a form holds is text, and `seconds` is text in JSON too. */
const toNumber = (value: unknown) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value)
const toBoolean = (value: unknown) => (value === 'true' ? true : value === 'false' ? false : value)

/** A picture by file (a data: URL by now), by address, or in the object that JSON has for it and a form spells out. */
function pictureOf(given: Readonly<Record<string, unknown>>): unknown {
  const reference = given['input_reference']
  const spelled = { image_url: given['input_reference[image_url]'], file_id: given['input_reference[file_id]'] }
  const { image_url: url, file_id: fileId } = isJsonObject(reference) ? reference : spelled
  // Files are uploaded elsewhere at OpenAI; there is no such place here.
  if ((fileId ?? null) !== null) throw new ReelgateError('file_id_refused', { param: 'input_reference.file_id' })
  if (!isJsonObject(reference)) return reference ?? url
  if ((url ?? null) === null) throw new ReelgateError('field_required', { param: 'input_reference.image_url' })
  return url
}

function shapeFor(size: unknown): { aspect_ratio: string; resolution: string } {
  const shape = typeof size === 'string' ? shapeOf(size) : undefined
  if (shape === undefined) throw new ReelgateError('field_choice', { param: 'size', values: { allowed: SIZES } })
  return { aspect_ratio: shape.aspectRatio, resolution: shape.resolution }
}

/** A body of OpenAI's create call, from JSON or a form, as a Submission. Throws the first mistake found. */
export function parseCreate(body: Readonly<Record<string, unknown>>, catalogue: Catalogue): Submission {
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
  const named = given['model']
  const model =
    typeof named === 'string' ? (findModel(catalogue, named)?.id ?? named) : (named ?? catalogue.models[0]?.id)
  const fields = {
    model,
    prompt: given['prompt'],
    duration: toNumber(given['seconds'] ?? STANDARD.seconds),
    ...shapeFor(given['size'] ?? STANDARD.size),
    first_frame_image: pictureOf(given),
    negative_prompt: given['negative_prompt'],
    seed: toNumber(given['seed']),
    // Videos of OpenAI's models have sound, and its API no word for leaving it out.
    generate_audio: toBoolean(given['generate_audio'] ?? true),
    person_generation: given['person_generation'],
    resize_mode: given['resize_mode'],
  }
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return readSubmission({ body: canonicalise(present).body, callerName: (field) => NAMES[field] ?? field }, catalogue)
}
