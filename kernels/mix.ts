// Two planes into one. Shares are in 32768ths, 32767 at most.

// @ts-ignore: decorator
@inline
function mixed8(here: v128, there: v128, share: v128): v128 {
  const way = i16x8.q15mulr_sat_s(i16x8.shl(i16x8.sub(there, here), 7), share)
  return i16x8.shr_s(i16x8.add(i16x8.add(i16x8.shl(here, 7), way), i16x8.splat(64)), 7)
}

// @ts-ignore: decorator
@inline
function mixed(here: i32, there: i32, share: i32): u8 {
  return <u8>(((here << 7) + ((((there - here) << 7) * share + 16384) >> 15) + 64) >> 7)
}

/** Mixes `from` into `to` by shares given for the corners of the cells of a mesh (16 bits each), whose side in this plane is 1 << bits. */
export function mixByShare(from: usize, to: usize, shares: usize, columns: i32, bits: i32, width: i32, height: i32): void {
  const cell = 1 << bits
  for (let y = 0; y < height; y++) {
    const above = shares + <usize>((y >> bits) * columns) * 2
    const down = y & (cell - 1)
    for (let x = 0; x < width; x += cell) {
      const at = above + <usize>(x >> bits) * 2
      const left = downTo(at, columns, down, bits)
      const right = downTo(at + 2, columns, down, bits)
      const i = <usize>(y * width + x)
      mixRun(from + i, to + i, left, (right - left) >> bits, min(cell, width - x))
    }
  }
}

// @ts-ignore: decorator
@inline
function downTo(at: usize, columns: i32, down: i32, bits: i32): i32 {
  const top = <i32>load<u16>(at)
  return top + (((<i32>load<u16>(at + <usize>columns * 2) - top) * down) >> bits)
}

// @ts-ignore: decorator
@inline
function mixRun(from: usize, to: usize, share: i32, step: i32, count: i32): void {
  let k = 0
  let now = i16x8.add(i16x8.splat(<i16>share), i16x8.mul(i16x8.splat(<i16>step), i16x8(0, 1, 2, 3, 4, 5, 6, 7)))
  for (; k + 8 <= count; k += 8) {
    const result = mixed8(v128.load8x8_u(to + k), v128.load8x8_u(from + k), now)
    v128.store64_lane(to + k, i8x16.narrow_i16x8_u(result, result), 0)
    now = i16x8.add(now, i16x8.splat(<i16>(step << 3)))
  }
  for (; k < count; k++) store<u8>(to + k, mixed(load<u8>(to + k), load<u8>(from + k), share + k * step))
}

/** Mixes `from` into `to` by an alpha of 0..255 for each value, and by `strength` of that. */
export function mixByAlpha(from: usize, alpha: usize, to: usize, count: i32, strength: i32): void {
  const strong = i16x8.splat(<i16>strength)
  let i = 0
  for (; i + 8 <= count; i += 8) {
    const cover = v128.load8x8_u(alpha + i)
    const share = i16x8.q15mulr_sat_s(i16x8.add(i16x8.shl(cover, 7), i16x8.shr_u(cover, 1)), strong)
    const result = mixed8(v128.load8x8_u(to + i), v128.load8x8_u(from + i), share)
    v128.store64_lane(to + i, i8x16.narrow_i16x8_u(result, result), 0)
  }
  for (; i < count; i++) {
    const cover = <i32>load<u8>(alpha + i)
    const share = (((cover << 7) + (cover >> 1)) * strength + 16384) >> 15
    store<u8>(to + i, mixed(load<u8>(to + i), load<u8>(from + i), share))
  }
}

