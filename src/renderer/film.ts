import type { Frame } from './frame/frame.ts'

/** Something that can be drawn frame by frame. Drawing is a pure function of the index: no state carries over. */
export interface Film {
  readonly frames: number
  /** Frames are drawn at 1/this of the clip's size; whoever encodes them enlarges them. */
  readonly enlarge: 1 | 2
  /** Fills every byte of `into` (of the drawn size) with frame `index` (0..frames-1). */
  draw(index: number, into: Frame): void
}
