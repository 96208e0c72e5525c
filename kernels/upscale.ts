/** Doubles a plane: each new value is 3/4 of the nearest old one and 1/4 of the next, in each direction. */
export function doublePlane(from: usize, to: usize, width: u32, height: u32): void {
  for (let y: u32 = 0; y < height * 2; y++) {
    const near = y >> 1
    const far = y & 1 ? min(near + 1, height - 1) : near > 0 ? near - 1 : 0
    doubleRow(from + <usize>near * width, from + <usize>far * width, to + <usize>y * width * 2, width)
  }
}

function doubleRow(near: usize, far: usize, to: usize, width: u32): void {
  if (width < 2) return
  const first = mixed(near, far)
  store<u8>(to, <u8>((first * 4 + 8) >> 4))
  store<u8>(to, <u8>((first * 3 + mixed(near + 1, far + 1) + 8) >> 4), 1)
  let x: usize = 1
  for (; x + 17 <= width; x += 16) {
    double8(near + x, far + x, to + x * 2)
    double8(near + x + 8, far + x + 8, to + x * 2 + 16)
  }
  for (; x < width; x++) {
    const centre = mixed(near + x, far + x) * 3 + 8
    const next = min<usize>(x + 1, width - 1)
    store<u8>(to + x * 2, <u8>((centre + mixed(near + x - 1, far + x - 1)) >> 4))
    store<u8>(to + x * 2, <u8>((centre + mixed(near + next, far + next)) >> 4), 1)
  }
}

@inline
function mixed(near: usize, far: usize): u32 {
  return <u32>load<u8>(near) * 3 + <u32>load<u8>(far)
}

@inline
function mixed8(near: usize, far: usize): v128 {
  return i16x8.add(i16x8.mul(v128.load8x8_u(near), i16x8.splat(3)), v128.load8x8_u(far))
}

/** Sixteen new values from the eight old ones at these places. */
@inline
function double8(near: usize, far: usize, to: usize): void {
  const centre = i16x8.add(i16x8.mul(mixed8(near, far), i16x8.splat(3)), i16x8.splat(8))
  const left = i16x8.shr_u(i16x8.add(centre, mixed8(near - 1, far - 1)), 4)
  const right = i16x8.shr_u(i16x8.add(centre, mixed8(near + 1, far + 1)), 4)
  // Both fit in a byte: side by side in sixteen bits they are in the order of the row.
  v128.store(to, v128.or(left, i16x8.shl(right, 8)))
}
