// Pictures seen through a mesh: for each corner of its cells a place (x, y) in the source's luma, in 65536ths of a pixel.

/**
 * Fills a window of a plane with what lies at the mesh's places in a source plane, bilinear; beyond its edges a source goes
 * on as its edge. `by` is 1 for luma and 2 for a chroma plane, `cellBits` the logarithm of a cell's side in luma. Of up to
 * eight pixels in a row the middle one says how far down they are found. Up to 16 bytes after the source are read.
 */
export function warpPlane(
  from: usize,
  width: i32,
  height: i32,
  places: usize,
  columns: i32,
  cellBits: i32,
  by: i32,
  to: usize,
  stride: i32,
  windowWidth: i32,
  windowHeight: i32,
): void {
  const bits = cellBits - (by - 1)
  const cell = 1 << bits
  for (let y = 0; y < windowHeight; y++) {
    const above = places + <usize>((y >> bits) * columns) * 8
    const below = above + <usize>columns * 8
    const down = (((y & (cell - 1)) << 16) >> bits) + ((by - 1) << 15 >> cellBits)
    let leftX = edge(above, below, down, by)
    let leftY = edge(above + 4, below + 4, down, by)
    const row = to + <usize>(y * stride)
    for (let x = 0; x < windowWidth; x += cell) {
      const at = <usize>((x >> bits) + 1) * 8
      const rightX = edge(above + at, below + at, down, by)
      const rightY = edge(above + at + 4, below + at + 4, down, by)
      const stepX = (rightX - leftX) >> bits
      const stepY = (rightY - leftY) >> bits
      const startX = leftX + (by == 2 ? (rightX - leftX) >> (cellBits + 1) : 0)
      const startY = leftY + (by == 2 ? (rightY - leftY) >> (cellBits + 1) : 0)
      const count = min(cell, windowWidth - x)
      const endX = startX + (cell - 1) * stepX
      const endY = startY + cell * stepY
      // One look at a cell that lies within the source and is not turned round: most do.
      const within =
        count == cell && cell >= 8 && stepX >= 0 && stepX <= STEP_MAX && startX >= 0 && endX >> 16 < width - 1 &&
        min(startY, endY) >= 0 && max(startY, endY) >> 16 < height - 1
      if (within) {
        const ahead = i32x4.mul(i32x4.splat(stepX), i32x4(0, 1, 2, 3))
        let px = startX
        let py = startY + (stepY << 2)
        for (let k = 0; k < cell; k += 8) {
          run8(from + <usize>((py >> 16) * width + (px >> 16)), <usize>width, px & 65535, ahead, stepX, py, row + x + k)
          px += stepX << 3
          py += stepY << 3
        }
        leftX = rightX
        leftY = rightY
        continue
      }
      for (let k = 0; k < count; k += 8) {
        run(from, width, height, startX + k * stepX, stepX, startY + (k + min(4, cell >> 1)) * stepY, row + x + k, min(8, count - k))
      }
      leftX = rightX
      leftY = rightY
    }
  }
}

// @ts-ignore: decorator
@inline
function edge(above: usize, below: usize, down: i32, by: i32): i32 {
  const top = load<i32>(above)
  const place = top + <i32>((<i64>(load<i32>(below) - top) * down) >> 16)
  return by == 2 ? (place - 32768) >> 1 : place
}

/** Steps beyond which eight neighbours of the target lie further apart in the source than sixteen bytes. */
const STEP_MAX: i32 = 120_000

// @ts-ignore: decorator
@inline
function run(from: usize, width: i32, height: i32, x: i32, step: i32, y: i32, to: usize, count: i32): void {
  const ix = x >> 16
  const iy = y >> 16
  const last = (x + 7 * step) >> 16
  if (count == 8 && step >= 0 && step <= STEP_MAX && ix >= 0 && iy >= 0 && last < width - 1 && iy < height - 1) {
    run8(from + <usize>(iy * width + ix), <usize>width, x & 65535, i32x4.mul(i32x4.splat(step), i32x4(0, 1, 2, 3)), step, y, to)
    return
  }
  for (let k = 0; k < count; k++) store<u8>(to + k, sample(from, width, height, x + k * step, y))
}

// @ts-ignore: decorator
@inline
function run8(at: usize, width: usize, x: i32, ahead: v128, step: i32, y: i32, to: usize): void {
  const first = i32x4.add(i32x4.splat(x), ahead)
  const second = i32x4.add(first, i32x4.splat(step << 2))
  const places = i16x8.narrow_i32x4_u(i32x4.shr_s(first, 8), i32x4.shr_s(second, 8))
  const which = i16x8.shr_u(places, 8)
  const index = i8x16.narrow_i16x8_u(which, which)
  const part = i16x8.shr_u(v128.and(places, i16x8.splat(255)), 1)
  const top = towards(at, index, part)
  const low = towards(at + width, index, part)
  const way = i16x8.q15mulr_sat_s(i16x8.sub(low, top), i16x8.splat(<i16>(((y >> 8) & 255) << 7)))
  const mixed = i16x8.shr_s(i16x8.add(i16x8.add(top, way), i16x8.splat(64)), 7)
  v128.store64_lane(to, i8x16.narrow_i16x8_u(mixed, mixed), 0)
}

/** Between the bytes at `index` and those beside them, times 128. */
// @ts-ignore: decorator
@inline
function towards(at: usize, index: v128, part: v128): v128 {
  const a = i16x8.extend_low_i8x16_u(i8x16.swizzle(v128.load(at), index))
  const b = i16x8.extend_low_i8x16_u(i8x16.swizzle(v128.load(at, 1), index))
  return i16x8.add(i16x8.shl(a, 7), i16x8.mul(i16x8.sub(b, a), part))
}

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
