import type { Affine } from './affine.ts'
import type { SmallPicture } from './small-picture.ts'

/** The first picture as the camera of the last sees it, and where it sees anything of it (1) or not (0). */
export interface Aligned {
  picture: SmallPicture
  seen: Uint8Array
}

/** Both of the largest small size; `bent` is called with each place of the last picture and says where to look for it. */
export function alignPicture(
  first: SmallPicture,
  toFirst: Affine,
  bent?: (place: readonly [number, number]) => readonly [number, number],
): Aligned {
  const { width, height } = first
  const planes = first.planes.map(() => new Uint8Array(width * height)) as [Uint8Array, Uint8Array, Uint8Array]
  const seen = new Uint8Array(width * height)
  const { a, b, c, d, e, f } = toFirst
  for (let i = 0; i < seen.length; i++) {
    const place = [(i % width) + 0.5 - width / 2, Math.floor(i / width) + 0.5 - height / 2] as const
    const [px, py] = bent ? bent(place) : place
    const x = a * px + b * py + c + width / 2 - 0.5
    const y = d * px + e * py + f + height / 2 - 0.5
    if (x < 0 || y < 0 || x > width - 1 || y > height - 1) continue
    seen[i] = 1
    for (const [k, plane] of planes.entries()) plane[i] = sampleSmall(first.planes[k] as Uint8Array, first, x, y) + 0.5
  }
  return { picture: { width, height, planes }, seen }
}

/** The value between the pixels of a plane at a place counted from the first pixel's middle, which must be inside. */
export function sampleSmall(
  plane: ArrayLike<number>,
  { width, height }: { width: number; height: number },
  x: number,
  y: number,
): number {
  const ix = Math.min(width - 2, Math.floor(x))
  const iy = Math.min(height - 2, Math.floor(y))
  const [fx, fy] = [x - ix, y - iy]
  const i = iy * width + ix
  const top = (plane[i] as number) * (1 - fx) + (plane[i + 1] as number) * fx
  const low = (plane[i + width] as number) * (1 - fx) + (plane[i + width + 1] as number) * fx
  return top * (1 - fy) + low * fy
}
