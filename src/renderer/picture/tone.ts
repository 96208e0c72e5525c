import type { Aligned } from './aligned.ts'
import { blurGrid } from './blur-grid.ts'
import type { SmallPicture } from './small-picture.ts'

/** How much lighter and of what other colour the last picture is than the first, softly over the picture. */
export interface Tone {
  width: number
  height: number
  planes: readonly [Float32Array, Float32Array, Float32Array]
}

const RADIUS = 0.16
/** A place that differs from its surroundings' tone by more than this shows something else, not other light. */
const OTHER = 40

/** The light's change where both pictures show the same; what is new or gone does not count. */
export function findTone(first: Aligned, last: SmallPicture): Tone {
  const { width, height } = last
  const planes = last.planes.map((plane, k) => {
    const before = first.picture.planes[k] as Uint8Array
    const step = Float32Array.from(plane, (value, i) => value - (before[i] as number))
    const middle = medianOf(step.filter((_, i) => first.seen[i]))
    const weight = step.map((value, i) => (first.seen[i] ? 1 / (1 + ((value - middle) / OTHER) ** 4) : 0))
    const sum = step.map((value, i) => value * (weight[i] as number))
    const radius = Math.round(width * RADIUS)
    for (const field of [sum, weight]) for (let pass = 0; pass < 2; pass++) blurGrid(field, { width, height }, radius)
    return sum.map((value, i) => (value + middle * 0.02) / ((weight[i] as number) + 0.02))
  })
  return { width, height, planes: planes as [Float32Array, Float32Array, Float32Array] }
}

function medianOf(values: Float32Array): number {
  return values.toSorted()[values.length >> 1] ?? 0
}
