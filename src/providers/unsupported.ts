import { ReelgateError } from '../domain/errors.ts'
import type { VideoRequest } from '../domain/video-request.ts'

/** What a provider can't do, told before anything is charged; the field is named as in our own contract. */
export function refuseUnsupported(
  request: VideoRequest,
  param: string,
  given: string | number,
  allowed: readonly (string | number)[],
): never {
  throw new ReelgateError('unsupported_by_model', { param, values: { model: request.model, given, allowed } })
}
