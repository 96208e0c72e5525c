/** Starts and ends at rest: 0 at 0, 1 at 1. */
export function smoothstep(t: number): number {
  const x = t < 0 ? 0 : t > 1 ? 1 : t
  return x * x * (3 - 2 * x)
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function ramp(low: number, high: number, value: number): number {
  return smoothstep((value - low) / (high - low))
}

/** Gathers speed, moves on evenly, comes to rest: 0 at 0, 1 at 1. */
export function glide(t: number): number {
  const x = t < 0 ? 0 : t > 1 ? 1 : t
  const span = GLIDE_ENDS * (1 - GLIDE_ENDS) * 2
  if (x < GLIDE_ENDS) return (x * x) / span
  if (x > 1 - GLIDE_ENDS) return 1 - ((1 - x) * (1 - x)) / span
  return (x - GLIDE_ENDS / 2) / (1 - GLIDE_ENDS)
}

const GLIDE_ENDS = 0.25

/** How far frame `index` is through a clip: 0 for the first, 1 for the last. */
export function progressOf(index: number, frames: number): number {
  return frames <= 1 ? 0 : index / (frames - 1)
}
