/**
 * Thresholds 0..1 of an 8x8 ordered dither. Added before rounding down they turn the steps of a soft gradient into a
 * fine fixed pattern, which (unlike noise that changes) costs an encoder next to nothing.
 */
const DITHER = Float32Array.from({ length: 64 }, (_, i) => {
  const x = i & 7
  const y = i >> 3
  const q = x ^ y
  const bits = ((q & 1) << 5) | ((y & 1) << 4) | ((q & 2) << 2) | ((y & 2) << 1) | ((q & 4) >> 1) | ((y & 4) >> 2)
  return (bits + 0.5) / 64
})

/** The threshold of a pixel. */
export function ditherAt(x: number, y: number): number {
  return DITHER[((y & 7) << 3) | (x & 7)] ?? 0.5
}
