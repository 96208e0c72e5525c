import type { ClipSpec } from './clip-spec.ts'
import type { Picture } from './picture/load-picture.ts'
import type { PictureMood } from './picture/picture-mood.ts'
import type { Relation } from './picture/relate.ts'
import type { SceneBrief } from './prompt/scene-brief.ts'

/** What a film is made of, found once for all threads that draw it: what the prompt means, and the given pictures. */
export type Preparation =
  | { kind: 'scene'; brief: SceneBrief }
  | { kind: 'picture'; mood: PictureMood; picture: Picture; shown: 'first' | 'last' }
  | { kind: 'pair'; mood: PictureMood; first: Picture; last: Picture; relation: Relation }

/**
 * Loads only what this clip needs: reading prompts and decoding pictures both take a while to load.
 *
 * @throws {RenderError} bad_input for a picture that cannot be read
 */
export async function prepareClip(spec: ClipSpec): Promise<Preparation> {
  const { prompt, seed, negativePrompt, firstFrame, lastFrame } = spec
  if (firstFrame === undefined && lastFrame === undefined) {
    const { readPrompt } = await import('./prompt/read-prompt.ts')
    return { kind: 'scene', brief: readPrompt(prompt, seed, negativePrompt) }
  }
  const { loadPicture } = await import('./picture/load-picture.ts')
  // Decoding begins in threads of its own; the prompt is read meanwhile.
  const loading = Promise.all([
    firstFrame === undefined ? undefined : loadPicture(firstFrame, spec),
    lastFrame === undefined ? undefined : loadPicture(lastFrame, spec),
  ])
  // Whoever waits for it hears of a failure.
  loading.catch(() => {})
  const { readMood } = await import('./picture/picture-mood.ts')
  const mood = readMood(prompt, seed, negativePrompt)
  const [first, last] = await loading
  if (first && last) {
    const { relate } = await import('./picture/relate.ts')
    return { kind: 'pair', mood, first, last, relation: relate(first, last) }
  }
  const [picture, shown] = first ? ([first, 'first'] as const) : ([last as Picture, 'last'] as const)
  return { kind: 'picture', mood, picture, shown }
}
