import { held } from './held'

// Layers over frames: colours already multiplied by their alpha, at places between the pixels.

const EMPTY: u8 = 0
const MIXED: u8 = 1
const OPAQUE: u8 = 2

/** Sixteen bytes as eight values of 16 bits: those at even places. */
@inline
function evens(bytes: v128, low8: v128): v128 {
  return v128.and(bytes, low8)
}

/** Those at odd places; of 16-bit values their upper halves. */
@inline
function odds(bytes: v128): v128 {
  return i16x8.shr_u(bytes, 8)
}

/** x * y / 255, rounded, in 256ths with anything below them, for bytes in eight lanes; `half` is 128. */
@inline
function shareOf(x: v128, y: v128, half: v128): v128 {
  const t = i16x8.add(i16x8.mul(x, y), half)
  return i16x8.add(t, i16x8.shr_u(t, 8))
}

/** Colours over what is below, of which what alpha leaves remains; alphas of even and of odd places. */
@inline
function over16(colour: v128, even: v128, odd: v128, below: v128, low8: v128, half: v128): v128 {
  const keptEven = shareOf(evens(below, low8), v128.xor(even, low8), half)
  const keptOdd = shareOf(odds(below), v128.xor(odd, low8), half)
  return i8x16.add_sat_u(colour, v128.or(odds(keptEven), v128.andnot(keptOdd, low8)))
}

@inline
function over(colour: u32, alpha: u32, below: u32): u8 {
  const t = below * (255 - alpha) + 128
  return <u8>min<u32>(255, colour + ((t + (t >> 8)) >> 8))
}

/** Eight values between their neighbours, in 64ths and half a one more: `f` 64ths of the way, `g` = 64 - f. */
@inline
function sideways8(left: v128, right: v128, f: v128, g: v128, half: v128): v128 {
  return i16x8.add(i16x8.add(i16x8.mul(left, g), i16x8.mul(right, f)), half)
}

/** Between the bytes at `at` and those one further. */
@inline
function sideways16(at: usize, f: v128, g: v128, low8: v128, half: v128): v128 {
  const left = v128.load(at)
  const right = v128.load(at, 1)
  const even = sideways8(evens(left, low8), evens(right, low8), f, g, half)
  const odd = sideways8(odds(left), odds(right), f, g, half)
  return v128.or(i16x8.shr_u(even, 6), v128.andnot(i16x8.shl(odd, 2), low8))
}

/** Of 65 bytes: whether all are 0, as most of what layers hold, or all are 255, or neither. */
@inline
function kindOfRun(at: usize): u8 {
  const a = v128.load(at)
  const b = v128.load(at, 16)
  const c = v128.load(at, 32)
  const d = v128.load(at, 48)
  const e = v128.load(at, 49)
  if (!v128.any_true(v128.or(v128.or(v128.or(a, b), v128.or(c, d)), e))) return EMPTY
  return allOnes(v128.and(v128.and(v128.and(a, b), v128.and(c, d)), e)) ? OPAQUE : MIXED
}

@inline
function kindOfRuns(at: usize, stride: usize): u8 {
  const upper = kindOfRun(at)
  return upper != MIXED && upper == kindOfRun(at + stride) ? upper : MIXED
}

@inline
function allOnes(bytes: v128): bool {
  return !v128.any_true(v128.not(bytes))
}

@inline
function sideways(at: usize, f: u32): u32 {
  return (<u32>load<u8>(at) * (64 - f) + <u32>load<u8>(at, 1) * f + 32) >> 6
}

/** Four values between four bytes each, of which `upper` and `lower` hold two each, in turns; their weights are 4096ths. */
@inline
function mixed4(upper: v128, lower: v128, upperBy: v128, lowerBy: v128, half: v128): v128 {
  const sum = i32x4.add(i32x4.dot_i16x8_s(upper, upperBy), i32x4.dot_i16x8_s(lower, lowerBy))
  return i32x4.shr_u(i32x4.add(sum, half), 12)
}

@inline
function mixed8(upper: v128, lower: v128, upperBy: v128, lowerBy: v128, half: v128): v128 {
  return i16x8.narrow_i32x4_u(
    mixed4(i16x8.extend_low_i8x16_u(upper), i16x8.extend_low_i8x16_u(lower), upperBy, lowerBy, half),
    mixed4(i16x8.extend_high_i8x16_u(upper), i16x8.extend_high_i8x16_u(lower), upperBy, lowerBy, half),
  )
}

