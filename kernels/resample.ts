import { held } from './held'

/**
 * A plane at the same size, through a window that is no larger: bilinear. The pixel in the corner lies at `startX`,
 * `startY` of the source and the next ones `step` further, in 65536ths of a pixel; beyond its edges the source goes on as
 * its edge. Up to 17 bytes after the source are read. `room` is for eight times the width, rounded up to sixteen.
 */
export function resamplePlane(
  from: usize,
  to: usize,
  width: i32,
  height: i32,
  startX: i32,
  startY: i32,
  step: i32,
  room: usize,
): void {
  const wide = <usize>(width + 15) & ~15
  const left = room
  const steps = left + wide * 2
  const share = steps + wide
  let upper = share + wide
  let lower = upper + wide * 2
  for (let x = 0, at = startX; x < <i32>wide; x++, at += step) {
    const column = min(width - 1, max(0, at >> 16))
    store<u16>(left + (<usize>x << 1), <u16>column)
    store<u8>(steps + x, <u8>(column - <i32>load<u16>(left + (<usize>(x & ~15) << 1))))
    store<u8>(share + x, at >> 16 == column && column < width - 1 ? <u8>((at >> 9) & 127) : 0)
  }
  // Two rows stretched sideways at a time: going down, most rows need one new one at the most.
  let upperRow = -1
  let lowerRow = -1
  for (let y = 0, at = startY; y < height; y++, at += step) {
    const row = min(height - 1, max(0, at >> 16))
    if (upperRow != row) {
      const other = upper
      upper = lower
      lower = other
      if (lowerRow != row) stretchRow(from + <usize>(row * width), upper, left, steps, share, width)
      upperRow = row
      lowerRow = min(height - 1, row + 1)
      stretchRow(from + <usize>(lowerRow * width), lower, left, steps, share, width)
    }
    const down = at >> 16 == row && row < height - 1 ? (at >> 8) & 255 : 0
    mixRows(upper, lower, to + <usize>(y * width), width, down)
  }
}

/**
 * A row of bytes at another width. For each value to write, `left` (16-bit, counted from `from`) is the one it lies
 * right of and `share` the 128ths (0..127) of the way to the next. `steps` holds, for each value, how far its left one
 * is from that of the first of its sixteen: at most 15, so the source must not be shrunk. Written are 16-bit values
 * times 128. Up to 17 bytes after the last one are read.
 */
function stretchRow(from: usize, to: usize, left: usize, steps: usize, share: usize, count: u32): void {
  let i: u32 = 0
  for (; i + 16 <= count; i += 16) {
    const at = from + load<u16>(left + i * 2)
    const which = v128.load(steps + i)
    const a = i8x16.swizzle(v128.load(at), which)
    const b = i8x16.swizzle(v128.load(at, 1), which)
    const part = v128.load(share + i)
    v128.store(
      to + i * 2,
      towards(i16x8.extend_low_i8x16_u(a), i16x8.extend_low_i8x16_u(b), i16x8.extend_low_i8x16_u(part)),
    )
    v128.store(
      to + i * 2,
      towards(i16x8.extend_high_i8x16_u(a), i16x8.extend_high_i8x16_u(b), i16x8.extend_high_i8x16_u(part)),
      16,
    )
  }
  for (; i < count; i++) {
    const at = from + load<u16>(left + i * 2)
    const a = <i32>load<u8>(at)
    const b = <i32>load<u8>(at, 1)
    store<u16>(to + i * 2, <u16>((a << 7) + (b - a) * <i32>load<u8>(share + i)))
  }
}

@inline
function towards(a: v128, b: v128, part: v128): v128 {
  return i16x8.add(i16x8.shl(a, 7), i16x8.mul(i16x8.sub(b, a), part))
}

/** Bytes between two stretched rows: `down` 256ths (0..255) of the way from the upper to the lower one. */
function mixRows(upper: usize, lower: usize, to: usize, count: u32, down: i32): void {
  const share = i16x8.splat(<i16>(down << 7))
  const half = held(64)
  let i: u32 = 0
  for (; i + 16 <= count; i += 16) {
    const low = downwards(v128.load(upper + i * 2), v128.load(lower + i * 2), share, half)
    const high = downwards(v128.load(upper + i * 2, 16), v128.load(lower + i * 2, 16), share, half)
    v128.store(to + i, i8x16.narrow_i16x8_u(low, high))
  }
  for (; i < count; i++) {
    const u = <i32>load<u16>(upper + i * 2)
    const way = ((<i32>load<u16>(lower + i * 2) - u) * (down << 7) + 16384) >> 15
    store<u8>(to + i, <u8>((u + way + 64) >> 7))
  }
}

@inline
function downwards(upper: v128, lower: v128, share: v128, half: v128): v128 {
  const way = i16x8.q15mulr_sat_s(i16x8.sub(lower, upper), share)
  return i16x8.shr_u(i16x8.add(i16x8.add(upper, way), half), 7)
}
