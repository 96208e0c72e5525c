import type { SmallPicture } from './small-picture.ts'

/**
 * How much each pixel stands out (0..1): the least step of colour on any way from it to the picture's border, after
 * Zhang et al., "Minimum Barrier Salient Object Detection at 80 FPS" (2015). The lower part of the border does not
 * count: what is nearest mostly reaches out of the picture there.
 */
export function findSaliency({ width, height, planes }: SmallPicture): Float32Array {
  const sum = new Float32Array(width * height)
  for (const plane of planes) {
    const barrier = minimumBarrier(plane, width, height)
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (barrier[i] as number)
  }
  const sorted = sum.toSorted()
  const most = Math.max(24, sorted[Math.floor(sorted.length * 0.97)] ?? 0)
  return sum.map((value) => Math.min(1, value / most))
}

const BORDER_SHARE = 0.7

function minimumBarrier(plane: Uint8Array, width: number, height: number): Float32Array {
  const distance = new Float32Array(width * height).fill(1e6)
  const high = Float32Array.from(plane)
  const low = Float32Array.from(plane)
  for (let x = 0; x < width; x++) distance[x] = 0
  for (let y = 0; y < height * BORDER_SHARE; y++) distance[y * width] = distance[(y + 1) * width - 1] = 0
  const visit = (i: number, from: number): void => {
    const value = plane[i] as number
    const top = Math.max(high[from] as number, value)
    const bottom = Math.min(low[from] as number, value)
    if (top - bottom >= (distance[i] as number)) return
    distance[i] = top - bottom
    high[i] = top
    low[i] = bottom
  }
  for (let pass = 0; pass < 4; pass++) {
    const forward = pass % 2 === 0
    for (let n = 0; n < distance.length; n++) {
      const i = forward ? n : distance.length - 1 - n
      const x = i % width
      if (forward ? x > 0 : x < width - 1) visit(i, forward ? i - 1 : i + 1)
      const other = forward ? i - width : i + width
      if (other >= 0 && other < distance.length) visit(i, other)
    }
  }
  return distance
}
