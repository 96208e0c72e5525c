// What the kernels compute, one value at a time: the specification that `kernels/` is held to, byte for byte.

interface Source {
  colour: Uint8Array
  alpha: Uint8Array
  stride: number
  /** Per row 0 = empty, 1 = mixed, 2 = opaque. */
  kinds: Uint8Array
}

/** A colour already multiplied by its alpha, over another. */
function over(colour: number, alpha: number, below: number): number {
  const t = below * (255 - alpha) + 128
  return Math.min(255, colour + ((t + (t >> 8)) >> 8))
}

/** Rows without vertical fraction are rounded once per direction that has one; opaque ones are only copied then. */
export function blendPlane(
  to: Uint8Array,
  toStride: number,
  { colour, alpha, stride, kinds }: Source,
  { count, lines, fx, fy }: { count: number; lines: number; fx: number; fy: number },
): void {
  const between = (of: Uint8Array, i: number): number => {
    const across = (at: number): number => (of[at] as number) * (64 - fx) + (of[at + 1] ?? 0) * fx
    return fy === 0 ? (across(i) + 32) >> 6 : (across(i) * (64 - fy) + across(i + stride) * fy + 2048) >> 12
  }
  for (let line = 0; line < lines; line++) {
    if (kinds[line] === 0 && (fy === 0 || kinds[line + 1] === 0)) continue
    for (let x = 0; x < count; x++) {
      const i = line * stride + x
      const below = to[line * toStride + x] as number
      const opaque = kinds[line] === 2 && fy === 0
      to[line * toStride + x] = over(between(colour, i), opaque ? 255 : between(alpha, i), below)
    }
  }
}

export function darken(luma: Uint8Array, keep: Uint8Array): void {
  for (const [i, y] of luma.entries()) luma[i] = 16 + ((Math.max(0, y - 16) * (keep[i] as number) + 128) >> 8)
}

export function stretchRow(
  from: Uint8Array,
  columns: { left: Uint16Array; share: Uint8Array },
  count: number,
): Uint16Array {
  return Uint16Array.from({ length: count }, (_, i) => {
    const at = columns.left[i] as number
    const a = from[at] as number
    return a * 128 + ((from[at + 1] as number) - a) * (columns.share[i] as number)
  })
}

export function mixRows(
  upper: Uint16Array,
  lower: Uint16Array,
  { count, down }: { count: number; down: number },
): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => {
    const u = upper[i] as number
    const way = (((lower[i] as number) - u) * down * 128 + 16384) >> 15
    return (u + way + 64) >> 7
  })
}

export function doublePlane(from: Uint8Array, width: number, height: number): Uint8Array {
  const at = (x: number, y: number): number =>
    from[Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))] as number
  return Uint8Array.from({ length: width * height * 4 }, (_, i) => {
    const [x, y] = [i % (width * 2), Math.floor(i / (width * 2))]
    const [nearX, nearY] = [x >> 1, y >> 1]
    const [farX, farY] = [nearX + (x & 1 ? 1 : -1), nearY + (y & 1 ? 1 : -1)]
    const mixed = (column: number): number => at(column, nearY) * 3 + at(column, farY)
    return (mixed(nearX) * 3 + mixed(farX) + 8) >> 4
  })
}

/** The planes y, a, u, v and the alpha of the differences. */
export function premultiply(rgba: Uint8Array, width: number, height: number): Uint8Array[] {
  const pixel = (x: number, y: number): [number, number, number, number] => {
    const at = (y * width + x) * 4
    return [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0, rgba[at + 3] ?? 0]
  }
  const luma = new Uint8Array(width * height)
  const alpha = new Uint8Array(width * height)
  for (let i = 0; i < luma.length; i++) {
    const [r, g, b, a] = pixel(i % width, Math.floor(i / width))
    luma[i] = Math.floor((((16 * 65536 + 11966 * r + 40254 * g + 4064 * b) >> 8) * a + 32640) / 65280)
    alpha[i] = a
  }
  const chroma = [0, 1, 2].map(() => new Uint8Array(luma.length / 4)) as [Uint8Array, Uint8Array, Uint8Array]
  for (let i = 0; i < luma.length / 4; i++) {
    const sum = [0, 0, 0, 0] as [number, number, number, number]
    for (let k = 0; k < 4; k++) {
      const [r, g, b, a] = pixel((i % (width / 2)) * 2 + (k & 1), Math.floor(i / (width / 2)) * 2 + (k >> 1))
      sum[0] += r * a
      sum[1] += g * a
      sum[2] += b * a
      sum[3] += a
    }
    const [r, g, b, a] = sum
    const grey = 128 * 4096 * a + 1020 * 2048
    chroma[0][i] = Math.floor((grey - 412 * r - 1387 * g + 1799 * b) / (1020 * 4096))
    chroma[1][i] = Math.floor((grey + 1799 * r - 1634 * g - 165 * b) / (1020 * 4096))
    chroma[2][i] = (a + 2) >> 2
  }
  return [luma, alpha, ...chroma]
}

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
