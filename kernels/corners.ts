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
  const firstX = load<f64>(numbers)
  const firstY = load<f64>(numbers, 8)
  const middleX = load<f64>(numbers, 16)
  const middleY = load<f64>(numbers, 24)
  const centreX = v128.load64_splat(numbers, 32)
  const centreY = v128.load64_splat(numbers, 40)
  const cos = v128.load64_splat(numbers, 48)
  const sin = v128.load64_splat(numbers, 56)
  const push = v128.load64_splat(numbers, 160)
  const half = f64x2.splat(0.5)
  const slideX = v128.load64_splat(numbers, 128)
  const slideY = v128.load64_splat(numbers, 136)
  const pivot = v128.load64_splat(numbers, 168)
  // Four corners at a time: each step waits for the one before.
  for (let i = 0; i < count; i += 4) {
    const second = min(i + 1, count - 1)
    const third = min(i + 2, count - 1)
    const fourth = min(i + 3, count - 1)
    const px = pair(firstX + <f64>((i % columns) * cell) - middleX, firstX + <f64>((second % columns) * cell) - middleX)
    const py = pair(firstY + <f64>((i / columns) * cell) - middleY, firstY + <f64>((second / columns) * cell) - middleY)
    const qx = pair(firstX + <f64>((third % columns) * cell) - middleX, firstX + <f64>((fourth % columns) * cell) - middleX)
    const qy = pair(firstY + <f64>((third / columns) * cell) - middleY, firstY + <f64>((fourth / columns) * cell) - middleY)
    const seenX = f64x2.add(f64x2.add(centreX, f64x2.mul(px, cos)), f64x2.mul(py, sin))
    const seenY = f64x2.sub(f64x2.add(centreY, f64x2.mul(py, cos)), f64x2.mul(px, sin))
    const alsoX = f64x2.add(f64x2.add(centreX, f64x2.mul(qx, cos)), f64x2.mul(qy, sin))
    const alsoY = f64x2.sub(f64x2.add(centreY, f64x2.mul(qy, cos)), f64x2.mul(qx, sin))
    let x = seenX
    let y = seenY
    let u = alsoX
    let v = alsoY
    for (let step = 0; step < steps; step++) {
      const depth = f64x2.sub(nearAt(cellOf(numbers, x), cellOf(numbers + 8, y), near, across), pivot)
      const also = f64x2.sub(nearAt(cellOf(numbers, u), cellOf(numbers + 8, v), near, across), pivot)
      x = bent(seenX, centreX, depth, push, slideX)
      y = bent(seenY, centreY, depth, push, slideY)
      u = bent(alsoX, centreX, also, push, slideX)
      v = bent(alsoY, centreY, also, push, slideY)
    }
    const shownX = shown(numbers, x, half)
    const shownY = shown(numbers + 8, y, half)
    note(places, i, f64x2.extract_lane(shownX, 0), f64x2.extract_lane(shownY, 0))
    note(places, second, f64x2.extract_lane(shownX, 1), f64x2.extract_lane(shownY, 1))
    const shownU = shown(numbers, u, half)
    const shownV = shown(numbers + 8, v, half)
    note(places, third, f64x2.extract_lane(shownU, 0), f64x2.extract_lane(shownV, 0))
    note(places, fourth, f64x2.extract_lane(shownU, 1), f64x2.extract_lane(shownV, 1))
  }
}

@inline
function bent(seen: v128, centre: v128, depth: v128, push: v128, slide: v128): v128 {
  return f64x2.sub(seen, f64x2.mul(depth, f64x2.add(f64x2.mul(f64x2.sub(seen, centre), push), slide)))
}

@inline
function note(places: usize, corner: i32, x: f64, y: f64): void {
  store<i32>(places + <usize>(corner << 3), rounded(x))
  store<i32>(places + <usize>(corner << 3), rounded(y), 4)
}

/** Added to a whole number of less than 32 bits this leaves it in the lowest bits. */
const WHOLE: f64 = 4503599627370496

@inline
function pair(first: f64, second: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(first), 1, second)
}

/** Along x, or with `numbers` one further along y: which place of `near` is at places of the picture. */
@inline
function cellOf(numbers: usize, places: v128): v128 {
  const inside = f64x2.div(f64x2.sub(places, v128.load64_splat(numbers, 64)), v128.load64_splat(numbers, 80))
  const cell = f64x2.sub(f64x2.mul(inside, v128.load64_splat(numbers, 96)), f64x2.splat(0.5))
  return f64x2.pmin(f64x2.pmax(cell, f64x2.splat(0)), v128.load64_splat(numbers, 112))
}

/** Between four values each. */
@inline
function nearAt(x: v128, y: v128, near: usize, across: i32): v128 {
  const column = f64x2.floor(x)
  const row = f64x2.floor(y)
  const index = f64x2.add(f64x2.add(f64x2.mul(row, f64x2.splat(<f64>across)), column), f64x2.splat(WHOLE))
  const first = near + (<usize>i32x4.extract_lane(index, 0) << 2)
  const second = near + (<usize>i32x4.extract_lane(index, 2) << 2)
  const below = <usize>across << 2
  const upper = f64x2.promote_low_f32x4(v128.load64_zero(first))
  const lower = f64x2.promote_low_f32x4(v128.load64_zero(first + below))
  const upperNext = f64x2.promote_low_f32x4(v128.load64_zero(second))
  const lowerNext = f64x2.promote_low_f32x4(v128.load64_zero(second + below))
  const right = f64x2.sub(x, column)
  const left = f64x2.sub(f64x2.splat(1), right)
  const top = f64x2.add(
    f64x2.mul(v128.shuffle<i64>(upper, upperNext, 0, 2), left),
    f64x2.mul(v128.shuffle<i64>(upper, upperNext, 1, 3), right),
  )
  const low = f64x2.add(
    f64x2.mul(v128.shuffle<i64>(lower, lowerNext, 0, 2), left),
    f64x2.mul(v128.shuffle<i64>(lower, lowerNext, 1, 3), right),
  )
  const down = f64x2.sub(y, row)
  return f64x2.add(f64x2.mul(top, f64x2.sub(f64x2.splat(1), down)), f64x2.mul(low, down))
}

@inline
function shown(numbers: usize, places: v128, half: v128): v128 {
  const inside = f64x2.sub(f64x2.add(places, half), v128.load64_splat(numbers, 64))
  return f64x2.mul(f64x2.sub(f64x2.mul(inside, v128.load64_splat(numbers, 144)), half), f64x2.splat(65536))
}

/** As JavaScript rounds. */
@inline
function rounded(value: f64): i32 {
  const above = ceil<f64>(value)
  return <i32>(above - 0.5 > value ? above - 1 : above)
}
