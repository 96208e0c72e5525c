/**
 * A moving average over 2 * `radius` + 1 values in both directions; beyond the edges is nothing. `from`, `to`, `across`
 * (as large) and `sums` (a row) hold 32-bit floats. Sums are kept in 64 bits, in this order of additions.
 */
export function boxBlur(
  from: usize,
  to: usize,
  across: usize,
  sums: usize,
  width: i32,
  height: i32,
  radius: i32,
): void {
  const share = 1 / <f64>(2 * radius + 1)
  for (let y = 0; y < height; y++) blurRow(from + at(y * width), across + at(y * width), width, radius, share)
  memory.fill(sums, 0, at(width))
  for (let y = -radius; y < height; y++) {
    const entering = y + radius < height
    const leaving = y - radius > 0
    const enter = across + at((y + radius) * width)
    const leave = across + at((y - radius - 1) * width)
    const out = to + at(y * width)
    for (let x = 0; x < width; x++) {
      let sum = <f64>load<f32>(sums + at(x))
      if (entering) sum += <f64>load<f32>(enter + at(x))
      if (leaving) sum -= <f64>load<f32>(leave + at(x))
      store<f32>(sums + at(x), <f32>sum)
      if (y >= 0) store<f32>(out + at(x), <f32>(sum * share))
    }
  }
}

@inline
function at(index: i32): usize {
  return <usize>(index << 2)
}

function blurRow(from: usize, to: usize, width: i32, radius: i32, share: f64): void {
  let sum: f64 = 0
  for (let x = -radius; x < width; x++) {
    if (x + radius < width) sum += <f64>load<f32>(from + at(x + radius))
    if (x - radius > 0) sum -= <f64>load<f32>(from + at(x - radius - 1))
    if (x >= 0) store<f32>(to + at(x), <f32>(sum * share))
  }
}
