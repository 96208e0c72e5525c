/** Starts and ends at rest: 0 at 0, 1 at 1. */
export function smoothstep(t: number): number {
  const x = t < 0 ? 0 : t > 1 ? 1 : t
  return x * x * (3 - 2 * x)
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function ramp(low: number, high: number, value: number): number {
  return smoothstep((value - low) / (high - low))
}

/** How far frame `index` is through a clip: 0 for the first, 1 for the last. */
export function progressOf(index: number, frames: number): number {
  return frames <= 1 ? 0 : index / (frames - 1)
}
