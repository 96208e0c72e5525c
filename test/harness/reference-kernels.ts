// What the kernels compute, one value at a time: the specification that `kernels/` is held to, byte for byte.
import { noise as smoothNoise } from '../../src/renderer/scene/noise-field.ts'

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

/** A plane through a window that begins at `startX`, `startY`; places in 65536ths, beyond the edges they go on. */
export function resamplePlane(
  from: Uint8Array,
  { width, height }: { width: number; height: number },
  window: { startX: number; startY: number; step: number },
): Uint8Array {
  const between = (place: number, last: number): { at: number; part: number } => {
    const at = Math.max(0, Math.min(last, place >> 16))
    return { at, part: at === place >> 16 && at < last ? (place >> 8) & 255 : 0 }
  }
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const column = between(window.startX + (i % width) * window.step, width - 1)
    const row = between(window.startY + Math.floor(i / width) * window.step, height - 1)
    const stretched = (y: number): number => {
      const a = from[y * width + column.at] as number
      const b = from[y * width + Math.min(width - 1, column.at + 1)] as number
      return a * 128 + (b - a) * (column.part >> 1)
    }
    const [upper, lower] = [stretched(row.at), stretched(Math.min(height - 1, row.at + 1))]
    return (upper + (((lower - upper) * row.part * 128 + 16384) >> 15) + 64) >> 7
  })
}

