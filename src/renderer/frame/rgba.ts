import { addressOf, kernels, scratch } from '../kernels/memory.ts'
import type { Frame } from './frame.ts'

/** Planes as in a frame, `stride` values wide, and where there is transparency an alpha for luma and one for chroma. */
interface Planes {
  readonly stride: number
  readonly y: Uint8Array
  readonly u: Uint8Array
  readonly v: Uint8Array
  readonly a?: Uint8Array
  readonly ca?: Uint8Array
}

/** Rows that are handed to the kernels at a time. */
const BAND_ROWS = 64

/** Writes a picture of RGBA, multiplied by its alpha, of even sides, into the left of planes as high as it is. */
export function rgbaToPlanes(pixels: Uint8Array | Uint8ClampedArray, width: number, planes: Planes): void {
  const { stride, y, u, v, a, ca } = planes
  const height = pixels.length / (width * 4)
  const band = scratch(width * BAND_ROWS * 4)
  for (let row = 0; row < height; row += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, height - row)
    band.set(pixels.subarray(width * row * 4, width * (row + rows) * 4))
    const [luma, chroma] = [row * stride, (row * stride) / 4]
    kernels().planesOf(
      addressOf(band),
      addressOf(y) + luma,
      a ? addressOf(a) + luma : 0,
      addressOf(u) + chroma,
      addressOf(v) + chroma,
      ca ? addressOf(ca) + chroma : 0,
      width,
      rows,
      stride,
    )
  }
}

/** Writes an opaque picture of RGBA of the frame's own size into the frame. */
export function rgbaToFrame(pixels: Uint8Array, frame: Frame): void {
  rgbaToPlanes(pixels, frame.width, { ...frame, stride: frame.width })
}
