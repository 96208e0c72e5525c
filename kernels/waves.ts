/** A random number 0..1 for a lattice point, as in src/renderer/scene/noise-field.ts. */
@inline
function lattice(x: i32, y: i32, seed: i32): f64 {
  let h: i32 = x * 374761393 + y * 668265263 + seed * 1442695041
  h = (h ^ <i32>(<u32>h >> 13)) * 1274126177
  return <f64>(<u32>h ^ (<u32>h >> 16)) / 4294967296
}

/** Smooth noise 0..1 at a place of at least 0 that repeats after so many `columns` and `rows`. */
@inline
function noise(x: f64, y: f64, seed: i32, columns: i32, rows: i32): f64 {
  const left = floor<f64>(x)
  const top = floor<f64>(y)
  const fx: f64 = x - left
  const fy: f64 = y - top
  const u: f64 = fx * fx * (3 - 2 * fx)
  const v: f64 = fy * fy * (3 - 2 * fy)
  const x0 = <i32>left % columns
  const x1 = (<i32>left + 1) % columns
  const y0 = <i32>top % rows
  const y1 = (<i32>top + 1) % rows
  const upper: f64 = lattice(x0, y0, seed) * (1 - u) + lattice(x1, y0, seed) * u
  const lower: f64 = lattice(x0, y1, seed) * (1 - u) + lattice(x1, y1, seed) * u
  return upper * (1 - v) + lower * v
}

/**
 * A square of `size` by `size` slopes, as 32-bit floats, of a field of waves that repeats after it in both directions.
 * `heights` is room for as many. In 64 bits, whose every operation is exact by definition.
 */
export function waveSlopes(to: usize, heights: usize, size: i32, seed: i32): void {
  const count = size * size
  for (let i = 0; i < count; i++) {
    const x: f64 = <f64>(i % size) / <f64>size
    const z: f64 = <f64>(i / size) / <f64>size
    let height: f32 = 0
    let share: f64 = 1
    for (let octave = 0; octave < 4; octave++) {
      // Wider than long; at the edges they go on where they began, or a line would show there.
      const columns = 12 << octave
      const rows = 18 << octave
      const n = noise(x * <f64>columns, z * <f64>rows, seed + octave, columns, rows)
      const crest: f64 = share * (1 - abs<f64>(n * 2 - 1))
      height = <f32>(<f64>height + crest)
      share *= 0.46
    }
    store<f32>(heights + (<usize>i << 2), height)
  }
  for (let i = 0; i < count; i++) {
    const here = <f64>load<f32>(heights + (<usize>i << 2))
    const below = <f64>load<f32>(heights + (<usize>((i + size) % count) << 2))
    const slope: f64 = (here - below) * 7
    store<f32>(to + (<usize>i << 2), <f32>slope)
  }
}
