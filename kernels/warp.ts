import { held } from './held'

// Pictures seen through a mesh: for each corner of its cells a place (x, y) in the source's luma, in 65536ths of a pixel.

/**
 * Fills a window of a luma plane with what lies at the mesh's places in a source plane, bilinear; beyond its edges a source
 * goes on as its edge. `cellBits` is the logarithm of a cell's side in luma. Of up to eight pixels in a row the middle one
 * says how far down they are found. Up to 16 bytes after the source are read.
 */
export function warpLuma(
  from: usize,
  width: i32,
  height: i32,
  places: usize,
  columns: i32,
  cellBits: i32,
  to: usize,
  stride: i32,
  windowWidth: i32,
  windowHeight: i32,
): void {
  warp(from, 0, width, height, places, columns, cellBits, 1, to, 0, stride, windowWidth, windowHeight)
}

/** The same for both chroma planes of a picture. Sizes, stride and window are theirs. */
export function warpChroma(
  fromU: usize,
  fromV: usize,
  width: i32,
  height: i32,
  places: usize,
  columns: i32,
  cellBits: i32,
  toU: usize,
  toV: usize,
  stride: i32,
  windowWidth: i32,
  windowHeight: i32,
): void {
  warp(fromU, fromV, width, height, places, columns, cellBits, 2, toU, toV, stride, windowWidth, windowHeight)
}

// @ts-ignore: decorator
@inline
function warp(
  from: usize,
  fromV: usize,
  width: i32,
  height: i32,
  places: usize,
  columns: i32,
  cellBits: i32,
  by: i32,
  to: usize,
  toV: usize,
  stride: i32,
  windowWidth: i32,
  windowHeight: i32,
): void {
  const bits = cellBits - (by - 1)
  const cell = 1 << bits
  const quarter = i32x4.splat((by - 1) << 15)
  const least = i32x4.splat(NEAR)
  const most = i32x4.sub(
    v128.shuffle<i32>(i32x4.splat((width - 1) << 16), i32x4.splat((height - 1) << 16), 0, 4, 1, 5),
    least,
  )
  for (let y = 0; y < windowHeight; y += cell) {
    const rows = min(cell, windowHeight - y)
    const corners = places + <usize>((y >> bits) * columns) * 8
    const below = <usize>columns * 8
    for (let x = 0; x < windowWidth; ) {
      const corner = corners + <usize>(x >> bits) * 8
      const offset = <usize>(y * stride + x)
      const room = cellBits == 4 || cellBits == 5 ? (windowWidth - x) >> bits : 0
      let plain = 0
      while (plain < room && isPlain(corner + <usize>plain * 8, below, quarter, least, most, bits, by)) plain++
      if (plain == 0) {
        const count = min(cell, windowWidth - x)
        const upper = i32x4.sub(v128.load(corner), quarter)
        const lower = i32x4.sub(v128.load(corner + below), quarter)
        anyCell(from, width, height, upper, lower, by, bits, to + offset, stride, rows, count)
        if (by == 2) anyCell(fromV, width, height, upper, lower, by, bits, toV + offset, stride, rows, count)
        x += cell
      } else {
        if (cellBits == 4) plainCells(from, fromV, width, corner, below, by, 4, to + offset, toV + offset, stride, rows, plain)
        else plainCells(from, fromV, width, corner, below, by, 5, to + offset, toV + offset, stride, rows, plain)
        x += plain << bits
      }
    }
  }
}

/** Whether a cell lies within the source and is not turned round, as most do. */
// @ts-ignore: decorator
@inline
function isPlain(corner: usize, below: usize, quarter: v128, least: v128, most: v128, bits: i32, by: i32): bool {
  // Left x, left y, right x, right y.
  const upper = i32x4.sub(v128.load(corner), quarter)
  const lower = i32x4.sub(v128.load(corner + below), quarter)
  const top = i32x4.shr_s(upper, by - 1)
  const low = i32x4.shr_s(lower, by - 1)
  const inside = v128.and(i32x4.gt_s(i32x4.min_s(top, low), least), i32x4.lt_s(i32x4.max_s(top, low), most))
  const short = i32x4.lt_s(i32x4.abs(i32x4.sub(lower, upper)), i32x4.splat(TALL_MAX))
  const topWide = i32x4.extract_lane(top, 2) - i32x4.extract_lane(top, 0)
  const lowWide = i32x4.extract_lane(low, 2) - i32x4.extract_lane(low, 0)
  return i32x4.all_true(v128.and(inside, short)) && min(topWide, lowWide) > NEAR &&
    max(topWide, lowWide) < (STEP_MAX << bits) - NEAR
}

/** In 65536ths of a pixel: what a cell's corners must stay away from limits, for its rows lie between them but for rounding. */
const NEAR: i32 = 64

