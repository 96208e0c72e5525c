import type { ClipSpec } from './clip-spec.ts'
import type { Frame } from './frame/frame.ts'

/** The given pictures as a clip shows them, in its size. */
export interface Pictures {
  first?: Frame
  last?: Frame
}

/** @throws {RenderError} bad_input for a picture that cannot be read */
export async function loadPictures(spec: ClipSpec): Promise<Pictures> {
  if (spec.firstFrame === undefined && spec.lastFrame === undefined) return {}
  // Most clips are given none, and what decodes pictures takes a while to load.
  const { loadPicture } = await import('./picture/load-picture.ts')
  return {
    ...(spec.firstFrame !== undefined && { first: await loadPicture(spec.firstFrame, spec) }),
    ...(spec.lastFrame !== undefined && { last: await loadPicture(spec.lastFrame, spec) }),
  }
}
