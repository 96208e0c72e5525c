// What a style does to the planes of a finished frame, sixteen values at a time. Tables have 256 bytes. What follows a
// plane may be read, never written.

/** Of each value what a table holds for it. */
@inline
function looked(values: v128, table: usize): v128 {
  const step = i8x16.splat(16)
  // A swizzle gives 0 for what lies outside of its sixteen.
  let rest = values
  let out = i8x16.swizzle(v128.load(table), rest)
  for (let part: usize = 16; part < 256; part += 16) {
    rest = i8x16.sub(rest, step)
    out = v128.or(out, i8x16.swizzle(v128.load(table + part), rest))
  }
  return out
}

/** Writes the first `count` of sixteen values, all of them at the most. */
@inline
function write(to: usize, values: v128, count: i32): void {
  if (count >= 16) {
    v128.store(to, values)
    return
  }
  let rest = values
  for (let i = 0; i < count; i++) {
    store<u8>(to + i, i8x16.extract_lane_u(rest, 0))
    rest = v128.shuffle<i8>(rest, rest, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0)
  }
}

@inline
function within(values: v128, low: u8, high: u8): v128 {
  return i8x16.min_u(i8x16.max_u(values, i8x16.splat(low)), i8x16.splat(high))
}

/** Adds signed values to unsigned ones, as far as 0 and 255. */
@inline
function shifted(values: v128, by: v128): v128 {
  const sign = i8x16.splat(-128)
  return v128.xor(i8x16.add_sat_s(v128.xor(values, sign), by), sign)
}

@inline
function apart(a: v128, b: v128): v128 {
  return v128.or(i8x16.sub_sat_u(a, b), i8x16.sub_sat_u(b, a))
}

/** 64ths of values, rounded, as far as 255. */
@inline
function share(values: v128, of64: u8): v128 {
  const by = i8x16.splat(of64)
  const half = i16x8.splat(32)
  const low = i16x8.shr_u(i16x8.add(i16x8.extmul_low_i8x16_u(values, by), half), 6)
  const high = i16x8.shr_u(i16x8.add(i16x8.extmul_high_i8x16_u(values, by), half), 6)
  return i8x16.narrow_i16x8_u(low, high)
}

/** How much values differ from those two to the right and those at `below`: beyond `least`, `gain` 64ths, `most` at the most. */
@inline
function edge(at: usize, below: usize, least: u8, gain: u8, most: u8): v128 {
  const own = v128.load(at)
  const both = i8x16.add_sat_u(apart(own, v128.load(at, 2)), apart(own, v128.load(below)))
  return i8x16.min_u(share(i8x16.sub_sat_u(both, i8x16.splat(least)), gain), i8x16.splat(most))
}

/** Two rows further down, which going down are not changed yet; the last two rows have nothing below them. */
@inline
function belowOf(at: usize, row: i32, width: i32, height: i32): usize {
  return row < height - 2 ? at + <usize>width * 2 : at
}

/** Puts values through a table. Alone that is quicker one by one. */
export function lookUp(to: usize, count: i32, table: usize): void {
  let i = 0
  for (; i + 4 <= count; i += 4) {
    const at = to + i
    const a = load<u8>(table + load<u8>(at))
    const b = load<u8>(table + load<u8>(at, 1))
    const c = load<u8>(table + load<u8>(at, 2))
    const d = load<u8>(table + load<u8>(at, 3))
    store<u8>(at, a)
    store<u8>(at, b, 1)
    store<u8>(at, c, 2)
    store<u8>(at, d, 3)
  }
  for (; i < count; i++) store<u8>(to + i, load<u8>(table + load<u8>(to + i)))
}

/** Puts luma through a table and adds signed grain, of which there are 65,536 and the first sixteen again. */
export function grainRow(to: usize, count: i32, table: usize, grain: usize, start: i32): void {
  for (let i = 0; i < count; i += 16) {
    const value = shifted(looked(v128.load(to + i), table), v128.load(grain + ((i + start) & 0xffff)))
    write(to + i, within(value, 16, 235), count - i)
  }
}

/** Adds to blue difference, and takes from red difference, what a table has for the luma of a pixel: signed values. */
export function tintByLuma(u: usize, v: usize, luma: usize, width: i32, height: i32, table: usize): void {
  const sign = i8x16.splat(-128)
  for (let row = 0; row < height; row++) {
    for (let x = 0; x < width; x += 16) {
      const first = v128.load(luma + x * 2)
      const second = v128.load(luma + x * 2, 16)
      const even = v128.shuffle<i8>(first, second, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30)
      const by = looked(even, table)
      const blue = shifted(v128.load(u + x), by)
      const red = v128.xor(i8x16.sub_sat_s(v128.xor(v128.load(v + x), sign), by), sign)
      write(u + x, within(blue, 16, 240), width - x)
      write(v + x, within(red, 16, 240), width - x)
    }
    u += width
    v += width
    luma += width * 4
  }
}