/** Steps beyond which eight neighbours of the target lie further apart in the source than sixteen bytes. */
const STEP_MAX: i32 = 120_000

/** From a cell's upper corners to its lower ones; times 64 it is a number of 32 bits. */
const TALL_MAX: i32 = 1 << 24

/** Plain cells beside each other, row by row over all of them: in this order what is read and written comes quickest. */
// @ts-ignore: decorator
@inline
function plainCells(
  from: usize,
  fromV: usize,
  width: i32,
  corner: usize,
  below: usize,
  by: i32,
  cellBits: i32,
  to: usize,
  toV: usize,
  stride: i32,
  rows: i32,
  cells: i32,
): void {
  const bits = cellBits - (by - 1)
  const low8 = held(255)
  const half = held(64)
  const next = held(256)
  const both = held(257)
  const quarter = i32x4.splat((by - 1) << 15)
  const ahead = i32x4.extend_low_i16x8_u(i16x8.add(held(0), i16x8(0, 1, 2, 3, 0, 0, 0, 0)))
  const end = corner + <usize>cells * 8
  for (let y = 0; y < rows; y++) {
    // Shares of 1 << bits of the way down; of four times that for chroma, whose rows lie a quarter further.
    const down = i32x4.splat(by == 2 ? y * 4 + 1 : y)
    let into = to
    let intoV = toV
    for (let at = corner; at < end; at += 8) {
      const upper = v128.load(at)
      const way = i32x4.mul(i32x4.sub(v128.load(at + below), upper), down)
      const edges = by == 2
        ? i32x4.shr_s(i32x4.add(i32x4.sub(upper, quarter), i32x4.shr_s(way, bits + 2)), 1)
        : i32x4.add(upper, i32x4.shr_s(way, bits))
      const across = i32x4.sub(v128.shuffle<i32>(edges, edges, 2, 3, 2, 3), edges)
      const step = i32x4.shr_s(across, bits)
      const start = by == 2 ? i32x4.add(edges, i32x4.shr_s(across, bits + 2)) : edges
      const stepX = i32x4.extract_lane(step, 0)
      const stepY = i32x4.extract_lane(step, 1)
      const steps = v128.shuffle<i32>(step, step, 0, 0, 0, 0)
      const first = i32x4.mul(steps, ahead)
      const second = i32x4.add(first, i32x4.shl(steps, 2))
      let px = i32x4.extract_lane(start, 0)
      let py = i32x4.extract_lane(start, 1) + (stepY << 2)
      for (let k = 0; k < 1 << bits; k += by == 2 ? 8 : 16) {
        const place = <usize>((py >> 16) * width + (px >> 16))
        if (by == 2) {
          const found = placesOf(px, first, second)
          const pairs = pairsOf(found, both, next)
          const part = i16x8.shr_u(v128.and(found, low8), 1)
          const share = i16x8.splat(<i16>((py >> 1) & 0x7f80))
          const u = between(from + place, width, pairs, part, share, low8, half)
          const v = between(fromV + place, width, pairs, part, share, low8, half)
          v128.store64_lane(into + k, i8x16.narrow_i16x8_u(u, u), 0)
          v128.store64_lane(intoV + k, i8x16.narrow_i16x8_u(v, v), 0)
        } else {
          const a = run8(from + place, width, px, py, first, second, both, next, low8, half)
          px += stepX << 3
          py += stepY << 3
          const beside = <usize>((py >> 16) * width + (px >> 16))
          const b = run8(from + beside, width, px, py, first, second, both, next, low8, half)
          v128.store(into + k, i8x16.narrow_i16x8_u(a, b))
        }
        px += stepX << 3
        py += stepY << 3
      }
      into += 1 << bits
      if (by == 2) intoV += 1 << bits
    }
    to += stride
    if (by == 2) toV += stride
  }
}

// @ts-ignore: decorator
@inline
function run8(at: usize, width: i32, px: i32, py: i32, first: v128, second: v128, both: v128, next: v128, low8: v128, half: v128): v128 {
  const found = placesOf(px, first, second)
  const part = i16x8.shr_u(v128.and(found, low8), 1)
  return between(at, width, pairsOf(found, both, next), part, i16x8.splat(<i16>((py >> 1) & 0x7f80)), low8, half)
}

/** In 256ths, counted from the whole pixel that the first lies in. */
// @ts-ignore: decorator
@inline
function placesOf(px: i32, first: v128, second: v128): v128 {
  const x = i32x4.splat(px & 65535)
  return i16x8.narrow_i32x4_u(i32x4.shr_s(i32x4.add(x, first), 8), i32x4.shr_s(i32x4.add(x, second), 8))
}

