import { type Aligned, sampleSmall } from './aligned.ts'
import { blurGrid } from './blur-grid.ts'
import type { SmallPicture } from './small-picture.ts'
import type { Tone } from './tone.ts'

/**
 * What is left to move once the cameras agree, because near things move against far ones: for each point of a grid over
 * the last picture how far to the right and below the same is found in the aligned first one. Soft, and in pixels of the
 * largest small picture.
 */
export interface Bend {
  columns: number
  rows: number
  dx: Float32Array
  dy: Float32Array
}

const STEP = 8
const REACH = 7
const HALF_PATCH = 6
/** The cost (mean difference of a pixel) of moving a pixel further than needed. */
const LAZY = 0.35

/** Searches around each point, then lets those decide for their surroundings that gain most by moving or by staying. */
export function findBend(first: Aligned, last: SmallPicture, tone: Tone): Bend {
  const columns = Math.floor(last.width / STEP) + 1
  const rows = Math.floor(last.height / STEP) + 1
  const bend = { columns, rows, dx: new Float32Array(columns * rows), dy: new Float32Array(columns * rows) }
  const weight = new Float32Array(columns * rows)
  const pictures = { first, last, lit: litPlanes(last, tone) }
  for (let i = 0; i < weight.length; i++) {
    const x = (i % columns) * STEP
    const y = Math.floor(i / columns) * STEP
    const found = search(pictures, x, y)
    bend.dx[i] = found.dx * found.weight
    bend.dy[i] = found.dy * found.weight
    weight[i] = found.weight
  }
  for (let pass = 0; pass < 3; pass++)
    for (const field of [bend.dx, bend.dy, weight]) blurGrid(field, { width: columns, height: rows }, 1)
  for (let i = 0; i < weight.length; i++) {
    const by = 1 / ((weight[i] as number) + 1e-3)
    bend.dx[i] = (bend.dx[i] as number) * by
    bend.dy[i] = (bend.dy[i] as number) * by
  }
  return bend
}

interface Pictures {
  first: Aligned
  last: SmallPicture
  /** The last picture's planes in the light of the first. */
  lit: readonly Float32Array[]
}

function litPlanes(last: SmallPicture, tone: Tone): Float32Array[] {
  return last.planes.map((plane, k) => Float32Array.from(plane, (value, i) => value - (tone.planes[k]?.[i] ?? 0)))
}

function search(pictures: Pictures, x: number, y: number): { dx: number; dy: number; weight: number } {
  let best = { dx: 0, dy: 0, cost: Infinity }
  let worst = 0
  const side = 2 * REACH + 1
  const costs = new Float32Array(side * side)
  for (let n = 0; n < costs.length; n++) {
    const dx = (n % side) - REACH
    const dy = Math.floor(n / side) - REACH
    const cost = difference(pictures, { x, y, dx, dy }) + LAZY * Math.hypot(dx, dy)
    costs[n] = cost
    worst = Math.max(worst, cost)
    if (cost < best.cost) best = { dx, dy, cost }
  }
  if (best.cost === Infinity || best.cost > 30) return { dx: 0, dy: 0, weight: 0 }
  // Certain where elsewhere is much worse.
  const still = costs[REACH * side + REACH] as number
  const sure = Math.min(1, (worst - best.cost) / 40) * Math.exp(-best.cost / 12)
  const inside = Math.abs(best.dx) < REACH && Math.abs(best.dy) < REACH
  if (!inside || still - best.cost < 1) return { dx: 0, dy: 0, weight: sure * (inside ? 1 : 0) }
  const at = (dx: number, dy: number): number => costs[(best.dy + dy + REACH) * side + best.dx + dx + REACH] as number
  return {
    dx: best.dx + vertex(at(-1, 0), best.cost, at(1, 0)),
    dy: best.dy + vertex(at(0, -1), best.cost, at(0, 1)),
    weight: sure,
  }
}

/** Where the parabola through three values is least, from the middle one. */
function vertex(before: number, here: number, after: number): number {
  const bent = before + after - 2 * here
  return bent > 1e-3 && Number.isFinite(bent) ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bent))) : 0
}

/** The mean difference of every other pixel around a place of the last picture and those `dx`, `dy` further in the first. */
function difference(
  { first: { picture, seen }, last, lit }: Pictures,
  { x, y, dx, dy }: { x: number; y: number; dx: number; dy: number },
): number {
  const { width, height } = last
  const [luma, blue, red] = picture.planes
  const [litLuma, litBlue, litRed] = lit as [Float32Array, Float32Array, Float32Array]
  let [sum, count] = [0, 0]
  const right = Math.min(width, x + HALF_PATCH, width - dx)
  const bottom = Math.min(height, y + HALF_PATCH, height - dy)
  for (let j = Math.max(0, y - HALF_PATCH, -dy); j < bottom; j += 2) {
    for (let i = Math.max(0, x - HALF_PATCH, -dx); i < right; i += 2) {
      const p = (j + dy) * width + i + dx
      if (!seen[p]) continue
      const q = j * width + i
      count++
      sum += Math.abs((luma[p] as number) - (litLuma[q] as number))
      sum += Math.abs((blue[p] as number) - (litBlue[q] as number))
      sum += Math.abs((red[p] as number) - (litRed[q] as number))
    }
  }
  return count < (HALF_PATCH * HALF_PATCH) / 4 ? Infinity : sum / count
}

/** Writes the bend at a place, counted from the picture's middle, into `out`: between the points of its grid. */
export function bendAt(
  { columns, rows, dx, dy }: Bend,
  small: { width: number; height: number },
  place: { x: number; y: number },
  out: { x: number; y: number },
): void {
  const x = Math.max(0, Math.min(columns - 1.001, (place.x + small.width / 2) / STEP))
  const y = Math.max(0, Math.min(rows - 1.001, (place.y + small.height / 2) / STEP))
  const size = { width: columns, height: rows }
  out.x = sampleSmall(dx, size, x, y)
  out.y = sampleSmall(dy, size, x, y)
}
