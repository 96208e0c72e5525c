import { held } from './held'

/** Brings luma towards black (16): each value keeps `keep`/256 of its distance above it. */
export function darken(luma: usize, keep: usize, count: u32): void {
  const black = held(0x1010)
  const low8 = held(255)
  const half = held(128)
  let i: u32 = 0
  for (; i + 16 <= count; i += 16) {
    const y = i8x16.sub_sat_u(v128.load(luma + i), black)
    const k = v128.load(keep + i)
    const even = i16x8.add(i16x8.mul(v128.and(y, low8), v128.and(k, low8)), half)
    const odd = i16x8.add(i16x8.mul(i16x8.shr_u(y, 8), i16x8.shr_u(k, 8)), half)
    const kept = v128.or(i16x8.shr_u(even, 8), v128.andnot(odd, low8))
    v128.store(luma + i, i8x16.add(kept, black))
  }
  for (; i < count; i++) {
    const kept = max<i32>(0, <i32>load<u8>(luma + i) - 16) * <i32>load<u8>(keep + i)
    store<u8>(luma + i, <u8>(16 + ((kept + 128) >> 8)))
  }
}
