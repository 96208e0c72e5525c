import type { ClipSpec } from './clip-spec.ts'
import type { Frame } from './frame/frame.ts'

/** Something that can be drawn frame by frame. Drawing is a pure function of the index: no state carries over. */
export interface Film {
  readonly frames: number
  /** Fills every byte of `into` (of the clip's `drawnSize`) with frame `index` (0..frames-1). */
  draw(index: number, into: Frame): void
}

/** Above this many pixels a scene is drawn at half size: it is soft by nature and four times as quick. */
const NATIVE_PIXELS_MAX = 1920 * 1088

/** By how much the frames of a clip are enlarged after they are drawn. */
export function enlargementOf(spec: ClipSpec): 1 | 2 {
  const { width, height } = spec
  const composed = spec.firstFrame === undefined && spec.lastFrame === undefined
  return composed && width * height > NATIVE_PIXELS_MAX && width % 4 === 0 && height % 4 === 0 ? 2 : 1
}

/** The size at which the frames of a clip are drawn. */
export function drawnSize(spec: ClipSpec): { width: number; height: number } {
  const enlarge = enlargementOf(spec)
  return { width: spec.width / enlarge, height: spec.height / enlarge }
}
