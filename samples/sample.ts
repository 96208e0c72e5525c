import type { SampleRequest } from './request.ts'

/** What a program is made from. */
export interface SampleParts {
  /** The server's address, without a slash at its end. */
  baseUrl: string
  request: SampleRequest
}

/** Programs in one language. */
export interface Sample {
  /** Submits, waits for the end, and writes the videos into the current folder. */
  whole(parts: SampleParts): string
  /** Submits, and prints the id of the task. */
  submitOnly(parts: SampleParts): string
}
