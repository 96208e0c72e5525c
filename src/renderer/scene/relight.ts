import type { Rgb } from '../frame/colour.ts'
import { kernels, scratch } from '../kernels/memory.ts'
import type { Light } from './light.ts'

/** An image with straight alpha. */
export interface Picture {
  data: Uint8ClampedArray
  width: number
  height: number
}

/** How round a flat figure becomes: radii in pixels of the small and the large swelling of its outline. */
export interface Roundness {
  fine: number
  broad: number
  /** Which side the light comes from: -1 left .. 1 right. */
  side: number
}

/**
 * Gives a flat picture a body, in place: its outline is blown up to a height field, and the field's slopes are lit by
 * the light of the scene, so that a figure of flat colours sits in the picture as a rounded one.
 */
export function relight(picture: Picture, light: Light, round: Roundness): void {
  const { width, height, data } = picture
  const heights = swell(picture, round)
  const [sx, sy, sz] = unitVector(round.side, light.sun.height > 0.4 ? -0.8 : -0.4, 0.42)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      if ((data[i * 4 + 3] as number) === 0) continue
      const nx = ((heights[i - 1] as number) - (heights[i + 1] as number)) * 0.5
      const ny = ((heights[i - width] as number) - (heights[i + width] as number)) * 0.5
      const length = 1 / Math.sqrt(nx * nx + ny * ny + 1)
      const towards = (nx * sx + ny * sy + sz) * length
      const edge = 1 - length
      const rim = edge * edge * Math.max(0, (nx * sx + ny * sy) * length + 0.25) * 1.5
      lightPixel(data, i * 4, light, { diffuse: Math.max(0, (towards + 0.2) / 1.2), up: 0.5 - 0.5 * ny * length, rim })
    }
  }
}

function lightPixel(
  data: Uint8ClampedArray,
  at: number,
  light: Light,
  { diffuse, up, rim }: { diffuse: number; up: number; rim: number },
): void {
  const grey = 0.3 * (data[at] as number) + 0.59 * (data[at + 1] as number) + 0.11 * (data[at + 2] as number)
  for (let k = 0; k < 3; k++) {
    const part = k as 0 | 1 | 2
    const fill = light.ambient[part] * (1 - up) + light.above[part] * up
    const own = data[at + k] as number
    const colour = (own + (grey - own) * light.dimness) / 255
    data[at + k] = colour * (0.8 * fill + 0.76 * light.key[part] * diffuse) + light.key[part] * rim * 0.5
  }
}

function swell({ data, width, height }: Picture, { fine, broad }: Roundness): Float32Array {
  const count = width * height
  const all = scratch((count * 4 + width) * 4)
  const floats = (from: number, length: number): Float32Array =>
    new Float32Array(all.buffer, all.byteOffset + from * 4, length)
  const [mask, near, far, across] = [0, 1, 2, 3].map((n) => floats(n * count, count)) as [Plane, Plane, Plane, Plane]
  const sums = floats(count * 4, width)
  const blur = (from: Plane, to: Plane, radius: number): void =>
    kernels().boxBlur(from.byteOffset, to.byteOffset, across.byteOffset, sums.byteOffset, width, height, radius)
  for (let i = 0; i < count; i++) mask[i] = (data[i * 4 + 3] as number) / 255
  blur(mask, near, fine)
  blur(near, near, fine)
  blur(near, far, broad)
  blur(far, far, broad)
  for (let i = 0; i < count; i++) {
    const small = Math.sqrt(Math.max(0, (near[i] as number) - 0.5) * 2) * fine * 1.5
    const large = Math.sqrt(Math.max(0, (far[i] as number) - 0.35) * 1.5) * broad * 1.25
    mask[i] = small + large
  }
  blur(mask, near, Math.max(1, Math.round(fine / 3)))
  return near
}

type Plane = Float32Array

function unitVector(x: number, y: number, z: number): Rgb {
  const length = Math.hypot(x, y, z)
  return [x / length, y / length, z / length]
}