/** Between four bytes: the ones at `at` and in the row below it, each with its neighbour. */
@inline
function between16(at: usize, stride: usize, upperBy: v128, lowerBy: v128, half: v128): v128 {
  const a = v128.load(at)
  const b = v128.load(at, 1)
  const c = v128.load(at + stride)
  const d = v128.load(at + stride, 1)
  const low = mixed8(
    v128.shuffle<i8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
    v128.shuffle<i8>(c, d, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
    upperBy,
    lowerBy,
    half,
  )
  const high = mixed8(
    v128.shuffle<i8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
    v128.shuffle<i8>(c, d, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
    upperBy,
    lowerBy,
    half,
  )
  return i8x16.narrow_i16x8_u(low, high)
}

@inline
function between(at: usize, stride: usize, fx: u32, fy: u32): u32 {
  const top = <u32>load<u8>(at) * (64 - fx) + <u32>load<u8>(at, 1) * fx
  const bottom = <u32>load<u8>(at + stride) * (64 - fx) + <u32>load<u8>(at + stride, 1) * fx
  return (top * (64 - fy) + bottom * fy + 2048) >> 12
}

/** Of each row of an alpha plane: whether it is empty, or covers everything, or neither. */
export function kindsOfRows(alpha: usize, width: u32, height: u32, kinds: usize): void {
  for (let row: u32 = 0; row < height; row++) {
    let any = i8x16.splat(0)
    let all = i8x16.splat(-1)
    let i: u32 = 0
    for (; i + 16 <= width; i += 16) {
      const values = v128.load(alpha + i)
      any = v128.or(any, values)
      all = v128.and(all, values)
    }
    let some = v128.any_true(any)
    let whole = allOnes(all)
    for (; i < width; i++) {
      const value = load<u8>(alpha + i)
      some = some || value != 0
      whole = whole && value == 255
    }
    store<u8>(kinds + row, some ? (whole ? OPAQUE : MIXED) : EMPTY)
    alpha += width
  }
}

/**
 * Blends `lines` rows of `count` values onto a plane. A value lies `fx`, `fy` 64ths (0..63) between its own place in the
 * source and the next to the right and below, so that much more of the source is read. `kinds` says of each row of the
 * source whether it is empty or covers everything.
 */
export function blendPlane(
  to: usize,
  toStride: usize,
  colour: usize,
  alpha: usize,
  stride: usize,
  kinds: usize,
  count: u32,
  lines: u32,
  fx: u32,
  fy: u32,
): void {
  for (let line: u32 = 0; line < lines; line++) {
    const kind = load<u8>(kinds + line)
    const empty = kind == EMPTY && (fy == 0 || load<u8>(kinds + line, 1) == EMPTY)
    if (!empty) {
      if (fy != 0) blendRowBetween(to, colour, alpha, stride, count, fx, fy)
      else if (kind == OPAQUE) copyRow(to, colour, count, fx)
      else blendRow(to, colour, alpha, count, fx)
    }
    to += toStride
    colour += stride
    alpha += stride
  }
}

function copyRow(to: usize, colour: usize, count: u32, fx: u32): void {
  if (fx == 0) {
    memory.copy(to, colour, count)
    return
  }
  const f = i16x8.splat(<i16>fx)
  const g = i16x8.splat(<i16>(64 - fx))
  const low8 = held(255)
  const half = held(32)
  let i: u32 = 0
  for (; i + 16 <= count; i += 16) v128.store(to + i, sideways16(colour + i, f, g, low8, half))
  for (; i < count; i++) store<u8>(to + i, <u8>sideways(colour + i, fx))
}

function blendRow(to: usize, colour: usize, alpha: usize, count: u32, fx: u32): void {
  const f = i16x8.splat(<i16>fx)
  const g = i16x8.splat(<i16>(64 - fx))
  const low8 = held(255)
  const half64 = held(32)
  const half256 = held(128)
  let i: u32 = 0
  while (i + 64 <= count) {
    const end = i + 64
    const kind = kindOfRun(alpha + i)
    if (kind == OPAQUE) {
      for (; i < end; i += 16) v128.store(to + i, sideways16(colour + i, f, g, low8, half64))
    } else if (kind != EMPTY) {
      for (; i < end; i += 16) blend16(to + i, colour + i, alpha + i, f, g, low8, half64, half256)
    }
    i = end
  }
  for (; i + 16 <= count; i += 16) blend16(to + i, colour + i, alpha + i, f, g, low8, half64, half256)
  for (; i < count; i++) {
    store<u8>(to + i, over(sideways(colour + i, fx), sideways(alpha + i, fx), load<u8>(to + i)))
  }
}

@inline
function blend16(
  to: usize,
  colour: usize,
  alpha: usize,
  f: v128,
  g: v128,
  low8: v128,
  half64: v128,
  half256: v128,
): void {
  const left = v128.load(alpha)
  const right = v128.load(alpha, 1)
  if (v128.any_true(v128.or(left, right))) {
    const even = i16x8.shr_u(sideways8(evens(left, low8), evens(right, low8), f, g, half64), 6)
    const odd = i16x8.shr_u(sideways8(odds(left), odds(right), f, g, half64), 6)
    // Where alpha is rounded to nothing, colours are not shown either.
    if (v128.any_true(v128.or(even, odd))) {
      const colours = sideways16(colour, f, g, low8, half64)
      v128.store(to, over16(colours, even, odd, v128.load(to), low8, half256))
    }
  }
}

function blendRowBetween(
  to: usize,
  colour: usize,
  alpha: usize,
  stride: usize,
  count: u32,
  fx: u32,
  fy: u32,
): void {
  const upperBy = i32x4.splat(((64 - fy) * fx << 16) | ((64 - fy) * (64 - fx)))
  const lowerBy = i32x4.splat((fy * fx << 16) | (fy * (64 - fx)))
  const low8 = held(255)
  const half256 = held(128)
  const half = i32x4.extend_low_i16x8_u(held(2048))
  let i: u32 = 0
  while (i + 16 <= count) {
    const long = i + 64 <= count
    const end = i + (long ? 64 : 16)
    const kind = long ? kindOfRuns(alpha + i, stride) : MIXED
    if (kind == OPAQUE) {
      for (; i < end; i += 16) v128.store(to + i, between16(colour + i, stride, upperBy, lowerBy, half))
    } else if (kind != EMPTY) {
      for (; i < end; i += 16) {
        const a = between16(alpha + i, stride, upperBy, lowerBy, half)
        if (v128.any_true(a)) {
          const colours = between16(colour + i, stride, upperBy, lowerBy, half)
          v128.store(to + i, over16(colours, evens(a, low8), odds(a), v128.load(to + i), low8, half256))
        }
      }
    }
    i = end
  }
  for (; i < count; i++) {
    const c = between(colour + i, stride, fx, fy)
    store<u8>(to + i, over(c, between(alpha + i, stride, fx, fy), load<u8>(to + i)))
  }
}
