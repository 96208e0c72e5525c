import type { Frame } from '../frame/frame.ts'

/** What an encoder is told before the first frame. */
export interface EncodeOrder {
  /** Of the video. */
  width: number
  height: number
  /** Frames arrive at 1/this of that size and are enlarged by the encoder, off the drawing thread. */
  enlarge: 1 | 2
  frames: number
  /** Interleaved stereo, 48 kHz, exactly as long as the frames; absent = no audio track. */
  sound?: Float32Array
  /** Written into the file's metadata; absent = none. */
  comment?: string
  /** The file to write; it may be overwritten and is incomplete until `finish` resolves. */
  file: string
  /** Called once per frame that the encoder has taken for good, in order. */
  onFrame: (framesDone: number) => void
}

/** The size of the frames that an encoder is given. */
export function drawnSize({ width, height, enlarge }: Pick<EncodeOrder, 'width' | 'height' | 'enlarge'>): {
  width: number
  height: number
} {
  return { width: width / enlarge, height: height / enlarge }
}

/** The port of a video encoder. One object encodes one clip. */
export interface Encoder {
  /** For people, in the report. */
  readonly name: string
  /** A frame to draw into; waits while the encoder is behind. Rejects with a RenderError when the encoder has failed. */
  take(): Promise<Frame>
  /** Hands over a drawn frame; frames are encoded in the order of these calls. */
  push(frame: Frame): void
  /** Resolves when the file is complete (not yet synced). Rejects with a RenderError. */
  finish(): Promise<void>
  /** Stops at once and frees everything; the file may be left behind. May be called at any time, and twice. */
  close(): Promise<void>
}

/** Samples per second of the audio track. */
export const SAMPLE_RATE = 48_000
