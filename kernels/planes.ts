// BT.709, limited range, in 16384ths of a value; the last weight is for alpha, whose 255 are black or grey.
const LUMA = i16x8(2991, 10064, 1016, 1028, 2991, 10064, 1016, 1028)
const BLUE = i16x8(-1649, -5547, 7196, 8224, -1649, -5547, 7196, 8224)
const RED = i16x8(7196, -6536, -660, 8224, 7196, -6536, -660, 8224)

/**
 * A picture of RGBA that is multiplied by its alpha as planes that are so too: luma and alpha for each pixel, the
 * differences and their alpha for each square of four. Both sides are even; planes are `stride` values wide. Where there
 * is no place (0) for the alphas they are not written.
 */
export function planesOf(
  rgba: usize,
  y: usize,
  a: usize,
  u: usize,
  v: usize,
  ca: usize,
  width: u32,
  height: u32,
  stride: usize,
): void {
  const below = <usize>width * 4
  for (let row: u32 = 0; row < height; row += 2) {
    lumaRow(rgba, y, a, width)
    lumaRow(rgba + below, y + stride, a == 0 ? 0 : a + stride, width)
    chromaRow(rgba, below, u, v, ca, width)
    rgba += below * 2
    y += stride * 2
    if (a != 0) a += stride * 2
    u += stride >> 1
    v += stride >> 1
    if (ca != 0) ca += stride >> 1
  }
}

/** Sums of neighbours: of each of four pairs of 32-bit values. */
@inline
function pairs(left: v128, right: v128): v128 {
  return i32x4.add(
    v128.shuffle<i32>(left, right, 0, 2, 4, 6),
    v128.shuffle<i32>(left, right, 1, 3, 5, 7),
  )
}

@inline
function luma4(pixels: v128): v128 {
  const left = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(pixels), LUMA)
  const right = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(pixels), LUMA)
  return i32x4.shr_u(i32x4.add(pairs(left, right), i32x4.splat(8192)), 14)
}

function lumaRow(from: usize, y: usize, a: usize, width: u32): void {
  let x: usize = 0
  for (; x + 8 <= <usize>width; x += 8) {
    const left = v128.load(from + x * 4)
    const right = v128.load(from + x * 4, 16)
    const wide = i16x8.narrow_i32x4_u(luma4(left), luma4(right))
    v128.store64_lane(y + x, i8x16.narrow_i16x8_u(wide, wide), 0)
    if (a != 0) v128.store64_lane(
      a + x,
      v128.shuffle<i8>(left, right, 3, 7, 11, 15, 19, 23, 27, 31, 3, 7, 11, 15, 19, 23, 27, 31),
      0,
    )
  }
  for (; x < <usize>width; x++) {
    const sum = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(v128.load32_zero(from + x * 4)), LUMA)
    store<u8>(y + x, <u8>((i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + 8192) >> 14))
    if (a != 0) store<u8>(a + x, load<u8>(from + x * 4, 3))
  }
}

function chromaRow(from: usize, below: usize, u: usize, v: usize, ca: usize, width: u32): void {
  for (let x: usize = 0; x < <usize>(width >> 1); x++) {
    const upper = i16x8.extend_low_i8x16_u(v128.load64_zero(from + x * 8))
    const lower = i16x8.extend_low_i8x16_u(v128.load64_zero(from + x * 8 + below))
    const both = i16x8.add(upper, lower)
    const four = i16x8.add(both, v128.shuffle<i64>(both, both, 1, 0))
    const blue = i32x4.dot_i16x8_s(four, BLUE)
    const red = i32x4.dot_i16x8_s(four, RED)
    store<u8>(u + x, <u8>((i32x4.extract_lane(blue, 0) + i32x4.extract_lane(blue, 1) + 32768) >> 16))
    store<u8>(v + x, <u8>((i32x4.extract_lane(red, 0) + i32x4.extract_lane(red, 1) + 32768) >> 16))
    if (ca != 0) store<u8>(ca + x, <u8>((i16x8.extract_lane_u(four, 3) + 2) >> 2))
  }
}