/** Puts luma through a table; edges become darker, or lighter where `light` is not 0. */
export function outline(
  to: usize,
  width: i32,
  height: i32,
  table: usize,
  least: i32,
  gain: i32,
  most: i32,
  light: i32,
): void {
  for (let row = 0; row < height; row++) {
    const below = belowOf(to, row, width, height)
    for (let x = 0; x < width; x += 16) {
      const line = edge(to + x, below + x, <u8>least, <u8>gain, <u8>most)
      const value = looked(v128.load(to + x), table)
      const drawn = light != 0 ? i8x16.add_sat_u(value, line) : i8x16.sub_sat_u(value, line)
      write(to + x, within(drawn, 16, 235), width - x)
    }
    to += width
  }
}

/**
 * Luma as pencil on paper: lines along edges, and hatching wherever it is darker than what `hatching` holds for a place
 * of its row, which begins one further in each row and again after `pitch`. Paper: as grain is.
 */
export function pencil(
  to: usize,
  width: i32,
  height: i32,
  paper: usize,
  hatching: usize,
  pitch: i32,
  start: i32,
): void {
  for (let row = 0; row < height; row++) {
    const below = belowOf(to, row, width, height)
    const strokes = hatching + <usize>((row + start) % pitch)
    for (let x = 0; x < width; x += 16) {
      const line = edge(to + x, below + x, 12, 147, 150)
      const dark = i8x16.sub_sat_u(i8x16.splat(<i8>150), v128.load(to + x))
      const deep = share(i8x16.sub_sat_u(dark, i8x16.splat(60)), 19)
      const hatch = v128.bitselect(share(dark, 40), deep, i8x16.gt_u(dark, v128.load(strokes + x)))
      const sheet = shifted(i8x16.splat(<i8>226), v128.load(paper + ((row * width + x + start) & 0xffff)))
      const value = i8x16.sub_sat_u(i8x16.sub_sat_u(sheet, line), hatch)
      write(to + x, i8x16.max_u(value, i8x16.splat(34)), width - x)
    }
    to += width
  }
}

/** Eight luma values on paper that is bare by `bare`, 0..255. */
@inline
function onPaper(value: v128, rim: v128, fibre: v128, bare: v128): v128 {
  const painted = i16x8.add(i16x8.sub(value, rim), fibre)
  const paper = i16x8.add(i16x8.splat(230), fibre)
  const cover = i16x8.add(i16x8.shl(bare, 7), i16x8.shr_u(bare, 1))
  const way = i16x8.q15mulr_sat_s(i16x8.shl(i16x8.sub(paper, painted), 6), cover)
  return i16x8.add(painted, i16x8.shr_s(i16x8.add(way, i16x8.splat(32)), 6))
}

/** Luma as thin paint: through a table, with dark rims, on fibres (signed), the sheet bare where `bare` says so. */
export function wash(to: usize, width: i32, height: i32, table: usize, fibre: usize, bare: usize): void {
  for (let row = 0; row < height; row++) {
    const below = belowOf(to, row, width, height)
    for (let x = 0; x < width; x += 16) {
      const rim = edge(to + x, below + x, 0, 27, 34)
      const value = looked(v128.load(to + x), table)
      const sheet = v128.load(fibre + x)
      const cover = v128.load(bare + x)
      const low = onPaper(
        i16x8.extend_low_i8x16_u(value),
        i16x8.extend_low_i8x16_u(rim),
        i16x8.extend_low_i8x16_s(sheet),
        i16x8.extend_low_i8x16_u(cover),
      )
      const high = onPaper(
        i16x8.extend_high_i8x16_u(value),
        i16x8.extend_high_i8x16_u(rim),
        i16x8.extend_high_i8x16_s(sheet),
        i16x8.extend_high_i8x16_u(cover),
      )
      write(to + x, within(i8x16.narrow_i16x8_u(low, high), 16, 235), width - x)
    }
    to += width
    fibre += width
    bare += width
  }
}

/**
 * A chroma plane whose colours run to the right and down: the mean of three, around `grey`, of which `keep` 256ths stay.
 * In the last two rows they run sideways only.
 */
export function bleed(to: usize, width: i32, height: i32, keep: usize, grey: i32): void {
  for (let row = 0; row < height; row++) {
    const below = belowOf(to, row, width, height)
    for (let x = 0; x < width; x += 8) {
      const sum = i16x8.add(i16x8.add(v128.load8x8_u(to + x), v128.load8x8_u(to + x, 3)), v128.load8x8_u(below + x))
      const colour = i16x8.sub(i16x8.q15mulr_sat_s(i16x8.shl(sum, 5), i16x8.splat(10923)), i16x8.splat(4096))
      const kept = i16x8.q15mulr_sat_s(i16x8.shl(colour, 2), i16x8.shl(v128.load8x8_u(keep + x), 7))
      const value = i16x8.add(i16x8.shr_s(i16x8.add(kept, i16x8.splat(64)), 7), i16x8.splat(<i16>grey))
      write(to + x, i8x16.narrow_i16x8_u(value, value), min(8, width - x))
    }
    to += width
    keep += width
  }
}
