import { ReelgateError } from '../../../domain/errors.ts'
import { RESOLUTIONS } from '../../../domain/video-request.ts'
import { isJsonObject } from '../../../lib/json.ts'

/** A body in the contract's own field names, and the name the caller used for each that came by an alias. */
export interface CanonicalBody {
  body: Record<string, unknown>
  callerName: (field: string) => string
}

const IMAGES_MAX = 2
const FRAME_FIELDS = ['first_frame_image', 'last_frame_image'] as const

/** Collects values for a field from its aliases; two different ones are an error that names both. */
class Merger {
  readonly body: Record<string, unknown>
  readonly #names = new Map<string, string>()

  constructor(body: Record<string, unknown>) {
    this.body = body
  }

  set(field: string, alias: string, value: unknown): void {
    const present = this.body[field]
    if (present === undefined) {
      this.body[field] = value
      this.#names.set(field, alias)
    } else if (present !== value) {
      throw new ReelgateError('alias_conflict', { param: this.callerName(field), values: { alias } })
    }
  }

  callerName = (field: string): string => this.#names.get(field) ?? field
}

function mergeImageUrls(merger: Merger, given: unknown): void {
  if (given === undefined) return
  if (!Array.isArray(given)) {
    throw new ReelgateError('field_type', { param: 'image_urls', values: { expected: 'array' } })
  }
  if (given.length > IMAGES_MAX)
    throw new ReelgateError('too_many_images', { param: 'image_urls', values: { max: IMAGES_MAX } })
  for (const [index, value] of given.entries()) {
    const field = FRAME_FIELDS[index]
    if (field !== undefined) merger.set(field, `image_urls[${index}]`, value)
  }
}

/** In the order of FRAME_FIELDS. */
const FRAME_ROLES = ['first_frame', 'last_frame'] as const

function mergeImageRoles(merger: Merger, given: unknown): void {
  if (given === undefined) return
  if (!Array.isArray(given)) {
    throw new ReelgateError('field_type', { param: 'image_with_roles', values: { expected: 'array' } })
  }
  for (const [index, entry] of given.entries()) {
    const param = `image_with_roles[${index}]`
    if (!isJsonObject(entry)) throw new ReelgateError('field_type', { param, values: { expected: 'object' } })
    const field = FRAME_FIELDS[FRAME_ROLES.findIndex((role) => role === entry['role'])]
    if (field === undefined) {
      throw new ReelgateError('field_choice', { param: `${param}.role`, values: { allowed: FRAME_ROLES } })
    }
    if (entry['url'] === undefined || entry['url'] === null)
      throw new ReelgateError('field_required', { param: `${param}.url` })
    merger.set(field, `${param}.url`, entry['url'])
  }
}

/**
 * Brings every spelling the family accepts into one: nulls are left out, aliases become their field, the resolution its
 * documented letter case. Values are not judged here. Throws alias_conflict where an alias and its field differ.
 */
export function canonicalise(given: Readonly<Record<string, unknown>>): CanonicalBody {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
  const { size, image_urls: urls, image_with_roles: roles, ...body } = present
  const merger = new Merger(body)
  if (typeof size === 'string' && /^\d+:\d+$/.test(size.trim())) merger.set('aspect_ratio', 'size', size.trim())
  mergeImageUrls(merger, urls)
  mergeImageRoles(merger, roles)
  const resolution = body['resolution']
  if (typeof resolution === 'string') {
    const known = RESOLUTIONS.find((name) => name.toLowerCase() === resolution.toLowerCase())
    if (known !== undefined) body['resolution'] = known
  }
  return { body, callerName: merger.callerName }
}
