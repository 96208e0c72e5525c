import { heldFloat } from './held'

/** A row of a repeating tile between two of its rows, `way` (0..1) towards the lower: `size` floats and the first again. */
export function mixTileRows(to: usize, upper: usize, lower: usize, size: i32, way: f32): void {
  const share = f32x4.splat(way)
  for (let i: usize = 0; i < <usize>size * 4; i += 16) {
    const a = v128.load(upper + i)
    v128.store(to + i, f32x4.add(a, f32x4.mul(f32x4.sub(v128.load(lower + i), a), share)))
  }
  store<f32>(to + <usize>size * 4, load<f32>(to))
}

/** Beyond this a float has no room for parts of a whole number: added to one of less, it leaves that in its lowest bits. */
const WHOLE: f32 = 8388608

/** Four values of a mixed row at these places (0..4194303), each between two of its floats. */
@inline
function sample4(row: usize, mask: v128, whole: v128, place: v128): v128 {
  const left = f32x4.floor(place)
  const at = i32x4.shl(v128.and(f32x4.add(left, whole), mask), 2)
  let first = v128.load64_zero(row + <usize>i32x4.extract_lane(at, 0))
  let second = v128.load64_zero(row + <usize>i32x4.extract_lane(at, 2))
  first = v128.load64_lane(row + <usize>i32x4.extract_lane(at, 1), first, 1)
  second = v128.load64_lane(row + <usize>i32x4.extract_lane(at, 3), second, 1)
  const a = v128.shuffle<i32>(first, second, 0, 2, 4, 6)
  const b = v128.shuffle<i32>(first, second, 1, 3, 5, 7)
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), f32x4.sub(place, left)))
}

@inline
function number(row: usize, index: usize): v128 {
  return v128.load32_splat(row + index * 4)
}

/**
 * A row of water. The slopes of two mixed rows of tiles, walked along from `start` in steps of `step`, choose one of 256
 * `colours` (y, u, v and nothing, a byte each) around `base`; towards the sun it glitters. `row` holds as 32-bit floats:
 * start and step in the fine tile, start and step in the broad one, lean, base, the sun's place, narrowness, haze, strength.
 */
export function waterRow(
  y: usize,
  u: usize,
  v: usize,
  count: i32,
  fine: usize,
  fineMask: i32,
  broad: usize,
  broadMask: i32,
  colours: usize,
  row: usize,
): void {
  const small4 = i32x4.splat(fineMask)
  const large4 = i32x4.splat(broadMask)
  const whole = heldFloat(WHOLE)
  const most = heldFloat(255)
  const none = heldFloat(0)
  const four = heldFloat(4)
  let place = f32x4.add(none, f32x4(0, 1, 2, 3))
  for (let x = 0; x < count; x += 4) {
    const small = sample4(fine, small4, whole, f32x4.add(number(row, 0), f32x4.mul(place, number(row, 1))))
    const large = sample4(broad, large4, whole, f32x4.add(number(row, 2), f32x4.mul(place, number(row, 3))))
    const slope = f32x4.add(small, f32x4.mul(large, f32x4.splat(1.2)))
    const offset = f32x4.mul(f32x4.sub(place, number(row, 6)), number(row, 7))
    const facing = f32x4.sub(
      f32x4.add(f32x4.mul(slope, f32x4.splat(0.9)), number(row, 8)),
      f32x4.mul(offset, offset),
    )
    const glitter = clamped(f32x4.mul(facing, number(row, 9)), none, f32x4.splat(120))
    const tone = f32x4.add(f32x4.add(number(row, 5), f32x4.mul(slope, number(row, 4))), glitter)
    const index = i32x4.shl(v128.and(f32x4.add(f32x4.floor(clamped(tone, none, most)), whole), i32x4.splat(255)), 2)
    let found = v128.load32_zero(colours + <usize>i32x4.extract_lane(index, 0))
    found = v128.load32_lane(colours + <usize>i32x4.extract_lane(index, 1), found, 1)
    found = v128.load32_lane(colours + <usize>i32x4.extract_lane(index, 2), found, 2)
    found = v128.load32_lane(colours + <usize>i32x4.extract_lane(index, 3), found, 3)
    const sorted = v128.shuffle<i8>(found, found, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)
    if (x + 4 <= count) {
      v128.store32_lane(y + x, sorted, 0)
      v128.store32_lane(u + x, sorted, 1)
      v128.store32_lane(v + x, sorted, 2)
    } else storeFew(y + x, u + x, v + x, count - x, sorted)
    place = f32x4.add(place, four)
  }
}

@inline
function clamped(value: v128, least: v128, most: v128): v128 {
  return f32x4.pmin(f32x4.pmax(value, least), most)
}

function storeFew(y: usize, u: usize, v: usize, count: i32, sorted: v128): void {
  let ys = i32x4.extract_lane(sorted, 0)
  let us = i32x4.extract_lane(sorted, 1)
  let vs = i32x4.extract_lane(sorted, 2)
  for (let i = 0; i < count; i++) {
    store<u8>(y + i, <u8>ys)
    store<u8>(u + i, <u8>us)
    store<u8>(v + i, <u8>vs)
    ys >>= 8
    us >>= 8
    vs >>= 8
  }
}
