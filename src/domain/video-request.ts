import type { TaskFault } from './faults.ts'

export const ASPECT_RATIOS = ['16:9', '9:16'] as const
export const RESOLUTIONS = ['720p', '1080p', '4K'] as const
export const DURATIONS = [4, 6, 8] as const
export const PERSON_GENERATION = ['allow_adult', 'disallow'] as const
export const RESIZE_MODES = ['pad', 'crop'] as const
export const SEED_MAX = 4_294_967_295
export const SAMPLES_MAX = 4

export type AspectRatio = (typeof ASPECT_RATIOS)[number]
export type Resolution = (typeof RESOLUTIONS)[number]
type PersonGeneration = (typeof PERSON_GENERATION)[number]
type ResizeMode = (typeof RESIZE_MODES)[number]

/** An input picture that was fetched, decoded and kept: bytes on our disk, never an address. */
export interface InputImage {
  /** Name below the data folder, for example `inputs/3f.../first.png`. */
  file: string
  contentType: 'image/jpeg' | 'image/png' | 'image/webp'
  width: number
  height: number
  bytes: number
}

/** The one request that every surface is translated into. All defaults are filled in and every value is checked. */
export interface VideoRequest {
  /** Id in the catalogue; an alias has been resolved. */
  model: string
  prompt: string
  negativePrompt?: string
  durationSeconds: number
  aspectRatio: AspectRatio
  resolution: Resolution
  seed: number
  sampleCount: number
  generateAudio: boolean
  personGeneration: PersonGeneration
  resizeMode: ResizeMode
  /** Ordered by a caller who tests its own program; only where the server was started for it. */
  faults?: readonly TaskFault[]
}

/** A request with its pictures, as it is stored with a task and handed to a provider. */
export interface StoredRequest extends VideoRequest {
  firstFrame?: InputImage
  lastFrame?: InputImage
  /** The pictures were looked at, and nobody was found in them. */
  picturesWithoutPeople?: true
}

const LANDSCAPE: Record<Resolution, readonly [number, number]> = {
  '720p': [1280, 720],
  '1080p': [1920, 1080],
  '4K': [3840, 2160],
}

/** Pixels of the finished video, as Veo 3.1 documents them (portrait is the same turned on its side). */
export function pixelSize(request: Pick<VideoRequest, 'aspectRatio' | 'resolution'>): {
  width: number
  height: number
} {
  const [long, short] = LANDSCAPE[request.resolution]
  return request.aspectRatio === '16:9' ? { width: long, height: short } : { width: short, height: long }
}
