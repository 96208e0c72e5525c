/** Brings luma towards black (16): each value keeps `keep`/256 of its distance above it. */
export function darken(luma: usize, keep: usize, count: u32): void {
  const black = i8x16.splat(16)
  const half = i16x8.splat(128)
  let i: u32 = 0
  for (; i + 16 <= count; i += 16) {
    const y = i8x16.sub_sat_u(v128.load(luma + i), black)
    const k = v128.load(keep + i)
    const low = i16x8.extmul_low_i8x16_u(y, k)
    const high = i16x8.extmul_high_i8x16_u(y, k)
    const kept = i8x16.narrow_i16x8_u(i16x8.shr_u(i16x8.add(low, half), 8), i16x8.shr_u(i16x8.add(high, half), 8))
    v128.store(luma + i, i8x16.add(kept, black))
  }
  for (; i < count; i++) {
    const kept = max<i32>(0, <i32>load<u8>(luma + i) - 16) * <i32>load<u8>(keep + i)
    store<u8>(luma + i, <u8>(16 + ((kept + 128) >> 8)))
  }
}
