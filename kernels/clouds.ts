// Smooth noise in four places at a time, in 32-bit floats whose every operation is exact by definition.

/** A random number 0..1 for lattice points. */
@inline
function lattice(x: v128, y: v128, seed: i32): v128 {
  let h = i32x4.add(i32x4.mul(x, i32x4.splat(374761393)), i32x4.mul(y, i32x4.splat(668265263)))
  h = i32x4.add(h, i32x4.splat(seed * 1442695041))
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), i32x4.splat(1274126177))
  h = v128.xor(h, i32x4.shr_u(h, 16))
  return f32x4.mul(f32x4.convert_i32x4_u(h), f32x4.splat(2.3283064365386963e-10))
}

@inline
function between(a: v128, b: v128, way: v128): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), way))
}

@inline
function eased(f: v128): v128 {
  return f32x4.mul(f32x4.mul(f, f), f32x4.sub(f32x4.splat(3), f32x4.add(f, f)))
}

@inline
function noise(x: v128, y: v128, seed: i32): v128 {
  const left = f32x4.floor(x)
  const top = f32x4.floor(y)
  const u = eased(f32x4.sub(x, left))
  const v = eased(f32x4.sub(y, top))
  const x0 = i32x4.trunc_sat_f32x4_s(left)
  const y0 = i32x4.trunc_sat_f32x4_s(top)
  const x1 = i32x4.add(x0, i32x4.splat(1))
  const y1 = i32x4.add(y0, i32x4.splat(1))
  const upper = between(lattice(x0, y0, seed), lattice(x1, y0, seed), u)
  const lower = between(lattice(x0, y1, seed), lattice(x1, y1, seed), u)
  return between(upper, lower, v)
}

/**
 * Noise with finer noise on it, about 0..1, as 32-bit floats: `count` (a multiple of four) values along a row, from `x`
 * in steps of `step`.
 */
export function cloudRow(to: usize, x: f32, step: f32, y: f32, seed: i32, octaves: i32, count: i32): void {
  const ahead = f32x4(0, 1, 2, 3)
  for (let i = 0; i < count; i += 4) {
    const place = f32x4.add(f32x4.splat(<f32>i), ahead)
    let px = f32x4.add(f32x4.splat(x), f32x4.mul(place, f32x4.splat(step)))
    let py = f32x4.splat(y)
    let sum = f32x4.splat(0)
    let share: f32 = 0.5
    for (let octave = 0; octave < octaves; octave++) {
      sum = f32x4.add(sum, f32x4.mul(f32x4.splat(share), noise(px, py, seed + octave)))
      const turned = f32x4.add(f32x4.mul(px, f32x4.splat(1.6)), f32x4.mul(py, f32x4.splat(1.2)))
      py = f32x4.add(f32x4.sub(f32x4.mul(py, f32x4.splat(1.6)), f32x4.mul(px, f32x4.splat(1.2))), f32x4.splat(1.7))
      px = f32x4.add(turned, f32x4.splat(3.1))
      share *= 0.5
    }
    v128.store(to + (<usize>i << 2), f32x4.div(sum, f32x4.splat(1 - share * 2)))
  }
}
