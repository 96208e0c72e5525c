/** JavaScript's own, whose results are part of the pictures. */
@external("env", "exp")
declare function exp(x: f64): f64

/** What a row of sky is made of: places of 64-bit numbers, in the order of `skyRows` in src/renderer/scene/sky.ts. */
@inline
function number(row: usize, index: i32): f64 {
  return load<f64>(row + <usize>(index << 3))
}

@inline
function eased(value: f64): f64 {
  const x = value < 0 ? 0 : value > 1 ? 1 : value
  return x * x * (3 - 2 * x)
}

@inline
function between(from: f64, to: f64, amount: f64): f64 {
  return from + (to - from) * amount
}

/** The threshold of a pixel in an 8x8 ordered dither, 0..1. */
@inline
function dither(x: i32, y: i32): f64 {
  const q = x ^ y
  const bits = ((q & 1) << 5) | ((y & 1) << 4) | ((q & 2) << 2) | ((y & 2) << 1) | ((q & 4) >> 1) | ((y & 4) >> 2)
  return (<f64>bits + 0.5) / 64
}

/**
 * A row of the sky at half size, in 64-bit numbers whose every operation but `exp` is exact by definition: `count` lumas as
 * 32-bit floats, and of the first `chroma` pixels the differences, dithered as row `y`. `density` and `towards` hold how
 * much cloud there is at each pixel and beside it towards the sun, `faces` three numbers for each pixel of the sun or moon.
 */
export function skyRow(
  luma: usize,
  u: usize,
  v: usize,
  count: i32,
  chroma: i32,
  y: i32,
  density: usize,
  towards: usize,
  faces: usize,
  row: usize,
): void {
  const baseR = number(row, 0)
  const baseG = number(row, 1)
  const baseB = number(row, 2)
  const sunX = number(row, 3)
  const scale = number(row, 4)
  const dy = number(row, 5)
  const strength = number(row, 6)
  const radius = number(row, 7)
  const low = number(row, 8)
  const high = number(row, 9)
  const open = number(row, 10)
  const cover = number(row, 11)
  for (let x = 0; x < count; x++) {
    const dx = (<f64>(x * 2) - sunX) * scale
    const distance = sqrt<f64>(dx * dx + dy * dy)
    const glow = min<f64>(1, strength * (0.62 * exp(-distance * 3.2) + 0.38 * exp(-distance * 11)))
    const bloom = 0.8 * strength * exp(-max<f64>(0, distance - radius) * 26)
    let r = between(between(baseR, number(row, 12), glow), number(row, 15), bloom)
    let g = between(between(baseG, number(row, 13), glow), number(row, 16), bloom)
    let b = between(between(baseB, number(row, 14), glow), number(row, 17), bloom)
    const here = <f64>load<f32>(density + (<usize>x << 2))
    const thick = eased((here - low) / (high - low)) * open
    if (thick > 0) {
      const near = exp(-distance * 2.2)
      const beside = <f64>load<f32>(towards + (<usize>x << 2))
      const shine = max<f64>(0, min<f64>(1, 0.5 + 2.6 * (here - beside) + 0.6 * near))
      const warm = near * 0.45 * strength
      const amount = thick * cover
      r = between(r, between(between(number(row, 18), number(row, 21), shine), number(row, 12), warm), amount)
      g = between(g, between(between(number(row, 19), number(row, 22), shine), number(row, 13), warm), amount)
      b = between(b, between(between(number(row, 20), number(row, 23), shine), number(row, 14), warm), amount)
    }
    const edge = (radius - distance) / 0.005
    if (edge > -1) {
      const amount = eased((edge + 1) / 2) * 0.97
      r = between(r, number(faces, x * 3), amount)
      g = between(g, number(faces, x * 3 + 1), amount)
      b = between(b, number(faces, x * 3 + 2), amount)
    }
    const light: f64 = 16 + 0.18259 * r + 0.61423 * g + 0.06201 * b
    store<f32>(luma + (<usize>x << 2), <f32>light)
    if (x < chroma) {
      const d = dither(x, y)
      const blue: f64 = 128 - 0.10064 * r - 0.33857 * g + 0.43922 * b
      const red: f64 = 128 + 0.43922 * r - 0.39894 * g - 0.04027 * b
      store<u8>(u + x, <u8>(<i32>(blue + d)))
      store<u8>(v + x, <u8>(<i32>(red + d)))
    }
  }
}

/**
 * Luma of full size from `rows` rows at half size and one more, each `columns` values and one more: between them it lies
 * in the middle. Dithered as from row `y` of half size on.
 */
export function skyLuma(luma: usize, to: usize, columns: i32, rows: i32, y: i32): void {
  const wide = <usize>(columns + 1) << 2
  const width = <usize>columns * 2
  for (let row = 0; row < rows; row++) {
    const line = (y + row) * 2
    for (let x = 0; x < columns; x++) {
      const at = luma + (<usize>x << 2)
      const here = <f64>load<f32>(at)
      const right = <f64>load<f32>(at, 4)
      const below = <f64>load<f32>(at + wide)
      const both = <f64>load<f32>(at + wide, 4)
      const into = to + (<usize>x << 1)
      store<u8>(into, <u8>(<i32>(here + dither(x * 2, line))))
      store<u8>(into, <u8>(<i32>((here + right) / 2 + dither(x * 2 + 1, line))), 1)
      store<u8>(into + width, <u8>(<i32>((here + below) / 2 + dither(x * 2, line + 1))))
      store<u8>(into + width, <u8>(<i32>((here + right + below + both) / 4 + dither(x * 2 + 1, line + 1))), 1)
    }
    luma += wide
    to += width * 2
  }
}