/** Mixes `part` 256ths of `from` (0..255) into `to`. */
export function mixEvenly(from: usize, to: usize, count: i32, part: i32): void {
  const share = i16x8.splat(<i16>part)
  const rest = i16x8.splat(<i16>(256 - part))
  let i = 0
  for (; i + 8 <= count; i += 8) {
    // At most 255 * 256 + 128: it fits in sixteen bits without a sign.
    const sum = i16x8.add(i16x8.mul(v128.load8x8_u(to + i), rest), i16x8.mul(v128.load8x8_u(from + i), share))
    const result = i16x8.shr_u(i16x8.add(sum, i16x8.splat(128)), 8)
    v128.store64_lane(to + i, i8x16.narrow_i16x8_u(result, result), 0)
  }
  for (; i < count; i++) {
    store<u8>(to + i, <u8>((<i32>load<u8>(to + i) * (256 - part) + <i32>load<u8>(from + i) * part + 128) >> 8))
  }
}

/** Multiplies by `gain` 16384ths and adds `plus` 64ths, within `low` and `high`. */
export function gradePlane(to: usize, count: i32, gain: i32, plus: i32, low: i32, high: i32): void {
  const by = i16x8.splat(<i16>gain)
  const more = i16x8.splat(<i16>(plus + 32))
  const least = i16x8.splat(<i16>low)
  const most = i16x8.splat(<i16>high)
  let i = 0
  for (; i + 8 <= count; i += 8) {
    const value = i16x8.q15mulr_sat_s(i16x8.shl(v128.load8x8_u(to + i), 7), by)
    const graded = i16x8.shr_s(i16x8.add_sat_s(value, more), 6)
    const bound = i16x8.min_s(i16x8.max_s(graded, least), most)
    v128.store64_lane(to + i, i8x16.narrow_i16x8_u(bound, bound), 0)
  }
  for (; i < count; i++) {
    const value = ((<i32>load<u8>(to + i) << 7) * gain + 16384) >> 15
    store<u8>(to + i, <u8>min(high, max(low, min(32767, value + plus + 32) >> 6)))
  }
}

/** Adds what is given for the corners of the cells of a mesh (16 bits each, in 64ths), within `low` and `high`. */
export function shiftPlane(
  to: usize,
  shifts: usize,
  columns: i32,
  bits: i32,
  width: i32,
  height: i32,
  low: i32,
  high: i32,
): void {
  const cell = 1 << bits
  for (let y = 0; y < height; y++) {
    const down = y & (cell - 1)
    for (let x = 0; x < width; x += cell) {
      const at = shifts + <usize>((y >> bits) * columns + (x >> bits)) * 2
      const left = signedDownTo(at, columns, down, bits)
      const right = signedDownTo(at + 2, columns, down, bits)
      shiftRun(to + <usize>(y * width + x), left, (right - left) >> bits, min(cell, width - x), low, high)
    }
  }
}

// @ts-ignore: decorator
@inline
function signedDownTo(at: usize, columns: i32, down: i32, bits: i32): i32 {
  const top = <i32>load<i16>(at)
  return top + (((<i32>load<i16>(at + <usize>columns * 2) - top) * down) >> bits)
}

// @ts-ignore: decorator
@inline
function shiftRun(to: usize, shift: i32, step: i32, count: i32, low: i32, high: i32): void {
  let k = 0
  let now = i16x8.add(i16x8.splat(<i16>(shift + 32)), i16x8.mul(i16x8.splat(<i16>step), i16x8(0, 1, 2, 3, 4, 5, 6, 7)))
  for (; k + 8 <= count; k += 8) {
    const value = i16x8.shr_s(i16x8.add(i16x8.shl(v128.load8x8_u(to + k), 6), now), 6)
    const bound = i16x8.min_s(i16x8.max_s(value, i16x8.splat(<i16>low)), i16x8.splat(<i16>high))
    v128.store64_lane(to + k, i8x16.narrow_i16x8_u(bound, bound), 0)
    now = i16x8.add(now, i16x8.splat(<i16>(step << 3)))
  }
  for (; k < count; k++) {
    const value = ((<i32>load<u8>(to + k) << 6) + shift + 32 + k * step) >> 6
    store<u8>(to + k, <u8>min(high, max(low, value)))
  }
}
