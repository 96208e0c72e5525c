// What the kernels over given pictures compute, one value at a time: the specification that `kernels/` is held to.

/** A plane seen through a mesh: `places` as x, y of each corner in 65536ths of a luma pixel; `by` is 2 for chroma. */
export function warpPlane(
  source: { pixels: Uint8Array; width: number; height: number },
  mesh: { places: Int32Array; columns: number; cellBits: number; by: 1 | 2 },
  { width, height }: { width: number; height: number },
): Uint8Array {
  const { places, columns, cellBits, by } = mesh
  const bits = cellBits - (by - 1)
  const cell = 1 << bits
  const at = (corner: number, axis: number, y: number): number => {
    const top = places[corner * 2 + axis] as number
    const step = (places[(corner + columns) * 2 + axis] as number) - top
    const down = (((y & (cell - 1)) << 16) >> bits) + (by === 2 ? 32768 >> cellBits : 0)
    const place = top + Math.floor((step * down) / 65536)
    return by === 2 ? (place - 32768) >> 1 : place
  }
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)]
    const corner = (y >> bits) * columns + (x >> bits)
    const along = (axis: number, k: number): number => {
      const [left, right] = [at(corner, axis, y), at(corner + 1, axis, y)]
      const begin = left + (by === 2 ? (right - left) >> (cellBits + 1) : 0)
      return begin + k * ((right - left) >> bits)
    }
    const k = x & (cell - 1)
    // Of eight pixels the middle one says how far down all of them are found.
    return bilinear(source, along(0, k), along(1, (k & ~7) + Math.min(4, cell >> 1)))
  })
}

function bilinear(
  { pixels, width, height }: { pixels: Uint8Array; width: number; height: number },
  x: number,
  y: number,
): number {
  const clamp = (value: number, high: number): number => Math.max(0, Math.min(high, value))
  const [ix, iy] = [clamp(x >> 16, width - 1), clamp(y >> 16, height - 1)]
  const fx = ix === x >> 16 ? (x >> 9) & 127 : 0
  const fy = iy === y >> 16 ? ((y >> 8) & 255) << 7 : 0
  const row = (of: number): number => {
    const left = pixels[of * width + ix] as number
    return (left << 7) + ((pixels[of * width + clamp(ix + 1, width - 1)] as number) - left) * fx
  }
  const [top, low] = [row(iy), row(clamp(iy + 1, height - 1))]
  return (top + (((low - top) * fy + 16384) >> 15) + 64) >> 7
}

/** `share` in 32768ths. */
function mixed(here: number, there: number, share: number): number {
  return ((here << 7) + ((((there - here) << 7) * share + 16384) >> 15) + 64) >> 7
}

export function mixByAlpha(from: Uint8Array, alpha: Uint8Array, to: Uint8Array, strength: number): void {
  for (const [i, cover] of alpha.entries()) {
    const share = (((cover << 7) + (cover >> 1)) * strength + 16384) >> 15
    to[i] = mixed(to[i] as number, from[i] as number, share)
  }
}

/** What the corners of a mesh say at each pixel of a plane. */
export function betweenCorners(
  corners: Int16Array,
  { columns, bits }: { columns: number; bits: number },
  { width, height }: { width: number; height: number },
): number[] {
  const cell = 1 << bits
  return Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)]
    const corner = (y >> bits) * columns + (x >> bits)
    const down = (at: number): number => {
      const top = corners[at] as number
      return top + ((((corners[at + columns] as number) - top) * (y & (cell - 1))) >> bits)
    }
    const [left, right] = [down(corner), down(corner + 1)]
    return left + (x & (cell - 1)) * ((right - left) >> bits)
  })
}

export function mixByShare(from: Uint8Array, to: Uint8Array, shares: number[]): void {
  for (const [i, share] of shares.entries()) to[i] = mixed(to[i] as number, from[i] as number, share)
}

export function mixEvenly(from: Uint8Array, to: Uint8Array, part: number): void {
  for (const [i, value] of to.entries()) to[i] = value + ((((from[i] as number) - value) * part + 128) >> 8)
}

export function shiftPlane(to: Uint8Array, shifts: number[], low: number, high: number): void {
  for (const [i, shift] of shifts.entries()) {
    to[i] = Math.max(low, Math.min(high, (((to[i] as number) << 6) + shift + 32) >> 6))
  }
}

export function gradePlane(
  to: Uint8Array,
  { gain, plus, low, high }: { gain: number; plus: number; low: number; high: number },
): void {
  for (const [i, value] of to.entries()) {
    const graded = (((value << 7) * gain + 16384) >> 15) + plus + 32
    to[i] = Math.max(low, Math.min(high, Math.min(32767, graded) >> 6))
  }
}
