import type { ClipSpec } from './clip-spec.ts'
import type { Picture } from './picture/load-picture.ts'
import type { Relation } from './picture/relate.ts'

/** The given pictures as a clip shows them, and what two of them have to do with each other: found once for all threads. */
export interface Pictures {
  first?: Picture
  last?: Picture
  relation?: Relation
}

/** @throws {RenderError} bad_input for a picture that cannot be read */
export async function loadPictures(spec: ClipSpec): Promise<Pictures> {
  if (spec.firstFrame === undefined && spec.lastFrame === undefined) return {}
  // Most clips are given none, and what decodes pictures takes a while to load.
  const { loadPicture } = await import('./picture/load-picture.ts')
  const [first, last] = await Promise.all([
    spec.firstFrame === undefined ? undefined : loadPicture(spec.firstFrame, spec),
    spec.lastFrame === undefined ? undefined : loadPicture(spec.lastFrame, spec),
  ])
  if (!first || !last) return { ...(first && { first }), ...(last && { last }) }
  const { relate } = await import('./picture/relate.ts')
  return { first, last, relation: relate(first, last) }
}
