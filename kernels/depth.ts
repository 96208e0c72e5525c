// What a picture's depth is guessed with: fields of 32-bit floats, one for each place of a small picture.

@inline
function at(index: i32): usize {
  return <usize>(index << 2)
}

/** Each place becomes the most of itself and its four neighbours, or the least where `most` is 0. */
export function widen(from: usize, to: usize, width: i32, height: i32, most: i32): void {
  for (let y = 0; y < height; y++) {
    const above = y > 0 ? at(-width) : 0
    const below = y < height - 1 ? at(width) : 0
    for (let x = 0; x < width; x++) {
      const here = from + at(y * width + x)
      const left = load<f32>(x > 0 ? here - 4 : here)
      const right = load<f32>(x < width - 1 ? here + 4 : here)
      const own = load<f32>(here)
      const up = load<f32>(here + above)
      const down = load<f32>(here + below)
      const value = most
        ? max<f32>(own, max<f32>(max<f32>(left, right), max<f32>(up, down)))
        : min<f32>(own, min<f32>(min<f32>(left, right), min<f32>(up, down)))
      store<f32>(to + at(y * width + x), value)
    }
  }
}

/**
 * For each byte of a plane the least step between the highest and the lowest on any way to its border, as near as four
 * sweeps find it. The upper `border` rows of both sides count as border, and the top. `high` and `low` are room for bytes.
 */
export function barrier(
  plane: usize,
  distance: usize,
  high: usize,
  low: usize,
  width: i32,
  height: i32,
  border: i32,
): void {
  const count = width * height
  for (let i = 0; i < count; i++) {
    const x = i % width
    const beyond = i < width || (i < border * width && (x == 0 || x == width - 1))
    store<f32>(distance + at(i), beyond ? 0 : FAR)
  }
  memory.copy(high, plane, count)
  memory.copy(low, plane, count)
  for (let sweep = 0; sweep < 2; sweep++) {
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        if (x > 0) visit(plane, distance, high, low, i, i - 1)
        if (y > 0) visit(plane, distance, high, low, i, i - width)
      }
    }
    for (let y = height - 1, i = count - 1; y >= 0; y--) {
      for (let x = width - 1; x >= 0; x--, i--) {
        if (x < width - 1) visit(plane, distance, high, low, i, i + 1)
        if (y < height - 1) visit(plane, distance, high, low, i, i + width)
      }
    }
  }
}

const FAR: f32 = 1000000

@inline
function visit(plane: usize, distance: usize, high: usize, low: usize, i: i32, from: i32): void {
  const value = <u32>load<u8>(plane + i)
  const top = max(<u32>load<u8>(high + from), value)
  const bottom = min(<u32>load<u8>(low + from), value)
  const step = <f32>(top - bottom)
  if (step < load<f32>(distance + at(i))) {
    store<f32>(distance + at(i), step)
    store<u8>(high + i, <u8>top)
    store<u8>(low + i, <u8>bottom)
  }
}

/** A plane of bytes at a smaller size: each is the mean of those it stands for. */
export function average(from: usize, fromWidth: i32, fromHeight: i32, to: usize, width: i32, height: i32): void {
  for (let y = 0; y < height; y++) {
    const top = (y * fromHeight) / height
    const bottom = max(top + 1, ((y + 1) * fromHeight) / height)
    for (let x = 0; x < width; x++) {
      const left = (x * fromWidth) / width
      const right = max(left + 1, ((x + 1) * fromWidth) / width)
      let sum = 0
      for (let j = top; j < bottom; j++) {
        for (let i = left; i < right; i++) sum += <i32>load<u8>(from + <usize>(j * fromWidth + i))
      }
      const mean = <f64>sum / <f64>((bottom - top) * (right - left))
      store<u8>(to + <usize>(y * width + x), <u8>(<i32>(mean + 0.5)))
    }
  }
}