/** 0 for rows of nothing, 2 for those that cover everything, 1 for others. */
export function kindsOfRows(alpha: Uint8Array, width: number): number[] {
  return Array.from({ length: alpha.length / width }, (_, row) => {
    const values = alpha.subarray(row * width, (row + 1) * width)
    return values.every((value) => value === 0) ? 0 : values.every((value) => value === 255) ? 2 : 1
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

/** A moving average in both directions; beyond the edges is nothing. */
export function boxBlur(from: Float32Array, width: number, radius: number): Float32Array {
  const height = from.length / width
  const share = 1 / (2 * radius + 1)
  const across = new Float32Array(from.length)
  const out = new Float32Array(from.length)
  for (let y = 0; y < height; y++) {
    let sum = 0
    for (let x = -radius; x < width; x++) {
      if (x + radius < width) sum += from[y * width + x + radius] as number
      if (x - radius > 0) sum -= from[y * width + x - radius - 1] as number
      if (x >= 0) across[y * width + x] = sum * share
    }
  }
  for (let x = 0; x < width; x++) {
    let kept = 0
    for (let y = -radius; y < height; y++) {
      let sum = kept
      if (y + radius < height) sum += across[(y + radius) * width + x] as number
      if (y - radius > 0) sum -= across[(y - radius - 1) * width + x] as number
      // Between two rows a sum is kept in 32 bits.
      kept = Math.fround(sum)
      if (y >= 0) out[y * width + x] = sum * share
    }
  }
  return out
}

/** Noise with finer noise on it, every operation rounded to 32 bits. */
export function cloudRow(
  { x, step, y }: { x: number; step: number; y: number },
  { seed, octaves, count }: { seed: number; octaves: number; count: number },
): Float32Array {
  const f = Math.fround
  return Float32Array.from({ length: count }, (_, i) => {
    let px = f(f(x) + f(i * f(step)))
    let py = f(y)
    let sum = 0
    let share = 0.5
    for (let octave = 0; octave < octaves; octave++) {
      sum = f(sum + f(share * noise(px, py, seed + octave)))
      const turned = f(f(px * f(1.6)) + f(py * f(1.2)))
      py = f(f(f(py * f(1.6)) - f(px * f(1.2))) + f(1.7))
      px = f(turned + f(3.1))
      share *= 0.5
    }
    return f(sum / f(1 - share * 2))
  })
}

function noise(x: number, y: number, seed: number): number {
  const f = Math.fround
  const between = (a: number, b: number, way: number): number => f(a + f(f(b - a) * way))
  const eased = (way: number): number => f(f(way * way) * f(3 - f(way + way)))
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [u, v] = [eased(f(x - left)), eased(f(y - top))]
  const row = (at: number): number => between(lattice(left, at, seed), lattice(left + 1, at, seed), u)
  return between(row(top), row(top + 1), v)
}

function lattice(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(seed, 1442695041)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  return Math.fround(Math.fround((h ^ (h >>> 16)) >>> 0) * 2.3283064365386963e-10)
}

/** The planes y, a, u, v and the alpha of the differences, of a picture that is already multiplied by its alpha. */
export function planesOf(rgba: Uint8Array, width: number, height: number): Uint8Array[] {
  const part = (x: number, y: number, k: number): number => rgba[(y * width + x) * 4 + k] as number
  const luma = new Uint8Array(width * height)
  const alpha = new Uint8Array(width * height)
  const chroma = [0, 1, 2].map(() => new Uint8Array(luma.length / 4)) as [Uint8Array, Uint8Array, Uint8Array]
  for (let i = 0; i < luma.length; i++) {
    const of = (k: number): number => part(i % width, Math.floor(i / width), k)
    luma[i] = (2991 * of(0) + 10064 * of(1) + 1016 * of(2) + 1028 * of(3) + 8192) >> 14
    alpha[i] = of(3)
  }
  for (let i = 0; i < luma.length / 4; i++) {
    const [x, y] = [(i % (width / 2)) * 2, Math.floor(i / (width / 2)) * 2]
    const four = (k: number): number => part(x, y, k) + part(x + 1, y, k) + part(x, y + 1, k) + part(x + 1, y + 1, k)
    const [r, g, b, a] = [four(0), four(1), four(2), four(3)]
    chroma[0][i] = (-1649 * r - 5547 * g + 7196 * b + 8224 * a + 32768) >> 16
    chroma[1][i] = (7196 * r - 6536 * g - 660 * b + 8224 * a + 32768) >> 16
    chroma[2][i] = (a + 2) >> 2
  }
  return [luma, alpha, ...chroma]
}

export function mixTileRows(upper: Float32Array, lower: Float32Array, way: number): Float32Array {
  const f = Math.fround
  const mixed = [...upper].map((a, i) => f(a + f(f((lower[i] as number) - a) * f(way))))
  return Float32Array.from([...mixed, mixed[0] ?? 0])
}

/** The number of the colour at each place of a row of water; `row` as the kernel takes it. */
export function waterRow(fine: Float32Array, broad: Float32Array, row: Float32Array, count: number): Uint8Array {
  const f = Math.fround
  const [start1, step1, start2, step2, lean, base, sunX, narrow, haze, strength] = [...row] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const sample = (tile: Float32Array, place: number): number => {
    const left = Math.floor(place)
    const at = left & (tile.length - 2)
    const a = tile[at] as number
    return f(a + f(f((tile[at + 1] as number) - a) * f(place - left)))
  }
  const clamped = (value: number, most: number): number => Math.min(most, Math.max(0, value))
  return Uint8Array.from({ length: count }, (_, x) => {
    const small = sample(fine, f(start1 + f(x * step1)))
    const large = sample(broad, f(start2 + f(x * step2)))
    const slope = f(small + f(large * f(1.2)))
    const offset = f(f(x - sunX) * narrow)
    const facing = f(f(f(slope * f(0.9)) + haze) - f(offset * offset))
    const glitter = clamped(f(facing * strength), 120)
    return Math.trunc(clamped(f(f(base + f(slope * lean)) + glitter), 255))
  })
}

/** Slopes of a field of waves, as seen from one side. */
export function waveSlopes(size: number, seed: number): Float32Array {
  const heights = Float32Array.from({ length: size * size }, (_, i) => {
    const [x, z] = [(i % size) / size, Math.floor(i / size) / size]
    let [height, share] = [0, 1]
    for (let octave = 0; octave < 4; octave++) {
      const cells = [12 << octave, 18 << octave] as const
      const n = smoothNoise(x * cells[0], z * cells[1], seed + octave, cells)
      height = Math.fround(height + share * (1 - Math.abs(n * 2 - 1)))
      share *= 0.46
    }
    return height
  })
  return heights.map((height, i) => (height - (heights[(i + size) % heights.length] as number)) * 7)
}
