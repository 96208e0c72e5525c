/** Time as the program sees it. Everything that reads the time takes one, so that a test can move it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** The contract speaks in whole Unix seconds, the database in milliseconds. */
export function toUnixSeconds(ms: number): number {
  return Math.floor(ms / 1000)
}
