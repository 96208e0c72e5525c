import { ReelgateError } from './errors.ts'
import type { Model } from './model.ts'
import type { VideoRequest } from './video-request.ts'

function refuse(model: Model, param: string, given: string | number, allowed: readonly (string | number)[]): never {
  throw new ReelgateError('unsupported_by_model', { param, values: { model: model.id, given, allowed } })
}

/**
 * Whether the model can do what is asked, field by field. `callerName` gives the caller's own name of a field. Throws
 * unsupported_by_model or text_too_long.
 */
export function assertModelCan(
  model: Model,
  request: VideoRequest,
  images: { first: boolean; last: boolean },
  callerName: (field: string) => string,
): void {
  const texts = { prompt: request.prompt, negative_prompt: request.negativePrompt ?? '' }
  for (const [field, text] of Object.entries(texts)) {
    const actual = Array.from(text).length
    if (actual > model.promptCharactersMax) {
      throw new ReelgateError('text_too_long', {
        param: callerName(field),
        values: { max: model.promptCharactersMax, actual },
      })
    }
  }
  const choices = [
    ['duration', request.durationSeconds, model.durations],
    ['resolution', request.resolution, model.resolutions],
    ['aspect_ratio', request.aspectRatio, model.aspectRatios],
  ] as const
  for (const [field, given, allowed] of choices) {
    if (!(allowed as readonly (string | number)[]).includes(given)) refuse(model, callerName(field), given, allowed)
  }
  if (request.sampleCount > model.samplesMax) {
    const allowed = Array.from({ length: model.samplesMax }, (_, index) => index + 1)
    refuse(model, callerName('sample_count'), request.sampleCount, allowed)
  }
  if (images.first && model.images === 'none') refuse(model, callerName('first_frame_image'), '', [])
  if (images.last && model.images !== 'first-and-last') refuse(model, callerName('last_frame_image'), '', [])
}
