import { cbOf, crOf, lumaOf } from './colour.ts'
import type { Frame } from './frame.ts'

/** Writes an opaque picture (RGB or RGBA by `channels`, alpha ignored) of the frame's own size into the frame. */
export function rgbaToFrame(pixels: Uint8Array, channels: 3 | 4, frame: Frame): void {
  const { width, height, y: luma } = frame
  for (let i = 0, at = 0; i < luma.length; i++, at += channels) {
    luma[i] = lumaOf(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0) + 0.5
  }
  for (let row = 0; row < height / 2; row++) {
    for (let column = 0; column < width / 2; column++) {
      const at = (row * 2 * width + column * 2) * channels
      writeChroma(pixels, [at, at + channels, at + width * channels, at + (width + 1) * channels], frame, {
        to: (row * width) / 2 + column,
      })
    }
  }
}

function writeChroma(
  pixels: Uint8Array,
  four: readonly [number, number, number, number],
  frame: Frame,
  { to }: { to: number },
): void {
  let r = 0
  let g = 0
  let b = 0
  for (const at of four) {
    r += pixels[at] ?? 0
    g += pixels[at + 1] ?? 0
    b += pixels[at + 2] ?? 0
  }
  frame.u[to] = cbOf(r / 4, g / 4, b / 4) + 0.5
  frame.v[to] = crOf(r / 4, g / 4, b / 4) + 0.5
}