/** Which bytes are needed: the one at a place and the one beside it. */
// @ts-ignore: decorator
@inline
function pairsOf(found: v128, both: v128, next: v128): v128 {
  return i16x8.add(i16x8.mul(i16x8.shr_u(found, 8), both), next)
}

// @ts-ignore: decorator
@inline
function between(at: usize, width: i32, pairs: v128, part: v128, down: v128, low8: v128, half: v128): v128 {
  const top = towards(i8x16.swizzle(v128.load(at), pairs), part, low8)
  const low = towards(i8x16.swizzle(v128.load(at + <usize>width), pairs), part, low8)
  const way = i16x8.q15mulr_sat_s(i16x8.sub(low, top), down)
  return i16x8.shr_s(i16x8.add(i16x8.add(top, way), half), 7)
}

/** Between bytes and those beside them, times 128. */
// @ts-ignore: decorator
@inline
function towards(pairs: v128, part: v128, low8: v128): v128 {
  const a = v128.and(pairs, low8)
  const b = i16x8.shr_u(pairs, 8)
  return i16x8.add(i16x8.shl(a, 7), i16x8.mul(i16x8.sub(b, a), part))
}

/** A cell that lies anywhere, less of it at the edge of the window. */
function anyCell(
  from: usize,
  width: i32,
  height: i32,
  above: v128,
  below: v128,
  by: i32,
  bits: i32,
  to: usize,
  stride: i32,
  rows: i32,
  count: i32,
): void {
  const chroma = by - 1
  const middle = min(4, 1 << bits >> 1)
  for (let y = 0; y < rows; y++) {
    const down = ((y << 16) >> bits) + (chroma << 15 >> (bits + chroma))
    const startX = edge(i32x4.extract_lane(above, 0), i32x4.extract_lane(below, 0), down, chroma)
    const startY = edge(i32x4.extract_lane(above, 1), i32x4.extract_lane(below, 1), down, chroma)
    const wideX = edge(i32x4.extract_lane(above, 2), i32x4.extract_lane(below, 2), down, chroma) - startX
    const wideY = edge(i32x4.extract_lane(above, 3), i32x4.extract_lane(below, 3), down, chroma) - startY
    const stepX = wideX >> bits
    const stepY = wideY >> bits
    let px = startX + (chroma ? wideX >> (bits + 2) : 0)
    const py = startY + (chroma ? wideY >> (bits + 2) : 0)
    for (let k = 0; k < count; k += 8) {
      run(from, width, height, px, stepX, py + (k + middle) * stepY, to + k, min(8, count - k))
      px += stepX << 3
    }
    to += stride
  }
}

/** Up to eight pixels in a row. */
function run(from: usize, width: i32, height: i32, x: i32, step: i32, y: i32, to: usize, count: i32): void {
  const ix = x >> 16
  const iy = y >> 16
  const last = (x + 7 * step) >> 16
  if (count < 8 || step < 0 || step > STEP_MAX || ix < 0 || iy < 0 || last >= width - 1 || iy >= height - 1) {
    for (let k = 0; k < count; k++) store<u8>(to + k, sample(from, width, height, x + k * step, y))
    return
  }
  const first = i32x4.mul(i32x4.splat(step), i32x4(0, 1, 2, 3))
  const second = i32x4.add(first, i32x4.splat(step << 2))
  const at = from + <usize>(iy * width + ix)
  const mixed = run8(at, width, x, y, first, second, i16x8.splat(257), i16x8.splat(256), i16x8.splat(255), i16x8.splat(64))
  v128.store64_lane(to, i8x16.narrow_i16x8_u(mixed, mixed), 0)
}

// @ts-ignore: decorator
@inline
function edge(above: i32, below: i32, down: i32, chroma: i32): i32 {
  return (above + <i32>((<i64>(below - above) * down) >> 16)) >> chroma
}

// @ts-ignore: decorator
@inline
function sample(from: usize, width: i32, height: i32, x: i32, y: i32): u8 {
  const ix = min(width - 1, max(0, x >> 16))
  const iy = min(height - 1, max(0, y >> 16))
  const fx = ix == x >> 16 ? (x >> 9) & 127 : 0
  const fy = iy == y >> 16 ? ((y >> 8) & 255) << 7 : 0
  const right = min(width - 1, ix + 1)
  const upper = from + <usize>(iy * width)
  const lower = from + <usize>(min(height - 1, iy + 1) * width)
  const a = <i32>load<u8>(upper + ix)
  const b = <i32>load<u8>(lower + ix)
  const top = (a << 7) + (<i32>load<u8>(upper + right) - a) * fx
  const low = (b << 7) + (<i32>load<u8>(lower + right) - b) * fx
  return <u8>((top + (((low - top) * fy + 16384) >> 15) + 64) >> 7)
}
