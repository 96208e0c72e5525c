import type { Frame } from '../src/renderer/frame/frame.ts'

/** The pixels of a frame (BT.709, limited range) as RGB. */
export function rgbOf({ width, height, y, u, v }: Frame): Buffer {
  const pixels = Buffer.alloc(width * height * 3)
  const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)))
  for (let i = 0; i < y.length; i++) {
    const chroma = ((Math.floor(i / width) >> 1) * width) / 2 + ((i % width) >> 1)
    const luma = 1.1644 * ((y[i] as number) - 16)
    const [cb, cr] = [(u[chroma] as number) - 128, (v[chroma] as number) - 128]
    pixels[i * 3] = clamp(luma + 1.7927 * cr)
    pixels[i * 3 + 1] = clamp(luma - 0.2132 * cb - 0.5329 * cr)
    pixels[i * 3 + 2] = clamp(luma + 2.1124 * cb)
  }
  return pixels
}
