import { addressOf, floatsOf, kernels, scratch } from '../kernels/memory.ts'
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
  const count = width * height
  const room = scratch(count * 7)
  const distance = room.subarray(0, count * 4)
  const part = (from: number): Uint8Array => room.subarray(count * from, count * (from + 1))
  const [own, high, low] = [part(4), part(5), part(6)]
  own.set(plane)
  const border = Math.ceil(height * BORDER_SHARE)
  kernels().barrier(addressOf(own), addressOf(distance), addressOf(high), addressOf(low), width, height, border)
  return floatsOf(distance).slice()
}
