// Layers over frames: colours already multiplied by their alpha, at places between the pixels.

const EMPTY: u8 = 0
const OPAQUE: u8 = 2

/** (x + 127) / 255 rounded down for 0 <= x <= 255 * 255, in each of eight lanes. */
@inline
function divideBy255(x: v128): v128 {
  const t = i16x8.add(x, i16x8.splat(128))
  return i16x8.shr_u(i16x8.add(t, i16x8.shr_u(t, 8)), 8)
}

@inline
function over16(colour: v128, alpha: v128, below: v128): v128 {
  const rest = v128.not(alpha)
  const low = divideBy255(i16x8.extmul_low_i8x16_u(below, rest))
  const high = divideBy255(i16x8.extmul_high_i8x16_u(below, rest))
  return i8x16.add_sat_u(colour, i8x16.narrow_i16x8_u(low, high))
}

@inline
function over(colour: u32, alpha: u32, below: u32): u8 {
  const t = below * (255 - alpha) + 128
  return <u8>min<u32>(255, colour + ((t + (t >> 8)) >> 8))
}

/** Between the bytes at `at` and those one further: `f` 64ths of the way, `g` = 64 - f. */
@inline
function sideways16(at: usize, f: v128, g: v128): v128 {
  const left = v128.load(at)
  const right = v128.load(at, 1)
  const half = i16x8.splat(32)
  const low = i16x8.add(i16x8.extmul_low_i8x16_u(left, g), i16x8.extmul_low_i8x16_u(right, f))
  const high = i16x8.add(i16x8.extmul_high_i8x16_u(left, g), i16x8.extmul_high_i8x16_u(right, f))
  return i8x16.narrow_i16x8_u(i16x8.shr_u(i16x8.add(low, half), 6), i16x8.shr_u(i16x8.add(high, half), 6))
}

/** Whether 65 bytes are all 0: most of what layers hold is nothing. */
@inline
function emptyRun(at: usize): bool {
  const near = v128.or(v128.load(at), v128.load(at, 16))
  const far = v128.or(v128.or(v128.load(at, 32), v128.load(at, 48)), v128.load(at, 49))
  return !v128.any_true(v128.or(near, far))
}

/** Whether 17 bytes are all 255: what lies between them is too, and covers what is below. */
@inline
function opaque16(at: usize): bool {
  return i8x16.all_true(i8x16.eq(v128.and(v128.load(at), v128.load(at, 1)), i8x16.splat(-1)))
}

@inline
function sideways(at: usize, f: u32): u32 {
  return (<u32>load<u8>(at) * (64 - f) + <u32>load<u8>(at, 1) * f + 32) >> 6
}

/** Eight values between two rows, which hold 64ths; `down` holds (64 - fraction, fraction) four times. */
@inline
function downwards8(upper: v128, lower: v128, down: v128): v128 {
  const half = i32x4.splat(2048)
  const low = i32x4.dot_i16x8_s(v128.shuffle<i16>(upper, lower, 0, 8, 1, 9, 2, 10, 3, 11), down)
  const high = i32x4.dot_i16x8_s(v128.shuffle<i16>(upper, lower, 4, 12, 5, 13, 6, 14, 7, 15), down)
  return i16x8.narrow_i32x4_u(i32x4.shr_u(i32x4.add(low, half), 12), i32x4.shr_u(i32x4.add(high, half), 12))
}

/** Between four bytes: the ones at `at` and in the row below it, each with its neighbour. */
@inline
function between16(at: usize, stride: usize, f: v128, g: v128, down: v128): v128 {
  const a = v128.load(at)
  const b = v128.load(at, 1)
  const c = v128.load(at + stride)
  const d = v128.load(at + stride, 1)
  const low = downwards8(
    i16x8.add(i16x8.extmul_low_i8x16_u(a, g), i16x8.extmul_low_i8x16_u(b, f)),
    i16x8.add(i16x8.extmul_low_i8x16_u(c, g), i16x8.extmul_low_i8x16_u(d, f)),
    down,
  )
  const high = downwards8(
    i16x8.add(i16x8.extmul_high_i8x16_u(a, g), i16x8.extmul_high_i8x16_u(b, f)),
    i16x8.add(i16x8.extmul_high_i8x16_u(c, g), i16x8.extmul_high_i8x16_u(d, f)),
    down,
  )
  return i8x16.narrow_i16x8_u(low, high)
}

@inline
function between(at: usize, stride: usize, fx: u32, fy: u32): u32 {
  const top = <u32>load<u8>(at) * (64 - fx) + <u32>load<u8>(at, 1) * fx
  const bottom = <u32>load<u8>(at + stride) * (64 - fx) + <u32>load<u8>(at + stride, 1) * fx
  return (top * (64 - fy) + bottom * fy + 2048) >> 12
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
  const f = i8x16.splat(<i8>fx)
  const g = i8x16.splat(<i8>(64 - fx))
  let i: u32 = 0
  for (; i + 16 <= count; i += 16) v128.store(to + i, sideways16(colour + i, f, g))
  for (; i < count; i++) store<u8>(to + i, <u8>sideways(colour + i, fx))
}

function blendRow(to: usize, colour: usize, alpha: usize, count: u32, fx: u32): void {
  const f = i8x16.splat(<i8>fx)
  const g = i8x16.splat(<i8>(64 - fx))
  let i: u32 = 0
  while (i + 16 <= count) {
    if (i + 64 <= count && emptyRun(alpha + i)) {
      i += 64
      continue
    }
    const at = alpha + i
    if (v128.any_true(v128.or(v128.load(at), v128.load(at, 1)))) {
      if (opaque16(at)) v128.store(to + i, sideways16(colour + i, f, g))
      else {
        const a = sideways16(at, f, g)
        if (v128.any_true(a)) v128.store(to + i, over16(sideways16(colour + i, f, g), a, v128.load(to + i)))
      }
    }
    i += 16
  }
  for (; i < count; i++) {
    store<u8>(to + i, over(sideways(colour + i, fx), sideways(alpha + i, fx), load<u8>(to + i)))
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
  const f = i8x16.splat(<i8>fx)
  const g = i8x16.splat(<i8>(64 - fx))
  const down = i32x4.splat((fy << 16) | (64 - fy))
  let i: u32 = 0
  while (i + 16 <= count) {
    const at = alpha + i
    if (i + 64 <= count && emptyRun(at) && emptyRun(at + stride)) {
      i += 64
      continue
    }
    if (opaque16(at) && opaque16(at + stride)) {
      v128.store(to + i, between16(colour + i, stride, f, g, down))
    } else {
      const a = between16(at, stride, f, g, down)
      if (v128.any_true(a)) {
        v128.store(to + i, over16(between16(colour + i, stride, f, g, down), a, v128.load(to + i)))
      }
    }
    i += 16
  }
  for (; i < count; i++) {
    const c = between(colour + i, stride, fx, fy)
    store<u8>(to + i, over(c, between(alpha + i, stride, fx, fy), load<u8>(to + i)))
  }
}
