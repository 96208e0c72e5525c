import type { Json } from '../lib/json.ts'
import type { TaskFailure } from './errors.ts'
import type { StoredRequest, VideoRequest } from './video-request.ts'
import type { Readable } from 'node:stream'

/** What a provider is asked to make. `taskId` is the idempotency key towards a provider that knows such a thing. */
export interface ProviderJob {
  taskId: string
  request: StoredRequest
}

export type StartOutcome =
  /** Accepted. The token is stored before anything else happens, and is all that `check` will get. */
  | { kind: 'started'; token: Json }
  /** Certainly not accepted, and would not be if asked again. */
  | { kind: 'refused'; failure: TaskFailure }
  /** Certainly not accepted; ask again later. `isFault`: not for want of room, see ProviderFault. */
  | { kind: 'busy'; retryAfterMs: number; operatorText: string; isFault?: true }

/**
 * The provider failed by its own doing, whatever was asked of it: not reached, cut off, out of order, an answer that is
 * none, our key not accepted. Thrown by `start` and `check`; never for what the caller asked, nor for a used-up quota.
 */
export class ProviderFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.name = 'ProviderFault'
  }
}

/** One video the provider has made. `open` may be called again after a failure. */
export interface ProviderOutput {
  contentType: string
  open(signal: AbortSignal): Promise<Readable>
}

/** `endedMsAgo`: how long the provider has been at the end of it, where it says so; by its own clock. */
export type CheckOutcome =
  /** A `token` replaces the stored one before the next check: `check` never does work twice. */
  | { kind: 'running'; progress?: number; checkAfterMs: number; token?: Json }
  /** `outputs` may be fewer than asked for; the task then pays for those delivered, and `filtered` says why. */
  | { kind: 'done'; outputs: ProviderOutput[]; filtered?: TaskFailure; endedMsAgo?: number }
  /** Ended without a video, and not charged by the provider. */
  /** isCancelled: someone had it cancelled there; where that was us, the task is cancelled and has not failed. */
  | { kind: 'failed'; failure: TaskFailure; endedMsAgo?: number; isCancelled?: true }

/** Which pictures come with a request; they are not fetched yet when a provider is asked about it. */
export interface Pictures {
  first: boolean
  last: boolean
}

/**
 * A maker of videos. `start` and `check` are all there is to it; a worker may die anywhere between them.
 * `start` that throws leaves its outcome unknown. `check` that throws is noise and is asked again, within a budget. Where
 * it is the provider that failed, both throw ProviderFault.
 */
export interface Provider {
  readonly name: string
  /** Most tasks that may be with the provider at one time; more wait in our queue. */
  readonly capacity: number
  /** True where this process does the work itself: the capacity is then each worker's own, and not that of all together. */
  readonly worksHere?: true
  /** Most calls that begin a video, in any 60 s; work beyond it waits in our queue. undefined: no such limit. */
  readonly startsPerMinute?: number | undefined
  /** Most calls that ask about a video, in any 60 s; checks beyond it come later. undefined: no such limit. */
  readonly checksPerMinute?: number | undefined
  /** True only where a second `start` of the same task costs nothing: the provider is free, or idempotent by task id. */
  readonly startIsRepeatable: boolean
  /**
   * True only where the provider itself refuses people in given pictures under `person_generation: disallow`. For any
   * other that would take the request, they are looked for before anything is charged.
   */
  readonly judgesPictures?: boolean
  /** True where `check` may read the pictures too: it draws again, or begins the next of several videos. */
  readonly checkReadsPictures?: true
  /** A guess in seconds, for as long as there are too few observations. */
  estimateSeconds(request: StoredRequest): number
  /** Calls that begin a video which a task takes, and calls of each check of it; 1 where this is left out. */
  startsOf?(request: VideoRequest): number
  /** Says before anything is charged why this provider would never accept the request. Pure, no I/O. Throws ReelgateError. */
  assertAcceptable?(request: VideoRequest, pictures: Pictures): void
  start(job: ProviderJob, signal: AbortSignal): Promise<StartOutcome>
  check(token: Json, signal: AbortSignal): Promise<CheckOutcome>
  /** Stops the work if it can. `stopped` means the provider will charge nothing; `too-late` that the result is coming. */
  cancel?(token: Json, signal: AbortSignal): Promise<'stopped' | 'too-late'>
  /** The task has ended here; whatever was kept for it may go. */
  forget?(token: Json): Promise<void>
  /** Called once before serving: of whatever is kept, only that for these tokens is still needed. */
  keepOnly?(tokens: Json[]): Promise<void>
  close?(): Promise<void>
}
