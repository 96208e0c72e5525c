import { randomInt } from 'node:crypto'
import { assertModelCan } from '../../../domain/check-request.ts'
import { ReelgateError } from '../../../domain/errors.ts'
import type { Catalogue } from '../../../domain/model.ts'
import { SEED_MAX } from '../../../domain/video-request.ts'
import type { VideoRequest } from '../../../domain/video-request.ts'
import type { Submission } from '../../../flow/accept-request.ts'
import { canonicalJson } from '../../../lib/json.ts'
import { sha256Hex } from '../../../lib/ids.ts'
import { fieldError } from '../../field-errors.ts'
import { canonicalise } from './aliases.ts'
import type { CanonicalBody } from './aliases.ts'
import { submitBody } from './schemas.ts'

function trimmed(text: string, param: string): string {
  const result = text.trim()
  if (result === '') throw new ReelgateError('text_empty', { param })
  return result
}

function assertWebhook(webhook: string): void {
  const url = URL.parse(webhook)
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new ReelgateError('url_invalid', { param: 'webhook' })
}

/** The family's submit body as a Submission. Throws the first mistake found, named as the caller spelled the field. */
export function parseSubmit(given: Readonly<Record<string, unknown>>, catalogue: Catalogue): Submission {
  return readSubmission(canonicalise(given), catalogue)
}

/**
 * A body in the contract's field names as a Submission: shape, model and capabilities are checked, in this order;
 * pictures are still addresses. Every surface comes here, with its own names for the fields.
 */
export function readSubmission({ body, callerName }: CanonicalBody, catalogue: Catalogue): Submission {
  const parsed = submitBody.safeParse(body)
  const issue = parsed.error?.issues[0]
  if (!parsed.success) {
    if (issue === undefined) throw new ReelgateError('body_not_object')
    throw fieldError(issue, body, callerName)
  }
  const fields = parsed.data
  if (!fields.enhance_prompt) throw new ReelgateError('enhance_prompt_off', { param: callerName('enhance_prompt') })
  if (fields.webhook !== undefined) assertWebhook(fields.webhook)
  const model = catalogue.find(fields.model)
  if (model === undefined) {
    const allowed = catalogue.models.map(({ id }) => id)
    throw new ReelgateError('unknown_model', { param: callerName('model'), values: { given: fields.model, allowed } })
  }
  const { first_frame_image: first, last_frame_image: last } = fields
  if (last !== undefined && first === undefined) {
    throw new ReelgateError('last_frame_alone', { param: callerName('last_frame_image') })
  }
  const request: VideoRequest = {
    model: model.id,
    prompt: trimmed(fields.prompt, callerName('prompt')),
    durationSeconds: fields.duration,
    aspectRatio: fields.aspect_ratio,
    resolution: fields.resolution,
    seed: fields.seed ?? randomInt(SEED_MAX + 1),
    sampleCount: fields.sample_count,
    generateAudio: fields.generate_audio,
    personGeneration: fields.person_generation,
    resizeMode: fields.resize_mode,
    ...(fields.negative_prompt !== undefined && {
      negativePrompt: trimmed(fields.negative_prompt, callerName('negative_prompt')),
    }),
  }
  assertModelCan(model, request, { first: first !== undefined, last: last !== undefined }, callerName)
  return {
    request,
    model,
    ...(first !== undefined && { firstFrame: { source: first, param: callerName('first_frame_image') } }),
    ...(last !== undefined && { lastFrame: { source: last, param: callerName('last_frame_image') } }),
    ...(fields.webhook !== undefined && { webhook: fields.webhook }),
    ...(fields.language !== undefined && { language: fields.language }),
  }
}

/** 1 to 191 visible ASCII characters; the body's hash does not depend on the order of its keys. */
export function parseIdempotency(
  header: string | undefined,
  body: Readonly<Record<string, unknown>>,
): Submission['idempotency'] {
  if (header === undefined) return undefined
  if (!/^[\x21-\x7e]{1,191}$/.test(header)) {
    throw new ReelgateError('idempotency_key_invalid', { param: 'Idempotency-Key' })
  }
  try {
    return { key: header, bodyHash: sha256Hex(canonicalJson(body)) }
  } catch (cause) {
    // Thousands of brackets inside each other: the parser takes them, no writer does.
    if (cause instanceof RangeError) throw new ReelgateError('invalid_json', { cause })
    throw cause
  }
}
