/**
 * Where a camera over a picture sees the corners of a mesh: `columns` to a row, `cell` pixels apart, the places as x, y in
 * 65536ths. What is near (32-bit floats, `across` to a row) is moved; so many `steps` find what then is there. `numbers`
 * are in the order of src/renderer/picture/picture-view.ts: 64 bits, whose every operation is exact by definition.
 */
export function placeCorners(
  places: usize,
  columns: i32,
  count: i32,
  cell: i32,
  near: usize,
  across: i32,
  steps: i32,
  numbers: usize,
): void {
  const first = v128.load(numbers)
  const middle = v128.load(numbers, 16)
  const centre = v128.load(numbers, 32)
  const cos = load<f64>(numbers, 48)
  const sin = load<f64>(numbers, 56)
  const corner = v128.load(numbers, 64)
  const size = v128.load(numbers, 80)
  const cells = v128.load(numbers, 96)
  const most = v128.load(numbers, 112)
  const slide = v128.load(numbers, 128)
  const scale = v128.load(numbers, 144)
  const push = f64x2.splat(load<f64>(numbers, 160))
  const pivot = load<f64>(numbers, 168)
  const half = f64x2.splat(0.5)
  const one = f64x2.splat(1)
  for (let i = 0; i < count; i++) {
    const px = f64x2.extract_lane(first, 0) + <f64>((i % columns) * cell) - f64x2.extract_lane(middle, 0)
    const py = f64x2.extract_lane(first, 1) + <f64>((i / columns) * cell) - f64x2.extract_lane(middle, 1)
    const seen = f64x2.replace_lane(
      f64x2.splat(f64x2.extract_lane(centre, 0) + px * cos + py * sin),
      1,
      f64x2.extract_lane(centre, 1) + py * cos - px * sin,
    )
    const bend = f64x2.add(f64x2.mul(f64x2.sub(seen, centre), push), slide)
    let bent = seen
    for (let step = 0; step < steps; step++) {
      const inside = f64x2.div(f64x2.sub(bent, corner), size)
      const place = f64x2.sub(f64x2.mul(inside, cells), half)
      const here = f64x2.pmin(f64x2.pmax(place, f64x2.splat(0)), most)
      const whole = f64x2.floor(here)
      const part = f64x2.sub(here, whole)
      const cellAt = i32x4.trunc_sat_f64x2_s_zero(whole)
      const from = near + (<usize>(i32x4.extract_lane(cellAt, 1) * across + i32x4.extract_lane(cellAt, 0)) << 2)
      const upper = f64x2.promote_low_f32x4(v128.load64_zero(from))
      const lower = f64x2.promote_low_f32x4(v128.load64_zero(from + (<usize>across << 2)))
      const partX = v128.shuffle<i64>(part, part, 0, 0)
      const left = f64x2.mul(v128.shuffle<i64>(upper, lower, 0, 2), f64x2.sub(one, partX))
      const both = f64x2.add(left, f64x2.mul(v128.shuffle<i64>(upper, lower, 1, 3), partX))
      const partY = f64x2.extract_lane(part, 1)
      const depth = f64x2.extract_lane(both, 0) * (1 - partY) + f64x2.extract_lane(both, 1) * partY - pivot
      bent = f64x2.sub(seen, f64x2.mul(f64x2.splat(depth), bend))
    }
    const shown = f64x2.mul(f64x2.sub(f64x2.mul(f64x2.sub(f64x2.add(bent, half), corner), scale), half), f64x2.splat(65536))
    store<i32>(places + <usize>(i << 3), rounded(f64x2.extract_lane(shown, 0)))
    store<i32>(places + <usize>(i << 3), rounded(f64x2.extract_lane(shown, 1)), 4)
  }
}

/** As JavaScript rounds. */
@inline
function rounded(value: f64): i32 {
  const above = ceil<f64>(value)
  return <i32>(above - 0.5 > value ? above - 1 : above)
}
