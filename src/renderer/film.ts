import type { Frame } from './frame/frame.ts'

/** Something that can be drawn frame by frame. Drawing is a pure function of the index: no state carries over. */
export interface Film {
  readonly frames: number
  /** Fills every byte of `into` with frame `index` (0..frames-1). */
  draw(index: number, into: Frame): void
}
