/** Frames per second of every clip. */
export const FPS = 24

/** Raised when a release draws other frames for the same request and seed. */
export const SCENE_VERSION = 1

/** What to render. Sizes in pixels (even), paths absolute. */
export interface ClipSpec {
  prompt: string
  negativePrompt?: string
  width: number
  height: number
  /** Length in whole seconds. */
  seconds: number
  /** 0..4294967295; every choice of the renderer follows from it and from the prompt. */
  seed: number
  audio: boolean
  /** Path of an already checked JPEG, PNG or WebP shown as frame 0. */
  firstFrame?: string
  /** Path of an already checked JPEG, PNG or WebP shown as the last frame. */
  lastFrame?: string
  /** How a picture of another shape is fitted: black bars around it, or its edges cut. */
  resize: 'pad' | 'crop'
  /** What the bars show: black (the default), or the picture itself, blurred and dark. */
  bars?: 'black' | 'blur'
  /** The finished MP4 appears here in one step; until then only `<out>.part` exists. */
  out: string
  /** Path of ffmpeg; null = the encoder from the registry; undefined = look for a good one on PATH. */
  ffmpeg?: string | null
  /** false = the file says nothing about how it was made; else it names renderer, scene version and seed. */
  metadata?: boolean
  /** Path of the operator's picture for the lower right corner of every frame. */
  watermark?: string
}

/** What was rendered, measured from the file that now lies at `out`. */
export interface ClipReport {
  out: string
  bytes: number
  width: number
  height: number
  frames: number
  fps: 24
  audio: boolean
  /** For people: 'ffmpeg libx264' or 'h264-mp4-encoder (WASM)'. */
  encoder: string
  elapsedMs: number
}

/** The place of the unfinished file of a clip, beside the finished one so that the rename is atomic. */
export function partialPath(out: string): string {
  return `${out}.part`
}
