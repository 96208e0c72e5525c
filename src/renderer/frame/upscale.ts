import type { Frame } from './frame.ts'

/** Doubles a frame in both directions, bilinear. `target` must be exactly twice as wide and high. */
export function upscaleFrame(source: Frame, target: Frame): void {
  const { width, height } = source
  upscalePlane(source.y, target.y, width, height)
  upscalePlane(source.u, target.u, width / 2, height / 2)
  upscalePlane(source.v, target.v, width / 2, height / 2)
}

/** Doubles a plane: each new pixel is 3/4 of the nearest old one and 1/4 of the next, in each direction. */
export function upscalePlane(source: Uint8Array, target: Uint8Array, width: number, height: number): void {
  const mixed = new Uint16Array(width + 2)
  for (let y = 0; y < height * 2; y++) {
    const near = y >> 1
    const far = Math.max(0, Math.min(height - 1, y & 1 ? near + 1 : near - 1))
    const a = near * width
    const b = far * width
    for (let x = 0; x < width; x++) mixed[x + 1] = (source[a + x] as number) * 3 + (source[b + x] as number)
    mixed[0] = mixed[1] as number
    mixed[width + 1] = mixed[width] as number
    let to = y * width * 2
    for (let x = 1; x <= width; x++) {
      const centre = (mixed[x] as number) * 3 + 8
      target[to++] = (centre + (mixed[x - 1] as number)) >> 4
      target[to++] = (centre + (mixed[x + 1] as number)) >> 4
    }
  }
}
